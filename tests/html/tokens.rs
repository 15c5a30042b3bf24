//! Our tokenizer beside html5gum, which follows the HTML standard to the letter: the same tags, attributes and text,
//! decoded, on real pages and on what mutations make of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fastrand::Rng;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use regex::Regex;
use sitevar_core::{HtmlToken, HtmlTokens};

use super::corpus;

/// What a browser's tree builder would get.
#[derive(Debug, PartialEq)]
enum Part {
    Text(String),
    Start(String, BTreeMap<String, String>),
    End(String),
}

#[test]
fn real_pages_are_read_as_the_standard_reads_them() {
    let Some(pages) = corpus::pages("corpus/hugo-output", ".html") else { return };
    let mut judged = Judged::default();
    for (path, html) in &pages {
        judged.compare(html, &path.display().to_string());
    }
    eprintln!("{} pages: {judged:?}", pages.len());
    assert!(judged.same + judged.unknown_names > 450, "{judged:?}");
}

#[test]
fn mutations_of_pages_are_read_as_the_standard_reads_them() {
    let Some(pages) = corpus::pages("corpus/hugo-output", ".html") else { return };
    let mut random = Rng::with_seed(1);
    let mut judged = Judged::default();
    for number in 0..MUTATIONS {
        let html = mutated(&pages[random.usize(..pages.len())].1, &mut random);
        judged.compare(&html, &format!("mutation {number}"));
    }
    eprintln!("{MUTATIONS} mutations: {judged:?}");
    assert!(judged.same > MUTATIONS * 3 / 4, "{judged:?}");
}

#[test]
fn every_piece_before_every_other_is_read_as_the_standard_reads_it() {
    let mut judged = Judged::default();
    for first in PIECES {
        for second in PIECES {
            for third in ["", ">a", "</script>&amp;b", "\">'c", "-->d</title>"] {
                judged.compare(&format!("{first}{second}{third}"), "pieces");
            }
        }
    }
    eprintln!("{judged:?}");
    assert!(judged.same > 1_000, "{judged:?}");
}

const MUTATIONS: usize = 30_000;

/// What breaks readers of HTML.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<", ">", "</", "<!", "<!-", "<!--", "-->", "--!>", "--", "<!-->", "<!--->", "<!---", "<?", "</>", "</ a>", "<![CDATA[", "<!doctype html>",
    "<a", "<A HREF=", " href=\"", "'", "\"", "=", " = ", "/", "/>", " a=1", " a='b'c", " =x", "<b/c>", "<br/>", "\n", "\t", "\u{C}", "\0", "é", "\u{F0000}",
    "<script>", "</script>", "</script ", "<script ", "</SCRIPT/>", "<!--<script>", "<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea\n>", "<xmp>", "<iframe>",
    "<plaintext>", "</plaintext>", "<noembed>", "</scriptx>", "</titl", "&", "&amp", "&amp;", "&ampx", "&amp=", "&lt;", "&ltcc;", "&lt", "&GT;", "&nbsp;", "&apos", "&apos;", "&#", "&#;", "&#39",
    "&#39;", "&#x27;", "&#X3c", "&#xx;", "&#0;", "&#x80;", "&#159;", "&#x81;", "&#xD800;", "&#x110000;", "&#99999999999;", "&lpar;", "&dollar;", "&Tab;", "&NewLine;", "&lbrace;", "&verbar;", "&NonBreakingSpace;", "&Hat;",
];

/// Cuts a part out of a page and changes a few places of it.
fn mutated(page: &str, random: &mut Rng) -> String {
    let letters: Vec<char> = page.chars().collect();
    let start = random.usize(..letters.len());
    let mut letters = letters[start..letters.len().min(start + random.usize(1..400))].to_vec();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(..=letters.len());
        let end = letters.len().min(at + random.usize(..8));
        let piece = PIECES[random.usize(..PIECES.len())].chars();
        match random.u8(..3) {
            0 => drop(letters.splice(at..end, piece)),
            1 => drop(letters.splice(at..at, piece)),
            _ => drop(letters.drain(at..end)),
        }
    }
    letters.into_iter().collect()
}

/// What html5gum leaves to the tree builder: `noscript`, `noframes`, and raw elements that are whole in an SVG.
static BY_THE_TREE: LazyLock<Regex> = LazyLock::new(|| {
    let whole = "<(script|style|title|textarea|xmp|iframe|noembed|plaintext)\\b[^>]*/>";
    Regex::new(&format!("(?is)<noframes|<noscript|<(svg|math).*{whole}")).unwrap()
});

/// How many texts came out the same, and why others were not compared.
#[derive(Debug, Default)]
struct Judged {
    same: usize,
    /// The same but for names that we leave as they are, because they mean nothing outside of prose.
    unknown_names: usize,
    /// Those that match [`BY_THE_TREE`].
    trees: usize,
}

impl Judged {
    fn compare(&mut self, html: &str, what: &str) {
        // Both are what comes after the input stream's own preprocessing, which we leave alone.
        let html = html.replace("\r\n", "\n").replace('\r', "\n");
        if BY_THE_TREE.is_match(&html) {
            self.trees += 1;
            return;
        }
        let (ours, theirs) = (ours(&html), theirs(&html));
        if ours == theirs {
            self.same += 1;
        } else if ours.iter().map(decoded).eq(theirs.iter().map(decoded)) {
            self.unknown_names += 1;
        } else {
            assert_eq!(ours, theirs, "{what}: {html:?}");
        }
    }
}

fn ours(html: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for token in HtmlTokens::new(html) {
        match token {
            HtmlToken::Text(range) => push_text(&mut parts, &sitevar_core::decode_references(&html[range])),
            HtmlToken::RawText(range) => push_text(&mut parts, &html[range]),
            HtmlToken::StartTag(tag) => {
                let names = tag.attributes.iter().map(|attribute| lower(&html[attribute.name.clone()]));
                let value = |name: &String| {
                    let found = tag.attributes.iter().find(|found| lower(&html[found.name.clone()]) == *name);
                    let name = &html[found.unwrap().name.clone()];
                    clean(&tag.attribute(&name.to_ascii_lowercase()).unwrap_or_default())
                };
                let attributes = names.map(|name| (name.clone(), value(&name))).collect();
                parts.push(Part::Start(lower(tag.name), attributes));
            }
            HtmlToken::EndTag(tag) => parts.push(Part::End(lower(tag.name))),
            HtmlToken::Comment(_) => {}
        }
    }
    parts
}

fn theirs(html: &str) -> Vec<Part> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut parts = Vec::new();
    for token in Tokenizer::new_with_emitter(html, emitter).map(Result::unwrap) {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.into_iter();
                let attributes = attributes.map(|(name, value)| (text(&name), text(&value.value))).collect();
                parts.push(Part::Start(text(&tag.name), attributes));
            }
            Token::EndTag(tag) => parts.push(Part::End(text(&tag.name))),
            Token::String(string) => push_text(&mut parts, &text(&string.value)),
            _ => {}
        }
    }
    parts
}

fn text(bytes: &[u8]) -> String {
    clean(std::str::from_utf8(bytes).unwrap())
}

/// The standard replaces a NUL in some states and keeps it in others; it is dropped in the end.
fn clean(text: &str) -> String {
    text.replace('\0', "\u{FFFD}")
}

fn lower(name: &str) -> String {
    clean(&name.to_ascii_lowercase())
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    if let Some(Part::Text(before)) = parts.last_mut() {
        before.push_str(&clean(text));
    } else if !text.is_empty() {
        parts.push(Part::Text(clean(text)));
    }
}

/// Decodes what is left, for names that we do not know.
fn decoded(part: &Part) -> Part {
    let all = |text: &String| {
        let texts = theirs(&text.replace('<', "&lt;")).into_iter();
        texts.map(|part| if let Part::Text(text) = part { text } else { String::new() }).collect::<String>()
    };
    match part {
        Part::Text(text) => Part::Text(all(text)),
        Part::Start(name, attributes) => {
            let attributes = attributes.iter().map(|(name, value)| (name.clone(), all(value))).collect();
            Part::Start(name.clone(), attributes)
        }
        Part::End(name) => Part::End(name.clone()),
    }
}
