//! Secrets that guides publish: the whole value of a key that names one.

use sitevar_core::{Kind, Passage};

use super::{Suggestion, Tally, count, language, words};

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

const PLAIN_WORD: &str = "the word may be the name of a field and no example";

pub(super) fn suggest(pages: &[&[Passage]]) -> Vec<Suggestion> {
    let mut tally = Tally::new();
    let mut names = std::collections::BTreeMap::new();
    for (page, passages) in pages.iter().enumerate() {
        let blocks = passages.iter().filter(|passage| language(passage).is_some());
        for (key, value) in blocks.flat_map(|passage| passage.text.lines()).filter_map(pair) {
            if is_example(value) && words(key).iter().any(|word| KEYS.contains(&word.as_str())) {
                count(&mut tally, value.to_owned(), page);
                names.entry(value.to_owned()).or_insert_with(|| name(key));
            }
        }
    }
    let suggestion = |value: String| {
        let plain = PLAIN.contains(&value.to_ascii_lowercase().as_str());
        let name = names.get(&value).cloned().unwrap_or_default();
        Suggestion::new(name, Kind::Secret, vec![value]).with_doubt(plain.then_some(PLAIN_WORD))
    };
    tally.into_keys().map(suggestion).collect()
}

/// Reads `key: value`, `key = "value"` or `KEY=value` out of a line.
fn pair(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '='])?;
    let (key, rest) = line.split_at_checked(at)?;
    let value = rest.trim_start_matches([':', '=', '>']).trim();
    let value = value.split(" #").next().unwrap_or_default().trim_end_matches([',', ';', ' ']);
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    let key = key.trim().trim_matches(['"', '\'', '-', ' ']);
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
