//! One file of the guides without an error.

use std::fs;

use super::super::sandbox::{Said, Sandbox};
use super::{KEEP_GOING, site};

const OFFLINE: [&str; 4] = ["offline", "site/content/guides", "-o", "out.html"];

#[test]
fn without_the_option_nothing_is_written_and_the_first_error_names_it() {
    let sandbox = site();
    let Some(Said { text, status, .. }) = sandbox.tell(&OFFLINE) else { return };
    assert_eq!(status, Some(1));
    assert!(text.contains("= help: `--keep-going` writes the 1 page without an error"), "{text}");
    assert!(text.ends_with("note: nothing was written, because 3 of 4 pages have an error\n"), "{text}");
    assert_eq!(sandbox.names(), ["site"]);
}

#[test]
fn guides_without_an_error_are_written_and_link_to_the_others_as_to_any_page() {
    let sandbox = site();
    sandbox.write("site/content/guides/good.md", "# Good\n\n[bad](bad.md), [other](other.md)\n");
    sandbox.write("site/content/guides/other.md", "# Other\n\n[missing](none.md)\n");
    let arguments = [&OFFLINE[..], &KEEP_GOING].concat();
    let Some(Said { text, status, .. }) = sandbox.tell(&arguments) else { return };
    assert_eq!(status, Some(1));
    assert!(text.ends_with("note: 2 pages written, 3 pages with an error left out\n"), "{text}");
    assert_eq!(
        text.matches("leads to no page of the site").count(),
        1 + 1,
        "told once, and listed once: {text}"
    );
    let html = fs::read_to_string(sandbox.path("out.html")).unwrap();
    assert!(html.contains("href=\"https://docs.example.org/guides/bad/\""), "{html}");
    assert!(html.contains("href=\"#other\"") && !html.contains("id=\"bad\""), "{html}");
}

#[test]
fn where_every_guide_has_an_error_the_old_file_stays() {
    let sandbox = Sandbox::new(&[("site/sitevar.yml", ""), ("site/content/a.md", "A\n")]);
    let arguments = ["offline", "site/content/a.md", "-o", "out.html", "--keep-going"];
    let Some(Said { status, .. }) = sandbox.tell(&arguments) else { return };
    assert_eq!(status, Some(0));
    let old = sandbox.tree("");
    sandbox.write("site/content/a.md", "{{< nothing >}}\n");
    assert_eq!(sandbox.tell(&arguments).unwrap().status, Some(1));
    sandbox.write("site/content/a.md", "A\n");
    assert!(sandbox.tree("") == old);
}
