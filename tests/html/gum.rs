//! Our tokenizer beside `html5gum`, which is written by the HTML standard too: the same tags, attributes and text.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, State, Token as Theirs, Tokenizer};
use sitevar_core::{HtmlTag, HtmlToken, HtmlTokens, decode_references};

/// A token as both readers see it.
#[derive(Debug, PartialEq)]
enum Seen {
    Text(String),
    Start(String, BTreeMap<String, String>),
    End(String),
    Comment,
    Doctype,
}

/// Fails where the two read a text in two ways, or where our tokens do not cover it; returns how many tokens there are.
pub fn same_tokens(html: &str) -> usize {
    // Browsers see one kind of line break, and no NUL.
    let html = html.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
    let (ours, theirs) = (ours(&html), theirs(&html));
    if let Some((our, their)) = ours.iter().zip(&theirs).find(|(our, their)| our != their) {
        panic!("{our:?} is {their:?} for html5gum: {html:?}");
    }
    assert_eq!(ours.len(), theirs.len(), "{html:?}");
    ours.len()
}

fn ours(html: &str) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut at = 0;
    for token in HtmlTokens::new(html) {
        let range = match token {
            HtmlToken::Text(range) => {
                push_text(&mut seen, decode_references(&html[range.clone()]).into_owned());
                range
            }
            HtmlToken::RawText(range) => {
                push_text(&mut seen, html[range.clone()].to_owned());
                range
            }
            HtmlToken::StartTag(tag) => {
                seen.push(start_tag(html, &tag));
                tag.range
            }
            HtmlToken::EndTag(tag) => {
                seen.push(Seen::End(tag.name.to_ascii_lowercase()));
                tag.range
            }
            HtmlToken::Comment(range) => {
                seen.extend(comment(&html[range.clone()]));
                range
            }
        };
        assert!(range.start == at && range.end > at, "{range:?} after {at}: {html:?}");
        at = range.end;
    }
    assert_eq!(at, html.len(), "{html:?}");
    seen
}

/// Returns what a comment is for the standard: `</>` and a tag that never ends are nothing.
fn comment(html: &str) -> Option<Seen> {
    let name = html.strip_prefix("</").or_else(|| html.strip_prefix('<')).unwrap_or_default();
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if html == "</>" || is_tag {
        return None;
    }
    Some(if html.to_ascii_lowercase().starts_with("<!doctype") { Seen::Doctype } else { Seen::Comment })
}

fn start_tag(html: &str, tag: &HtmlTag<'_>) -> Seen {
    let mut attributes = BTreeMap::new();
    for attribute in &tag.attributes {
        let name = html[attribute.name.clone()].to_ascii_lowercase();
        if let (Some(quote), Some(value)) = (attribute.quote, &attribute.value) {
            let quotes = [html.as_bytes()[value.start - 1], html.as_bytes()[value.end]];
            assert_eq!(quotes, [quote, quote], "{html:?}");
        }
        let value = tag.attribute(&name).unwrap().into_owned();
        attributes.insert(name, value);
    }
    Seen::Start(tag.name.to_ascii_lowercase(), attributes)
}

fn theirs(html: &str) -> Vec<Seen> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut tokenizer = Tokenizer::new_with_emitter(html, emitter);
    let mut seen = Vec::new();
    while let Some(Ok(token)) = tokenizer.next() {
        match token {
            Theirs::String(text) => push_text(&mut seen, string(&text)),
            Theirs::StartTag(tag) => {
                // Its list has a `noframe`, and a `noscript` as where scripts run.
                match tag.name.as_slice() {
                    b"noframes" => tokenizer.set_state(State::RawText),
                    b"noframe" | b"noscript" => tokenizer.set_state(State::Data),
                    _ => {}
                }
                let attributes = tag.attributes.iter().map(|(name, value)| (string(name), string(value)));
                seen.push(Seen::Start(string(&tag.name), attributes.collect()));
            }
            Theirs::EndTag(tag) => seen.push(Seen::End(string(&tag.name))),
            Theirs::Comment(_) => seen.push(Seen::Comment),
            Theirs::Doctype(_) => seen.push(Seen::Doctype),
            Theirs::Error(_) => {}
        }
    }
    seen
}

fn push_text(seen: &mut Vec<Seen>, text: String) {
    match seen.last_mut() {
        Some(Seen::Text(last)) => *last += &text,
        _ => seen.push(Seen::Text(text)),
    }
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
