//! Plain text, which can contain everything, and unknown languages, which can contain little.

use crate::context::language::{Grammar, Language};
use crate::context::rule::{Allowed, TokenRule};
use crate::context::scalar::{ScalarKind, is_decimal};
use crate::context::token::Token;

/// Plain text.
pub(in crate::context) static TEXT: Language =
    Language { name: "text", grammar: Grammar::Own(whole), ..Language::BASE };

/// A language that is not in the table.
pub(in crate::context) static UNKNOWN: Language = Language {
    name: "an unknown language",
    grammar: Grammar::Own(whole),
    word: &UNKNOWN_TEXT,
    ..Language::BASE
};

static PLAIN: TokenRule = TokenRule::TEXT;

/// What harms no language: one line without quotes, brackets and signs that often mean something.
static UNKNOWN_TEXT: TokenRule = TokenRule {
    name: "code in an unknown language",
    multiline: false,
    allowed: Allowed::Letters("._-:/@+~,"),
    resolve: |text| if is_decimal(text) { ScalarKind::Number } else { ScalarKind::Text },
    ..TokenRule::TEXT
};

/// Reads the whole text as one token.
fn whole(language: &'static Language, text: &str) -> Vec<Token> {
    let rule = if language == &TEXT { &PLAIN } else { language.word };
    vec![Token::bare(rule, 0..text.len())]
}
