//! Records: what a server answers, a token holds or a log says, in JSON or as HTTP, which no reader writes.
//!
//! Of the blocks of JSON with an example host on 14 sites, none with one of these keys was a configuration.

use super::{Passage, PassageKind, next};

/// Keys that only a program gives a value (RFC 7519, JSON-LD, and the habits of APIs).
const KEYS: [&str; 8] = [
    "\"id\":",
    "\"sub\":",
    "\"exp\":",
    "\"@context\":",
    "\"created_at\":",
    "\"updated_at\":",
    "\"expires_at\":",
    "\"timestamp\":",
];

/// Tells whether a passage is a record.
pub(super) fn is_one(passage: &Passage) -> bool {
    match &passage.kind {
        PassageKind::CodeBlock { language, .. } => {
            let is_json = || KEYS.iter().any(|key| next(&passage.text, key, 0).is_some());
            language == "http" || language == "json" && is_json()
        }
        _ => false,
    }
}
