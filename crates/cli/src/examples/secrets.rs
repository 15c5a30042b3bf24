//! Secrets that guides publish: the whole value of a key that names one.

use std::collections::{BTreeMap, BTreeSet};

use sitevar_core::{Kind, Passage};

use super::{Suggestion, language, words};

/// Words in the name of a key whose value is a secret.
const KEYS: [&str; 9] =
    ["secret", "password", "passwd", "passphrase", "token", "apikey", "pass", "pw", "key"];

/// Parts of a value that nobody should use.
const PARTS: [&str; 9] = [
    "insecure",
    "secret",
    "changeme",
    "change_me",
    "change-me",
    "replace",
    "password",
    "supersecure",
    "random_string",
];

/// Values that are a word of any text: only the key tells what they are.
const PLAIN: [&str; 10] =
    ["password", "secret", "pass", "token", "key", "admin", "changeme", "apikey", "client_secret", "root"];

/// Words after which the name of a key still ends with what it holds.
const ENDINGS: [&str; 4] = ["value", "base", "string", "text"];

/// Parts of a value that say that it has to be replaced.
const TELLING: [&str; 7] = ["insecure", "change", "replace", "your", "random", "generate", "example"];

const PLAIN_WORD: &str = "the word may be the name of a field and no example";
const NAME: &str = "it may be the name of an object that holds the secret";
const ANSWER: &str = "it may be part of a request or an answer that only shows its form";
const SEVERAL: &str = "one page shows it as several secrets";

/// What is known of a value.
#[derive(Default)]
struct Uses {
    /// The names that its keys give it, with how often each does.
    names: BTreeMap<String, usize>,
    /// The keys that it is a value of, on each page.
    keys: BTreeMap<usize, BTreeSet<String>>,
    /// Why each of its uses may be no secret of the reader's.
    doubts: Vec<Option<&'static str>>,
}

pub(super) fn suggest(pages: &[&[Passage]]) -> Vec<Suggestion> {
    let mut values: BTreeMap<String, Uses> = BTreeMap::new();
    for (page, passages) in pages.iter().enumerate() {
        let blocks = passages.iter().filter(|passage| language(passage).is_some());
        for (key, value) in blocks.flat_map(|passage| passage.text.lines()).filter_map(pair) {
            if is_example(value) && is_of_a_secret(key) {
                values.entry(value.to_owned()).or_default().add(page, key, value);
            }
        }
    }
    values.into_iter().map(suggestion).collect()
}

impl Uses {
    fn add(&mut self, page: usize, key: &str, value: &str) {
        *self.names.entry(name(key)).or_default() += 1;
        self.keys.entry(page).or_default().insert(role(key));
        self.doubts.push(doubt(key, value));
    }
}

fn suggestion((value, uses): (String, Uses)) -> Suggestion {
    let mixed = uses.keys.values().filter(|keys| keys.len() > 1).count();
    let is_mixed = mixed * 2 >= uses.keys.len() && mixed > 0;
    let everywhere = uses.doubts.iter().all(Option::is_some);
    let doubt = uses.doubts.iter().flatten().next().copied().filter(|_| everywhere);
    let doubt = doubt.or(is_mixed.then_some(SEVERAL));
    let most = uses.names.into_iter().rev().max_by_key(|(_, count)| *count);
    let name = most.map_or_else(String::new, |(name, _)| name);
    Suggestion::new(name, Kind::Secret, vec![value]).with_doubt(doubt)
}

/// Tells whether the last word of a key says that its value is a secret: not that of `secretName`.
fn is_of_a_secret(key: &str) -> bool {
    let words = words(key);
    let last = words.iter().rev().find(|word| !ENDINGS.contains(&word.as_str()));
    last.is_some_and(|last| KEYS.iter().any(|key| last.ends_with(key)))
}

/// Tells why a value may be no secret of the reader's.
fn doubt(key: &str, value: &str) -> Option<&'static str> {
    let lower = value.to_ascii_lowercase();
    if PLAIN.contains(&lower.as_str()) {
        return Some(PLAIN_WORD);
    }
    if TELLING.iter().any(|part| lower.contains(part)) {
        return None;
    }
    let is_name = ["secret", "key"].contains(&key.to_ascii_lowercase().as_str());
    let is_quoted = key.ends_with(['"', '\'']);
    is_name.then_some(NAME).or(is_quoted.then_some(ANSWER))
}

/// Returns what tells one secret of a page from another: the password of an administrator from that of a database, but
/// not `DB_PASSWORD` from `POSTGRES_PASSWORD`.
fn role(key: &str) -> String {
    const WHOSE: [&str; 3] = ["admin", "root", "smtp"];
    let words = words(key);
    let last = words.last().map(String::as_str).unwrap_or_default();
    let is_password = ["password", "passwd", "pass", "pw"].iter().any(|end| last.ends_with(end));
    let whose = words.iter().find(|word| WHOSE.contains(&word.as_str()));
    format!("{} {}", whose.map_or("", String::as_str), if is_password { "password" } else { "secret" })
}

/// Reads `key: value`, `key = "value"` or `KEY=value` out of a line; a key that is quoted keeps its last quote.
fn pair(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '='])?;
    let (key, rest) = line.split_at_checked(at)?;
    let value = rest.trim_start_matches([':', '=', '>']).trim();
    let value = value.split(" #").next().unwrap_or_default().trim_end_matches([',', ';', ' ']);
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    let key = key.trim().trim_start_matches(['"', '\'', '-', ' ']);
    (!key.is_empty()).then_some((key, value))
}

/// Tells whether a value is an example of a secret, and no reference to one.
fn is_example(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let is_bare = value.chars().all(|c| c.is_ascii_alphanumeric() || "_-!".contains(c));
    let ends_a_name = ["_post", "_basic", "_file", "_path"].iter().any(|end| lower.ends_with(end));
    let is_your = lower.starts_with("your-") || lower.starts_with("your_");
    // The name of a variable that holds one, unless it says what to do.
    let is_name = !value.contains(|c: char| c.is_ascii_lowercase())
        && value.contains('_')
        && !["CHANGE", "REPLACE"].iter().any(|word| value.starts_with(word));
    let has = |part: &&str| lower.contains(*part);
    is_bare
        && !ends_a_name
        && !is_your
        && !is_name
        && (PARTS.iter().any(has) || PLAIN.contains(&lower.as_str()))
}

/// Returns the last words of a key: `LLDAP_JWT_SECRET` is `jwt-secret`.
fn name(key: &str) -> String {
    let words = words(key);
    let from = words.len().saturating_sub(2);
    words.get(from..).unwrap_or_default().join("-")
}
