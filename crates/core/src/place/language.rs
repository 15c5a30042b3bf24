//! Languages: one row says how a language lets texts stand in it, and by which names it goes.

use super::deep;
use super::form::Form;
use super::languages::ALL;
use super::token::Token;
use crate::cut::Cut;
use crate::format::Format;

/// A language that code blocks are written in, or an address, a distinguished name and the like inside of one.
#[derive(Debug)]
pub struct Language {
    /// The name, as info strings write it.
    pub(crate) name: &'static str,
    /// Other names in info strings.
    pub(crate) aliases: &'static [&'static str],
    /// Names of files: `compose*.yml`; `*` stands for anything, the letters' case does not matter.
    pub(crate) files: &'static [&'static str],
    /// Its comments and strings, in the order in which their openings are tried.
    pub(crate) forms: &'static [&'static Form],
    /// Its bare words.
    pub(crate) word: &'static Form,
    /// How it is read.
    pub(crate) grammar: Grammar,
    /// Tells whether a rest of a text begins with something that the forms do not describe.
    pub(crate) foreign: fn(&str) -> bool,
    /// Languages whose info strings count less than a file name of this one: a `.env` in a `shell` block.
    pub(crate) refines: &'static [&'static str],
    /// What its values pass through before they stand in a string or a word: Compose's `$$`.
    pub(crate) content: Option<&'static Language>,
    /// Formats that have already done what this language would do to a value.
    pub(crate) finished: &'static [Format],
}

/// How a language is read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Grammar {
    /// By its forms alone: comments, strings, words, in any order.
    Forms,
    /// By a function that finds the tokens, for languages whose lines or indentation mean something.
    Own(fn(&'static Language, &str) -> Vec<Token>),
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
        aliases: &[],
        files: &[],
        forms: &[],
        word: &Form::WORD,
        grammar: Grammar::Forms,
        foreign: |_| false,
        refines: &[],
        content: None,
        finished: &[],
    };

    /// Returns the language of a code block: by the title where that is the name of a file with rules of its own, by
    /// the first word of the info string, by the title's file name; plain text where none is known.
    pub fn find(info: &str, title: &str) -> &'static Language {
        let word = info.trim_start().split([' ', '\t', '{', ',']).next().unwrap_or_default();
        let by_info = ALL.iter().copied().find(|language| language.is_called(word));
        let by_title = Self::of_file(title);
        match (by_info, by_title) {
            (Some(info), Some(title)) if title.refines.contains(&info.name) => title,
            (Some(language), _) => language,
            (None, title) if word.is_empty() || is_no_language(word) => title.unwrap_or(Self::text()),
            (None, title) => title.unwrap_or(Self::unknown()),
        }
    }

    /// Returns the language of plain text.
    pub fn text() -> &'static Language {
        &super::languages::text::TEXT
    }

    /// Returns the language of an unknown one: only what cannot harm any can stand in it.
    pub(crate) fn unknown() -> &'static Language {
        &super::languages::text::UNKNOWN
    }

    /// Returns the language of a file.
    pub(crate) fn of_file(title: &str) -> Option<&'static Language> {
        let name = title.trim().rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        ALL.iter().copied().find(|language| language.files.iter().any(|pattern| matches(pattern, &name)))
    }

    /// Returns the name that info strings use.
    pub fn name(&self) -> &'static str {
        self.name
    }

    fn is_called(&self, word: &str) -> bool {
        self.name.eq_ignore_ascii_case(word)
            || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(word))
    }

    /// Finds the tokens of a text.
    pub(crate) fn scan(&'static self, text: &str) -> Vec<Token> {
        if deep::is_too_deep(self, text) {
            return vec![Token::bare(&deep::TOO_DEEP, 0..text.len())];
        }
        match self.grammar {
            Grammar::Forms => super::scan::scan(self, text),
            Grammar::Own(scan) => scan(self, text),
        }
    }
}

/// Tells whether an info string says that a block is in no language.
fn is_no_language(word: &str) -> bool {
    ["ext", "log", "output", "plain", "plaintext", "text", "txt"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// Tells whether a name fits a pattern with `*`.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            (0..=rest.len()).any(|at| rest.is_char_boundary(at) && matches(after, rest.after(at)))
        }),
    }
}
