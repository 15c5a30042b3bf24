//! `sitevar secret`, `digest` and `verify`: a secret, its digest, and whether the two belong together.
//!
//! 1. [`input`]: a secret comes from standard input or a hidden prompt, never from an argument.
//! 2. [`run`]: the work is done in steps, with a bar where it takes long.
//! 3. Standard output holds what Authelia's own command writes; the rest goes to standard error.

pub(super) mod digest;
mod input;
pub(super) mod secret;
pub(super) mod verify;

use std::io::Write;
use std::path::Path;

use sitevar_secret::{Digest, Error, Work};

use crate::progress::Progress;
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

/// Does the work behind a digest.
fn run(mut work: Work) -> Result<Digest, Abort> {
    crate::report::stumble(Path::new("digest"));
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
