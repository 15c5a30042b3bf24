//! `sitevar check` with the JSON Schemas of products: what is found, where, and what happens with bad ones.

use std::path::Path;
use std::time::{Duration, Instant};

use super::corpus::shared;
use super::sandbox::{Sandbox, tree};

const SCHEMA: &str = r##"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "additionalProperties": false,
  "required": ["server", "name"],
  "properties": {
    "name": {"type": "string", "pattern": "^[a-z]+$"},
    "server": {
      "type": "object",
      "additionalProperties": false,
      "required": ["port"],
      "properties": {
        "port": {"type": "integer"},
        "modes": {"oneOf": [{"enum": ["fast", "safe"]}, {"type": "array", "items": {"enum": ["fast", "safe"]}}]},
        "debug": {"type": "boolean"}
      }
    },
    "groups": {"type": "array", "items": {"$ref": "#"}}
  }
}
"##;

const CONFIG: &str = "check: {schemas: [{schema: s.json, files: 'server.*'}]}\n";

/// Returns what is found in a site of one page, as `line:column code`, and all that was said.
fn found(config: &str, schema: &str, page: &str) -> (Vec<String>, String) {
    let sandbox = Sandbox::new(&[("sitevar.yml", config), ("s.json", schema), ("content/a.md", page)]);
    let output = sandbox.run(&["check", "--format", "short"]);
    let data = String::from_utf8(output.stdout).unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    (data.lines().map(short).collect(), data.clone() + &text)
}

/// Returns `a.md:5:1 code` of a line.
fn short(line: &str) -> String {
    let (place, rest) = line.split_once(": ").unwrap();
    let code = rest.split(['[', ']']).nth(1).unwrap();
    format!("{} {code}", place.rsplit('/').next().unwrap())
}

fn block(info: &str, text: &str) -> String {
    format!("```{info}\n{text}\n```\n")
}

#[test]
fn a_key_and_a_value_are_found_at_their_places_in_every_language() {
    for (info, text) in [
        ("yaml {title=\"server.yml\"}", "server:\n  prot: 1\n  debug: 'yes'"),
        ("json {title=\"a/server.json\"}", "{\"server\": {\n  \"prot\": 1,\n  \"debug\": \"yes\"}}"),
        ("json {title=\"server.json\"}", "\"server\": {\n  \"prot\": 1,\n  \"debug\": \"yes\"}"),
        ("toml {title=\"server.toml\"}", "[server]\nprot = 1\ndebug = \"yes\""),
        ("yaml", "# config/server.yml\nserver: {prot: 1,\n  debug: 'yes'}"),
    ] {
        let (found, said) = found(CONFIG, SCHEMA, &block(info, text));
        assert_eq!(found.len(), 2, "{info}: {said}");
        assert!(found[0].starts_with("a.md:3:") && found[1].starts_with("a.md:4:"), "{info}: {said}");
        assert!(found.iter().all(|line| line.ends_with(" not-in-schema")), "{said}");
        assert!(said.contains("the schema has no key `prot` below `server`; did you mean `port`?"), "{said}");
        assert!(said.contains("the text `yes` is not `true` or `false`"), "{said}");
    }
}

#[test]
fn a_part_of_a_file_is_no_fault() {
    for text in [
        // What the schema requires is missing, in one level and in two.
        "name: 'a'",
        "server:\n  debug: true",
        "groups:\n  - server: {}",
        // Nothing is written yet, or a reader writes it.
        "server:\n  port:",
        "name: '<your name>'",
        "name: 'abc...'",
        // Programs read it in two ways.
        "server: {debug: yes}",
        "server: {port: 0x1F, modes: safe}",
        // From further inside.
        "port: 1\ndebug: true",
        "- port: 1",
        // The author says so.
        "# This is wrong:\nserver: {prot: 1}",
        "server: {prot: {{ port }}}",
        "server: {prot: 1}\n# ...",
    ] {
        let (found, said) = found(CONFIG, SCHEMA, &block("yaml {title=\"server.yml\"}", text));
        assert!(found.is_empty(), "{text}: {said}");
    }
}

#[test]
fn what_is_wrong_in_a_part_is_told() {
    for (text, place, words) in [
        ("nmae: 'a'", "2:1", "did you mean `name`?"),
        ("name: 'A'", "2:7", "the pattern `^[a-z]+$`"),
        ("name: 'a'\nother: 1", "3:1", "no key `other`"),
        ("server: {modes: Fast}", "2:17", "did you mean `fast`?"),
        ("server:\n  modes:\n    - safe\n    - Fast", "5:7", "did you mean `fast`?"),
        ("groups:\n  - groups:\n      - server: {port: 'x'}", "4:24", "is not a whole number"),
        ("server: 1", "2:9", "is not a mapping"),
        ("server:\n  port: {a: 1}", "3:3", "a mapping is not a whole number"),
        ("a: &a {prot: 1}\nserver: *a\nname: 'a'", "2:1", "no key `a`"),
    ] {
        let (found, said) = found(CONFIG, SCHEMA, &block("yaml {title=\"server.yml\"}", text));
        assert_eq!(
            found.first().map(String::as_str),
            Some(&*format!("a.md:{place} not-in-schema")),
            "{said}"
        );
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_rule_says_which_blocks_and_where_they_begin() {
    let page = block("yaml {title=\"server.yml\"}", "prot: 1");
    let rule = |rule: &str| format!("check: {{schemas: [{{schema: s.json, {rule}}}]}}\n");
    for (rule_text, is_found) in [
        ("files: server.yml, at: [server]", true),
        ("files: [other.yml, '*.yml'], at: server", true),
        ("pages: a.md, at: server", true),
        ("pages: b/*, at: server", false),
        ("files: server.yml, pages: 'b/*', at: server", false),
        ("files: config/server.yml, at: server", false),
    ] {
        let (found, said) = found(&rule(rule_text), SCHEMA, &page);
        // What is for no block at all is told where it is written.
        let expected = if is_found { "a.md:2:1 not-in-schema" } else { "sitevar.yml:1:28 bad-config" };
        assert_eq!(found, [expected], "{rule_text}: {said}");
    }
}

#[test]
fn a_pattern_that_no_page_fits_is_told_and_one_for_a_block_that_is_not_judged_is_used() {
    let page = block("yaml {title=\"server.yml\"}", "prot: {{ port }}");
    let levels = "check: {paths: {'a.md': {bad-snippet: off}, 'b/*': {bad-snippet: off}}}\n";
    assert_eq!(found(levels, SCHEMA, &page).0, ["sitevar.yml:1:46 bad-config"]);
    assert_eq!(found(CONFIG, SCHEMA, &page).0, [""; 0]);
}

#[test]
fn a_schema_that_cannot_be_used_is_told_once_with_its_place_and_nothing_is_fetched() {
    let page = block("yaml {title=\"server.yml\"}", "server: {prot: 1}");
    let deep = "{\"not\": ".repeat(100_000);
    let chain: Vec<String> =
        (0..5_000).map(|at| format!("\"a{at}\": {{\"$ref\": \"#/$defs/a{}\"}}", at + 1)).collect();
    let chain = format!("{{\"$ref\": \"#/$defs/a0\", \"$defs\": {{{}, \"a5000\": true}}}}", chain.join(", "));
    for (schema, place, words) in [
        (
            "{\n  \"properties\": {\"server\": {\"$ref\": \"https://127.0.0.1:9/x.json#/a\"}}}",
            "2:37",
            "never fetched",
        ),
        ("{\n  \"properties\": {\"server\": {\"$ref\": \"other.json\"}}}", "2:37", "never fetched"),
        ("{\n  \"properties\": {\"server\": {\"$ref\": \"file:///etc/passwd\"}}}", "2:37", "never fetched"),
        ("{\"$schema\": \"https://127.0.0.1:9/draft\"}", "1:13", "never fetched"),
        ("{\n  \"$ref\": \"#\"}", "1:1", "without an end"),
        (
            "{\"$defs\": {\"a\":\n{\"anyOf\": [{\"$ref\": \"#/$defs/a\"}]}}, \"$ref\": \"#/$defs/a\"}",
            "2:",
            "without an end",
        ),
        ("{\n  \"type\": \"text\"}", "2:11", "not a JSON Schema"),
        ("{\n  \"properties\": {\"server\": {\"pattern\": \"(\"}}}", "2:", "not a JSON Schema"),
        ("{\n  \"$ref\": \"#/$defs/none\"}", "2:11", "which it does not have"),
        ("{\n  type: object}", "2:3", "not JSON"),
        ("", "1:1", "empty"),
        (&deep, "1:", "not JSON"),
        (&chain, "1:", "on and on"),
    ] {
        let start = Instant::now();
        let (found, said) = found(CONFIG, schema, &page);
        assert_eq!(found.len(), 1, "{said}");
        assert!(
            found[0].starts_with(&format!("s.json:{place}")),
            "{place}: {}",
            &said[..said.len().min(500)]
        );
        assert!(
            found[0].ends_with("bad-schema") && said.contains(words),
            "{words}: {}",
            &said[..said.len().min(500)]
        );
        assert!(start.elapsed() < Duration::from_secs(20), "{words}");
    }
}

#[test]
fn a_rule_for_no_schema_or_no_block_is_told_in_the_configuration() {
    for (rule, words) in [
        ("schema: none.json, files: a", "the schema `none.json` is not there"),
        ("schema: ../s.json, files: a", "not below the site"),
        ("schema: /etc/s.json, files: a", "not below the site"),
        ("schema: s.json", "nothing says which blocks"),
        ("schema: s.json, file: a", "unknown key `file`"),
        ("schema: s.json, files: {a: b}", "a text or a list of texts"),
    ] {
        let (found, said) = found(&format!("check: {{schemas: [{{{rule}}}]}}\n"), SCHEMA, "Nothing.\n");
        assert!(found.is_empty() || found[0].ends_with("bad-config"), "{rule}: {said}");
        assert!(said.contains(words) && said.contains("bad-config"), "{rule}: {said}");
    }
}

#[test]
fn large_and_endless_blocks_are_told_in_bounded_time() {
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        bomb.push_str(&format!("a{level}: &a{level} [*a{}, *a{}]\n", level - 1, level - 1));
    }
    let mut nested = "a0: &a0 {server: {}}\n".to_owned();
    for level in 1..200 {
        nested.push_str(&format!("a{level}: &a{level} {{groups: [*a{}]}}\n", level - 1));
    }
    let title = "yaml {title=\"server.yml\"}";
    let wide = format!("groups:\n{}", "  - {prot: 1}\n".repeat(20_000));
    for (text, code) in [
        (bomb, Some("bad-snippet")),
        (nested, None),
        (wide, Some("not-in-schema")),
        ("groups: &a\n  - groups: *a\n".to_owned(), None),
        (format!("groups: {}", "[{groups: ".repeat(50_000)), Some("bad-snippet")),
        (format!("name: '{}'", "a".repeat(50 << 20)), Some("bad-snippet")),
    ] {
        let start = Instant::now();
        let (found, said) = found(CONFIG, SCHEMA, &block(title, &text));
        let said = &said[..said.floor_char_boundary(500)];
        assert!(!said.contains("internal-error"), "{said}");
        assert!(found.len() <= 21, "{said}");
        if let Some(code) = code {
            assert!(found.iter().any(|line| line.ends_with(code)), "{code}: {said}");
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}: {said}", start.elapsed());
    }
}

#[test]
fn a_schema_that_is_about_itself_twice_ends_at_any_depth() {
    let schema = r##"{"type": "object", "properties": {"a": {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}}}"##;
    for depth in [3, 14, 20, 90] {
        let start = Instant::now();
        let text = format!("{}1{}", "{a: ".repeat(depth), "}".repeat(depth));
        let (found, said) = found(CONFIG, schema, &block("yaml {title=\"server.yml\"}", &text));
        assert_eq!(found.len(), 1, "{said}");
        assert_eq!(said.contains("too much work"), depth > 18, "{depth}: {said}");
        assert!(start.elapsed() < Duration::from_secs(20), "{depth}: {:?}", start.elapsed());
    }
}

/// The defects of the corpus that its README names, and which a schema finds; the values of clients are told by their own
/// rule, at the same place.
const KNOWN: [(&str, &str); 4] = [
    ("integration/openid-connect/clients/uptime-kuma/index.md:86:", "not-in-schema"),
    ("integration/openid-connect/clients/uptime-kuma/index.md:87:", "not-in-schema"),
    ("integration/openid-connect/clients/claper/index.md:86:", "bad-client-option"),
    ("blog/release-notes-4.38/index.md:385:", "not-in-schema"),
];

/// How the configuration of the corpus would name its schemas.
pub(super) const CORPUS: &str = "unknown_shortcodes: keep
check:
  schemas:
    - {schema: schemas/configuration.json, files: [configuration.yml, configuration.yaml]}
    - {schema: schemas/user-database.json, files: [users.yml, users-database.yml, users_database.yml]}
";

/// Copies the corpus with its schemas.
pub(super) fn copy(corpus: &Path) -> Sandbox {
    let sandbox = Sandbox::new(&[("sitevar.yml", CORPUS)]);
    for folder in ["content", "schemas"] {
        for (path, bytes) in tree(&corpus.join(folder)) {
            sandbox.write(&format!("{folder}/{}", path.display()), std::str::from_utf8(&bytes).unwrap());
        }
    }
    sandbox
}

#[test]
fn the_defects_of_the_corpus_are_found_at_their_lines_and_few_others() {
    let Some(corpus) = shared("corpus/authelia") else { return };
    let output = copy(&corpus).run(&["check", "--format", "short"]);
    let data = String::from_utf8(output.stdout).unwrap();
    for (place, code) in KNOWN {
        let is_it = |line: &str| line.contains(place) && line.contains(&format!("[{code}]"));
        assert!(data.lines().any(is_it), "{place} {code}: {data}");
    }
    let count = data.lines().filter(|line| line.contains("[not-in-schema]")).count();
    assert!((30..=40).contains(&count), "{count}: {data}");
}
