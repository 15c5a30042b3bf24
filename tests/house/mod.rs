//! The rules of the house, so that nobody has to remember them: what a file opens with, and what stands where.

mod code;
mod colours;
mod dependencies;
mod files;
mod imports;
mod layout;
mod translations;
mod walker;
