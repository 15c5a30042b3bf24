//! The templates of Hugo sites, held against Hugo's own answers.

mod corpus;
mod memory;
mod vectors;
