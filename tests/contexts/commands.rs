//! Random commands with hostile values: what the inner program would be given is what was meant, or it was refused.
//!
//! A snippet is put together from the inside out: a text in a language, a command that reads it, quotes, perhaps a shell
//! or a container around it, and a file of YAML that holds it. The judge is that of `languages/commands.md`.
//! `SITEVAR_SNIPPETS=20000` makes more of them.

use std::collections::BTreeMap;

use fastrand::Rng;
use sitevar_core::{Filled, Language, SlotAt, Snippet};

use super::case::{Case, files};
use super::hostile::HOSTILE;
use super::languages::{Try, judged};

/// How many snippets there are unless `SITEVAR_SNIPPETS` says so.
const SNIPPETS: usize = 500;

/// The largest share of plain passwords that may be refused.
const REFUSED: f64 = 0.1;

/// What each command reads: the command with `@` where the text is, and the text.
const TEXTS: [(&str, &str); 24] = [
    ("psql -c @", "SELECT '«»'"),
    ("psql -U app -tAc @", "SELECT set_password('app', '«»')"),
    ("mysql -u root -pX -e @", "SELECT 'a «»' AS x"),
    ("mariadb --execute=@", "SELECT '«»'"),
    ("sqlite3 app.db @", "SELECT '«»'"),
    ("curl -s -d @ https://x/", "user=app&password=«»"),
    ("curl --data @ https://x/", "password=«»&x=y"),
    ("curl --data-raw @ https://x/", "{\"password\": \"«»\"}"),
    ("curl -u @ https://x/", "app:«»"),
    ("curl -H @ https://x/", "X-Token: Bearer «»"),
    ("curl -F @ https://x/", "password=«»"),
    ("curl -b @ https://x/", "session=«»"),
    ("sed -i @ app.conf", "s/TEMPLATE/«»/"),
    ("sed @ app.conf", "s|TEMPLATE|«»|g"),
    ("sed -Ei -e @ app.conf", "s#T(EMPLAT)E#«»#"),
    ("awk @", "BEGIN { print \"«»\" }"),
    ("jq -n @", "{\"a\": \"«»\"}"),
    ("python3 -c @", "print('«»')"),
    ("echo @ > config.yml", "password: '«»'"),
    ("echo @ >> config.json", "{\"password\": \"«»\"}"),
    ("printf @ > config.yml", "password: \"«»\"\\n"),
    ("printf '%s\\n' @ | sudo tee secret > /dev/null", "«»"),
    ("show --option @ x", "«»"),
    ("show a@b", "«»"),
];

/// Here-documents: the command, and the lines.
const DOCUMENTS: [(&str, &str); 6] = [
    ("cat > config.yml", "a: b\npassword: «»\nc: '«»'"),
    ("sudo tee config.json > /dev/null", "{\"password\": \"«»\"}"),
    ("psql -U app", "SELECT '«»';"),
    ("docker exec -i db mysql", "SELECT '«»';"),
    ("kubectl apply -f -", "a: \"«»\"\nb: [«»]"),
    ("ssh host", "show '«»' \"«»\""),
];

#[test]
fn a_command_gets_what_was_meant_wherever_it_is_written() {
    let file = files().into_iter().find(|file| file.path.ends_with("commands.md")).unwrap();
    let count =
        std::env::var("SITEVAR_SNIPPETS").ok().and_then(|count| count.parse().ok()).unwrap_or(SNIPPETS);
    let mut rng = Rng::with_seed(14);
    let cases: Vec<Case> = (0..count).map(|number| snippet(number, &mut rng)).collect();
    let tries: Vec<Try> = cases.iter().map(|case| attempt(case, &mut rng)).collect();
    let failures = judged(&file, &tries);
    tell(&tries);
    let shown = failures.iter().take(30).cloned().collect::<Vec<_>>();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), shown.join("\n"));
    hold_plain_passwords(&cases);
}

/// What fresh eyes found: the language, a snippet, a value, and what is written; nothing where it is refused.
const FOUND: [(&str, &str, &str, Option<&str>); 70] = [
    // PowerShell and cmd: what another program reads takes plain values alone; a body of PowerShell is known.
    ("powershell", "docker exec db psql -c \"SELECT '«»'\"", "it's", None),
    (
        "powershell",
        "docker exec db psql -c \"SELECT '«»'\"",
        "a.b-c",
        Some("docker exec db psql -c \"SELECT 'a.b-c'\""),
    ),
    ("powershell", "& C:\\pg\\psql.exe `\n  -c \"SELECT '«»'\"", "it's", None),
    ("powershell", "set-content -Path .env -Value \"P=«»\"", "a b#c", None),
    ("powershell", "'P=«»' | Out-File .env", "a b#c", None),
    ("powershell", "echo \"P=«»\" > .env", "a b#c", None),
    ("powershell", "irm -Body '{\"p\": \"«»\"}'", "a\"b'c", Some("irm -Body '{\"p\": \"a\\\"b''c\"}'")),
    ("powershell", "Invoke-RestMethod -Body \"p=«»\"", "a&b", None),
    ("powershell", "Write-Host \"x «»\"; $p = 1", "a b#c", Some("Write-Host \"x a b#c\"; $p = 1")),
    ("powershell", "Write-Host x; $p = 'a «»'", "it's", Some("Write-Host x; $p = 'a it''s'")),
    ("batch", "psql -c \"SELECT '«»'\"", "it's", None),
    ("batch", "set P=\"«»\" & psql -U app", "it's", Some("set P=\"it's\" & psql -U app")),
    // What awk puts in place of a match, and a variable that it is given.
    ("bash", "awk '{ gsub(/X/, \"«»\") }' f", "a&b", Some(r#"awk '{ gsub(/X/, "a\\&b") }' f"#)),
    ("bash", "awk '{ gsub(/X/, \"«»\") }' f", r"a\b", None),
    ("bash", "awk -v p='«»' '{ print p }' f", r"a\b", Some(r"awk -v p='a\\b' '{ print p }' f")),
    ("bash", "awk -v p=x '{ print \"«»\" }' f", "a\"b", Some(r#"awk -v p=x '{ print "a\"b" }' f"#)),
    // A table of cron takes percent signs for line breaks.
    ("bash", "0 3 * * * curl -u 'a:«»' https://x/", "a%b", Some(r"0 3 * * * curl -u 'a:a\%b' https://x/")),
    ("bash", "echo '0 3 * * * x «»' | crontab -", "a%b", Some(r"echo '0 3 * * * x a\%b' | crontab -")),
    // The words of a list in a Dockerfile.
    ("dockerfile", "CMD [\"sh\", \"-c\", \"x «»\"]\n", "a;b", Some("CMD [\"sh\", \"-c\", \"x a\\\\;b\"]\n")),
    // The program that a workflow names.
    (
        "workflow",
        "  - run: print('«»')\n    shell: python\n",
        "a'b",
        Some("  - run: print('a\\'b')\n    shell: python\n"),
    ),
    (
        "workflow",
        "defaults:\n  run:\n    shell: pwsh\njobs:\n  - run: x '«»'\n",
        "a'b",
        Some("defaults:\n  run:\n    shell: pwsh\njobs:\n  - run: x 'a''b'\n"),
    ),
    // A container or a volume may be called as a program is.
    (
        "bash",
        "docker exec -i mysql sh -c 'x -p«»'",
        "a b;c",
        Some(r"docker exec -i mysql sh -c 'x -pa\ b\;c'"),
    ),
    (
        "bash",
        "docker compose exec node sh -c 'x «»'",
        "a;b",
        Some(r"docker compose exec node sh -c 'x a\;b'"),
    ),
    (
        "bash",
        "kubectl exec deploy/mysql -- sh -c 'x «»'",
        "a;b",
        Some(r"kubectl exec deploy/mysql -- sh -c 'x a\;b'"),
    ),
    (
        "bash",
        "docker run -v db:/var/lib/mysql -e P=«» mysql:8",
        "a b",
        Some(r"docker run -v db:/var/lib/mysql -e P=a\ b mysql:8"),
    ),
    (
        "bash",
        "docker run -w /srv/node app sh -c 'x «»'",
        "a;b",
        Some(r"docker run -w /srv/node app sh -c 'x a\;b'"),
    ),
    // Programs that no row knows call a shell.
    ("bash", "flock /l sh -c \"x «»\"", "a;b", Some(r#"flock /l sh -c "x a\\;b""#)),
    // What follows a host is for the shell there.
    ("bash", "ssh root@h docker run -e P='«»' x", "a b;c", Some(r"ssh root@h docker run -e P='a\ b\;c' x")),
    // Kubernetes and Compose have two keys for a command.
    (
        "yaml",
        "apiVersion: v1\nkind: Pod\nargs: [-c, 'x «»']\ncommand: [sh]",
        "a;b",
        Some("apiVersion: v1\nkind: Pod\nargs: [-c, 'x a\\;b']\ncommand: [sh]"),
    ),
    (
        "yaml",
        "services:\n  a:\n    image: x\n    entrypoint: [sh, -c]\n    command:\n      - x «»",
        "a;b",
        Some("services:\n  a:\n    image: x\n    entrypoint: [sh, -c]\n    command:\n      - x a\\;b"),
    ),
    ("yaml", "services:\n  a:\n    image: x\n    entrypoint: sh\n    command: -c \"x «»\"", "a;b", None),
    // Statements that are typed into a client.
    (
        "bash",
        "sudo -u postgres psql\nALTER USER x PASSWORD '«»';",
        "it's",
        Some("sudo -u postgres psql\nALTER USER x PASSWORD 'it''s';"),
    ),
    (
        "console",
        "mysql> ALTER USER x IDENTIFIED BY '«»';",
        "it's",
        Some("mysql> ALTER USER x IDENTIFIED BY 'it''s';"),
    ),
    (
        "console",
        "postgres=# ALTER USER x PASSWORD '«»';",
        "it's",
        Some("postgres=# ALTER USER x PASSWORD 'it''s';"),
    ),
    ("console", ">>> print('«»')", "it's", Some(r">>> print('it\'s')")),
    ("bash", "psql -c 'CREATE DATABASE «»;'", "nextcloud", Some("psql -c 'CREATE DATABASE nextcloud;'")),
    ("bash", "psql -c 'GRANT ALL ON DATABASE app TO «»;'", "public", None),
    // Scripts in which more signs mean something.
    ("bash", "sed -i '/^P=/s/=.*/=«»/' .env", "a/b&c", Some(r"sed -i '/^P=/s/=.*/='\''a\/b\&c'\''/' .env")),
    ("bash", "sed '/x/d;a «»' f", "a/w", None),
    ("bash", "perl -pi -e 's/x/«»/' f", "me@example.org", None),
    ("bash", "curl -d '«»' https://x/", "@/etc/passwd", None),
    // A block that names no language and holds commands, a Dockerfile or a unit.
    ("", "#!/bin/bash\nP=\"«»\"\n", "$(id)", Some("#!/bin/bash\nP=\"\\$(id)\"\n")),
    ("", "$ docker run -e P=«» x\nstarted\n", "a b", Some("$ docker run -e P=a\\ b x\nstarted\n")),
    ("text", "sudo docker exec x --pw «»\n", "a b", Some("sudo docker exec x --pw a\\ b\n")),
    ("", "export P=\"«»\"\n", "$(id)", Some("export P=\"\\$(id)\"\n")),
    ("", "FROM alpine\nRUN x «»\n", "a b", Some("FROM alpine\nRUN x a\\ b\n")),
    ("ini", "[Service]\nEnvironment=P=«»\n", "a b", Some("[Service]\nEnvironment=P=a\\x20b\n")),
    ("ini", "[service]\nPASSWD = «»\n", "a#b", None),
    ("", "Your password is «».\n", "a b", Some("Your password is a b.\n")),
    // What sed writes into a file is in the language of that.
    ("bash", "sed -i \"s/^P=.*/P=«»/\" .env", "$(id)", Some(r#"sed -i "s/^P=.*/P='\$(id)'/" .env"#)),
    ("bash", "sed -i 's/X/«»/' .env", "p@ss!w0rd1", Some("sed -i 's/X/p@ss!w0rd1/' .env")),
    ("bash", "sed -i 's/X/«»/' .env", "a#b", None),
    ("bash", "sed -ri.bak 's/X/«»/' .env", "a#b", None),
    ("bash", "sed -e 's/i/«»/' .env", "a#b", Some("sed -e 's/i/a#b/' .env")),
    ("bash", "sed -i 's/^p: .*/p: «»/' c.yml", "yes", Some(r"sed -i 's/^p: .*/p: '\''yes'\''/' c.yml")),
    ("bash", "sed \"s/^p: .*/p: '«»'/\" a > c.yml", "it's", Some(r#"sed "s/^p: .*/p: 'it''s'/" a > c.yml"#)),
    // JSON after a name.
    (
        "compose",
        "    environment:\n      - X={\"p\":\"«»\"}\n",
        "a\"b",
        Some("    environment:\n      - X={\"p\":\"a\\\"b\"}\n"),
    ),
    ("bash", "docker run -e 'X={\"p\":\"«»\"}' x", "a\"b", Some(r#"docker run -e 'X={"p":"a\"b"}' x"#)),
    // What would be an option of the command that prints it.
    ("bash", "printf '«»' > pw", "-x1", None),
    ("bash", "echo '«»' > pw", "-n", None),
    ("bash", "echo '«»' > pw", "-x1", Some("echo '-x1' > pw")),
    // Input that becomes words.
    ("bash", "echo '«»' | xargs rec", "a b", None),
    // A file whose name is beside it.
    (
        "cloud-config",
        "write_files:\n  - path: /opt/.env\n    content: |\n      P=«»\n",
        "a #b",
        Some("write_files:\n  - path: /opt/.env\n    content: |\n      P='a #b'\n"),
    ),
    // Signs that mean nothing in a Dockerfile.
    ("dockerfile", "ENV P=\"«»\"\n", "a!`b", Some("ENV P=\"a!`b\"\n")),
    ("dockerfile", "CMD [\"a\", \"«»\"]\n", "a!b", Some("CMD [\"a\", \"a!b\"]\n")),
    // A port before a variable.
    (
        "nginx",
        "proxy_pass http://127.0.0.1:«»$request_uri;\n",
        "443",
        Some("proxy_pass http://127.0.0.1:443$request_uri;\n"),
    ),
    // A table of cron that `echo` prints.
    (
        "bash",
        "(crontab -l; echo \"0 3 * * * /x --p «»\") | crontab -",
        "a b%",
        Some(r#"(crontab -l; echo "0 3 * * * /x --p a\\ b\\%") | crontab -"#),
    ),
    ("bash", "echo 'a: \"«»\"' > c.yml", "a\\b", None),
    // JSON that curl reads from its input.
    (
        "bash",
        "curl -d @- https://x/ <<'EOF'\n{\"p\":\"«»\"}\nEOF\n",
        "a\"b",
        Some("curl -d @- https://x/ <<'EOF'\n{\"p\":\"a\\\"b\"}\nEOF\n"),
    ),
    (
        "bash",
        "echo '{\"p\":\"«»\"}' | curl -d @- https://x/",
        "a b",
        Some("echo '{\"p\":\"a b\"}' | curl -d @- https://x/"),
    ),
];

/// Places for which no judge is on every machine, each with the document that has its rule.
const PLACES: [(&str, &str, &str, Option<&str>); 15] = [
    // systemd.syntax(7), systemd.exec(5), systemd.service(5)
    ("systemd", "[Service]\nEnvironment=P=«»", "a b", Some("[Service]\nEnvironment=P=a\\x20b")),
    ("systemd", "[Service]\nEnvironment=\"P=«»\"", "a b\"c", Some("[Service]\nEnvironment=\"P=a b\\\"c\"")),
    ("systemd", "[Service]\nEnvironment=P=«»", "50%$x", Some("[Service]\nEnvironment=P=50%%$x")),
    ("systemd", "[Service]\nExecStart=/x -p «»", "50%$x", Some("[Service]\nExecStart=/x -p 50%%$$x")),
    (
        "systemd",
        "[Service]\nExecStart=/bin/sh -c 'x \"«»\"'",
        "$(id)",
        Some("[Service]\nExecStart=/bin/sh -c 'x \"\\\\$$(id)\"'"),
    ),
    ("systemd", "[Unit]\nDescription=«»", "a b", Some("[Unit]\nDescription=a b")),
    // libpq, section 34.1.1.1
    (
        "toml",
        "dsn = \"host=db user=app password=«»\"",
        "a b'c",
        Some(r#"dsn = "host=db user=app password='a b\\'c'""#),
    ),
    (
        "toml",
        "dsn = \"host=db user=app password=«»\"",
        "a-b",
        Some(r#"dsn = "host=db user=app password=a-b""#),
    ),
    // DbConnectionStringBuilder of .NET
    ("json", "{\"c\": \"Server=db;Password=«»\"}", "a;b", Some(r#"{"c": "Server=db;Password=\"a;b\""}"#)),
    // Traefik, "Rules & Priority"
    ("yaml", "rule: Host(`«»`)", "a.example.org", Some("rule: Host(`a.example.org`)")),
    ("yaml", "rule: Host(`«»`)", "a`) || Host(`b", None),
    // JSX, "JSX Attributes"
    (
        "jsx",
        "<X t=\"«»\"/>",
        "\" onClick={alert(1)} x=\"",
        Some("<X t=\"&quot; onClick={alert(1)} x=&quot;\"/>"),
    ),
    ("yaml", "config: |\n  a: «»", "b #c", Some("config: |\n  a: 'b #c'")),
    ("yaml", "run.sh: |\n  #!/bin/sh\n  x «»", "a;b", Some("run.sh: |\n  #!/bin/sh\n  x a\\;b")),
    ("yaml", "note: |\n  Your password is «» now.", "a #b", Some("note: |\n  Your password is a #b now.")),
];

#[test]
fn what_fresh_eyes_found_and_single_places_are_written_right() {
    for (language, marked, value, expected) in FOUND.iter().chain(&PLACES).copied() {
        let (before, after) = marked.split_once("«»").unwrap();
        let range = before.len()..before.len() + 2;
        let slot = SlotAt { range, ..SlotAt::default() };
        let snippet = Snippet::new(Language::find(language, ""), format!("{before}zq{after}"), vec![slot]);
        let written = snippet.fill(&[Some(value)]);
        let refused = matches!(written[0], Filled::Refused(_));
        let text = snippet.write(&written);
        assert_eq!((!refused).then_some(text.as_str()), expected, "{marked}: {written:?}");
    }
}

fn attempt<'c>(case: &'c Case, rng: &mut Rng) -> Try<'c> {
    let value = if rng.bool() { rng.choice(HOSTILE).unwrap().1.to_owned() } else { random(rng) };
    Try::new(case, "random", vec![Some(value); case.slots.len()])
}

fn random(rng: &mut Rng) -> String {
    let pieces = (0..rng.usize(1..6)).map(|_| match rng.u8(0..3) {
        0 => rng.char('!'..='~').to_string(),
        1 => rng
            .choice(["'", "\"", "\\", "$", "`", "&", "/", "|", "#", "%", " ", "\n", "$(x)"])
            .unwrap()
            .to_owned(),
        _ => rng.alphanumeric().to_string(),
    });
    pieces.collect()
}

/// Says what share is refused, by the command.
fn tell(tries: &[Try<'_>]) {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for attempt in tries {
        let count = counts.entry(attempt.case.name.split(", ").nth(1).unwrap()).or_default();
        count.0 += attempt.written.len();
        count.1 += attempt.written.iter().filter(|written| matches!(written, Filled::Refused(_))).count();
    }
    for (command, (all, refused)) in counts {
        eprintln!("{command}: {refused} of {all} refused");
    }
}

/// Passwords of letters, digits and `!#%+,-./:=@^_~` are rarely refused.
fn hold_plain_passwords(cases: &[Case]) {
    let mut rng = Rng::with_seed(15);
    let (mut all, mut refused) = (0, BTreeMap::<&str, usize>::new());
    for case in cases {
        let signs: Vec<char> =
            ('a'..='z').chain('A'..='Z').chain('0'..='9').chain("!#%+,-./:=@^_~".chars()).collect();
        let value: String = (0..20).map(|_| *rng.choice(&signs).unwrap()).collect();
        let attempt = Try::new(case, "plain", vec![Some(value); case.slots.len()]);
        all += attempt.written.len();
        let count = attempt.written.iter().filter(|written| matches!(written, Filled::Refused(_))).count();
        *refused.entry(case.name.split(", ").nth(1).unwrap()).or_default() += count;
    }
    let total: usize = refused.values().sum();
    refused.retain(|_, count| *count > 0);
    eprintln!("plain passwords: {total} of {all} refused: {refused:?}");
    assert!(
        (total as f64) < REFUSED * all as f64,
        "{total} of {all} plain passwords are refused: {refused:?}"
    );
}

/// Makes a snippet with a name, `number, command, file`.
fn snippet(number: usize, rng: &mut Rng) -> Case {
    let (name, mut command) = if rng.u8(0..5) == 0 { document(rng) } else { text(rng) };
    if !command.contains('\n') {
        command = called(command, rng);
    }
    let (file, text) = in_file(&command, rng);
    let layers = Language::find(if file == "bash" { "bash" } else { "yaml" }, "");
    let mut slots = Vec::new();
    let mut plain = String::new();
    for (at, part) in text.split("«»").enumerate() {
        if at > 0 {
            let start = plain.len();
            plain += &format!("zq{number}x{at}z");
            slots.push(SlotAt { range: start..plain.len(), ..SlotAt::default() });
        }
        plain += part;
    }
    Case { name: format!("{number}, {name}, {file}"), layers, text: plain, slots, refused: 0..0 }
}

fn text(rng: &mut Rng) -> (&'static str, String) {
    let (command, text) = *rng.choice(&TEXTS).unwrap();
    (command, command.replace('@', &quoted(text, rng)))
}

/// Quotes a text for a shell.
fn quoted(text: &str, rng: &mut Rng) -> String {
    let double = || {
        let escaped = ["\\", "\"", "$", "`"]
            .iter()
            .fold(text.to_owned(), |text, sign| text.replace(sign, &format!("\\{sign}")));
        format!("\"{escaped}\"")
    };
    let is_bare = text.chars().all(|c| c.is_alphanumeric() || "«»:=_/.".contains(c));
    match rng.u8(0..3) {
        0 if is_bare => text.to_owned(),
        1 if !text.contains('\'') => format!("'{text}'"),
        _ => double(),
    }
}

fn document(rng: &mut Rng) -> (&'static str, String) {
    let (command, lines) = *rng.choice(&DOCUMENTS).unwrap();
    let end = *rng.choice(&["EOF", "'EOF'", "\"EOF\""]).unwrap();
    (command, format!("{command} <<{end}\n{lines}\nEOF\n"))
}

/// Has another program call the command.
fn called(command: String, rng: &mut Rng) -> String {
    match rng.u8(0..6) {
        0 => format!("sudo -u app {command}"),
        1 => format!("sh -c {}", quoted(&command, rng)),
        2 if !command.contains('\'') => format!("ssh host '{command}'"),
        3 => format!("A=b {command}"),
        4 => format!("true && {command} || exit 1"),
        _ => command,
    }
}

/// Puts a command into a file.
fn in_file(command: &str, rng: &mut Rng) -> (&'static str, String) {
    let script = |indent: &str, rng: &mut Rng| scalar(command, indent, rng);
    match rng.u8(0..10) {
        0 => (
            "workflow",
            format!("on: push\njobs:\n  a:\n    steps:\n      - run: {}\n", script("          ", rng)),
        ),
        1 => (
            "playbook",
            format!("- hosts: all\n  tasks:\n    - name: a\n      shell: {}\n", script("        ", rng)),
        ),
        2 => ("cloud-init", format!("#cloud-config\nruncmd:\n  - {}\n", script("    ", rng))),
        3 => {
            let script = script("            ", rng);
            (
                "kubernetes",
                format!(
                    "apiVersion: v1\nspec:\n  containers:\n    - command: [sh]\n      args:\n        - -c\n        - {script}\nkind: Pod\n"
                ),
            )
        }
        // A dollar sign is that of Compose there.
        4 if !command.contains('$') => {
            let test = script("        ", rng);
            ("compose", format!("services:\n  a:\n    image: x\n    healthcheck:\n      test: {test}\n"))
        }
        5 if !command.contains('$') => {
            let script = script("        ", rng);
            (
                "compose list",
                format!(
                    "services:\n  a:\n    image: x\n    command:\n      - sh\n      - -c\n      - {script}\n"
                ),
            )
        }
        _ => ("bash", format!("{command}\n")),
    }
}

/// Writes a text as a scalar of YAML, below so much indentation.
fn scalar(text: &str, indent: &str, rng: &mut Rng) -> String {
    match rng.u8(0..3) {
        0 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
        1 => {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            format!("\"{escaped}\"")
        }
        _ => format!("|\n{indent}{}", text.trim_end().replace('\n', &format!("\n{indent}"))),
    }
}
