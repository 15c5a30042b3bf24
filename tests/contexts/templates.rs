//! What a program replaces in a file before its language is read: escaped where the program is known, else refused.

use sitevar_core::{Filled, Language, SlotAt, Snippet};

/// An info string, a title, a snippet with a slot, a value, and what is written; nothing where it is refused.
type Row = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

const SUM: &str = "{{ 7*7 }}";
const HELM: &str = "{{`{{`}} 7*7 }}";
const JINJA: &str = "{{ '{{' }} 7*7 }}";

const ROWS: &[Row] = &[
    // Helm, by its names.
    ("yaml", "", "a: {{ .Values.x }}\nb: '«d»'\n", SUM, Some(HELM)),
    ("yaml", "templates/x.yaml", "{{- include \"x\" . }}\nb: '«d»'\n", SUM, Some(HELM)),
    ("yaml", "chart/templates/x.yaml", "b: '«d»'\n", SUM, None),
    ("yaml", "values.yaml", "b: '«d»'\n", SUM, Some(SUM)),
    ("helm", "x.yaml", "b: '«d»'\n", SUM, Some(HELM)),
    ("json", "", "{\"a\": \"{{ .Release.Name }}\", \"b\": \"«d»\"}", SUM, Some(HELM)),
    // Jinja, by the name of the file, in its first comment too.
    ("nginx", "nginx.conf.j2", "add_header X \"«d»\";", SUM, Some(JINJA)),
    ("ini", "app.ini.j2", "x = {«d»", "{x}}", None),
    ("", "", "# app.yml.j2\nb: '«d»'\n", "{#", Some("{{ '{#' }}")),
    ("html+jinja", "", "<p>«d»</p>", "{%", Some("{{ '{%' }}")),
    // Some program.
    ("yaml", "", "a: '{{ states(1) }}'\nb: '«d»'\n", SUM, None),
    ("yaml", "", "a: '{{ states(1) }}'\nb: '«d»'\n", "{a} }}", Some("{a} }}")),
    ("yaml", "", "a: {{ x }}\nb: '{«d»'\n", "{x", None),
    ("html", "", "<p>«d» {{ x }}</p>", SUM, None),
    ("html", "", "<p>«d»</p>", SUM, Some(SUM)),
    ("yaml", "x.yml.erb", "a: '«d»'", "<% x %>", None),
    // It is not one any more.
    ("html", "x.html.erb", "<p>«d»</p>", "<% x %>", Some("&lt;% x %&gt;")),
    ("compose", "", "a:\n  hostname: '{{.Node.Hostname}}'\n  b: '«d»'", "$x", Some("$$x")),
    // Ansible and workflows, in values, whatever is around them.
    ("yaml", "", "- hosts: all\n  tasks:\n  - a: '«d»'\n", "{% x", None),
    ("yaml", "", "- hosts: all\n  tasks:\n  - shell: show \"«d»\"\n", "$(id)", Some("\\$(id)")),
    ("yaml", "", "- hosts: all\n  tasks:\n  - when: x == '«d»'\n", "' or 1", None),
    ("github-actions", "", "env:\n  A: '«d»'\n", "${{ x }}", None),
    ("github-actions", "", "env:\n  A: '$«d»'\n", "{{ x }}", None),
    ("github-actions", "", "env:\n  A: '«d»'\n", SUM, Some(SUM)),
    ("github-actions", "", "run: show \"${{ x }} «d»\"\n", "$(id)", Some("\\$(id)")),
    // Vue.
    ("vue", "", "<p>«d»</p>", SUM, Some(JINJA)),
    ("vue", "", "<p :a=\"'«d»'\"></p>", "'+x+'", None),
    ("vue", "", "<p a=\"«d»\"></p>", SUM, Some(SUM)),
    // Strings with variables.
    ("kotlin", "", "val a = \"«d»\"", "${x}$y", Some("\\${x}\\$y")),
    ("kotlin", "", "val a = \"\"\"«d»\"\"\"", "$x", Some("${'$'}x")),
    ("kotlin", "", "/* «d» */", "/*", None),
    ("scala", "", "val a = s\"«d»\"", "$x", Some("$$x")),
    ("scala", "", "val a = \"«d»\"", "$x", Some("$x")),
    ("scala", "", "val a = f\"«d»\"", "50%", None),
    ("java", "", "var a = \"«d»\";", "$x", Some("$x")),
    ("bat", "", "set X=«d»", "%x%", None),
    ("bat", "", "echo \"«d»\"", "%x%", None),
    ("", "run.cmd", "echo \"«d»\"", "a & b", Some("a & b")),
    // Shells of their own.
    ("zsh", "", "show «d»", "=ls", Some("\\=ls")),
    ("bash", "", "show «d»", "=ls", Some("=ls")),
    ("zsh", "", "# «d»", "a; id", None),
    ("fish", "", "show «d»", "(id)", Some("\\(id\\)")),
    ("fish", "", "show '«d»'", "it's \\", Some("it\\'s \\\\")),
    ("fish", "", "show \"«d»\"", "$(id) `a`", Some("\\$(id) `a`")),
    // Servers, by a block's own lines.
    ("conf", "", "server {\n  listen 80;\n  add_header X «d»;\n}\n", "a;b", Some("\"a;b\"")),
    ("", "conf.d/x.conf", "server {\n  listen 80;\n  add_header X «d»;\n}\n", "a;b", Some("\"a;b\"")),
    ("", "sites-available/x", "location / {\n  add_header X «d»;\n}\n", "a;b", Some("\"a;b\"")),
    ("conf", "", "<VirtualHost *>\n  ServerAdmin «d»\n</VirtualHost>\n", "a;b", Some("\"a;b\"")),
    ("conf", "", "x «d»\n", "a;b", None),
    ("", "/etc/caddy/Caddyfile", "respond «d»", "a b", Some("\"a b\"")),
    ("ini", "php.ini", "x = «d»", "a;b", Some("\"a;b\"")),
    ("ini", "php.ini", "x = «d»", "yes", Some("\"yes\"")),
    ("ini", "php.ini", "x = «d»", "$x", Some("'$x'")),
    ("dockerfile", "", "RUN sed -i 's/x/«d»/' f", "a&b/c", Some("a\\&b\\/c")),
    ("dockerfile", "", "# escape=`\nRUN show '«d»'", "a b", None),
    ("makefile", "", "all:\n\t@show '«d»'\n", "$x'", Some("$$x'\\''")),
    ("makefile", "", "X = «d»\n", "a; id", None),
];

#[test]
fn what_a_program_would_run_is_escaped_or_refused() {
    let mut failures = Vec::new();
    for (info, title, marked, value, expected) in ROWS {
        let (before, rest) = marked.split_once('«').unwrap();
        let (default, after) = rest.split_once('»').unwrap();
        let range = before.len()..before.len() + default.len();
        let slot = SlotAt { range, ..SlotAt::default() };
        let text = [before, default, after].concat();
        let snippet = Snippet::new(Language::find(info, title), text, vec![slot]);
        let written = snippet.fill(&[Some(value)]);
        let found = match &written[0] {
            Filled::Text(text) => Some(text.as_str()),
            _ => None,
        };
        if found != *expected {
            failures.push(format!("{info} {title}: {marked}: {written:?}, not {expected:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
