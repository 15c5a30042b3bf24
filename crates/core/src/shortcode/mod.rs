//! The shortcode syntax: from a page to text and calls.
//!
//! 1. [`lexer`]: text, tags and the parts of tags, in Hugo's way.
//! 2. [`parser`]: calls with their parameters and what stands between their tags.

pub(crate) mod lexer;
pub(crate) mod parser;
