//! Rules: the ways in which a language holds a text, such as a quoted string, a comment or a bare word.
//!
//! A rule is data: its delimiters, its escapes, what it cannot contain. Two functions read it: [`TokenRule::encode`]
//! writes a value, [`TokenRule::decode`] reads one back. Whatever was written is read back before it is used, so that
//! a gap in a row of the table is a refusal and never a wrong file. A row names what differs from one of the rules
//! below.

use super::scalar::{ScalarKind, code_word};
use crate::text::Find;

/// How many brackets may be open inside of each other, in a text as in one of its interpolations.
///
/// Every opening is looked at up to this depth, so the work grows with the length of a text and not with its square.
/// Filled by hand, half a dozen is a lot.
pub(super) const MAX_OPEN: usize = 100;

/// A way in which a language holds a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TokenRule {
    /// What readers call it, in the plural: `double-quoted strings`.
    pub(crate) name: &'static str,
    pub(crate) kind: TokenKind,
    /// What may come before the opening and belongs to it, one of these: Python's `r` and `R`.
    pub(crate) prefixes: &'static [&'static str],
    /// What it begins with; empty for bare words.
    pub(crate) open: &'static str,
    /// What it ends with; empty: the end of the line, or for bare words the first character that is not of a word.
    pub(crate) close: &'static str,
    /// Where `open` counts.
    pub(crate) boundary: Boundary,
    /// Whether it can contain a line break.
    pub(crate) multiline: bool,
    /// What a text of its content is written as, longer ones first; nothing where it cannot be written.
    pub(crate) escapes: &'static [(&'static str, &'static str)],
    /// The character that escapes the next one, known or not.
    pub(crate) escape: Option<char>,
    /// How characters without a glyph are written.
    pub(crate) control: Control,
    /// Parts that are replaced, such as `${HOME}`.
    pub(crate) interpolations: &'static [Interpolation],
    /// Which characters it can contain as they are.
    pub(crate) allowed: Allowed,
    /// What becomes of a character that cannot.
    pub(crate) otherwise: Otherwise,
    /// The strings that take a value which a bare word cannot contain, where nothing else is in the word.
    pub(crate) quoted: &'static [&'static TokenRule],
    /// Words: what the language takes a word for.
    pub(crate) resolve: fn(&str) -> ScalarKind,
    /// What else a whole text must be; the reason where it is not.
    pub(crate) check: fn(&str) -> Result<(), &'static str>,
}

/// Which characters a rule can contain as they are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Allowed {
    /// The letters and digits of ASCII, and these signs.
    Ascii(&'static str),
    /// The letters and digits of any script, and these signs.
    Letters(&'static str),
    /// All but these.
    AllBut(&'static str),
    /// Those that a function knows.
    Those(fn(char) -> bool),
}

impl Allowed {
    /// Tells whether a character is allowed as it is.
    pub(crate) fn has(self, character: char) -> bool {
        match self {
            Allowed::Ascii(signs) => character.is_ascii_alphanumeric() || signs.has(character),
            Allowed::Letters(signs) => character.is_alphanumeric() || signs.has(character),
            Allowed::AllBut(signs) => !signs.has(character),
            Allowed::Those(knows) => knows(character),
        }
    }
}

/// What a rule is to the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// The text is all there is.
    Text,
    /// A value between delimiters.
    String,
    /// A value without delimiters.
    Word,
    /// Read only by people.
    Comment,
    /// Lines that are indented under their opening.
    Block,
    /// Code: it can only contain what cannot change it.
    Code,
}

/// Where an opening counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Boundary {
    Anywhere,
    /// Not after a letter, a digit or an underscore.
    Word,
    /// At the start of a line or after white space.
    Space,
    /// The same, or after what ends a command of a shell: `;`, `&`, `|` and parentheses.
    Command,
    /// At the start of a line, white space before it apart.
    Line,
    /// Where a value may begin: after an operator, an opening bracket or a comma.
    Operator,
}

/// How a character without a glyph is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Control {
    Refuse,
    /// `\x1b`, for characters below U+0100.
    Hex,
    /// `\u001b`, for characters below U+10000.
    Unicode,
    /// `\u{1b}`.
    Braces,
    /// `\033`.
    Octal,
}

/// A part of a string that is replaced.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Interpolation {
    /// A sign and the name after it: `$HOME`.
    Name(&'static str),
    /// Between delimiters, which may nest: `${HOME}`.
    Between(&'static str, &'static str),
}

/// What becomes of a character that a rule cannot contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Otherwise {
    Refuse,
    /// It is refused, for this reason.
    RefuseAs(&'static str),
    /// It is written after the escape character.
    Escape,
    /// The bytes of its UTF-8 are written as `%2F`.
    Percent,
    /// It is written as its number, as characters without a glyph are.
    Number,
}

impl TokenRule {
    /// A string on one line without any escape.
    pub(crate) const STRING: TokenRule = TokenRule {
        name: "quoted strings",
        kind: TokenKind::String,
        prefixes: &[""],
        open: "\"",
        close: "\"",
        boundary: Boundary::Anywhere,
        multiline: false,
        escapes: &[],
        escape: None,
        control: Control::Refuse,
        interpolations: &[],
        allowed: Allowed::AllBut(""),
        otherwise: Otherwise::Refuse,
        quoted: &[],
        resolve: |_| ScalarKind::Text,
        check: |_| Ok(()),
    };

    /// A text without delimiters, all of which is a value.
    pub(crate) const PART: TokenRule = TokenRule { open: "", close: "", ..TokenRule::STRING };

    /// A comment up to the end of the line.
    pub(crate) const COMMENT: TokenRule =
        TokenRule { name: "comments", kind: TokenKind::Comment, open: "#", close: "", ..TokenRule::STRING };

    /// A comment between delimiters, over several lines.
    pub(crate) const BLOCK_COMMENT: TokenRule =
        TokenRule { open: "/*", close: "*/", multiline: true, ..TokenRule::COMMENT };

    /// A word in code: a number or a name, which must stay what it is.
    pub(crate) const WORD: TokenRule = TokenRule {
        name: "words without quotes",
        kind: TokenKind::Word,
        open: "",
        close: "",
        allowed: Allowed::Ascii("_"),
        resolve: code_word,
        ..TokenRule::STRING
    };

    /// Text that can contain everything.
    pub(crate) const TEXT: TokenRule = TokenRule {
        name: "text",
        kind: TokenKind::Text,
        open: "",
        close: "",
        multiline: true,
        ..TokenRule::STRING
    };

    /// Code about which nothing is known: letters, digits, and what joins host names.
    pub(crate) const CODE: TokenRule = TokenRule {
        name: "code outside quotes",
        kind: TokenKind::Code,
        open: "",
        close: "",
        allowed: Allowed::Ascii("._-"),
        check: |code| match code.is_empty() {
            true => Err("an empty value would leave nothing in the code"),
            false => Ok(()),
        },
        ..TokenRule::STRING
    };
}
