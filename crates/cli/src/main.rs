//! The `sitevar` command: the only part of the project that reads and writes files, and the only one that prints.
//!
//! Its folders, each of which imports only from those before it:
//!
//! 1. [`args`]: what can be asked.
//! 2. [`report`] tells what was wrong, and the exit status follows from it; [`progress`] shows that work goes on.
//! 3. [`settings`]: the values that were set.
//! 4. [`files`]: the disk, within the bounds of a site.
//! 5. [`config`] and [`site`]: what a site says of itself, and the site that a page belongs to.
//! 6. [`expansion`]: a page of a site with the values that were set.
//! 7. [`output`]: files that appear complete or not at all.
//! 8. [`widget`]: the browser's half, for pages with slots.
//! 9. [`pages`]: all pages of a site, their addresses and their links.
//! 10. [`build`]: a site, or one file, made of them.
//! 11. [`serve`]: a site on a port of this machine, while it is written.
//! 12. [`examples`]: what guides show in place of a reader's own values.
//! 13. [`commands`] do what was asked.

mod args;
mod build;
mod commands;
mod config;
mod examples;
mod expansion;
mod files;
mod output;
mod pages;
mod progress;
mod report;
mod serve;
mod settings;
mod site;
mod widget;
mod words;

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
