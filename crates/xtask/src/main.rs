//! Chores of this repository: `cargo xtask <chore>`.
//!
//! One door for everything that is done here, so that nobody has to prepare anything but cargo:
//! what a chore misses it installs, and says so in one line; where it cannot, it names the command that would.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "chores talk to the person who runs them")]

mod bench;
mod browsers;
mod components;
mod demo;
mod fuzz;
mod hosts;
mod judges;
mod packages;
mod pictures;
mod project;
mod serve;
mod step;
mod test;
mod widget;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Builds everything and the site, and serves it on loopback.
    Demo(demo::Demo),
    /// Builds the widget for the browser into `target/widget`, where the command takes it in.
    Widget,
    /// Runs everything that CI runs.
    Test,
    /// Records the expected outputs of the tests again; look at the difference before you commit it.
    Bless,
    /// Feeds random pages to the parser, the expansion and the HTML writer, or changed ones to every command.
    Fuzz(fuzz::Fuzz),
    /// Measures expand and build beside Hugo and mdBook, and the widget beside WebCrypto and hash-wasm.
    Bench(bench::Bench),
    /// Has real generators build a small site, and goes through it in real browsers.
    Hosts(hosts::Hosts),
    /// Takes pictures of ten kinds of page, for people who look at them.
    Pictures(pictures::Pictures),
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask demo                        build and serve the site
  cargo xtask demo --no-serve             build it into target/demo
  cargo xtask widget                      compile the widget; then build the command, which takes it in
  cargo xtask test                        everything that CI runs
  cargo xtask fuzz --seconds 60 expand    one minute of random pages
  cargo xtask fuzz mutations              200,000 changed pages through every command
  cargo xtask bench                       a table of medians and ratios
  cargo xtask bench browser --runs 3      the same of the widget alone, from fewer laps
  cargo xtask hosts mkdocs sphinx         two generators with their plugins, in Chromium and Firefox
  cargo xtask hosts --plain               all of them without plugins: one script tag
  cargo xtask pictures guide --width 320  how the guide looks on a phone, in target/screenshots";

fn main() -> ExitCode {
    let done = match Arguments::parse().chore {
        Chore::Demo(demo) => demo.run(),
        Chore::Widget => widget::run(),
        Chore::Test => test::run(),
        Chore::Bless => test::bless(),
        Chore::Fuzz(fuzz) => fuzz.run(),
        Chore::Bench(bench) => bench.run(),
        Chore::Hosts(hosts) => hosts.run(),
        Chore::Pictures(pictures) => pictures.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
