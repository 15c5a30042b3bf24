//! Tokens: what a language makes of a text, as far as it can hold a value.

use std::ops::Range;

use super::language::Language;
use super::rule::TokenRule;
use crate::text::Cut;

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
    /// The language of its content, where the text itself says which it is.
    pub(crate) content: Option<&'static Language>,
    /// Whether a bare word could have quotes around it.
    pub(crate) quotable: bool,
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
        Self { rule, outer, inner, indent: None, content: None, quotable }
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

    /// Returns what its content stands for.
    pub(crate) fn decode(&self, text: &str) -> String {
        let content = text.between(self.inner.clone());
        match self.indent {
            Some(indent) => self.rule.decode(&indent.remove(content)),
            None => self.rule.decode(content),
        }
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
            Indent::Flow => line.trim_matches([' ', '\t']),
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
            let was_deeper = std::mem::replace(&mut is_deeper, line.starts_with([' ', '\t']));
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
