//! The shortcode syntax: from a page to text and calls.
//!
//! 1. [`lexer`] splits a page into text and tags, [`tag`] reads what is between the braces, both in Hugo's way.
//!    What they give is a row of [`item`]s; [`words`] has what Go takes for a letter or a number.
//! 2. [`parser`] makes [`node`]s of the items: calls with their [`params`] and what is between their tags.
//!    What is wrong with a call is worded in [`problem`].

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
