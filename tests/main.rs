//! The tests of the whole: one binary, one module per part, cases as data beside them.
#![allow(clippy::unwrap_used, clippy::print_stderr, unreachable_pub, reason = "tests may fail loudly")]

mod browser;
mod commands;
mod contexts;
mod fuzz;
mod house;
mod html;
mod locate;
mod secret;
mod shipped;
mod shortcodes;
mod templates;
mod variables;
