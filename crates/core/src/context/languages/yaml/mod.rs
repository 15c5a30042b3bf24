//! YAML 1.2, and Docker Compose, which is YAML in which `$` stands for a variable.

mod block;
mod plain;
mod scanner;

use crate::context::language::{Grammar, Language};
use crate::context::rule::{Allowed, Boundary, Control, Interpolation, TokenKind, TokenRule};
use crate::context::scalar::{ScalarKind, is_decimal};
use crate::context::token::Token;
use crate::text::Cut;

/// YAML, read as both 1.1 and 1.2 do: a value that one of them would take for another type gets quotes.
pub(in crate::context) static YAML: Language = Language {
    name: "yaml",
    aliases: &["yml", "eyaml"],
    files: &["*.yml", "*.yaml"],
    rules: RULES,
    word: &PLAIN,
    grammar: Grammar::Own(scanner::scan),
    ..Language::BASE
};

/// A Compose file: in values a dollar sign is written twice
/// (Compose specification, section "Interpolation").
pub(in crate::context) static COMPOSE: Language = Language {
    name: "compose",
    aliases: &["docker-compose"],
    files: &[
        "compose*.yml",
        "compose*.yaml",
        "docker-compose*.yml",
        "docker-compose*.yaml",
        "podman-compose*.yml",
        "podman-compose*.yaml",
        "docker-stack*.yml",
        "stack.yml",
        "stack.yaml",
    ],
    refines: &["yaml"],
    content: Some(&INTERPOLATED),
    ..YAML
};

/// The values of a Compose file.
static INTERPOLATED: Language = Language {
    name: "values of a Compose file",
    word: &DOLLARS,
    grammar: Grammar::Own(|language, text| vec![Token::bare(language.word, 0..text.len())]),
    ..Language::BASE
};

static DOLLARS: TokenRule = TokenRule {
    name: "values of a Compose file",
    kind: TokenKind::String,
    open: "",
    close: "",
    escapes: &[("$", "$$")],
    interpolations: &[Interpolation::Between("${", "}"), Interpolation::Name("$")],
    multiline: true,
    ..TokenRule::STRING
};

const RULES: &[&TokenRule] = &[&COMMENT, &SINGLE, &DOUBLE, &BLOCK];

pub(in crate::context) static COMMENT: TokenRule =
    TokenRule { boundary: Boundary::Space, ..TokenRule::COMMENT };

pub(in crate::context) static SINGLE: TokenRule = TokenRule {
    name: "single-quoted YAML strings",
    open: "'",
    close: "'",
    escapes: &[("'", "''")],
    ..TokenRule::STRING
};

/// YAML 1.2, section 5.7.
pub(in crate::context) static DOUBLE: TokenRule = TokenRule {
    name: "double-quoted YAML strings",
    escapes: &[
        ("\"", "\\\""),
        ("\\", "\\\\"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
        ("\u{85}", "\\N"),
        ("\u{2028}", "\\L"),
        ("\u{2029}", "\\P"),
        ("\u{a0}", "\\_"),
    ],
    escape: Some('\\'),
    control: Control::Unicode,
    ..TokenRule::STRING
};

/// A plain scalar; section 7.3.3 says what it cannot contain, the scanner finds it out by reading again.
pub(in crate::context) static PLAIN: TokenRule = TokenRule {
    name: "YAML values without quotes",
    kind: TokenKind::Word,
    open: "",
    close: "",
    allowed: Allowed::AllBut("\t"),
    quoted: &[&SINGLE, &DOUBLE],
    resolve,
    check: is_plain,
    ..TokenRule::STRING
};

/// A block scalar.
pub(in crate::context) static BLOCK: TokenRule = TokenRule {
    name: "YAML blocks",
    kind: TokenKind::Block,
    open: "",
    close: "",
    multiline: true,
    ..TokenRule::STRING
};

/// A folded block scalar, in which line breaks do not stay.
pub(in crate::context) static FOLDED: TokenRule = TokenRule {
    name: "folded YAML blocks",
    kind: TokenKind::Block,
    open: "",
    close: "",
    ..TokenRule::STRING
};

/// What follows `&`, `*`, `!` and `%`: names that lead to other parts of the file.
pub(in crate::context) static NAME: TokenRule = TokenRule {
    name: "anchors and tags",
    kind: TokenKind::Code,
    allowed: Allowed::Ascii("-_"),
    open: "",
    close: "",
    ..TokenRule::STRING
};

/// A plain scalar inside of brackets; readers of YAML 1.1 stop at a question mark.
pub(in crate::context) static FLOW: TokenRule = TokenRule { allowed: Allowed::AllBut("\t,[]{}?"), ..PLAIN };

static PLAIN_KEY: TokenRule = TokenRule { check: is_plain_key, quoted: &[&SINGLE_KEY, &DOUBLE_KEY], ..PLAIN };
static FLOW_KEY: TokenRule = TokenRule { check: is_plain_key, quoted: &[&SINGLE_KEY, &DOUBLE_KEY], ..FLOW };
static SINGLE_KEY: TokenRule = TokenRule { check: is_key, ..SINGLE };
static DOUBLE_KEY: TokenRule = TokenRule { check: is_key, ..DOUBLE };

/// Returns the rule that a scalar has as a key.
pub(in crate::context) fn key(rule: &'static TokenRule) -> &'static TokenRule {
    let rules = [(&PLAIN, &PLAIN_KEY), (&FLOW, &FLOW_KEY), (&SINGLE, &SINGLE_KEY), (&DOUBLE, &DOUBLE_KEY)];
    rules.iter().find(|(scalar, _)| std::ptr::eq(*scalar, rule)).map_or(rule, |(_, key)| key)
}

/// YAML 1.2, section 7.4: a key is at most 1024 characters long.
fn is_key(text: &str) -> Result<(), &'static str> {
    match text.len() < 1024 {
        true => Ok(()),
        false => Err("a YAML key cannot be longer than 1024 characters"),
    }
}

fn is_plain_key(text: &str) -> Result<(), &'static str> {
    is_key(text).and_then(|()| (PLAIN.check)(text))
}

/// Checks whether a text can be a plain scalar in block and in flow context alike.
fn is_plain(text: &str) -> Result<(), &'static str> {
    let is_safe = match text.chars().next() {
        None => return Err("nothing would be left here"),
        Some('-' | '?' | ':') => {
            text.after(1).starts_with(|c: char| !c.is_whitespace() && !",[]{}".contains(c))
        }
        Some(first) => !"#,[]{}&*!|>'\"%@`~".contains(first),
    };
    let is_marker = matches!(text.get(..4).unwrap_or(text), "---" | "..." | "--- " | "... ");
    if !is_safe || is_marker {
        Err("a YAML value without quotes cannot begin with this")
    } else if text.trim() != text {
        Err("a YAML value without quotes cannot have spaces at its ends")
    } else if text.contains(": ") || text.ends_with(':') {
        Err("a colon and a space would make a YAML value without quotes a key")
    } else if text.contains(" #") {
        Err("`#` after a space begins a comment in a YAML value without quotes")
    } else {
        Ok(())
    }
}

/// What YAML 1.1 or 1.2 takes a plain scalar for (1.2 section 10.3; the types of 1.1 at yaml.org/type).
fn resolve(text: &str) -> ScalarKind {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "" | "~" | "null" => return ScalarKind::Null,
        "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" => return ScalarKind::Bool,
        "<<" | "=" => return ScalarKind::Syntax,
        _ => {}
    }
    let unsigned = lower.strip_prefix(['-', '+']).unwrap_or(&lower);
    if is_decimal(unsigned) && !lower.starts_with('+') {
        ScalarKind::Number
    } else if is_number(unsigned) {
        ScalarKind::Notation
    } else if is_date(&lower) {
        ScalarKind::Date
    } else {
        ScalarKind::Text
    }
}

/// Tells whether any reader takes a text for a number; numbers of 1.1 may have `_` and sixty-based parts.
fn is_number(text: &str) -> bool {
    if matches!(text, ".inf" | ".nan" | "inf" | "nan" | "infinity") {
        return true;
    }
    let digits =
        |radix: u32, text: &str| !text.is_empty() && text.chars().all(|c| c == '_' || c.is_digit(radix));
    if let Some((radix, rest)) = [(16, "0x"), (8, "0o"), (2, "0b")]
        .iter()
        .find_map(|(radix, prefix)| Some((*radix, text.strip_prefix(prefix)?)))
    {
        return digits(radix, rest);
    }
    let starts = text.starts_with(|c: char| c.is_ascii_digit())
        || text.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let sixty = text.split(':').all(|part| digits(10, &part.replace('.', "")));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let decimal =
        mantissa.matches('.').count() <= 1 && digits(10, &mantissa.replace('.', "")) && digits(10, exponent);
    starts && (sixty && text.matches('.').count() <= 1 || decimal)
}

/// Tells whether a text looks like `2026-11-23`, with or without a time.
fn is_date(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut parts = text.splitn(3, '-');
    let starts_with_year = digits(0..4) && text.as_bytes().get(4) == Some(&b'-');
    starts_with_year
        && parts.nth(1).is_some_and(|month| (1..=2).contains(&month.len()) && digits(5..5 + month.len()))
}
