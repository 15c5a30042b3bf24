//! Problems of one kind are told once, with their places; nothing is hidden.

use super::sandbox::Sandbox;

/// Expands pages, of which `text` makes each.
fn expand(pages: usize, text: impl Fn(usize) -> String, more: &[&str]) -> String {
    let sandbox = Sandbox::new(&[]);
    for page in 0..pages {
        sandbox.write(&format!("pages/{page:03}.md"), &text(page));
    }
    let output = sandbox.run(&[&["expand", "pages", "-o", "out"], more].concat());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_kind_in_many_places_is_drawn_once() {
    let said = expand(200, |_| "Text {{< nothing >}}\n".to_owned(), &[]);
    assert_eq!(said.matches("error[unknown-shortcode]").count(), 1, "{said}");
    assert!(said.contains(" --> pages/000.md:1:6\n"), "{said}");
    let places =
        "also at pages/001.md:1:6, pages/002.md:1:6, pages/003.md:1:6 and 196 more; 200 places in 200 files";
    assert!(said.contains(places), "{said}");
    assert!(said.contains("\n200 errors in 200 files; `--format short` names every place\n"), "{said}");
}

#[test]
fn kinds_are_listed_by_their_places_and_errors_are_last() {
    let text = |page: usize| match page {
        0..50 => "{{< many >}}\n".to_owned(),
        50..55 => "{{< some >}}\n".to_owned(),
        _ => format!("{{{{< sitevar name=\"v{page}\" nojs=\"x\" >}}}}\n"),
    };
    let said = expand(200, text, &[]);
    let list = said.split("  places   files  what\n").nth(1).unwrap();
    let ends: Vec<&str> = list.lines().take_while(|line| !line.is_empty()).collect();
    assert!(ends[ends.len() - 1].starts_with("      50      50  error[unknown-shortcode]"), "{said}");
    assert!(ends[ends.len() - 2].starts_with("       5       5  error[unknown-shortcode]"), "{said}");
    assert!(ends[..ends.len() - 2].iter().all(|line| line.contains("warning[unknown-variable]")), "{said}");
}

#[test]
fn no_number_hides_a_kind() {
    let said = expand(120, |page| format!("{{{{< own-{page} >}}}}\n"), &[]);
    for page in 0..120 {
        assert!(said.contains(&format!("template for shortcode `own-{page}` not found")), "{page}: {said}");
    }
    // Above a number that nobody reads, what differs only in a name is one kind.
    let said = expand(501, |page| format!("{{{{< own-{page} >}}}}\n"), &[]);
    assert!(
        said.contains("     501     501  error[unknown-shortcode]: template for shortcode `…` not found")
    );
}

#[test]
fn the_short_format_is_a_line_for_every_place() {
    let said = expand(300, |_| "{{< nothing >}}\n".to_owned(), &["--format", "short"]);
    let lines = said.lines().filter(|line| line.contains(": error[unknown-shortcode]: "));
    assert_eq!(lines.count(), 300);
}

#[test]
fn broken_links_are_one_kind() {
    let sandbox = Sandbox::new(&[("site/sitevar.yml", "")]);
    for page in 0..50 {
        sandbox.write(&format!("site/content/{page}.md"), &format!("[x](gone-{page}.md)\n"));
    }
    let said = String::from_utf8(sandbox.succeed(&["build", "site", "-o", "out"]).stderr).unwrap();
    assert_eq!(said.matches("warning[broken-link]").count(), 2, "once drawn and once listed: {said}");
    assert!(said.contains("50 places in 50 files") && said.contains("50 warnings in 50 files"), "{said}");
}
