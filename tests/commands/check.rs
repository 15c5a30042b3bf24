//! `sitevar check` on guides, on a real site with known defects, and on bad input.

use serde_json::Value;

use super::corpus::shared;
use super::sandbox::Sandbox;

const BAD: &str = "# Guide\n\n```yaml\na: 1\nb: 2\na: 3\n```\n";
const WEAK: &str = "```text\n$pbkdf2-sha512$1000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5qKn50cFzzvE9RXV88h1wJn5KGiHrD0YKtZaR/nCb2CJPOsKaPK0hjf.9yHxzQGZziziccp6Yng\n```\n";

pub fn run(files: &[(&str, &str)], arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Sandbox::new(files).run(&[&["check"], arguments].concat());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn every_format_names_the_place() {
    let files = [("docs/a.md", BAD)];
    let (status, data, text) = run(&files, &["docs"]);
    assert_eq!((status, data.as_str()), (Some(1), ""));
    assert!(
        text.contains("docs/a.md:6:1") && text.ends_with("1 error in 1 file\n1 page checked\n"),
        "{text}"
    );
    let (status, data, _) = run(&files, &["docs", "--format", "short"]);
    assert_eq!(status, Some(1));
    assert!(data.starts_with("docs/a.md:6:1: error[duplicate-key]: "), "{data}");
    let (_, data, _) = run(&files, &["docs/a.md", "--format", "github"]);
    assert!(data.starts_with("::error file=docs/a.md,line=6,col=1,title=duplicate-key::"), "{data}");
    let (_, data, _) = run(&files, &["docs", "--format", "json"]);
    let found: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(found["diagnostics"][0]["code"], "duplicate-key");
    assert_eq!(found["summary"]["errors"], 1);
}

/// What SARIF 2.1.0 allows, by types that were generated out of its published schema and refuse what it does not have.
#[test]
fn the_log_of_sarif_is_one_that_its_schema_allows() {
    let odd = (
        "docs/a b/é.md",
        "# Ünïcode 😀\n\n[x](#nowhere) `😀` ![](a.png)\n\n```yaml\na: 1\nb: 1\na: 2\n```\n",
    );
    let (status, data, _) = run(&[("docs/a.md", BAD), odd], &["docs", "--format", "sarif"]);
    assert_eq!(status, Some(1));
    let log: serde_sarif::sarif::Sarif = serde_json::from_str(&data).unwrap();
    let run = log.runs.first().unwrap();
    let results = run.results.as_ref().unwrap();
    let rules = run.tool.driver.rules.as_ref().unwrap();
    assert!(results.len() >= 3, "{data}");
    for result in results {
        let index = usize::try_from(result.rule_index.unwrap()).unwrap();
        assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
        let location = result.locations.as_ref().unwrap().first().unwrap();
        let place = location.physical_location.as_ref().unwrap();
        let file = place.artifact_location.as_ref().unwrap().uri.as_ref().unwrap();
        assert!(["docs/a.md", "docs/a%20b/%C3%A9.md"].contains(&file.as_str()), "{file}");
    }
    let help = &rules[0].help.as_ref().unwrap().text;
    assert!(help.ends_with(&format!("reference/diagnostics/{}.", rules[0].id)), "{help}");
    // What the types cannot tell is refused.
    let wrong = data.replacen("\"version\"", "\"version_of_it\"", 1);
    assert!(serde_json::from_str::<serde_sarif::sarif::Sarif>(&wrong).is_err());
}

/// Returns the codes of what is found, with their files and lines.
fn codes(files: &[(&str, &str)], arguments: &[&str]) -> Vec<String> {
    let (_, data, text) = run(files, &[arguments, &["--format", "short"]].concat());
    assert!(!text.contains("error: "), "{text}");
    let place = |line: &str| {
        let (place, rest) = line.split_once(": ").unwrap();
        let place = place.rsplit_once(':').unwrap().0;
        format!("{place} {}", rest.split(['[', ']']).nth(1).unwrap())
    };
    data.lines().map(place).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn links_of_any_folder_lead_to_guides_and_images_that_are_there() {
    let others = [
        ("docs/b.md", "# Ports\n"),
        ("docs/img/a.png", ""),
        ("docs/section/c.md", ""),
        ("docs/d.de.md", ""),
        ("README.md", ""),
    ];
    let with = |text: &str| {
        let mut files = others.to_vec();
        files.push(("docs/section/page.md", text));
        codes(&files, &["docs"])
    };
    for link in [
        "[x](../b.md)",
        "[x](../b.md#ports)",
        "[x](c.md)",
        "[x](/anything.md)",
        "[x](../b/)",
        "[x](other)",
        "[x](../../README.md)",
        "[x](../../outside.md)",
        "[x](b.md)",
        "[x](../d.md)",
        "[x](https://example.com/none.md)",
        "[x](@site/none.md)",
        "![x](../img/a.png)",
        "![x](img/a.png)",
        "![x](/img/none.png)",
        "![x]({{ none }}.png)",
        "`[x](none.md)`",
        "<a href=\"none.md\">x</a>",
    ] {
        assert_eq!(with(&format!("{link}\n")), NONE, "{link}");
    }
    let broken = |code: &str| vec![format!("docs/section/page.md:1 {code}")];
    for (link, code) in [
        ("[x](none.md)", "broken-link"),
        ("[x](../none.md#ports)", "broken-link"),
        ("[x][y]\n\n[y]: none.mdx\n", "broken-link"),
        ("![x](../img/none.png)", "broken-link"),
        ("[x](../b.md#hosts)", "broken-anchor"),
    ] {
        assert_eq!(with(&format!("{link}\n")), broken(code), "{link}");
    }
    assert_eq!(with("<!-- sitevar-ignore: broken-link it is generated -->\n[x](none.md)\n"), NONE);
    let alone = [("docs/page.md", "![x](none.png)\n")];
    assert_eq!(codes(&alone, &["docs"]), NONE, "its images are elsewhere");
}

#[test]
fn links_of_a_site_lead_where_its_build_says() {
    let page = "[x](/b/) [x](b.md) [x](b.md#ports) ![x](a.png) [x](none.md) [x](b.md#hosts) [x](/none/)\n";
    let files = [
        ("sitevar.yml", "title: x\n"),
        ("content/a.md", page),
        ("content/b.md", "# Ports\n"),
        ("content/a.png", ""),
    ];
    let told = ["content/a.md:1 broken-link", "content/a.md:1 broken-anchor", "content/a.md:1 broken-link"];
    assert_eq!(codes(&files, &[]), told);
    assert_eq!(codes(&files, &["content/a.md"]), [told[0], told[2]], "the other page was not read");
}

#[test]
fn what_the_site_declares_is_used() {
    let config = "variables:\n  app: {default: x}\n  nobody: {default: y}\n  part: {default: z}\nderived:\n  whole: '{part}'\n";
    let page = "{{< sitevar name=\"app\" >}} {{< sitevar name=\"whole\" >}}\n";
    let files = [("sitevar.yml", config), ("content/a.md", page)];
    assert_eq!(codes(&files, &[]), ["sitevar.yml:3 unused-variable"]);
    assert_eq!(codes(&files, &["content/a.md"]), NONE);
    assert_eq!(codes(&[files[0], files[1], ("content/b.mdx", "")], &[]), NONE, "it may use any");
}

#[test]
fn what_only_looks_like_a_site_is_a_folder_of_guides() {
    assert_eq!(
        codes(&[("config.toml", "port = 1\n"), ("docs/a.md", BAD)], &[]),
        ["docs/a.md:6 duplicate-key"]
    );
}

fn read(sandbox: &Sandbox, path: &str) -> String {
    std::fs::read_to_string(sandbox.path(path)).unwrap()
}

const HAND: &str = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}\n\n```yaml\na: app.example.com example.com # x\nb: '^a\\.example\\.com$'\n```\n";
const NOTHING: &str = "Words.\n\n<!-- sitevar-ignore: bad-snippet why -->\n\n```yaml\na: 1\n```\n\n<!-- sitevar-ignore: broken-link why -->\nWords.\n";

#[test]
fn what_has_one_safe_answer_is_mended_once() {
    let sandbox = Sandbox::new(&[("docs/a.md", HAND), ("docs/b.md", NOTHING), ("docs/c.md", BAD)]);
    let dry = sandbox.run(&["check", "docs", "--fix", "--dry-run"]);
    let diff = String::from_utf8(dry.stdout).unwrap();
    assert!(
        diff.contains("--- docs/a.md\n+++ docs/a.md\n") && diff.contains("\n-a: app.example.com"),
        "{diff}"
    );
    assert!(diff.contains("\n-<!-- sitevar-ignore: bad-snippet why -->\n"), "{diff}");
    assert_eq!(read(&sandbox, "docs/a.md"), HAND);

    sandbox.run(&["check", "docs", "--fix"]);
    let call = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";
    let mended = HAND.replace("app.example.com example.com", &format!("app.{call} {call}"));
    assert_eq!(read(&sandbox, "docs/a.md"), mended);
    let without = NOTHING.replace("<!-- sitevar-ignore: bad-snippet why -->\n", "");
    assert_eq!(read(&sandbox, "docs/b.md"), without, "of a link, only the whole site could say so");
    assert_eq!(read(&sandbox, "docs/c.md"), BAD);

    let again = sandbox.run(&["check", "docs", "--fix"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("0 pages mended"));
    assert_eq!(read(&sandbox, "docs/a.md"), mended);
}

#[test]
fn what_is_turned_off_is_not_mended() {
    let files = [("sitevar.yml", "check: {severity: {typed-value: off}}\n"), ("content/a.md", HAND)];
    let sandbox = Sandbox::new(&files);
    sandbox.run(&["check", "--fix"]);
    assert_eq!(read(&sandbox, "content/a.md"), HAND);
}

#[test]
fn a_mended_corpus_says_the_same() {
    let Some(corpus) = shared("corpus/authelia/content") else { return };
    let sandbox = Sandbox::new(&[]);
    let pages = walkdir::WalkDir::new(&corpus).into_iter().map(Result::unwrap);
    for page in pages.filter(|page| page.file_type().is_file()) {
        let below = page.path().strip_prefix(&corpus).unwrap().to_str().unwrap().to_owned();
        sandbox.write(&format!("content/{below}"), &std::fs::read_to_string(page.path()).unwrap());
    }
    let expand = |folder: &str| {
        sandbox.run(&["expand", "content", "-o", folder, "--unknown", "keep"]);
    };
    expand("before");
    let said = sandbox.run(&["check", "content", "--fix"]);
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.contains("pages mended") && !said.contains("0 pages mended"), "{said}");
    expand("after");
    let mut compared = 0;
    for page in walkdir::WalkDir::new(sandbox.path("before")).into_iter().map(Result::unwrap) {
        let below = page.path().strip_prefix(sandbox.path("before")).unwrap();
        if page.path().extension().is_some_and(|extension| extension == "md") {
            let after = std::fs::read_to_string(sandbox.path("after").join(below)).unwrap();
            assert!(std::fs::read_to_string(page.path()).unwrap() == after, "{}", below.display());
            compared += 1;
        }
    }
    assert!(compared > 400, "{compared} pages");
    let again = sandbox.run(&["check", "content", "--fix"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("0 pages mended"));
}

#[test]
fn one_secret_on_two_pages_is_told_on_both() {
    let page = "```yaml\nclient_secret: 'mP0jK3fQ9zT7wLx2Rb5NaYc8'\n```\n";
    let files = [("docs/a.md", page), ("docs/b.md", page), ("docs/c.md", "Words.\n")];
    assert_eq!(codes(&files, &["docs"]), ["docs/a.md:2 shared-secret", "docs/b.md:2 shared-secret"]);
    assert_eq!(codes(&files[1..], &["docs"]), NONE);
    let versions = [("docs/api/a.md", page), ("versioned_docs/version-1.6/api/a.md", page)];
    assert_eq!(codes(&versions, &["."]), NONE);
    let many = [("docs/d.md", page), ("docs/e.md", page)];
    assert_eq!(codes(&[&files[..], &many[..]].concat(), &["docs"]), ["docs/a.md:2 shared-secret"]);
}

#[test]
fn a_place_that_cannot_hold_what_its_variable_takes_is_told() {
    let config = "variables:\n  motto: {default: home}\n  data: {type: path, default: /srv/data}\n  level:\n    \
                  type: choice\n    choices: [info, \"don't\"]\n    default: info\n  domain: {type: domain, default: example.com}\n";
    let call = |name: &str, shown: &str| format!("{{{{< sitevar name=\"{name}\" nojs=\"{shown}\" >}}}}");
    let (motto, data) = (call("motto", "home"), call("data", "/srv/data"));
    let (level, domain) = (call("level", "info"), call("domain", "example.com"));
    let with = |block: &str| {
        let mut found =
            codes(&[("sitevar.yml", config), ("content/a.md", &format!("{block}\n"))], &["content"]);
        found.retain(|place| place.starts_with("content/"));
        found
    };
    for narrow in [format!("```toml\na = '{motto}'\n```"), format!("```toml\na = '{level}'\n```")] {
        assert_eq!(with(&narrow), ["content/a.md:2 value-does-not-fit"], "{narrow}");
    }
    for wide in [
        format!("```toml\na = \"{motto}\"\nb = '{domain}'\nc = '{data}'\n```"),
        format!("```yaml\na: {motto}\nb: {data}\nc: '{level}'\n```"),
        format!("{motto}, `{level}`, <https://{domain}>"),
        format!(
            "<!-- sitevar-ignore: value-does-not-fit only letters here -->\n\n```toml\na = '{motto}'\n```"
        ),
    ] {
        assert_eq!(with(&wide), NONE, "{wide}");
    }
}

#[test]
fn every_step_says_how_long_it_takes() {
    let (_, _, text) = run(&[("docs/a.md", "Words.\n")], &["docs", "--timings"]);
    assert_eq!(text.lines().filter(|line| line.contains(" s  1 page ")).count(), 2, "{text}");
}

#[test]
fn what_another_program_fills_in_is_no_front_matter() {
    for start in
        ["{% include \"a.md\" %}", "{%\ninclude-markdown \"a.md\"\n%}", "{/* a comment */}", "{{ x }}"]
    {
        assert_eq!(codes(&[("docs/a.md", &format!("{start}\n\nWords.\n"))], &["docs"]), NONE, "{start}");
    }
    assert_eq!(codes(&[("docs/a.md", "{\"title\": x}\n")], &["docs"]), ["docs/a.md:1 bad-front-matter"]);
}

#[test]
fn a_clean_folder_is_said_to_be_clean() {
    let (status, _, text) = run(&[("docs/a.md", "Nothing.\n"), ("docs/b.mdx", "Nothing.\n")], &["docs"]);
    assert_eq!(status, Some(0));
    assert!(text.ends_with("2 pages checked, nothing wrong\n"), "{text}");
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let files = [("docs/a.md", WEAK)];
    assert_eq!(run(&files, &["docs"]).0, Some(0));
    let (status, _, text) = run(&files, &["docs", "--deny", "warnings"]);
    assert_eq!(status, Some(1), "{text}");
    assert!(text.contains("warning[weak-digest]"), "{text}");
}

#[test]
fn a_site_says_how_bad_a_code_is_and_where() {
    let config = "check:\n  severity: {duplicate-key: warning}\n  paths: {\"old/*\": {duplicate-key: off}}\n";
    let files = [("sitevar.yml", config), ("content/a.md", BAD), ("content/old/b.md", BAD)];
    for arguments in [
        &["--format", "short"][..],
        &["content", "--format", "short"],
        &["content/a.md", "--format", "short"],
    ] {
        let (status, data, text) = run(&files, arguments);
        assert_eq!(status, Some(0), "{text}");
        assert!(data.starts_with("content/a.md:6:1: warning[duplicate-key]"), "{data}");
        assert_eq!(data.lines().count(), 1, "{data}");
    }
    assert_eq!(run(&files, &["content/old"]).0, Some(0));
    let (status, _, text) = run(&[("sitevar.yml", "check: {severity: {duplicate-keys: off}}\n")], &[]);
    assert_eq!(status, Some(1));
    assert!(
        text.contains("there is no code `duplicate-keys`") && text.contains("`duplicate-key`?"),
        "{text}"
    );
}

#[test]
fn what_the_build_says_of_a_page_is_said_once() {
    let page = "{{< sitevar name=\"nobody\" nojs=\"x\" >}} {{< nothing >}}\n";
    let (_, data, _) = run(&[("sitevar.yml", ""), ("content/a.md", page)], &["--format", "short"]);
    let codes: Vec<_> = data.lines().filter_map(|line| line.split(['[', ']']).nth(1)).collect();
    assert_eq!(codes, ["unknown-variable", "unknown-shortcode"], "{data}");
}

/// The defects of the corpus that these rules are about, as its README names them.
const KNOWN: [(&str, &str); 12] = [
    ("integration/openid-connect/clients/wg-portal/index.md:60:", "mismatched-digest"),
    ("integration/openid-connect/clients/wg-portal/index.md:58:", "unknown-variable"),
    ("integration/guides/securing-apps-with-basic-auth/index.md:189:", "bad-snippet"),
    ("integration/openid-connect/clients/claper/index.md:86:", "bad-client-option"),
    ("integration/openid-connect/clients/roundcube/index.md:147:", "typed-value"),
    ("integration/openid-connect/clients/wg-portal/index.md:66:", "unknown-variable"),
    ("integration/openid-connect/clients/technitium/index.md:75:", "typed-value"),
    ("integration/kubernetes/envoy/gateway.md:150:", "typed-value"),
    ("configuration/prologue/common.md:260:", "typed-value"),
    ("integration/proxies/haproxy.md:159:", "typed-value"),
    ("integration/proxies/haproxy.md:234:", "typed-value"),
    ("integration/proxies/haproxy.md:311:", "typed-value"),
];

#[test]
fn every_known_defect_of_the_corpus_is_found_at_its_line() {
    let Some(corpus) = shared("corpus/authelia/content") else { return };
    let output = Sandbox::new(&[]).run(&["check", corpus.to_str().unwrap(), "--format", "short"]);
    let data = String::from_utf8(output.stdout).unwrap();
    for (place, code) in KNOWN {
        let is_it = |line: &str| line.contains(place) && line.contains(&format!("[{code}]"));
        assert!(data.lines().any(is_it), "{place} {code}: {data}");
    }
    // It is bad on purpose, and says so.
    let told = |line: &str| line.contains("prologue/common.md") && line.contains("[bad-snippet]");
    assert!(!data.lines().any(told), "{data}");
    assert!(data.lines().count() < 80, "{data}");
}

#[test]
fn bad_input_comes_to_an_end() {
    let deep = |part: &str| format!("```yaml\n{}\n```\n", part.repeat(100_000));
    let mut bomb = "```yaml\na0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        bomb.push_str(&format!("a{level}: &a{level} [*a{}, *a{}]\n", level - 1, level - 1));
    }
    bomb.push_str("```\n");
    let mut random = fastrand::Rng::with_seed(17);
    let bytes: String = (0..200_000).map(|_| random.char(..)).collect();
    let digests: String = (0..500)
        .map(|number| {
            WEAK.replace("$1000$", &format!("${}$", 9_000_000 + number))
                .replace("Yng\n", "Yng # The digest of 'x'.\n")
        })
        .collect();
    let pages = [
        ("deep/a.md", deep("[")),
        ("deep/b.md", deep("- ")),
        ("deep/c.md", deep("{a: ")),
        ("deep/d.md", format!("```json\n{}\n```\n", "[".repeat(100_000))),
        ("deep/e.md", format!("```toml\na = {}\n```\n", "[".repeat(100_000))),
        ("bomb.md", bomb),
        ("random.md", bytes.clone()),
        ("random-yaml.md", format!("```yaml\n{bytes}\n```\n")),
        ("large.md", format!("```yaml\n{}```\n", "key: 'value'\n".repeat(2_000_000))),
        ("dollars.md", format!("`{}`\n", "$pbkdf2$".repeat(200_000))),
        ("work.md", digests),
        ("braces.md", "{a: ".repeat(100_000)),
        ("images.md", "![](x.png) ".repeat(200_000)),
        ("links.md", "# A heading\n\n[x](#nowhere) <a href=\"y\">\n\n".repeat(10_000)),
    ];
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let (status, data, text) = run(&pages, &[".", "--format", "short"]);
    assert!(matches!(status, Some(0 | 1)), "{status:?} {text}");
    assert!(!data.contains("internal-error"), "{data}");
    for page in ["deep/a.md", "deep/b.md", "deep/c.md", "deep/d.md", "deep/e.md"] {
        assert!(data.contains(&format!("{page}:")), "{page}: {data}");
    }
}

#[test]
fn our_own_site_has_nothing_wrong() {
    let site = crate::shipped::pages::project().join("site");
    let (status, _, text) = run(&[], &[site.to_str().unwrap(), "--deny", "warnings"]);
    assert_eq!(status, Some(0), "{text}");
}

/// Comments about what the build of a page says; without one, `check` tells it.
const BUILT: &str = "`{{< sitevar name=\"zz\" nojs=\"a\" >}}`\n\n{{< nothing >}}\n";

#[test]
fn what_the_build_says_is_ignored_as_well_and_its_comment_is_kept() {
    let comment = |code: &str| format!("<!-- sitevar-ignore: {code} of another program -->\n\n");
    let [variable, shortcode] = ["unknown-variable", "unknown-shortcode"].map(comment);
    let (first, second) = BUILT.split_once("\n\n").unwrap();
    let page = format!("# A\n\n{variable}{first}\n\n{shortcode}{second}");
    let sandbox = Sandbox::new(&[("sitevar.yml", ""), ("content/a.md", &page), ("content/b.md", BUILT)]);
    let said = sandbox.run(&["check", "content/a.md", "--format", "short"]);
    assert_eq!(String::from_utf8(said.stdout).unwrap(), "");
    let said =
        String::from_utf8(sandbox.run(&["check", "content/b.md", "--format", "short"]).stdout).unwrap();
    assert_eq!(said.lines().count(), 2, "{said}");
    sandbox.run(&["check", "--fix"]);
    assert_eq!(std::fs::read_to_string(sandbox.path("content/a.md")).unwrap(), page);
}

#[test]
fn a_theme_that_is_not_here_is_told_once_and_its_shortcodes_are_not() {
    let page = "---\ntitle: A\n---\n\n{{< alert >}}x{{< /alert >}}\n\n{{% tab header=\"One\" %}}x{{% /tab %}}\n\n```yaml\na: 1\nb: 1\na: 2\n```\n";
    let config = "module:\n  imports:\n    - path: github.com/google/docsy\n";
    let files = [("hugo.yaml", config), ("content/a.md", page)];
    assert_eq!(codes(&files, &[]), ["content/a.md:12 duplicate-key", "hugo.yaml:3 unknown-shortcode"]);
    let theme = ("themes/github.com/google/docsy/layouts/shortcodes/tab.html", "{{ .Inner }}");
    let found = codes(&[files[0], files[1], theme], &[]);
    assert!(found.contains(&"content/a.md:5 unknown-shortcode".to_owned()), "{found:?}");
    assert!(!found.iter().any(|found| found.starts_with("hugo.yaml")), "{found:?}");
}
