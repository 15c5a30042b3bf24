//! The regular expression that tells whether a page may hold a slot, so that a page without one costs no request.
//!
//! It is the source of one in JavaScript, and is matched against the text of a page, whatever its case.

use std::collections::BTreeSet;

use sitevar_core::{PageTable, Variable};

/// The longest that is worth its place in the head of every page, in bytes.
const LONGEST: usize = 2_000;

/// What `*` matches. Its length is limited, so that the time to search a page only grows with the page.
const ANY_WORDS: &str = "[^<>]{0,60}";
const ANY_NAME: &str = r"[\w-]{0,60}";

/// How a page's own list of placeholders begins, or describes a host.
const LIST: &str = "placeholders|FQDN of";

/// Returns the regular expression; `None` where it would be too long, or would match every page.
pub(super) fn pattern<'a>(
    tables: impl Iterator<Item = &'a PageTable>,
    declared: impl Iterator<Item = &'a Variable>,
) -> Option<String> {
    let mut texts: BTreeSet<&str> = BTreeSet::new();
    for run in tables.flat_map(|table| &table.runs) {
        texts.extend(run.slots.iter().filter_map(|slot| run.text.get(slot.range.clone())));
    }
    texts.extend(declared.flat_map(|variable| &variable.examples).map(String::as_str));
    let mut texts: Vec<&str> = texts.into_iter().map(str::trim).collect();
    texts.sort_by_key(|text| text.len());
    let mut kept: Vec<&str> = Vec::new();
    for text in texts {
        // Where a shorter one is found, a longer one need not be looked for.
        if !kept.iter().any(|known| text.contains(known)) {
            kept.push(text);
        }
    }
    kept.sort_unstable();
    let pattern = kept.into_iter().map(escape).collect::<Vec<_>>().join("|");
    (pattern.len() <= LONGEST && !pattern.is_empty() && !pattern.split('|').any(str::is_empty))
        .then(|| format!("{pattern}|{LIST}"))
}

/// Writes a text as a part of a regular expression; `*` is any text on its line, and white space is any white space.
///
/// The dots of a name are written as pages write them: `example\.com` in an expression, `dc=example,dc=com` in LDAP.
fn escape(text: &str) -> String {
    let is_name = text.contains(|c: char| c.is_alphabetic())
        && !text.starts_with('$')
        && text.chars().all(|c| c.is_alphanumeric() || "-._*".contains(c));
    // A `*` at either end matches anything.
    let text = if is_name { text.trim_matches('*') } else { text };
    let mut out = String::with_capacity(text.len());
    for (number, word) in text.split_whitespace().enumerate() {
        if number > 0 {
            out.push_str(r"\s{1,9}");
        }
        for character in word.chars() {
            match character {
                '*' => out.push_str(if text.starts_with('<') { ANY_WORDS } else { ANY_NAME }),
                '.' if is_name => out.push_str(r"\W{1,4}(dc=)?"),
                _ if r"\^$.+?()[]{}|/".contains(character) => out.extend(['\\', character]),
                _ => out.push(character),
            }
        }
    }
    out
}
