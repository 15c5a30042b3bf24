//! The rules of the syntax and of expansion, one case each in `cases.md`.
//!
//! A case is a heading that states the rule, a block with the page, a block with the Markdown that it becomes, and
//! where something is told a block with `line:column severity[code] message`.

use std::sync::Arc;

use sitevar_core::{Options, Source, Unknown, Values, Variables, expand};

use super::toy::Toy;

#[test]
fn every_case_gives_its_output_and_its_diagnostics() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/shortcodes/cases.md");
    let text = std::fs::read_to_string(path).unwrap();
    let cases: Vec<Case> = text.split("\n## ").skip(1).map(Case::read).collect();
    assert!(cases.len() > 20, "only {} cases were read", cases.len());
    let wrong: Vec<String> = cases.iter().filter_map(Case::complaint).collect();
    assert!(wrong.is_empty(), "{} cases are wrong\n\n{}", wrong.len(), wrong.join("\n"));
}

/// Returns the block of a kind in the section of a case: what is between `~~~~ kind` and `~~~~`.
pub fn block<'a>(section: &'a str, kind: &str) -> Option<&'a str> {
    let start = section.find(&format!("~~~~ {kind}\n"))? + kind.len() + 6;
    Some(&section[start..start + section[start..].find("~~~~\n")?])
}

struct Case {
    name: String,
    keep_unknown: bool,
    page: String,
    output: String,
    diagnostics: String,
}

impl Case {
    fn read(section: &str) -> Self {
        let block = |kind| Some(block(section, kind)?.replace("<TAB>", "\t").replace("<PUA>", "\u{F0000}"));
        let name = section.lines().next().unwrap_or_default().to_owned();
        Self {
            keep_unknown: name.contains("--unknown keep"),
            page: block("page").unwrap_or_else(|| panic!("{name}: no page")),
            output: block("output").unwrap_or_else(|| panic!("{name}: no output")),
            diagnostics: block("diagnostics").unwrap_or_default(),
            name,
        }
    }

    fn complaint(&self) -> Option<String> {
        let (output, diagnostics) = run(self);
        let right = output == self.output && diagnostics == self.diagnostics;
        (!right).then(|| format!("## {}\n{output}\n~~~~ diagnostics\n{diagnostics}~~~~", self.name))
    }
}

fn run(case: &Case) -> (String, String) {
    let options = Options {
        unknown: if case.keep_unknown { Unknown::Keep } else { Unknown::Error },
        variables: Arc::new(variables()),
        ..Options::default()
    };
    let source = Source::new("page.md", &case.page);
    let outcome = expand(&source, Arc::new(Toy), &options);
    let diagnostics = outcome.diagnostics.iter().map(|found| {
        let at = source.position(found.span.start);
        format!("{}:{} {}[{}] {}\n", at.line, at.column, found.severity, found.code, found.message)
    });
    (outcome.value.markdown(&Values::default()).value, diagnostics.collect())
}

#[test]
fn calls_that_stand_too_deep_are_one_error() {
    let (open, close) = ("{{< inner >}}".repeat(10_000), "{{< /inner >}}".repeat(10_000));
    let page = Case::read(&format!("x\n~~~~ page\n{open}{close}\n~~~~\n~~~~ output\n~~~~\n"));
    let (_, diagnostics) = run(&page);
    assert_eq!(diagnostics, "1:1665 error[too-deep] shortcodes are nested more than 128 deep\n");
}

/// A tag with the wrong end, and what the help says; without a word of it, something else is wrong.
const ENDS: [(&str, &str); 19] = [
    (r#"{{< sitevar name="domain" nojs="x" %}}"#, "close it with `>}}`"),
    (r#"{{% sitevar name="domain" nojs="x" >}}"#, "close it with `%}}`"),
    (r#"{{< sitevar name="domain" nojs="x" }}"#, "close it with `>}}`"),
    (r#"{{% sitevar name="domain" }}"#, "close it with `%}}`"),
    (r#"{{< sitevar name=domain %}}"#, "close it with `>}}`"),
    (r#"{{< sitevar name=domain%}}"#, "close it with `>}}`"),
    ("{{< leaf/ %}}", "close it with `>}}`"),
    (r#"`{{< sitevar name="domain"/`"#, "close the tag `{{<` with `>}}`"),
    (r#"`{{% sitevar name="domain"` {{< leaf >}}"#, "close the tag `{{%` with `%}}`"),
    (r#"{{< sitevar name="domain" "#, "close the tag `{{<` with `>}}`"),
    ("{{% leaf /> }}", "close it with `%}}`"),
    ("{{% leaf />}}", "close it with `%}}`"),
    ("{{< inner >}}x{{< /inner %}}", "close it with `>}}`"),
    ("{{% inner %}}x{{% /inner >}}", "close it with `%}}`"),
    ("{{< inner >}}x{{< /inner }}", "close it with `>}}`"),
    (r#"{{< dump "a %}} b" ! >}}"#, "put the value in double quotes"),
    (r#"{{< dump "a %}}"#, "end the tag"),
    ("{{< dump ! >}} {{% leaf >}}", "put the value in double quotes"),
    ("{{< dump ä! >}}", "put the value in double quotes"),
];

#[test]
fn a_tag_with_the_wrong_end_is_told_the_right_one() {
    for (page, help) in ENDS {
        let source = Source::new("page.md", page);
        let outcome = expand(&source, Arc::new(Toy), &Options::default());
        let told: Vec<_> = outcome.diagnostics.iter().filter_map(|found| found.help.as_deref()).collect();
        assert!(told.iter().any(|told| told.contains(help)), "{page}: {told:?}");
    }
}

fn variables() -> Variables {
    let domain = r#"{"variables": {"domain": {"type": "domain", "default": "example.com", "label": "Domain"},
        "auth": {"default": "auth"}}, "derived": {"url": "https://{auth}.{domain}/"}}"#;
    serde_json::from_str(domain).unwrap()
}
