//! Parses shortcodes, keeps slots for a reader's values, and writes Markdown and HTML.
//!
//! A guide is a text with slots. Everything the product does is one function of a guide and a set of values:
//!
//! 1. [`Source`]: a page and its name.
//! 2. [`expand`]: splits off the front matter, parses the calls, asks a [`Library`] what they stand for.
//! 3. [`Guide`]: the text, with one private-use character for every reader's value.
//! 4. [`Guide::markdown`] and [`Guide::html`]: the text with values filled in.
//! 5. [`Snippet`]: how a value is written where it stands, in any [`Language`]; the browser uses this part on its own.
//!
//! This crate is pure: no files, no clock, no randomness, no YAML, no browser.

// A part of a text by position is taken with `Cut`, which cannot panic.
#![deny(clippy::string_slice)]

mod builtin;
mod code_block;
mod cut;
mod diagnostic;
mod example;
mod expand;
mod format;
mod front_matter;
mod guide;
mod html;
mod indent;
mod library;
mod mark;
mod markdown;
mod place;
mod shortcode;
mod source;
mod subdomain;
mod variables;
mod words;

pub use code_block::{CodeBlock, CodePart};
pub use diagnostic::{Code, Diagnostic, Failure, Frame, Label, Outcome, Severity};
pub use expand::{Dialect, Display, Expander, Form, Options, RewriteLinks, Unknown, expand};
pub use format::{Format, Letters};
pub use front_matter::{FrontMatter, FrontMatterFormat};
pub use guide::Guide;
pub use html::{AttributePattern, Heading, Html, HtmlOptions, Link, RewriteLink};
pub use library::{Call, Delimiter, Inner, Library, Param, Params};
pub use mark::{Mark, Slot, without_marks};
pub use place::{Language, Place, SlotAt, Snippet, Written};
pub use shortcode::problem::closest;
pub use source::{Position, Source, Span};
pub use variables::{Acceptance, Accepted, ByName, Flaw, Idn, Kind, Scalar, Values, Variable, Variables};
