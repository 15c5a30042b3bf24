//! Tokens: what a language makes of a text, as far as a value may stand in it.

use std::ops::Range;

use super::form::Form;
use super::language::Language;

/// A string, a comment or a word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) form: &'static Form,
    /// Where it stands, delimiters included.
    pub(crate) outer: Range<usize>,
    /// Its content.
    pub(crate) inner: Range<usize>,
    /// What stands before every line of the content but the first: the indentation of a block.
    pub(crate) indent: Option<Indent>,
    /// The language of its content, where the text itself says which it is.
    pub(crate) content: Option<&'static Language>,
    /// Whether a bare word could have quotes around it.
    pub(crate) quotable: bool,
}

/// The indentation of a block, and how its lines are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Indent {
    /// Number of columns that are not content.
    pub(crate) columns: usize,
    /// Whether single line breaks are read as spaces.
    pub(crate) folded: bool,
}

impl Token {
    /// Creates a token between the delimiters of its form.
    pub(crate) fn new(form: &'static Form, outer: Range<usize>, inner: Range<usize>) -> Self {
        let quotable = !form.quoted.is_empty();
        Self { form, outer, inner, indent: None, content: None, quotable }
    }

    /// Creates a token without delimiters.
    pub(crate) fn bare(form: &'static Form, range: Range<usize>) -> Self {
        Self::new(form, range.clone(), range)
    }

    /// Returns the token of a text that starts further on.
    pub(crate) fn shifted(mut self, by: usize) -> Self {
        for range in [&mut self.outer, &mut self.inner] {
            *range = range.start + by..range.end + by;
        }
        self
    }

    /// Returns what its content stands for.
    pub(crate) fn decode(&self, text: &str) -> String {
        let content = &text[self.inner.clone()];
        match self.indent {
            Some(indent) => self.form.decode(&indent.remove(content)),
            None => self.form.decode(content),
        }
    }
}

impl Indent {
    /// Puts the indentation in front of every line but the first.
    pub(crate) fn insert(self, content: &str) -> String {
        if self.folded || !content.contains('\n') {
            return content.to_owned();
        }
        content.replace('\n', &format!("\n{}", " ".repeat(self.columns)))
    }

    /// Takes the indentation off every line but the first, and joins lines where they are folded.
    fn remove(self, content: &str) -> String {
        let mut out = String::with_capacity(content.len());
        for (index, line) in content.split('\n').enumerate() {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let line = if index == 0 { line } else { &line[spaces.min(self.columns)..] };
            if index > 0 {
                out.push('\n');
            }
            out.push_str(line);
        }
        if self.folded { fold(&out) } else { out }
    }
}

/// Joins lines as YAML does: a single line break is a space, `n` of them are `n - 1`.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut breaks = 0;
    for (index, line) in text.split('\n').enumerate() {
        let line = line.trim_matches([' ', '\t']);
        breaks += usize::from(index > 0);
        if line.is_empty() && index > 0 {
            continue;
        }
        match breaks {
            0 => {}
            1 => out.push(' '),
            _ => out.extend(std::iter::repeat_n('\n', breaks - 1)),
        }
        breaks = 0;
        out.push_str(line);
    }
    out
}
