//! A site that `init` starts works as it is, and nothing that is there is touched.

use std::fs;

use super::sandbox::Sandbox;

const KINDS: [(&[&str], &str); 4] =
    [(&[], "content"), (&["--hugo"], "content"), (&["--mdbook"], "src"), (&["--mkdocs"], "docs")];

#[test]
fn a_new_site_expands_and_builds_without_a_diagnostic() {
    for (kind, content) in KINDS {
        let sandbox = Sandbox::new(&[]);
        sandbox.succeed(&[&["init", "new"], kind].concat());
        let guides = format!("new/{content}");
        for command in [&["expand", guides.as_str(), "-o", "expanded"][..], &["build", "new", "-o", "built"]]
        {
            let output = sandbox.succeed(command);
            let told = String::from_utf8_lossy(&output.stderr);
            // The one thing that a command without the widget tells is that it has none.
            let told: Vec<_> = told.lines().filter(|line| !line.contains("without the widget")).collect();
            assert!(told.is_empty(), "{kind:?}: {told:?}");
        }
        let page = fs::read_to_string(sandbox.path("built/guides/first-guide/index.html")).unwrap();
        assert!(page.contains("A first guide"), "{page}");
    }
}

#[test]
fn a_file_that_is_there_stops_it_before_anything_is_written() {
    for path in ["new/sitevar.yml", "new/layouts/_shortcodes/sitevar.html"] {
        let sandbox = Sandbox::new(&[(path, "mine")]);
        let output = sandbox.run(&["init", "new", "--hugo"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(path));
        assert_eq!(sandbox.tree("").len(), 1);
        assert_eq!(fs::read_to_string(sandbox.path(path)).unwrap(), "mine");
    }
}

#[test]
fn the_new_configuration_says_what_the_shipped_one_says() {
    let sandbox = Sandbox::new(&[(
        "alone/page.md",
        "{{< sitevar name=\"authelia-url\" >}} {{< sitevar name=\"port\" >}}",
    )]);
    sandbox.succeed(&["init", "new"]);
    fs::copy(sandbox.path("alone/page.md"), sandbox.path("new/content/page.md")).unwrap();
    let alone = sandbox.succeed(&["expand", "alone/page.md"]).stdout;
    assert_eq!(sandbox.succeed(&["expand", "new/content/page.md"]).stdout, alone);
}
