//! Contexts: what surrounds a slot, and how a value is written there so that it stays the same value.
//!
//! 1. [`Language::find`] tells the language of a code block, by its info string or its title, and the program that reads
//!    it as a template before; [`shape`] looks into it.
//! 2. The language's row in [`languages`] names its [`rule`]s: strings, comments, words, blocks. [`lexer`] finds them
//!    as [`token`]s, or a grammar of its own does where lines and indentation mean something.
//! 3. A token's content may be in a language itself: JSON in a YAML string, an address in that, an LDAP filter.
//!    [`embedded`] says which. So a context is a stack, from the inside out.
//! 4. [`Snippet::fill`] writes every value through its stack of contexts, and then reads the whole snippet again:
//!    unless every value comes back unchanged and everything else is as it was, the value is refused with the reason.
//!
//! [`classes`] tells the same tokens apart for a style sheet.
//!
//! Given a language and a text with ranges, nothing else is needed; so the browser runs the same on any page.

mod builder;
mod classes;
mod commands;
mod depth;
mod embedded;
mod escape;
mod language;
mod languages;
mod lexer;
mod quotes;
mod rule;
mod scalar;
mod shape;
mod slot;
mod snippet;
mod token;
mod write;

pub(crate) use builder::{SnippetBuilder, refusal};
pub use classes::{ClassedRanges, CodeBlock, TokenClass};
pub use language::Language;
pub use slot::{Context, Filled, SlotAt};
pub use snippet::Snippet;
pub use token::Inner as Layers;
