//! What a page consists of once it is parsed: text and calls.

use super::{Delimiter, Params};
use crate::report::Span;

/// A part of a page or of inner text.
#[derive(Debug)]
pub(crate) enum Node {
    /// Text, as it is in the page.
    Text(Span),
    /// Hugo's summary divider with the white space after it.
    Divider,
    /// A call.
    Call(Box<CallNode>),
}

/// A call with what it contains.
#[derive(Debug)]
pub(crate) struct CallNode {
    pub(crate) name: String,
    pub(crate) params: Params,
    pub(crate) delimiter: Delimiter,
    pub(crate) inline: bool,
    /// Whether an end tag was found; a tag that closes itself has none.
    pub(crate) paired: bool,
    pub(crate) ordinal: usize,
    /// White space before the call, as Hugo finds it.
    pub(crate) indentation: String,
    /// From the opening braces to the end of the last tag.
    pub(crate) span: Span,
    pub(crate) children: Vec<Node>,
}

/// How the parser deals with names that the library does not know, and with Hugo's ways.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    /// Unknown calls stay text without an error.
    pub(crate) keep_unknown: bool,
    /// Stop at the first error and take no notice of overlaps, as Hugo does.
    pub(crate) hugo_exact: bool,
}
