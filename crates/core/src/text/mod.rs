//! The ground floor: parts of a text by position, what a character is, and lists of words.

pub(crate) mod characters;
mod cut;
mod words;

pub(crate) use cut::Cut;
pub(crate) use words::is_in;
