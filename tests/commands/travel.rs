//! A page that would send a value elsewhere, or puts a secret outside of text, is refused by every command.

use super::sandbox::{Said, Sandbox};

const CONFIG: &str = "variables:\n  domain: {type: domain, default: example.com}\n  \
                      client-secret: {type: secret, default: insecure_secret}\nderived:\n  \
                      login: user.{client-secret}\n";

/// What stands in the fifth line of a page, and the code that it gives.
const LEAKS: [(&str, &str); 5] = [
    ("![a](https://elsewhere.example/{{< sitevar name=\"domain\" >}}.png)", "value-sent-elsewhere"),
    ("<iframe src=\"https://{{< sitevar name=\"domain\" >}}/\"></iframe>", "value-sent-elsewhere"),
    ("[a](https://elsewhere.example/{{< sitevar name=\"client-secret\" >}})", "secret-outside-text"),
    ("See https://elsewhere.example/{{< sitevar name=\"login\" >}}.", "secret-outside-text"),
    ("<input value='{{< sitevar name=\"login\" >}}'>", "secret-outside-text"),
];

const COMMANDS: [&[&str]; 8] = [
    &["expand", "content/page.md"],
    &["expand", "content/page.md", "--set", "domain=home.lab"],
    &["expand", "content", "-o", "out"],
    &["build", "-o", "out"],
    &["build", "-o", "out", "--set", "domain=home.lab"],
    &["offline", "content/page.md", "-o", "out"],
    &["offline", "content", "-o", "out"],
    &["assets", "-o", "static/own"],
];

#[test]
fn every_command_names_the_line_whether_or_not_a_value_is_set() {
    for (line, code) in LEAKS {
        let page = format!("---\ntitle: Page\n---\n\n{line}\n");
        let sandbox = Sandbox::of_page(CONFIG, &page);
        for command in COMMANDS {
            let Some(Said { status, text: said, .. }) = sandbox.tell(command) else { continue };
            assert!(said.contains(&format!("error[{code}]")), "{command:?} with {line}: {said}");
            assert!(said.contains("page.md:5:"), "{command:?} with {line}: {said}");
            assert_eq!(said.matches("error[").count(), 1, "{command:?} with {line}: {said}");
            assert_eq!(status, Some(1), "{command:?} with {line}: {said}");
            assert!(!sandbox.path("out").exists(), "{command:?} with {line}");
        }
    }
}

#[test]
fn a_page_that_keeps_values_at_home_is_no_error() {
    let page = "![a](./images/{{< sitevar name=\"domain\" >}}.png) at [home](https://{{< sitevar name=\"domain\" >}}/) \
                with {{< sitevar name=\"login\" >}}\n";
    let sandbox = Sandbox::of_page(CONFIG, page);
    let expanded = sandbox.succeed(&["expand", "content/page.md", "--set", "domain=home.lab"]);
    let expected = "![a](./images/home.lab.png) at [home](https://home.lab/) with user.insecure_secret\n";
    assert_eq!(String::from_utf8(expanded.stdout).unwrap(), expected);
}

/// What stands in the fourth line of a page, under `sitevars:`, and what is said of it.
const WEAKENED: [(&str, &str); 8] = [
    ("client-secret: {type: text, default: insecure_secret}", "`client-secret` is a secret of the site"),
    ("client-secret: {type: host, default: insecure}", "`client-secret` is a secret of the site"),
    ("client-secret: {type: digest, of: other}\n  other: {type: secret}", "`client-secret` is a secret"),
    ("client-digest: {type: text, default: insecure_digest}", "`client-digest` is a digest of the site"),
    (
        "client-digest: {type: digest, of: other}\n  other: {type: secret}",
        "cannot change what it is made from",
    ),
    ("client-digest: {of: other}\n  other: {type: secret}", "cannot change what it is made from"),
    ("login: {type: text, default: user.insecure_secret}", "the site derives `login` from a secret"),
    ("login: user.insecure_secret", "the site derives `login` from a secret"),
];

/// Returns a page with these declarations.
fn declaring(declarations: &str) -> String {
    format!("---\ntitle: Page\nsitevars:\n  {declarations}\n---\n\n{{{{< sitevar name=\"login\" >}}}}\n")
}

#[test]
fn a_page_makes_no_text_of_what_the_site_keeps_secret() {
    let config = CONFIG.replace("derived:", "  client-digest: {type: digest, of: client-secret}\nderived:");
    for (declarations, reason) in WEAKENED {
        let page = declaring(declarations);
        let sandbox = Sandbox::of_page(&config, &page);
        for command in COMMANDS {
            let Some(Said { status, text: said, .. }) = sandbox.tell(command) else { continue };
            assert!(said.contains("error[bad-front-matter]"), "{command:?} with {declarations}: {said}");
            assert!(said.contains(reason), "{command:?} with {declarations}: {said}");
            assert!(said.contains("page.md:4:"), "{command:?} with {declarations}: {said}");
            assert_eq!(said.matches("error[").count(), 1, "{command:?} with {declarations}: {said}");
            assert_eq!(status, Some(1), "{command:?} with {declarations}: {said}");
            assert!(!sandbox.path("out").exists(), "{command:?} with {declarations}");
        }
    }
}

#[test]
fn a_page_changes_everything_else_about_a_secret() {
    for declarations in [
        "client-secret: another_example",
        "client-secret: {label: Yours, length: 40}",
        "client-secret: {type: secret, default: another_example}",
        "client-secret-digest: {label: Its digest}",
        "other: {type: secret}\n  other-digest: {type: digest, of: other}",
        "portal: user.{client-secret}",
    ] {
        let page = declaring(declarations);
        let sandbox = Sandbox::of_page(CONFIG, &page);
        sandbox.succeed(&["expand", "content/page.md"]);
    }
}

#[test]
fn the_shipped_secrets_are_the_sites_too_and_a_site_may_say_otherwise() {
    let page = "---\nsitevars:\n  client-secret: {type: text, default: insecure_secret}\n---\n\nText.\n";
    for (config, code) in [("title: Site\n", 1), ("variables:\n  client-secret: {type: text}\n", 0)] {
        let config = format!("{config}\n");
        let config = if code == 0 { config + "  client-secret-digest: {type: text}\n" } else { config };
        let sandbox = Sandbox::of_page(&config, page);
        let Said { status, text: said, .. } = sandbox.tell(&["expand", "content/page.md"]).unwrap();
        assert_eq!(status, Some(code), "{config}: {said}");
        assert_eq!(said.contains("page.md:3:"), code == 1, "{config}: {said}");
    }
}
