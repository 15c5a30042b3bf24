//! Parses shortcodes, keeps slots for a reader's values, and writes Markdown and HTML.
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::sync::Arc;
//!
//! use sitevar_core::{HtmlOptions, NoTemplates, Options, Source, Values, Variables, expand};
//!
//! let page = "Open `https://{{< sitevar name=\"domain\" nojs=\"example.com\" >}}/`.";
//! let outcome = expand(&Source::new("guide.md", page), Arc::new(NoTemplates), &Options::default());
//! assert!(!outcome.has_errors());
//! let guide = outcome.value;
//!
//! // The page as it is published: every slot is its default.
//! assert_eq!(guide.markdown(&Values::default()).value, "Open `https://example.com/`.");
//!
//! // The page as a reader wants it.
//! let typed = BTreeMap::from([("domain".to_owned(), "home.example.org".to_owned())]);
//! let values = Variables::default().resolve(&typed);
//! assert_eq!(guide.markdown(&values).value, "Open `https://home.example.org/`.");
//! let html = guide.html(&values, &HtmlOptions { slots: false, ..HtmlOptions::default() });
//! assert_eq!(html.body, "<p>Open <code>https://home.example.org/</code>.</p>\n");
//! ```
//!
//! A guide is a text with slots. Everything the product does is one function of a guide and a set of values. The
//! folders, each of which imports only from those before it:
//!
//! 1. `text`: parts of a text by position.
//! 2. `report`: a [`Source`] and positions in it, every [`Diagnostic`], "did you mean".
//! 3. `variables`: what a site declares ([`Variables`]), and the [`Values`] that a reader has set.
//! 4. `guide`: the [`Guide`], a text with one private-use character for every reader's value, and its table of marks.
//! 5. `shortcode`: finds and parses calls, as Hugo does.
//! 6. `markup`: what reading Markdown and HTML share.
//! 7. `context`: a value written correctly for where it is, in any [`Language`]; the browser uses [`Snippet`] on its
//!    own.
//! 8. `examples`: finds the texts that guides show in place of readers' values ([`find_examples`]).
//! 9. `html` and `markdown`: the two writers, [`Guide::html`] and [`Guide::markdown`].
//! 10. `locate`: finds a guide's slots in a page that another generator built ([`Layout::locate`]).
//! 11. `expand`: [`expand()`] makes a guide of a page, and asks a [`Library`] what its calls stand for.
//!
//! This crate is pure: no files, no clock, no randomness, no YAML, no browser.

// A part of a text by position is taken with `Cut`, which cannot panic.
#![deny(clippy::string_slice)]

mod context;
mod examples;
mod expand;
mod guide;
mod html;
mod locate;
mod markdown;
mod markup;
mod report;
mod shortcode;
mod text;
mod variables;

pub use context::{ClassedRanges, CodeBlock, Context, Filled, Language, Layers, SlotAt, Snippet, TokenClass};
pub use examples::{Findings, Found, NearMiss, Passage, PassageKind, Scope, find_examples, find_near_misses};
pub use expand::{
    Call, Dialect, Display, Expander, Inner, Library, NoTemplates, Options, OutputFormat, RewriteLinks,
    ShownPage, SourcePassage, Unknown, expand, source_passages,
};
pub use guide::{Format, Guide, Letters, Link, Mark, Slot, without_marks};
pub use html::{
    AlertWords, AttributePattern, Heading, Highlighter, Html, HtmlOptions, RewriteLink, Translate, highlight,
};
pub use locate::{
    AddressRow, BLOCK_ELEMENTS, Layout, Locator, PageTable, Place, Point, Run, RunSlot, TextNode,
};
pub use markup::{
    FrontMatter, FrontMatterFormat, HtmlAttribute, HtmlTag, HtmlToken, HtmlTokens, Outline, OutlineLink,
    decode_references, own_title,
};
pub use report::{
    Code, Diagnostic, Edit, Failure, Frame, Label, Outcome, Position, Severity, Source, Span, did_you_mean,
};
pub use shortcode::{Delimiter, Param, Params};
pub use text::Find;
pub use variables::{
    Acceptance, Accepted, ByName, DeclarationError, Idn, Kind, Scalar, Values, Variable, Variables,
};
