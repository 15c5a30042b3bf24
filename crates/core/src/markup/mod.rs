//! What reading Markdown and reading HTML share.
//!
//! 1. [`front_matter`] is split off a page and kept byte for byte.
//! 2. [`commonmark`] is the one dialect of Markdown, and [`containers`] what MkDocs adds to it; [`depth`] says what is too
//!    deep for it.
//! 3. [`info_string`] and [`attributes`] are what is written beside a fence or a block.
//! 4. [`html`] reads HTML.
//! 5. [`outline`] is what of a page leads somewhere, and what can be led to; [`title`] is the heading that a text begins with.
//! 6. [`escape`] writes text and addresses for HTML, [`syntax`] writes Markdown.

pub(crate) mod attributes;
pub(crate) mod commonmark;
mod containers;
pub(crate) mod depth;
pub(crate) mod escape;
pub(crate) mod front_matter;
pub(crate) mod html;
mod info_string;
mod outline;
pub(crate) mod syntax;
mod title;

pub(crate) use attributes::Attributes;
pub use front_matter::{FrontMatter, FrontMatterFormat};
pub use html::{HtmlAttribute, HtmlTag, HtmlToken, HtmlTokens, decode_references};
pub(crate) use info_string::{InfoString, LINE_NUMBERS, MARKED_LINES};
pub use outline::{Outline, OutlineLink};
pub use title::own_title;
