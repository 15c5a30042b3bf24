//! The ground floor: parts of a text by position, and lists of words.

mod cut;
mod words;

pub(crate) use cut::Cut;
pub(crate) use words::is_in;
