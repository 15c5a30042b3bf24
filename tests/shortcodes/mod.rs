//! The shortcode syntax, held against the rules and against a real Hugo.

mod cases;
mod differential;
mod generate;
pub mod hugo;
mod toy;

pub use cases::block;
pub use toy::Toy;
