//! `cargo xtask fuzz`: random pages for the targets of `tests/fuzz`, and mutants of real pages for every command.

mod finding;
#[path = "../../../../tests/fuzz/grammar.rs"]
#[allow(unreachable_pub, reason = "the tests, which it is a part of, have no crate around them")]
mod grammar;
mod mutant;
mod mutations;
mod rounds;

use std::path::PathBuf;

use clap::Args;

use crate::project::cargo;
use crate::step;

/// Which target to feed, and for how long.
#[derive(Args)]
pub(crate) struct Fuzz {
    /// How long each target runs.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// How many mutants of pages `mutations` makes.
    #[arg(long, default_value_t = 200_000)]
    mutants: usize,
    /// Where `mutations` begins: the same number makes the same mutants.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The command that `mutations` runs [default: this one, built as it is released].
    #[arg(long, value_name = "FILE")]
    command: Option<PathBuf>,
    /// `parse`, `expand`, `html`, `examples`, `info`, `pattern`, `contexts`, `templates` or `digest`; all of them without
    /// it. Or `mutations`: changed pages, settings, templates, data and digests for every command.
    target: Option<String>,
}

impl Fuzz {
    /// Feeds random pages to the fuzz targets, or mutants to the command.
    ///
    /// # Errors
    ///
    /// Fails where something was found.
    pub(crate) fn run(&self) -> Result<(), String> {
        if self.target.as_deref() == Some("mutations") {
            return mutations::run(self.command.clone(), self.mutants, self.seed);
        }
        let filter = format!("fuzz::{}", self.target.as_deref().unwrap_or_default());
        let mut command = cargo(&["test", "--release", "--package", "sitevar", "--test", "sitevar", "--"]);
        command.args([filter.as_str(), "--nocapture"]).env("SITEVAR_FUZZ_SECONDS", self.seconds.to_string());
        // What is found by an assertion of ours in a test is found here too.
        command.env("CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS", "true");
        step::run("fuzz", &mut command)
    }
}
