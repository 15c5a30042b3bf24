//! Drives real browsers, for tests and benchmarks: the product is judged where its readers are.
//!
//! 1. [`launch`] starts a browser, and `keep` ends it whatever becomes of the test.
//! 2. `protocol` is what a browser can be asked: [`bidi`] asks Chromium and Firefox, `classic` asks WebKit.
//! 3. [`server`] serves what the command has built, over [`http`].
//! 4. [`tab`] is what a scenario uses: it goes, types, clicks and looks.
//! 5. [`trace`] tells what a page costs its reader.
//!
//! With `SITEVAR_BROWSER_LOG` in the environment, every command is printed with the time that it took.
//! A browser that is not on the machine is no failure: starting it returns nothing.
//! Everything else that goes wrong panics and says what: a test ends there, and who must not end catches it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a browser that breaks ends the test that drives it"
)]

pub mod bidi;
mod classic;
mod commands;
pub mod http;
mod keep;
pub mod launch;
mod protocol;
pub mod server;
pub mod tab;
pub mod trace;
