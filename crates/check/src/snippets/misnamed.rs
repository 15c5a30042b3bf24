//! Blocks that are right, in another language than they say: their colours are wrong, and values that readers set are
//! written for the wrong reader.

use super::{json, lines, toml};
use crate::yaml::{self, Node, Problem, Value};

/// A language that a block is in, for sentences and for the word after the backticks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Language {
    pub(super) name: &'static str,
    pub(super) word: &'static str,
}

pub(super) const ENVIRONMENT: Language = Language { name: "an environment file", word: "env" };
const JSON: Language = Language { name: "JSON", word: "json" };
const TOML: Language = Language { name: "TOML", word: "toml" };
const YAML: Language = Language { name: "YAML", word: "yaml" };
const APACHE: Language = Language { name: "configuration of Apache", word: "apache" };

/// Sections of Apache's configuration, whose attributes look like those of XML and are none.
const SECTIONS: [&str; 6] = ["VirtualHost", "Directory", "Location", "IfModule", "Proxy", "Files"];

/// Returns the language that a text is in where it is none of the one that it says.
pub(super) fn language(text: &str) -> Option<Language> {
    let is_filled = |node: &Node| match &node.value {
        Value::Map(pairs) => !pairs.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Scalar(..) | Value::Alias(_) => false,
    };
    let are_filled = |nodes: Result<Vec<Node>, Problem>| {
        nodes.is_ok_and(|nodes| !nodes.is_empty() && nodes.iter().all(is_filled))
    };
    if is_apache(text) {
        Some(APACHE)
    } else if lines::is_environment(text) {
        Some(ENVIRONMENT)
    } else if are_filled(json::read(text)) {
        Some(JSON)
    } else if toml::read(text).is_ok_and(|tree| is_filled(&tree)) {
        Some(TOML)
    } else if !is_flow(text) && are_filled(yaml::read(text)) {
        Some(YAML)
    } else {
        None
    }
}

/// Tells whether a text has a section of Apache's, from its beginning to its end.
fn is_apache(text: &str) -> bool {
    let has = |opening: &str| text.lines().any(|line| line.trim_start().starts_with(opening));
    SECTIONS.iter().any(|section| has(&format!("<{section} ")) && has(&format!("</{section}>")))
}

/// Tells whether a text begins as JSON does: YAML reads much that is nearly JSON.
fn is_flow(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[', '"', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_in_the_one_language_that_reads_it() {
        for (text, word) in [
            ("# Redis\nREDIS_HOST=redis\n\nA='x y'\n", "env"),
            ("[http.routers.a]\n  rule = \"Path(`/foo`)\"\n", "toml"),
            ("{\"a\": [1]}\n", "json"),
            ("a:\n  - b: 1\n", "yaml"),
            ("<VirtualHost *:443>\n  ServerName a\n</VirtualHost>\n", "apache"),
        ] {
            assert_eq!(language(text).map(|language| language.word), Some(word), "{text}");
        }
        for text in
            ["", "word", "a b = c", "labels # x\n  - a", "{", "A=1\nb c: 1", "https://example.com/?a=b"]
        {
            assert_eq!(language(text), None, "{text}");
        }
    }
}
