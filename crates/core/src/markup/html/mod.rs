//! Reads HTML: the one tokenizer, which writers and readers of this crate and the command share.
//!
//! 1. [`tokenizer`] follows HTML byte by byte, in the states of the HTML standard (section 13.2.5); [`tag`] and
//!    [`raw_text`] are its states in tags and in elements whose text holds no markup.
//! 2. [`tokens`] gives a whole text as tags, texts and comments, and [`text`] what a reader sees of it.
//! 3. [`reference`] decodes character references.

mod raw_text;
pub(crate) mod reference;
mod tag;
pub(crate) mod text;
pub(crate) mod tokenizer;
mod tokens;

pub use reference::decode_references;
pub use tag::HtmlAttribute;
pub use tokens::{HtmlTag, HtmlToken, HtmlTokens};
