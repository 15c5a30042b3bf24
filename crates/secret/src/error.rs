//! What is refused, and what to do about it; no message contains a secret.

use std::fmt;

/// Says why something is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    message: String,
    help: Option<String>,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Returns what is wrong, as one lower-case phrase.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns what to do about it, where there is more to say than what is wrong.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.help {
            Some(help) => write!(f, "{}; {help}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Error {}

/// Says that the system does not have so many bytes.
#[cfg(any(feature = "argon2", feature = "scrypt"))]
pub(crate) fn no_room(memory: u64) -> Error {
    Error::new(format!(
        "the digest needs {} MiB of memory, which this system does not have",
        memory.div_ceil(1 << 20)
    ))
    .help("close other programs, or use a machine with more memory")
}

/// Makes a list for a message: `a`, `b`, `c`.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut list = String::new();
    for name in names {
        list.push_str(if list.is_empty() { "`" } else { ", `" });
        list.push_str(name);
        list.push('`');
    }
    list
}
