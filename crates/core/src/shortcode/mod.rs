//! The shortcode syntax: from a page to text and calls.
//!
//! 1. [`lexer`] splits a page into text and tags, [`tag`] reads what is between the braces, both in Hugo's way.
//!    They return a list of [`item`]s; [`words`] knows what Go takes for a letter or a number.
//! 2. [`parser`] makes [`node`]s of the items: calls with their [`params`] and what is between their tags.
//!    [`problem`] has the messages for what is wrong with a call.

mod call;
mod item;
pub(crate) mod lexer;
pub(crate) mod node;
mod params;
pub(crate) mod parser;
pub(crate) mod problem;
mod tag;
mod words;

pub use call::{Delimiter, Param, Params};
pub(crate) use item::Item;
