//! Finds private-use characters of the last two planes, however a program has written them.

use std::sync::LazyLock;

use regex::Regex;

/// As themselves, percent-encoded, as references, as escapes of JSON and JavaScript, as a message names them.
static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    let ways = [
        r"[\x{F0000}-\x{FFFFD}\x{100000}-\x{10FFFD}]",
        r"(?i:%f3%[ab][0-9a-f]%|%f4%8[0-9a-f]%)",
        r"&#[xX](?:[fF]|10)[0-9a-fA-F]{4};",
        r"&#(?:98[3-9]\d{3}|99\d{4}|10\d{5}|11[01]\d{4});",
        r"(?i:\\ud[b][89a-f][0-9a-f]\\u)",
        r"(?i:\\U00(?:0f|10)[0-9a-f]{4})",
        r"(?i:\\u\{(?:f|10)[0-9a-f]{4}\})",
        r"U\+(?:F|10)[0-9A-F]{4}",
        r"(?i:xn--[a-z0-9-]+)",
    ];
    Regex::new(&ways.join("|")).unwrap()
});

/// Returns the first one with some of the text around it.
pub fn find(text: &str) -> Option<String> {
    let found = WRITTEN.find_iter(text).find(|found| match found.as_str().get(4..) {
        Some(label) if found.as_str().to_ascii_lowercase().starts_with("xn--") => {
            idna::punycode::decode_to_string(label).is_some_and(|label| find(&label).is_some())
        }
        _ => true,
    })?;
    let start = text.floor_char_boundary(found.start().saturating_sub(120));
    let end = text.ceil_char_boundary((found.end() + 60).min(text.len()));
    Some(visible(&text[start..end]))
}

/// Writes the characters that a terminal does not show.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c as u32 >= 0xF_0000 { format!("<{:X}>", c as u32) } else { c.to_string() })
        .collect()
}

#[test]
fn every_way_to_write_one_is_found() {
    for text in [
        "a\u{F0000}b",
        "\u{10FFFD}",
        "%F3%B0%80%80",
        "%f4%8f%bf%bd",
        "&#xF0000;",
        "&#x10fffd;",
        "&#983040;",
        "&#1114109;",
        "\\udb80\\udc00",
        "\\U000f0000",
        "\\u{f0001}",
        "`U+F0000` leads",
    ] {
        assert!(find(text).is_some(), "{text}");
    }
    for text in ["plain \u{1F600} text", "%F3", "&#128512;", "\\ud83d\\ude00", "xn--bcher-kva.example"] {
        assert_eq!(find(text), None, "{text}");
    }
}
