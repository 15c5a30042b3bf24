//! The templates of Hugo sites, held against Hugo's own answers.

mod memory;
mod vectors;
