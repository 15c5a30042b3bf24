//! `sitevar secret`, `digest` and `verify`: a secret, its digest, and whether the two belong together.
//!
//! 1. [`input`]: a secret comes from standard input or a hidden prompt, never from an argument.
//! 2. [`allow`]: a digest that asks for more work or memory than the limits is refused before it is tried.
//! 3. [`run`]: the work is done in steps, with a bar where it takes long.
//! 4. Standard output holds what Authelia's own command writes; the rest goes to standard error.

pub(super) mod digest;
mod input;
mod memory;
pub(super) mod secret;
pub(super) mod verify;

use std::io::Write;
use std::path::Path;

use sitevar_secret::{Digest, Error, Excess, Limits, Method, Work};

use crate::args::DigestLimits;
use crate::progress::{Progress, Waiting};
use crate::report::Abort;

impl From<Error> for Abort {
    fn from(error: Error) -> Self {
        let abort = Abort::new(error.message());
        match error.advice() {
            Some(advice) => abort.help(advice),
            None => abort,
        }
    }
}

/// How many iterations are computed between two looks at the clock: about two milliseconds.
const STRIDE: u64 = 4_096;

/// Holds a method against the limits that were asked for.
///
/// # Errors
///
/// Fails above one, and says how to raise it; and where the system has less memory left than the digest needs.
fn allow(args: &DigestLimits, method: &Method, key_length: usize) -> Result<(), Abort> {
    let limits = Limits { iterations: args.max_iterations, memory: args.max_memory.saturating_mul(1 << 20) };
    limits.check(method, key_length).map_err(|excess| {
        let option = match excess {
            Excess::Iterations(asked, _) => format!("`--max-iterations {asked}` allows it"),
            Excess::Memory(asked, _) => format!("`--max-memory {}` allows it", asked.div_ceil(1 << 20)),
        };
        Abort::new(excess.to_string()).help(format!("{option}, if you trust whoever chose it"))
    })?;
    let (needed, free) = (method.memory() >> 20, memory::available().map(|free| free >> 20));
    match free.filter(|free| *free < needed) {
        Some(free) => {
            let message =
                format!("the digest needs {needed} MiB of memory, and this system has {free} MiB left");
            Err(Abort::new(message).help("close other programs, or use a machine with more memory"))
        }
        None => Ok(()),
    }
}

/// Does the work behind a digest.
fn run(mut work: Work) -> Result<Digest, Abort> {
    crate::report::stumble(Path::new("digest"));
    if work.total() == 1 {
        // What has no steps shows no more than that something is going on.
        let _waiting = Waiting::new("computing the digest");
        return Ok(work.finish()?);
    }
    let progress = Progress::counting(work.total(), "iterations");
    while !work.advance(STRIDE)? {
        progress.reach(work.done());
    }
    Ok(work.finish()?)
}

/// Draws randomness from the system; there is no other source.
fn draw(buffer: &mut [u8]) -> Result<(), String> {
    getrandom::fill(buffer).map_err(|error| error.to_string())
}

/// Says what helps a person and is no output.
fn tell(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Writes a value as one line of JSON.
fn json(value: &serde_json::Value) -> Result<Vec<u8>, Abort> {
    let mut line = serde_json::to_vec(value).map_err(|error| Abort::new(error.to_string()))?;
    line.push(b'\n');
    Ok(line)
}
