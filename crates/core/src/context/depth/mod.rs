//! Texts that are nested too deeply: `${a:-${a:-${a:-…`, which nobody writes, and which would take too long to read.

use super::language::Language;
use super::rule::{Allowed, MAX_OPEN, TokenKind, TokenRule};

/// A whole text that is nested too deeply: nothing can be written into it.
pub(super) static TOO_DEEP: TokenRule = TokenRule {
    name: "texts that are nested too deep",
    kind: TokenKind::Code,
    open: "",
    close: "",
    multiline: true,
    allowed: Allowed::AllBut(""),
    check: |_| Err("the text around it is nested too deep"),
    ..TokenRule::STRING
};

/// Tells whether a text is nested too deeply for a language that nests parts. Quotes are ignored.
pub(super) fn is_too_deep(language: &Language, text: &str) -> bool {
    let mut rules = language.rules.iter().chain([&language.word]);
    let mut open = 0_usize;
    rules.any(|rule| !rule.interpolations.is_empty())
        && text.bytes().any(|byte| {
            match byte {
                b'{' | b'(' => open += 1,
                b'}' | b')' => open = open.saturating_sub(1),
                _ => {}
            }
            open > MAX_OPEN
        })
}

#[cfg(test)]
mod tests;
