//! Distinguished names (RFC 4514) and search filters (RFC 4515) of LDAP.

use crate::context::language::{Grammar, Language};
use crate::context::rule::{Allowed, TokenKind, TokenRule};
use crate::context::token::Token;
use crate::guide::{Format, mark};
use crate::text::{Cut, Find, Signs, is_in};

/// A distinguished name: `cn=admin,ou=people,dc=example,dc=com`.
pub(in crate::context) static NAME: Language = Language {
    name: "distinguished names",
    grammar: Grammar::Own(scan_name),
    finished: &[Format::Dn, Format::Regex],
    ..Language::BASE
};

/// A distinguished name in which a slot stands for whole components: `cn=admin,` and then a value of the format `dn`.
static OPEN_NAME: Language =
    Language { name: "distinguished names", word: &COMPONENTS, grammar: Grammar::WHOLE, ..NAME };

static COMPONENTS: TokenRule = TokenRule {
    name: "components of distinguished names",
    kind: TokenKind::String,
    open: "",
    close: "",
    allowed: Allowed::Letters("._-@ "),
    check: |name| match name.split(',').any(|component| component.trim().is_empty()) {
        true => Err("a component of the distinguished name would be left empty"),
        false => Ok(()),
    },
    ..TokenRule::STRING
};

/// A search filter: `(&(uid=jane)(objectClass=person))`.
pub(in crate::context) static FILTER: Language =
    Language { name: "search filters", grammar: Grammar::Own(scan_filter), ..Language::BASE };

/// RFC 4514, section 2.4: these are written after a backslash.
static NAME_VALUE: TokenRule = TokenRule {
    name: "distinguished names",
    kind: TokenKind::String,
    open: "",
    close: "",
    escapes: &[
        ("\\", "\\\\"),
        ("\"", "\\\""),
        ("+", "\\+"),
        (",", "\\,"),
        (";", "\\;"),
        ("<", "\\<"),
        (">", "\\>"),
        ("=", "\\="),
    ],
    escape: Some('\\'),
    check: |value| match value.is_empty() || value.trim() != value || value.starts_with('#') {
        false => Ok(()),
        true => Err("a distinguished name cannot be empty, begin with `#` or have spaces at its ends"),
    },
    ..TokenRule::STRING
};

/// RFC 4515, section 3: these are written as their number.
static FILTER_VALUE: TokenRule = TokenRule {
    name: "search filters",
    kind: TokenKind::String,
    open: "",
    close: "",
    escapes: &[("*", "\\2a"), ("(", "\\28"), (")", "\\29"), ("\\", "\\5c")],
    escape: Some('\\'),
    ..TokenRule::STRING
};

/// What is between the values.
static SYNTAX: TokenRule =
    TokenRule { name: "the names in a filter", kind: TokenKind::Code, ..TokenRule::CODE };

/// Attributes that a distinguished name starts with, in the words of RFC 4519.
const ATTRIBUTES: &str = "cn ou dc uid o c l st mail";

/// Tells whether a text is a distinguished name.
pub(in crate::context) fn is_name(text: &str) -> bool {
    let attribute = text.split_once('=').map(|(attribute, _)| attribute.trim());
    attribute.is_some_and(|attribute| is_in(ATTRIBUTES, attribute)) && !text.has_any("\n&?(")
}

/// Returns the language of a distinguished name: another one where a slot stands for whole components.
pub(in crate::context) fn name(text: &str) -> &'static Language {
    let is_open = text.split([',', '+', ';']).any(|component| !component.has('=') && mark::is_in(component));
    if is_open { &OPEN_NAME } else { &NAME }
}

/// Tells whether a text is a search filter.
pub(in crate::context) fn is_filter(text: &str) -> bool {
    let text = text.trim();
    let Some(inside) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) else { return false };
    let is_attribute =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_{}:.".has(c));
    inside.starts_with_any("&|!") && inside.after(1).starts_with('(')
        || inside.split_once('=').is_some_and(|(name, _)| is_attribute(name.trim_end_any("<>~")))
}

fn scan_name(_: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let start = text.after(at).find('=').map_or(text.len(), |found| at + found + 1);
        let mut end = start;
        while end < text.len() && !text.after(end).starts_with_any(",+;") {
            end += NAME_VALUE.unit(text.after(end)).1;
        }
        if end > start {
            tokens.push(Token::bare(&NAME_VALUE, start..end));
        }
        at = end + 1;
    }
    tokens
}

fn scan_filter(_: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut syntax = 0;
    for (at, character) in text.char_indices() {
        match (character, start) {
            ('=', None) => start = Some(at + 1),
            (')', Some(from)) => {
                tokens.push(Token::bare(&SYNTAX, syntax..from));
                if at > from {
                    tokens.push(Token::bare(&FILTER_VALUE, from..at));
                }
                syntax = at;
                start = None;
            }
            _ => {}
        }
    }
    tokens.push(Token::bare(&SYNTAX, syntax..text.len()));
    tokens
}
