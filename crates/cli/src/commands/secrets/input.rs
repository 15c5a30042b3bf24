//! A secret from outside: standard input, or a prompt that does not show what is typed.

use std::ffi::OsString;
use std::io::{IsTerminal, Read};
use std::path::Path;

use sitevar_secret::{LONGEST_SECRET, Secret};

use crate::report::{Abort, warn};

/// Whether a prompt asks once or twice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    Once,
    /// What is mistyped here would lock somebody out later.
    Twice,
}

/// Refuses a secret that was passed as an argument, without repeating it.
///
/// # Errors
///
/// Fails where there is one.
pub(super) fn refuse_arguments(stray: &[OsString]) -> Result<(), Abort> {
    if stray.is_empty() {
        return Ok(());
    }
    Err(Abort::new("a secret is not taken from an argument, where others on the machine can read it")
        .help("write it to standard input, or run the command without it and type it"))
}

/// Reads a secret; one line feed at its end is dropped, and nothing else.
///
/// # Errors
///
/// Fails where there is none, where it is longer than a secret can be, or holds a NUL byte.
pub(super) fn read(ask: Ask) -> Result<Secret, Abort> {
    let secret = if std::io::stdin().is_terminal() { prompt(ask)? } else { from_stdin()? };
    if secret.expose().len() > LONGEST_SECRET {
        return Err(Abort::new(format!("the secret has more than {LONGEST_SECRET} bytes")));
    }
    if secret.expose().contains(&0) {
        return Err(Abort::new("the secret contains a NUL byte")
            .help("many programs end a text there; write the secret as text, in UTF-8"));
    }
    Ok(secret)
}

fn from_stdin() -> Result<Secret, Abort> {
    // The room is there from the start: a vector that grows leaves its old contents behind.
    let mut bytes = Vec::with_capacity(LONGEST_SECRET + 2);
    let limit = LONGEST_SECRET as u64 + 2;
    if let Err(error) = std::io::stdin().lock().take(limit).read_to_end(&mut bytes) {
        return Err(Abort::io("read", Path::new("<stdin>"), &error));
    }
    if bytes.is_empty() {
        return Err(Abort::new("there is no secret on standard input").help(
            "write it there, such as with `< secret.txt` after the command, or run the command on a terminal",
        ));
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    }
    if bytes.last() == Some(&b'\r') {
        warn("the secret ends with a carriage return, which is taken as a part of it");
    }
    Ok(Secret::new(bytes))
}

fn prompt(ask: Ask) -> Result<Secret, Abort> {
    let secret = hidden("Secret: ")?;
    if ask == Ask::Twice && secret.expose() != hidden("The same again: ")?.expose() {
        return Err(Abort::new("the two secrets are not the same").help("type the same secret twice"));
    }
    Ok(secret)
}

fn hidden(prompt: &str) -> Result<Secret, Abort> {
    let typed = rpassword::prompt_password(prompt);
    typed
        .map(|text| Secret::new(text.into_bytes()))
        .map_err(|error| Abort::io("read", Path::new("<terminal>"), &error))
}
