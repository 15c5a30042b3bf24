//! `sitevar examples` lists what would become a slot, what is nearly an example, and what is declared for nothing.

use serde_json::Value;

use super::sandbox::Sandbox;

const SITE: [(&str, &str); 5] = [
    (
        "sitevar.yml",
        "content: docs\nvariables:\n  domain: {type: domain, examples: example.com}\n  \
         app: {type: host, examples: nodered.company}\n  unused: {type: text, examples: <Nobody>}\n",
    ),
    (
        "docs/a.md",
        "---\ntitle: example.com\n---\n\nSee example.com.\n\n```yaml\nurl: https://ä.example.com/\n```\n",
    ),
    (
        "docs/deep/b.mdx",
        "<Tabs>\n\n```js\nbase: \"https://nodred.company/\", // example.com\n```\n\n</Tabs>\n",
    ),
    ("docs/picture.png", "example.com"),
    ("docs/none.md", "Nothing.\n"),
];

#[test]
fn people_read_a_list_by_page() {
    let sandbox = Sandbox::new(&SITE);
    let said = String::from_utf8(sandbox.succeed(&["examples"]).stdout).unwrap();
    let line = "           | base: \"https://nodred.company/\", // example.com\n";
    let expected = "docs/a.md\n     8:16  example.com  domain\n           | url: https://ä.example.com/\n\
                    docs/deep/b.mdx\n     4:37  example.com  domain\n@\
                    nearly: docs/deep/b.mdx:4:16: `nodred.company` is not `nodered.company`\n@\
                    declared and never found: app, unused\n\
                    2 places on 2 pages of 3\n";
    assert_eq!(said, expected.replace('@', line));
}

#[test]
fn a_long_line_is_shown_around_what_was_found() {
    let page = format!("```text\n{} https://app.example.com/ {}\n```\n", "a ".repeat(100), "ö".repeat(100));
    let sandbox = Sandbox::new(&[SITE[0], ("docs/a.md", &page)]);
    let said = String::from_utf8(sandbox.succeed(&["examples"]).stdout).unwrap();
    let line = said.lines().find(|line| line.contains('|')).unwrap();
    assert!(
        line.starts_with("           | …") && line.ends_with("ö…") && line.contains("app.example.com"),
        "{said}"
    );
    assert!(line.chars().count() < 110, "{said}");
}

#[test]
fn what_only_its_indentation_makes_code_is_read_as_its_generator_reads_it() {
    let definition = "## `URL`\n\n: Where it is.\n\n    -   As in\n        `redis://<Nobody>`\n";
    let component = "<Tabs>\n\n    <Nobody> example.com\n\n</Tabs>\n";
    let code = "Run:\n\n    open example.com\n";
    let sandbox =
        Sandbox::new(&[SITE[0], ("docs/a.md", definition), ("docs/b.mdx", component), ("docs/c.md", code)]);
    let said = String::from_utf8(sandbox.succeed(&["examples"]).stdout).unwrap();
    assert!(said.contains("docs/c.md\n     3:10  example.com  domain\n"), "{said}");
    assert!(said.contains("1 place on 1 page of 3"), "{said}");
}

#[test]
fn programs_read_the_same_with_bytes() {
    let sandbox = Sandbox::new(&SITE);
    let said = sandbox.succeed(&["examples", "--format", "json"]).stdout;
    let read: Value = serde_json::from_slice(&said).unwrap();
    assert_eq!(read["slots"][0]["file"], "docs/a.md");
    assert_eq!(read["slots"][0]["column"], 17, "the letter before has two bytes");
    assert_eq!(read["near"][0]["variable"], "app");
    assert_eq!(read["unused"].as_array().unwrap().len(), 2);
    assert_eq!(read["summary"]["pages_with_slots"], 2);
}

#[test]
fn a_folder_of_a_site_is_listed_alone_and_a_page_that_is_no_text_is_named() {
    let mut files = SITE.to_vec();
    files.push(("docs/deep/bad.md", "x"));
    let sandbox = Sandbox::new(&files);
    std::fs::write(sandbox.path("docs/deep/bad.md"), b"\xff example.com").unwrap();
    let output = sandbox.run(&["examples", "docs/deep", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    let (listed, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("bad.md:1:1: error[not-utf8]"), "{said}");
    assert!(listed.contains("1 place on 1 page of 1") && !listed.contains("a.md"), "{listed}");
}

#[test]
fn a_name_beyond_ascii_is_found_as_the_dns_has_it_too() {
    let yaml =
        "content: docs\nvariables:\n  shop: {type: host, examples: [bücher.example, \"*.köln\", Größe]}\n";
    let page = "```text\nhttps://bücher.example/ https://xn--bcher-kva.example/ wiki.xn--kln-sna Größe xn--Gre-zka\n```\n";
    let sandbox = Sandbox::new(&[("sitevar.yml", yaml), ("docs/a.md", page)]);
    let said = sandbox.succeed(&["examples", "--format", "json"]).stdout;
    let read: Value = serde_json::from_slice(&said).unwrap();
    let texts: Vec<&str> =
        read["slots"].as_array().unwrap().iter().map(|slot| slot["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["bücher.example", "xn--bcher-kva.example", "wiki.xn--kln-sna", "Größe"]);
}
