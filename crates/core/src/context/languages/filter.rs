//! Languages that filter text: scripts of sed, programs of awk and filters of jq.

use super::arguments::after_first;
use super::comment::HASH;
use super::javascript::EXPRESSION;
use super::text::STRICT;
use crate::context::escape::RAW;
use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Allowed, Control, Interpolation, TokenRule};
use crate::context::token::Token;
use crate::text::{Cut, Find, Signs};

/// Scripts of sed, as far as they are `s` commands (POSIX.1-2024, XCU `sed`; GNU and BSD agree on what is written).
pub(in crate::context) static SED: Language =
    Language { name: "sed scripts", grammar: Grammar::Own(substitutions), ..Language::BASE };

/// What takes the place of a part of a line, of which nothing is known but the kind of its file.
pub(in crate::context) static PART_OF_A_LINE: Language =
    Language { name: "parts of a line", word: &REPLACED, grammar: Grammar::WHOLE, ..Language::BASE };

static REPLACED: TokenRule = TokenRule {
    name: "parts of a line in this file",
    allowed: Allowed::Letters("._-:/@+~,!%=^"),
    check: |part| match part.starts_with(|c: char| c.is_alphanumeric() || "/_+=^".has(c)) {
        true => Ok(()),
        false => {
            Err("nobody knows what comes before this part of the line, so begin it with a letter or a digit")
        }
    },
    ..TokenRule::PART
};

/// The parts of `s` commands with one delimiter.
struct Delimited {
    delimiter: char,
    pattern: TokenRule,
    replacement: TokenRule,
}

/// Makes the rules for a delimiter: it is written after a backslash, and read so in both parts.
macro_rules! delimited {
    ($delimiter:literal) => {
        &Delimited {
            // The first character, and the only one.
            delimiter: $delimiter.as_bytes()[0] as char,
            pattern: TokenRule {
                name: "expressions of sed",
                escapes: &[
                    // What basic and extended expressions read differently is in brackets.
                    (".", "[.]"),
                    ("*", "[*]"),
                    ("+", "[+]"),
                    ("?", "[?]"),
                    ("$", "[$]"),
                    ("(", "[(]"),
                    (")", "[)]"),
                    ("{", "[{]"),
                    ("}", "[}]"),
                ],
                escape: Some('\\'),
                allowed: Allowed::Letters("_-:@%=~ "),
                ..TokenRule::PART
            },
            replacement: TokenRule {
                name: "replacements of sed",
                escapes: &[
                    ("\\", "\\\\"),
                    ("&", "\\&"),
                    ("\n", "\\\n"),
                    ($delimiter, concat!("\\", $delimiter)),
                ],
                escape: Some('\\'),
                multiline: true,
                ..TokenRule::PART
            },
        }
    };
}

static DELIMITED: [&Delimited; 12] = [
    delimited!("/"),
    delimited!("|"),
    delimited!("#"),
    delimited!(","),
    delimited!("@"),
    delimited!(":"),
    delimited!("!"),
    delimited!("~"),
    delimited!("%"),
    delimited!("+"),
    delimited!(";"),
    delimited!("_"),
];

/// Finds the parts of `s` commands, which are separated by `;`, line breaks and braces; other commands are unknown.
fn substitutions(_: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = text.after(at);
        let skip = rest.len() - rest.trim_start_any(" \t\n;{}").len();
        at += skip;
        if text.after(at).is_empty() {
            break;
        }
        let Some(end) = substitution(text, at, &mut tokens) else {
            return vec![Token::bare(STRICT.word, 0..text.len())];
        };
        at = end;
    }
    tokens
}

/// Returns where the address of a command ends: a line's number, `$`, an expression, or two of them.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.after(start);
    let end = match rest.chars().next() {
        Some('/') => part_end(text, start + 1, '/')? + 1,
        Some('$') => start + 1,
        _ => start + (rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()),
    };
    match text.after(end).strip_prefix(',') {
        Some(_) if end > start => address_end(text, end + 1),
        _ => Some(end + (text.after(end).len() - text.after(end).trim_start_any(" !").len())),
    }
}

/// Returns what separates the parts of the first command, if that is an `s`.
pub(super) fn delimiter(script: &str) -> Option<char> {
    script.after(address_end(script, 0)?).strip_prefix('s')?.chars().next()
}

/// Reads one command: `s/pattern/replacement/flags`, perhaps after an address; returns where it ends.
fn substitution(text: &str, start: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let start = address_end(text, start)?;
    let delimiter = text.after(start).strip_prefix('s')?.chars().next()?;
    let rules = DELIMITED.iter().find(|rules| rules.delimiter == delimiter)?;
    let pattern = start + 1 + delimiter.len_utf8();
    let middle = part_end(text, pattern, delimiter)?;
    let replacement = middle + delimiter.len_utf8();
    let end = part_end(text, replacement, delimiter)?;
    let mut found = Token::bare(&rules.pattern, pattern..middle);
    found.is_key = true;
    tokens.push(found);
    tokens.push(Token::bare(&rules.replacement, replacement..end));
    let flags = text.after(end + delimiter.len_utf8());
    let length = flags.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(flags.len());
    Some(end + delimiter.len_utf8() + length)
}

/// Returns where a part ends: at a delimiter without a backslash, outside of brackets and of what a shell puts in.
fn part_end(text: &str, start: usize, delimiter: char) -> Option<usize> {
    let (mut escaped, mut raw) = (false, false);
    for (at, character) in text.after(start).char_indices() {
        match character {
            _ if character == RAW.0 => raw = true,
            _ if character == RAW.1 => raw = false,
            _ if raw => {}
            _ if std::mem::take(&mut escaped) => {}
            '\\' => escaped = true,
            _ if character == delimiter => return Some(start + at),
            _ => {}
        }
    }
    None
}

/// Programs of awk (POSIX.1-2024, XCU `awk`). A regular expression is code.
pub(in crate::context) static AWK: Language = Language {
    name: "awk programs",
    rules: &[&HASH, &AWK_STRING, &EXPRESSION],
    grammar: Grammar::Own(|language, text| {
        let mut tokens = lexer::scan(language, text);
        for token in tokens.iter_mut().filter(|token| std::ptr::eq(token.rule, &AWK_STRING)) {
            if is_replacement(text.before(token.outer.start)) {
                token.rule = &AWK_REPLACEMENT;
            }
        }
        tokens
    }),
    ..Language::BASE
};

/// Tells whether the next string is what `sub` and `gsub` put in: an argument that is not their first.
fn is_replacement(before: &str) -> bool {
    let call = before.last_position_of("sub(").map(|at| before.after(at));
    before.trim_end().ends_with(',') && call.is_some_and(|call| !call.has_any(";{}\n"))
}

static AWK_STRING: TokenRule = TokenRule {
    name: "awk strings",
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")],
    escape: Some('\\'),
    control: Control::Octal,
    ..TokenRule::STRING
};

/// A string that takes the place of what an expression finds: an ampersand in it is what was found.
static AWK_REPLACEMENT: TokenRule = TokenRule {
    name: "replacements of awk",
    escapes: &[("&", "\\\\&"), ("\"", "\\\""), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")],
    // How many of them are left before another sign depends on the awk.
    allowed: Allowed::AllBut("\\"),
    ..AWK_STRING
};

/// A variable that awk is given, in which it reads escapes as in a string.
pub(in crate::context) static AWK_VARIABLE: Language = Language {
    name: "variables of awk",
    word: &AWK_VALUE,
    grammar: Grammar::Own(|language, text| after_first(language, text, '=')),
    ..Language::BASE
};

static AWK_VALUE: TokenRule = TokenRule { name: "variables of awk", open: "", close: "", ..AWK_STRING };

/// Filters of jq (manual, section "Basic filters").
pub(in crate::context) static JQ: Language =
    Language { name: "jq filters", rules: &[&HASH, &JQ_STRING], ..Language::BASE };

static JQ_STRING: TokenRule = TokenRule {
    name: "jq strings",
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")],
    escape: Some('\\'),
    control: Control::Unicode,
    interpolations: &[Interpolation::Between("\\(", ")")],
    ..TokenRule::STRING
};
