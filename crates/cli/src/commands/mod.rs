//! The commands, one file each.

mod assets;
mod build;
mod check;
mod completions;
mod examples;
mod expand;
mod init;
mod man;
mod mdbook;
mod offline;
mod secrets;
mod serve;

use crate::args::{Args, Command};
use crate::report::{Abort, Verdict};

/// Runs what was asked for.
///
/// # Errors
///
/// Fails where the command cannot do its work; problems of the input are a verdict.
pub(crate) fn run(args: &Args) -> Result<Verdict, Abort> {
    match &args.command {
        Command::Expand(expand) => expand::run(expand, args.format),
        Command::Build(build) => build::run(build, args.format),
        Command::Check(check) => check::run(check, args.format),
        Command::Serve(serve) => serve::run(serve, args.format),
        Command::Offline(offline) => offline::run(offline, args.format),
        Command::Assets(assets) => assets::run(assets, args.format),
        Command::Mdbook(mdbook) => mdbook::run(mdbook, args.format),
        Command::Examples(examples) => examples::run(examples, args.format),
        Command::Init(init) => init::run(init, args.format),
        Command::Secret(secret) => secrets::secret::run(secret),
        Command::Digest(digest) => secrets::digest::run(digest),
        Command::Verify(verify) => secrets::verify::run(verify),
        Command::Completions { shell } => completions::run(*shell),
        Command::Man => man::run(),
    }
}
