//! Links to what Hugo publishes are not called broken, and others are: small sites in `published.txt`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::sandbox::{Sandbox, told};

/// A site with links, and those of them that lead nowhere.
struct Case {
    name: String,
    sandbox: Sandbox,
    wrong: BTreeSet<String>,
}

#[test]
fn a_link_is_broken_where_hugo_publishes_nothing() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/commands/published.txt");
    let text = fs::read_to_string(file).unwrap();
    let cases: Vec<Case> = text.split("\n## ").skip(1).map(read).collect();
    assert!(cases.len() > 20);
    let mut offences = Vec::new();
    for case in &cases {
        let output = case.sandbox.run(&["build", ".", "-o", "out", "--format", "short"]);
        let said = String::from_utf8(output.stderr).unwrap();
        let told: BTreeSet<String> = said.lines().filter_map(broken).map(str::to_owned).collect();
        let name = &case.name;
        offences.extend(told.difference(&case.wrong).map(|link| format!("{name}: `{link}` is right")));
        offences.extend(case.wrong.difference(&told).map(|link| format!("{name}: `{link}` is wrong")));
        if output.status.code() != Some(0) {
            offences.push(format!("{name}: {said}"));
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

/// Returns the link that a line calls broken.
fn broken(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("warning[broken-link]: the link `")?;
    rest.split_once('`').map(|(link, _)| link)
}

fn read(text: &str) -> Case {
    let (files, links) = text.split_once("\n>>> right\n").unwrap();
    let (right, wrong) = links.split_once("\n>>> wrong\n").unwrap();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let all = [words(right), words(wrong)].concat();
    let list: String = all.iter().map(|link| format!("- [link]({link})\n")).collect();
    let mut parts = files.split("\n--- ");
    let name = parts.next().unwrap().to_owned();
    let sandbox = Sandbox::new(&[]);
    for part in parts {
        let (path, text) = part.split_once('\n').unwrap_or((part, ""));
        sandbox.write(path, &text.replace("@links", &list));
    }
    Case { name, sandbox, wrong: words(wrong).into_iter().collect() }
}

#[test]
fn links_to_what_is_not_here_are_counted_once_for_the_site_in_every_build() {
    let sandbox = Sandbox::new(&[
        ("hugo.toml", "theme = \"absent\"\n"),
        ("content/one.md", "![a](/images/a.svg) ![b](/images/b.svg)\n"),
        ("content/two.md", "![a](/images/a.svg)\n"),
    ]);
    for _ in 0..2 {
        let said = told(&sandbox.succeed(&["build", ".", "-o", "out"]));
        let note = "note: 3 links may lead to what would come from `themes/absent`, which is not here: not checked\n";
        assert_eq!(said, note);
    }
}

#[test]
fn a_link_in_a_language_becomes_the_address_of_this_build() {
    let sandbox = Sandbox::new(&[
        ("hugo.yaml", "languages: {en: {contentDir: content/en}, de: {contentDir: content/de}}\n"),
        ("content/en/one.md", "[two](/docs/two/) [zwei](/de/docs/zwei/) ![p](/docs/p.svg)\n"),
        ("content/en/docs/two.md", ""),
        ("content/en/docs/p.svg", "<svg/>"),
        ("content/de/docs/zwei.md", ""),
    ]);
    sandbox.succeed(&["build", ".", "-o", "out"]);
    let html = fs::read_to_string(sandbox.path("out/en/one/index.html")).unwrap();
    for address in ["href=\"../docs/two/\"", "href=\"../../de/docs/zwei/\"", "src=\"../docs/p.svg\""] {
        assert!(html.contains(address), "{address}: {html}");
    }
    assert!(sandbox.path("out/en/docs/p.svg").is_file());
}

#[test]
fn the_pages_of_the_first_language_are_built_where_there_is_no_other_folder() {
    let sandbox = Sandbox::new(&[
        (
            "hugo.yaml",
            "defaultContentLanguage: de\nlanguages: {en: {contentDir: pages.en}, de: {contentDir: pages.de}}\n",
        ),
        ("pages.en/one.md", "One\n"),
        ("pages.de/eins.md", "[one](/en/one/) [two](/en/two/)\n"),
    ]);
    let said =
        String::from_utf8(sandbox.succeed(&["build", ".", "-o", "out", "--format", "short"]).stderr).unwrap();
    assert!(sandbox.path("out/eins/index.html").is_file(), "{said}");
    assert!(said.contains("`/en/two/`") && !said.contains("`/en/one/`"), "{said}");
}
