//! Records: what a server is sent and answers, a token holds or a log says, which no reader writes.
//!
//! Of the blocks of JSON with an example host on 14 sites, none with one of these keys or with a time was a configuration.

use super::{Passage, PassageKind, next};
use crate::text::is_in;

/// Keys that only a program gives a value (RFC 7519, JSON-LD, and the habits of APIs).
const KEYS: [&str; 3] = ["\"id\":", "\"sub\":", "\"@context\":"];

/// How many digits the number of an object or a time in seconds has at least.
const LONG: usize = 10;

/// Languages of what programs write, and those in which blocks may be that.
const WRITTEN: &str = "http csv log";
const MAYBE: &str = "text txt";

/// How a page begins a request that it describes.
const METHODS: [&str; 5] = ["GET /", "POST /", "PUT /", "PATCH /", "DELETE /"];

/// Tells whether a page describes requests, whose JSON is what is sent and answered.
pub(super) fn has_requests(passages: &[Passage]) -> bool {
    let is_request = |passage: &Passage| METHODS.iter().any(|method| passage.text.starts_with(method));
    passages.iter().any(|passage| passage.kind != PassageKind::Prose && is_request(passage))
}

/// Tells whether a passage is a record.
pub(super) fn is_one(passage: &Passage, has_requests: bool) -> bool {
    let PassageKind::CodeBlock { language, .. } = &passage.kind else { return false };
    let text = &passage.text;
    let is_json = language == "json";
    let is_answer = || has_requests || KEYS.iter().any(|key| next(text, key, 0).is_some());
    let has_times = || has_long_number(text) || has_time(text);
    is_in(WRITTEN, language)
        || is_json && is_answer()
        || (is_json || language.is_empty() || is_in(MAYBE, language)) && has_times()
}

/// Tells whether a text has a time of the day, as in `2026-01-01T12:00:00Z`.
fn has_time(text: &str) -> bool {
    text.as_bytes().windows(10).any(|part| {
        let is_part = |(at, byte): (usize, &u8)| match at {
            0 => matches!(byte, b' ' | b'T' | b'['),
            3 | 6 => *byte == b':',
            9 => !matches!(byte, b':' | b'0'..=b'9'),
            _ => byte.is_ascii_digit(),
        };
        part.iter().enumerate().all(is_part)
    })
}

/// Tells whether a text has a number of many digits that is not part of a word.
fn has_long_number(text: &str) -> bool {
    let (mut digits, mut last) = (0, b' ');
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if digits > 0 || matches!(last, b' ' | b'"' | b':') => digits += 1,
            _ => digits = 0,
        }
        if digits == LONG {
            return true;
        }
        last = byte;
    }
    false
}
