//! Places: whatever the text, the language, the ranges and the values, nothing panics and what is written reads back.

use std::time::Duration;

use bolero::TypeGenerator;
use sitevar_core::{Filled, Format, Language, SlotAt, Snippet};

use super::seconds;

/// A text in a language, with slots and values.
#[derive(Debug, TypeGenerator)]
struct Input {
    language: u8,
    pieces: Vec<u8>,
    slots: Vec<(u16, u8, u8)>,
    values: Vec<Option<Vec<u8>>>,
}

/// What texts and values are made of: what opens, closes, escapes and separates in any language.
const PIECES: [&str; 64] = [
    "a",
    "b1",
    " ",
    "\n",
    "\r\n",
    "\t",
    "'",
    "\"",
    "`",
    "\\",
    "$",
    "${",
    "$(",
    "}",
    "{",
    ")",
    "(",
    "[",
    "]",
    "#",
    "//",
    "/*",
    "*/",
    "<!--",
    "-->",
    "<",
    ">",
    "&",
    ";",
    ":",
    ": ",
    "- ",
    "|",
    ">-\n",
    "  ",
    "=",
    ",",
    "@",
    "%",
    "%41",
    "!",
    "?",
    "*",
    "~",
    "---",
    "...",
    "\"\"\"",
    "'''",
    "<<EOF\n",
    "EOF\n",
    "https://",
    "cn=",
    "(uid=",
    "{\"a\": \"",
    "\"}",
    "f\"",
    "r'",
    "@\"",
    "<script>",
    "é",
    "漢",
    "\u{f0000}",
    "\u{fdd0}",
    "key: ",
];

#[test]
fn places_never_panic_and_read_back() {
    bolero::check!().with_test_time(Duration::from_secs(seconds())).with_type::<Input>().for_each(holds);
}

fn text(pieces: &[u8]) -> String {
    pieces.iter().map(|piece| PIECES[usize::from(*piece) % PIECES.len()]).collect()
}

fn holds(input: &Input) {
    let names = [
        "yaml",
        "json",
        "toml",
        "env",
        "ini",
        "properties",
        "csv",
        "ldif",
        "console",
        "bash",
        "powershell",
        "nginx",
        "apache",
        "caddyfile",
        "hcl",
        "dockerfile",
        "python",
        "js",
        "go",
        "java",
        "csharp",
        "php",
        "ruby",
        "elixir",
        "sql",
        "html",
        "xml",
        "conf",
        "text",
        "unknown",
    ];
    let title = if input.language == 255 { "compose.yml" } else { "" };
    let language = Language::find(names[usize::from(input.language) % names.len()], title);
    let text = text(&input.pieces);
    let slots = input.slots.iter().map(|(start, length, format)| {
        let start = usize::from(*start) % (text.len() + 1);
        let format = Format::ALL.get(usize::from(*format)).map(|(_, format)| *format);
        SlotAt { range: start..start + usize::from(length % 8), format, after: String::new() }
    });
    let mut slots: Vec<SlotAt> = slots.collect();
    if !input.language.is_multiple_of(3) {
        slots.sort_by_key(|slot| slot.range.start);
    }
    let values: Vec<Option<String>> =
        input.values.iter().map(|value| Some(self::text(value.as_ref()?))).collect();
    let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
    let snippet = Snippet::new(language, text.clone(), slots.clone());
    assert_eq!(snippet.contexts().len(), slots.len());
    let written = snippet.fill(&values);
    let filled = snippet.write(&written);
    if written.iter().all(|written| !matches!(written, Filled::Text(_))) {
        assert_eq!(filled, text);
    }
    reads_back(&snippet, &written, &filled);
}

/// Filled at the places of the new text, the same values change nothing: it is read as it was meant.
fn reads_back(snippet: &Snippet, written: &[Filled], filled: &str) {
    let mut expected = String::new();
    let mut at = 0;
    for (slot, written) in snippet.slots().iter().zip(written) {
        let (Filled::Text(value), Some(before)) = (written, snippet.text().get(at..slot.range.start)) else {
            continue;
        };
        expected = expected + before + value;
        at = slot.range.end;
    }
    assert_eq!(expected + &snippet.text()[at..], filled);
}
