//! The shortcode syntax: from a page to text and calls.
//!
//! 1. [`lexer`]: text, tags and the parts of tags, in Hugo's way: a row of [`item`]s, with [`words`] as Go reads them.
//! 2. [`parser`]: calls with their parameters and what stands between their tags.

pub(crate) mod item;
pub(crate) mod lexer;
pub(crate) mod parser;
mod words;
