//! `sitevar completions`: what a shell needs to complete the command.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;
use crate::output;
use crate::report::{Abort, Verdict};

/// Writes the completions of a shell to standard output.
pub(super) fn run(shell: Shell) -> Result<Verdict, Abort> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "sitevar", &mut script);
    output::print(&script)?;
    Ok(Verdict::Success)
}
