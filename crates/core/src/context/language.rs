//! Languages: one row says how a language holds texts, and what its names are.

use super::depth;
use super::languages::CommandKeys;
use super::rule::TokenRule;
use super::token::Token;
use crate::guide::Format;
use crate::text::is_in;

/// A language that code blocks are written in, or an address, a distinguished name and the like inside of one.
#[derive(Debug)]
pub struct Language {
    /// The name, as info strings write it.
    pub(crate) name: &'static str,
    /// Other names in info strings, a list of words.
    pub(crate) aliases: &'static str,
    /// Names of files, a list of words: `compose*.yml`; `*` matches anything, and case does not matter.
    pub(crate) files: &'static str,
    /// Its comments and strings, in the order in which their openings are tried.
    pub(crate) rules: &'static [&'static TokenRule],
    /// Its bare words.
    pub(crate) word: &'static TokenRule,
    /// How it is read.
    pub(crate) grammar: Grammar,
    /// Tells whether the rest of a text begins with something that the rules do not describe.
    pub(crate) foreign: fn(&str) -> bool,
    /// Languages whose info strings count less than a file name of this one: a `.env` in a `shell` block.
    pub(crate) refines: &'static str,
    /// What its values pass through before they are written into a string or a word: Compose's `$$`.
    pub(crate) content: Option<&'static Language>,
    /// YAML: the keys whose values are commands.
    pub(crate) command_keys: &'static [CommandKeys],
    /// Formats that have already done what this language would do to a value.
    pub(crate) finished: &'static [Format],
}

/// How a language is read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Grammar {
    /// Only by its rules: comments, strings, words, in any order.
    Rules,
    /// By a function that finds the tokens, for languages whose lines or indentation mean something.
    Own(fn(&'static Language, &str) -> Vec<Token>),
}

impl Grammar {
    /// The whole text is one token of the language's word.
    pub(crate) const WHOLE: Self =
        Self::Own(|language, text| vec![Token::bare(language.word, 0..text.len())]);
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Language {
    /// A language without a name of its own, to build rows from.
    pub(crate) const BASE: Language = Language {
        name: "",
        aliases: "",
        files: "",
        rules: &[],
        word: &TokenRule::WORD,
        grammar: Grammar::Rules,
        foreign: |_| false,
        refines: "",
        content: None,
        command_keys: &[],
        finished: &[],
    };

    /// Returns the name that info strings use.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Tells whether a string in double quotes writes a backslash as two.
    pub(crate) fn has_escapes(&self) -> bool {
        self.rules.iter().any(|rule| rule.open == "\"" && rule.escapes.contains(&("\\", "\\\\")))
    }

    pub(super) fn is_called(&self, word: &str) -> bool {
        self.name.eq_ignore_ascii_case(word) || is_in(self.aliases, word)
    }

    /// Finds the tokens of a text.
    pub(crate) fn scan(&'static self, text: &str) -> Vec<Token> {
        if depth::is_too_deep(self, text) {
            return vec![Token::bare(&depth::TOO_DEEP, 0..text.len())];
        }
        match self.grammar {
            Grammar::Rules => super::lexer::scan(self, text),
            Grammar::Own(scan) => scan(self, text),
        }
    }
}
