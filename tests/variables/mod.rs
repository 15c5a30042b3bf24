//! Variables: what readers type, what is declared, what is derived, and how today's guides take part.
//!
//! 1. [`kinds`]: every kind's table of inputs, in `kinds.md`.
//! 2. [`any_input`]: what holds of every input of every kind.

mod any_input;
mod kinds;

/// Punycode as the command has it.
fn idn(name: &str) -> Option<String> {
    idna::domain_to_ascii(name).ok()
}
