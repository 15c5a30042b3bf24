//! Variables: what readers type, what is declared, what is derived, and how today's guides take part.
//!
//! 1. [`kinds`]: every kind's table of inputs, in `kinds.md`.
//! 2. [`any_input`]: what holds of every input of every kind.
//! 3. [`cases`]: pages and what becomes of them for values: derived ones, empty subdomains, examples of secrets.
//! 4. [`examples`]: the examples in the pages of a real site.
//! 5. [`declared`]: the shipped declarations.

mod any_input;
mod cases;
mod declared;
mod examples;
mod kinds;

use sitevar_core::Variables;

/// Punycode as the command has it.
fn idn(name: &str) -> Option<String> {
    idna::domain_to_ascii(name).ok()
}

/// Returns the declarations that ship with the product.
fn shipped() -> Variables {
    serde_yaml::from_str(include_str!("../../crates/cli/src/config/defaults.yml")).unwrap()
}
