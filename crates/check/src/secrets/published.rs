//! Random secrets that a page publishes, for those that the site has on several pages.
//!
//! Who copies two guides would have one secret for two applications; and what many pages show is an example that the site
//! should declare, so that readers can replace it.

use std::collections::BTreeSet;
use std::ops::Range;

use sitevar_core::{Code, Diagnostic, PassageKind, Span, Variables};

use crate::page::Page;

/// A random secret in the code of a page.
#[derive(Debug, Clone)]
pub struct Published {
    /// Its text.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

/// What keys of a secret end with.
const KEYS: [&str; 4] = ["secret", "password", "token", "key"];

/// How much before a value is looked at for its key, in bytes.
const LONGEST_KEY: usize = 32;

/// How many secrets of a page count; one with more is a list of something else.
const MOST: usize = 50;

/// Returns the random secrets of a page that nobody declares as examples, each once.
pub(crate) fn published(page: &Page, variables: &Variables) -> Vec<Published> {
    let mut found: Vec<Published> = Vec::new();
    for passage in page.passages() {
        if passage.passage.kind == PassageKind::Prose {
            continue;
        }
        let text = passage.passage.text.as_str();
        for at in values(text) {
            let secret = text.get(at.clone()).unwrap_or_default();
            if found.len() >= MOST {
                return found;
            }
            let is_known = is_declared(secret, variables) || found.iter().any(|known| known.text == secret);
            if !is_known && !page.is_slot(passage, &at) {
                found.push(Published { text: secret.to_owned(), span: page.span(passage, &at) });
            }
        }
    }
    found
}

/// Says on the page `own` that a secret is on several, which are in order: on a few by accident, which each of them is
/// told, and on many as an undeclared example, which the first is told.
pub fn shared(secret: &Published, own: &str, pages: &BTreeSet<&str>) -> Option<Diagnostic> {
    let other = pages.iter().find(|page| **page != own && !are_one_page(page, own))?;
    let (message, help) = if pages.len() <= FEW {
        (
            format!("the secret is also on `{other}`, so that two applications get the same"),
            "make another one for this page: `sitevar secret`",
        )
    } else if pages.first() == Some(&own) {
        (
            format!("{} pages show the same secret, and nothing declares it", pages.len()),
            "declare it under `examples` of a variable, so that readers replace it with their own",
        )
    } else {
        return None;
    };
    Some(Diagnostic::warning(Code::SharedSecret, message, secret.span).help(help))
}

/// Tells whether two paths are those of one page, in two versions of a site or in two languages.
fn are_one_page(one: &str, other: &str) -> bool {
    let (one, other) = (without_language(one), without_language(other));
    let is_below = |path: &str, page: &str| path.strip_suffix(page).is_some_and(|rest| rest.ends_with('/'));
    let (first, second) = (of_any_version(one), of_any_version(other));
    first == second || is_below(one, second) || is_below(other, first)
}

/// Returns what is below the last folder of a path that is named for a version or a language.
fn of_any_version(path: &str) -> &str {
    let folder = path.rmatch_indices('/').find(|(at, _)| {
        let name = path.get(..*at).unwrap_or_default().rsplit('/').next().unwrap_or_default();
        is_version(name) || is_language(name)
    });
    folder.and_then(|(at, _)| path.get(at + 1..)).unwrap_or(path)
}

/// Returns a path without the language before its ending: `a.de.md` is `a`.
fn without_language(path: &str) -> &str {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.rsplit_once('.').filter(|(_, language)| is_language(language)).map_or(stem, |(stem, _)| stem)
}

fn is_version(name: &str) -> bool {
    let number = name.trim_start_matches("version-").trim_start_matches("release-").trim_start_matches('v');
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || ".x-".contains(c));
    is_number || ["latest", "next", "stable", "current", "main", "dev"].contains(&name)
}

fn is_language(name: &str) -> bool {
    let (language, region) = name.split_once(['-', '_']).unwrap_or((name, ""));
    let is_word = |word: &str| word.len() == 2 && word.chars().all(|c| c.is_ascii_alphabetic());
    is_word(language) && (region.is_empty() || is_word(region))
}

/// A secret on more pages than this is an example that the site uses everywhere.
const FEW: usize = 3;

fn is_declared(secret: &str, variables: &Variables) -> bool {
    variables.variables.values().flat_map(|variable| &variable.examples).any(|example| example == secret)
}

/// Returns the random values of keys that are those of secrets.
fn values(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, sign) in text.match_indices([':', '=']) {
        let near = text.ceil_char_boundary(at.saturating_sub(LONGEST_KEY));
        let key = text.get(near..at).unwrap_or_default().trim_end_matches(['"', '\'', ' ']);
        let key = key.to_ascii_lowercase();
        if !KEYS.iter().any(|known| key.ends_with(known)) {
            continue;
        }
        let rest = text.get(at + sign.len()..).unwrap_or_default();
        let value = rest.trim_start_matches([' ', '"', '\'']);
        let start = at + sign.len() + (rest.len() - value.len());
        let length = value.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(value.len());
        let is_whole = value
            .get(length..)
            .is_none_or(|rest| rest.starts_with(['"', '\'', '\n', ' ']) || rest.is_empty());
        if is_whole && is_random(value.get(..length).unwrap_or_default()) {
            found.push(start..start + length);
        }
    }
    found
}

/// Tells whether nobody would write a text by hand: long, of capitals, small letters and digits, or hexadecimal.
fn is_random(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let mut distinct: Vec<u8> = text.bytes().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let is_hex = text.len() >= 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_mixed =
        text.contains(|c: char| c.is_ascii_uppercase()) && text.contains(|c: char| c.is_ascii_lowercase());
    let is_counted = ["123456", "abcdef"].iter().any(|run| text.to_ascii_lowercase().contains(run));
    text.len() >= 20 && digits >= 3 && distinct.len() >= 10 && (is_hex || is_mixed) && !is_counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_random_after_the_key_of_a_secret_is_one() {
        let count = |text: &str| values(text).len();
        assert_eq!(count("client_secret: 'mP0jK3fQ9zT7wLx2Rb5NaYc8'"), 1);
        assert_eq!(count("TOKEN=8f14e45fceea167a5a36dedd4bea2543"), 1);
        for text in [
            "client_secret: insecure_secret",
            "name: mP0jK3fQ9zT7wLx2Rb5NaYc8",
            "secret: a-random-secret-of-72-characters",
            "password: 1234567890abcdefABCDEF12",
            "key: /path/mP0jK3fQ9zT7wLx2Rb5NaYc8",
            "secret: mP0jK3fQ9zT7wLx2Rb5NaYc8.example.com",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }

    #[test]
    fn a_page_in_two_versions_or_languages_is_one() {
        for (one, other) in [
            ("docs/api/a.md", "versioned_docs/version-v1.6/api/a.md"),
            ("site/v1.6/api/a.md", "site/v1.7.x/api/a.md"),
            ("content/en/a.md", "content/pt-BR/a.md"),
            ("docs/a.md", "docs/a.de.md"),
        ] {
            assert!(are_one_page(one, other) && are_one_page(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("docs/a.md", "docs/b.md"),
            ("gitea/setup.md", "immich/setup.md"),
            ("docs/v1/a.md", "docs/v2/b.md"),
            ("docs/v1/x/a.md", "docs/v2/y/a.md"),
            ("docs/a.md", "docs/a.b.md"),
        ] {
            assert!(!are_one_page(one, other) && !are_one_page(other, one), "{one} {other}");
        }
    }
}
