//! The templates of Hugo sites, held against Hugo's own answers.

mod addresses;
mod calls;
mod corpus;
mod failures;
mod functions;
mod limits;
pub mod memory;
mod vectors;
