//! Plain text, which can contain everything, and unknown languages, which can contain little.

use crate::context::language::{Grammar, Language};
use crate::context::rule::{Allowed, TokenRule};
use crate::context::scalar::{ScalarKind, is_decimal};

/// Plain text.
pub(in crate::context) static TEXT: Language =
    Language { name: "text", word: &PLAIN, grammar: Grammar::WHOLE, ..Language::BASE };

/// A language that is not in the table.
pub(in crate::context) static UNKNOWN: Language =
    Language { name: "an unknown language", grammar: Grammar::WHOLE, word: &UNKNOWN_TEXT, ..Language::BASE };

/// Code of a program in which more signs mean something, such as `/` and `@`.
pub(in crate::context) static STRICT: Language =
    Language { name: "scripts in an unknown language", word: &STRICT_TEXT, ..UNKNOWN };

static STRICT_TEXT: TokenRule = TokenRule { name: "scripts in an unknown language", ..TokenRule::CODE };

static PLAIN: TokenRule = TokenRule::TEXT;

/// What harms no language: one line without quotes, brackets and signs that often mean something.
static UNKNOWN_TEXT: TokenRule = TokenRule {
    name: "code in an unknown language",
    multiline: false,
    allowed: Allowed::Letters("._-:/@+~,"),
    resolve: |text| if is_decimal(text) { ScalarKind::Number } else { ScalarKind::Text },
    ..TokenRule::TEXT
};
