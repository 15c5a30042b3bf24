//! The ground floor: parts of a text by position, what a character is, lists of words, and their order.

pub(crate) mod characters;
mod cut;
pub(crate) mod order;
mod search;
mod words;

pub(crate) use cut::Cut;
pub use search::Search;
pub(crate) use words::is_in;
