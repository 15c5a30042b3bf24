//! The `sitevar` command: the only part of the project that reads and writes files, and the only one that prints.
//!
//! 1. [`args`] says what can be asked.
//! 2. [`site`] finds the site that a page belongs to, with its [`config`].
//! 3. [`commands`] do the work: [`pages`] are read, go through the [`expansion`], and are written by [`output`].
//! 4. [`widget`] holds the browser's half, which [`build`] gives to pages with slots.
//! 5. [`report`] tells what was wrong, and the exit status follows from it.

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
mod widget;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;
use crate::report::{Ended, Verdict};

fn main() -> ExitCode {
    let args = Args::parse();
    args.color.write_global();
    report::silence_panics();
    match report::on_deep_stack(|| commands::run(&args)) {
        Ended::With(Verdict::Success) => ExitCode::SUCCESS,
        Ended::With(Verdict::InputHasErrors) => ExitCode::from(1),
        Ended::Stopped(abort) => {
            abort.print();
            ExitCode::from(2)
        }
        Ended::Failed(bug) => {
            bug.print();
            ExitCode::from(1)
        }
    }
}
