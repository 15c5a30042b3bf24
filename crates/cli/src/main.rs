//! The `sitevar` command: the only part of the project that reads and writes files, and the only one that prints.
//!
//! 1. [`args`] says what can be asked.
//! 2. [`site`] finds the site that a page belongs to, with its [`config`].
//! 3. [`commands`] do the work: [`pages`] are read, go through the [`expansion`], and are written by [`output`].
//! 4. [`report`] tells what was wrong, and the exit status follows from it.

mod args;
mod build;
mod commands;
mod config;
mod expansion;
mod files;
mod output;
mod pages;
mod progress;
mod report;
mod settings;
mod site;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;
use crate::report::{Abort, Verdict};

/// The stack of a thread that expands pages: deep nesting must end in a diagnostic, not in an overflow.
const STACK: usize = 64 << 20;

fn main() -> ExitCode {
    let args = Args::parse();
    args.color.write_global();
    report::silence_panics();
    let verdict = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .build_global()
        .map_err(|error| Abort::new(format!("cannot start threads: {error}")))
        .and_then(|()| commands::run(&args));
    match verdict {
        Ok(Verdict::Success) => ExitCode::SUCCESS,
        Ok(Verdict::InputHasErrors) => ExitCode::from(1),
        Err(abort) => {
            abort.print();
            ExitCode::from(2)
        }
    }
}
