//! Tokens: what a language makes of a text, as far as it can hold a value.

use std::borrow::Cow;
use std::ops::Range;

use super::language::Language;
use super::rule::TokenRule;
use crate::text::{Cut, Signs};

/// A string, a comment or a word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) rule: &'static TokenRule,
    /// Where it is, delimiters included.
    pub(crate) outer: Range<usize>,
    /// Its content.
    pub(crate) inner: Range<usize>,
    /// What comes before every line of the content but the first: the indentation of a block.
    pub(crate) indent: Option<Indent>,
    /// The languages of its content, where the text around it says which they are.
    pub(crate) content: Option<Inner>,
    /// What its content is only a part of.
    pub(crate) around: Option<Box<Around>>,
    /// Whether it is a name: nothing is replaced in it that its language replaces in values.
    pub(crate) is_key: bool,
    /// Whether a bare word could have quotes around it.
    pub(crate) quotable: bool,
}

/// The text that a content is a part of: a word of a shell may be several strings, and begin with an option.
#[derive(Debug, Clone, Default)]
pub(crate) struct Around {
    pub(crate) before: String,
    /// How many bytes of the content itself are before the text.
    pub(crate) skip: usize,
    pub(crate) after: String,
}

/// The languages that a text is in, from the outside in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inner {
    pub(crate) language: &'static Language,
    /// What is inside of it, where it is only a layer: a Compose file's `$$` around a command, a template around a file.
    pub(crate) then: Option<&'static Language>,
}

/// What comes before the lines of a content, and how they are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Indent {
    /// This many columns before every line but the first are not content.
    Columns(usize),
    /// The same, and single line breaks are read as spaces but beside lines that are indented deeper.
    Folded(usize),
    /// Single line breaks are read as spaces, and white space beside them is not content.
    Flow,
    /// Tabs before every line are not content.
    Tabs,
}

impl Token {
    /// Creates a token between the delimiters of its rule.
    pub(crate) fn new(rule: &'static TokenRule, outer: Range<usize>, inner: Range<usize>) -> Self {
        let quotable = !rule.quoted.is_empty();
        Self { rule, outer, inner, indent: None, content: None, around: None, is_key: false, quotable }
    }

    /// Creates a token without delimiters.
    pub(crate) fn bare(rule: &'static TokenRule, range: Range<usize>) -> Self {
        Self::new(rule, range.clone(), range)
    }

    /// Returns the same token of a text that starts earlier.
    pub(crate) fn shifted(mut self, by: usize) -> Self {
        for range in [&mut self.outer, &mut self.inner] {
            *range = range.start + by..range.end + by;
        }
        self
    }

    /// Returns the text that its content is in, as the language of that reads it.
    pub(crate) fn surrounded<'t>(&self, content: &'t str) -> Cow<'t, str> {
        match &self.around {
            Some(around) => Cow::Owned(around.whole(content)),
            None => Cow::Borrowed(content),
        }
    }

    /// Returns what its content stands for.
    pub(crate) fn decode(&self, text: &str) -> String {
        let content = text.between(self.inner.clone());
        match self.indent {
            Some(indent) => self.rule.decode(&indent.remove(content)),
            None => self.rule.decode(content),
        }
    }
}

impl Inner {
    /// Returns a single language.
    pub(crate) fn of(language: &'static Language) -> Self {
        Self { language, then: None }
    }

    /// Returns a language in the layer around it, if there is one.
    pub(crate) fn around(layer: Option<&'static Language>, language: &'static Language) -> Self {
        match layer {
            Some(layer) => Self { language: layer, then: Some(language) },
            None => Self::of(language),
        }
    }

    /// Returns the language of the text itself.
    pub fn inmost(self) -> &'static Language {
        self.then.unwrap_or(self.language)
    }
}

impl From<&'static Language> for Inner {
    fn from(language: &'static Language) -> Self {
        Self::of(language)
    }
}

impl Around {
    /// Returns the whole text.
    pub(crate) fn whole(&self, content: &str) -> String {
        [&self.before, content.after(self.skip), &self.after].concat()
    }
}

impl Indent {
    /// Puts the indentation before every line but the first.
    pub(crate) fn insert(self, content: &str) -> String {
        match self {
            Indent::Columns(columns) => content.replace('\n', &format!("\n{}", " ".repeat(columns))),
            _ => content.to_owned(),
        }
    }

    /// Removes the indentation, and joins lines where they are folded.
    fn remove(self, content: &str) -> String {
        let lines = content.split('\n').enumerate().map(|(index, line)| match self {
            Indent::Columns(columns) | Indent::Folded(columns) if index > 0 => {
                let spaces = line.len() - line.trim_start_matches(' ').len();
                line.after(spaces.min(columns))
            }
            Indent::Columns(_) | Indent::Folded(_) => line,
            Indent::Flow => line.trim_any(" \t"),
            Indent::Tabs => line.trim_start_matches('\t'),
        });
        let folds = matches!(self, Indent::Folded(_) | Indent::Flow);
        let mut out = String::with_capacity(content.len());
        let (mut breaks, mut is_deeper) = (0, false);
        for (index, line) in lines.enumerate() {
            breaks += usize::from(index > 0);
            if folds && line.is_empty() && index > 0 {
                continue;
            }
            let was_deeper = std::mem::replace(&mut is_deeper, line.starts_with_any(" \t"));
            // A single line break is a space, `n` of them are `n - 1`.
            let joined = breaks > 0 && folds && !was_deeper && !is_deeper;
            match breaks - usize::from(joined) {
                0 if joined => out.push(' '),
                left => out.extend(std::iter::repeat_n('\n', left)),
            }
            breaks = 0;
            out.push_str(line);
        }
        out
    }
}
