//! The ground floor: parts of a text by position, searches in it, what a character is, lists of words, and their order.

pub(crate) mod characters;
mod cut;
mod find;
pub(crate) mod order;
mod signs;
mod words;

pub(crate) use cut::Cut;
pub use find::Find;
pub(crate) use signs::Signs;
pub(crate) use words::{is_in, is_one_of, words};
