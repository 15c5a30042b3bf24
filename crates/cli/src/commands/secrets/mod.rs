//! `sitevar secret`, `digest` and `verify`: a secret, its digest, and whether the two belong together.
//!
//! 1. [`input`]: a secret comes from standard input or a hidden prompt, never from an argument.
//! 2. [`allow`]: a digest that asks for more work or memory than the limits is refused before it is tried.
//! 3. [`run`]: the digest is made in one call; where it takes long, a bar shows the time that a sample predicts.
//! 4. Standard output holds what Authelia's own command writes; the rest goes to standard error.

pub(super) mod digest;
mod input;
mod memory;
pub(super) mod secret;
pub(super) mod verify;

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use sitevar_secret::{Digest, Error, Excess, Limits, Method};

use crate::args::DigestLimits;
use crate::progress::Waiting;
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

/// Compares a method with the limits that were asked for.
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
            _ => "an option of this command allows it".to_owned(),
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

/// Makes a digest with a method, and shows meanwhile how far it is.
fn run(
    method: &Method,
    key_length: usize,
    make: impl FnOnce() -> Result<Digest, Error>,
) -> Result<Digest, Abort> {
    crate::report::fail_point(Path::new("digest"));
    let start = Instant::now();
    let expected = method.sample(key_length).map(|times| start.elapsed().mul_f64(times));
    let _waiting = Waiting::new("computing the digest", expected);
    Ok(make()?)
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
