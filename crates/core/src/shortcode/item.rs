//! The parts that a page is split into: the language between lexer and parser.

use super::{Delimiter, Param};
use crate::report::{Code, Span};

/// One part of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    /// Where it is; for an error, from where Hugo counts it.
    pub(crate) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ItemKind {
    /// Text outside tags.
    Text,
    /// Hugo's summary divider `<!--more-->` with the white space after it.
    Divider,
    /// Opening braces.
    Open(Delimiter),
    /// Closing braces.
    Close,
    /// The `/` of an end tag or of a tag that closes itself.
    Slash,
    /// The name of a shortcode.
    Name { inline: bool },
    /// A positional parameter, or the key of a named one.
    Param(Param),
    /// The value of a named parameter.
    Value(Param),
    /// Something that is not the syntax.
    Error(Code, String),
}
