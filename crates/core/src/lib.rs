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

mod text;

mod report;

mod variables;

mod guide;

mod shortcode;

mod markup;

mod context;

mod html;

mod markdown;

mod expand;

pub use context::{Context, Filled, Language, SlotAt, Snippet};
pub use expand::{
    Call, Dialect, Display, Expander, Inner, Library, Options, OutputFormat, RewriteLinks, Unknown, expand,
};
pub use guide::{Format, Guide, Letters, Link, Mark, Slot, without_marks};
pub use html::{AttributePattern, Heading, Html, HtmlOptions, RewriteLink};
pub use markdown::{CodeBlock, CodePart};
pub use markup::{FrontMatter, FrontMatterFormat};
pub use report::{
    Code, Diagnostic, Failure, Frame, Label, Outcome, Position, Severity, Source, Span, closest,
};
pub use shortcode::{Delimiter, Param, Params};
pub use variables::{
    Acceptance, Accepted, ByName, DeclarationError, Idn, Kind, Scalar, Values, Variable, Variables,
};
