//! Plain text, in which everything can stand, and languages that are not known, in which little can.

use crate::place::form::{Form, Holds};
use crate::place::language::{Grammar, Language};
use crate::place::reading::{Reading, is_decimal};
use crate::place::token::Token;

/// Plain text.
pub(in crate::place) static TEXT: Language =
    Language { name: "text", grammar: Grammar::Own(whole), ..Language::BASE };

/// A language that is not in the table.
pub(in crate::place) static UNKNOWN: Language = Language {
    name: "an unknown language",
    grammar: Grammar::Own(whole),
    word: &UNKNOWN_TEXT,
    ..Language::BASE
};

static PLAIN: Form = Form::TEXT;

/// What harms no language: one line without quotes, brackets and signs that often mean something.
static UNKNOWN_TEXT: Form = Form {
    name: "code in an unknown language",
    lines: false,
    holds: Holds::Letters("._-:/@+~,"),
    reads: |text| if is_decimal(text) { Reading::Number } else { Reading::Text },
    ..Form::TEXT
};

/// Reads the whole text as one token.
fn whole(language: &'static Language, text: &str) -> Vec<Token> {
    let form = if language == &TEXT { &PLAIN } else { language.word };
    vec![Token::bare(form, 0..text.len())]
}
