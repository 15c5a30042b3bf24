//! A passage: a text of a page as its reader sees it.

/// A text of a page: a block of code, a span of code, or the words between two tags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// The text, character references decoded and line breaks as `\n`.
    pub text: String,
}

/// What a passage is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PassageKind {
    /// Words of a paragraph, a heading, a cell.
    #[default]
    Prose,
    /// A span of code in a sentence.
    CodeSpan,
    /// A block of code.
    CodeBlock {
        /// The name of the language; empty where the page does not say it.
        language: String,
        /// The title, often the name of the file; empty where there is none.
        title: String,
    },
}
