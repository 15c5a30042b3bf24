//! What a call stands for: the boundary between core, which knows the syntax, and templates.
//!
//! Core parses calls and inserts their expansions into the page.
//! A [`Library`] knows what a name means: templates implement it, tests use a closure.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use super::Expander;
use crate::report::{Code, Failure, Span};
use crate::shortcode::{Delimiter, Params};

/// Knows the shortcodes of one page.
pub trait Library: Send + Sync {
    /// Tells whether the shortcode takes inner text, so that a call of it must be closed.
    ///
    /// Returns `None` for a name that the library does not know. Names are looked up without regard to case.
    fn needs_inner(&self, name: &str) -> Option<bool>;

    /// Returns the text that a call stands for.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the call or the template; the caller adds where.
    fn expand(&self, call: &Arc<Call>, inner: &Inner, expander: &Expander) -> Result<String, Failure>;

    /// Returns the text of an inline shortcode (`{{< name.inline >}}`), whose template is its inner text.
    ///
    /// # Errors
    ///
    /// The same as [`Library::expand`]; the default refuses every inline shortcode.
    fn expand_inline(&self, call: &Arc<Call>, _template: &str, _: &Expander) -> Result<String, Failure> {
        Err(Failure::new(
            Code::UnknownShortcode,
            format!("the inline shortcode `{}` cannot be run here", call.name),
        ))
    }

    /// Returns the names that an unknown one may have meant; used for "did you mean".
    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A library without shortcodes: only the built-in ones can be called.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTemplates;

impl Library for NoTemplates {
    fn needs_inner(&self, _: &str) -> Option<bool> {
        None
    }

    fn expand(&self, call: &Arc<Call>, _: &Inner, _: &Expander) -> Result<String, Failure> {
        Err(Failure::new(Code::UnknownShortcode, format!("`{}` is not known here", call.name)))
    }
}

/// One call of a shortcode, as the page wrote it.
#[derive(Debug)]
pub struct Call {
    /// The name as written.
    pub name: String,
    /// Its parameters.
    pub params: Params,
    /// Which delimiters it was written with.
    pub delimiter: Delimiter,
    /// Zero-based position among the calls of the same parent.
    pub ordinal: usize,
    /// The call whose inner text this one is in.
    pub parent: Option<Arc<Call>>,
    /// White space before the call on its line.
    pub indentation: String,
    /// Where the call is in the page; for a call inside rendered text, where that is.
    pub span: Span,
    /// Room for what templates keep on a call (`.Store`); core never looks inside.
    pub store: OnceLock<Box<dyn Any + Send + Sync>>,
}

/// The inner text of a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inner {
    /// The text between the tags, calls inside it expanded.
    pub text: String,
    /// The same without the indentation of the line that the call is on.
    pub deindented: String,
}
