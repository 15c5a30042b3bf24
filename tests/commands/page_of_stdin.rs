//! `expand - --as PATH`: standard input is that page of the site, as if it were read from its file.

use super::sandbox::Sandbox;
use super::streams::with_input;

const CONFIG: &str = "content: docs\nvariables:\n  domain: {type: domain, default: example.com}\n";

/// A page that needs its front matter, the site's configuration, a file beside it and its own path.
const PAGE: &str = "---\ntitle: Own\nsitevars:\n  realm: {default: staff}\n---\n\
                    {{< path >}} {{< title >}} {{< sitevar name=\"realm\" >}} {{< sitevar name=\"domain\" >}} {{< beside >}}\n";

fn site() -> Sandbox {
    Sandbox::new(&[
        ("sitevar.yml", CONFIG),
        ("layouts/_shortcodes/path.html", "{{ .Page.File.Path }}"),
        ("layouts/_shortcodes/title.html", "{{ .Page.Title }}"),
        ("layouts/_shortcodes/beside.html", "{{ (.Page.Resources.Get \"note.txt\").Content }}"),
        ("docs/own/index.md", PAGE),
        ("docs/own/note.txt", "beside"),
        ("elsewhere/a", ""),
    ])
}

#[test]
fn standard_input_is_the_page_that_it_is_said_to_be() {
    let sandbox = site();
    let expected = sandbox.succeed(&["expand", "docs/own/index.md"]).stdout;
    let text = String::from_utf8(expected.clone()).unwrap();
    assert!(text.contains("own/index.md Own staff example.com beside"), "{text}");
    let absolute = sandbox.path("docs/own/index.md");
    for page in
        ["docs/own/index.md", "own/index.md", "./docs/own/../own/index.md", absolute.to_str().unwrap()]
    {
        for site in [&["--site", "."][..], &[]] {
            let output =
                with_input(&sandbox, &[&["expand", "-", "--as", page], site].concat(), PAGE.as_bytes());
            assert_eq!(
                output.stdout,
                expected,
                "{page} {site:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn a_page_that_is_not_written_yet_has_its_path_too() {
    let text = "{{< path >}}";
    for page in ["docs/new/page.md", "new/page.md"] {
        let output = with_input(&site(), &["expand", "-", "--as", page, "--site", "."], text.as_bytes());
        assert_eq!(String::from_utf8_lossy(&output.stdout), "new/page.md", "{page}");
    }
}

#[test]
fn a_problem_is_told_at_the_line_of_the_page() {
    let text = "one\n\n{{< nothing >}}\n";
    let arguments = ["expand", "-", "--as", "docs/own/index.md", "--format", "short"];
    let output = with_input(&site(), &arguments, text.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("docs/own/index.md:3:"), "{said}");
}

#[test]
fn only_standard_input_can_be_another_page() {
    for inputs in [&["docs/own/index.md"][..], &["docs"], &["-", "docs/own/index.md"]] {
        let output = site().run(&[&["expand"], inputs, &["--as", "docs/own/index.md"]].concat());
        assert_eq!(output.status.code(), Some(2), "{inputs:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("sitevar expand - --as PATH"), "{said}");
    }
}
