//! Definition lists: which definitions are tight, and that every line of a term is a term.
//!
//! Goldmark decides both differently from `pulldown-cmark`.

/// The definition that is being written, of a definition list.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    /// How many containers are open.
    pub(super) depth: usize,
    /// For each open definition the depth of its content, and whether it is tight: then it has no paragraphs.
    pub(super) open: Vec<(usize, bool)>,
    /// Whether a term is being written; every line of it is a term of its own.
    pub(super) in_term: bool,
}

impl Definitions {
    /// Tells whether a paragraph that starts here is only text of its definition.
    pub(super) fn is_tight(&self) -> bool {
        self.open.last() == Some(&(self.depth, true))
    }

    /// Only the first paragraph of a tight definition is text, for Goldmark.
    pub(super) fn loosen(&mut self) {
        if let Some((_, tight)) = self.open.last_mut() {
            *tight = false;
        }
    }
}
