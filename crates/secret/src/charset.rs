//! The sets of characters that a secret can be made of, as one table.
//!
//! Names and contents are those of `authelia crypto rand --charset`, so that a command line can move over.
//! The last field says whether Authelia has the set; the others complete its families of names.

use crate::error::{Error, list};

/// A set of characters.
#[derive(Debug)]
pub struct Charset {
    /// What the set is called on the command line.
    pub name: &'static str,
    /// Each character once; all are ASCII, and none is a space.
    pub symbols: &'static str,
    /// Whether `authelia crypto` has a set of this name.
    pub authelia: bool,
}

/// Every set; the first one is the default.
#[rustfmt::skip]
pub static CHARSETS: [Charset; 16] = [
    charset("rfc3986", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", true),
    charset("rfc3986-lower", "abcdefghijklmnopqrstuvwxyz0123456789-._~", true),
    charset("rfc3986-upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~", true),
    charset("alphanumeric", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", true),
    charset("alphanumeric-lower", "abcdefghijklmnopqrstuvwxyz0123456789", true),
    charset("alphanumeric-upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", true),
    charset("alphabetic", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", true),
    charset("alphabetic-lower", "abcdefghijklmnopqrstuvwxyz", true),
    charset("alphabetic-upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", true),
    charset("ascii", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", true),
    charset("ascii-lower", "abcdefghijklmnopqrstuvwxyz0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", false),
    charset("ascii-upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", false),
    charset("numeric", "0123456789", true),
    charset("numeric-hex", "0123456789ABCDEF", true),
    charset("numeric-hex-lower", "0123456789abcdef", false),
    charset("numeric-hex-upper", "0123456789ABCDEF", false),
];

const fn charset(name: &'static str, symbols: &'static str, authelia: bool) -> Charset {
    Charset { name, symbols, authelia }
}

impl Charset {
    /// Returns how many bits of entropy a secret of so many characters has, rounded down.
    pub fn bits(&self, length: u64) -> u64 {
        (length as f64 * (self.symbols.len() as f64).log2()) as u64
    }

    /// Returns how many characters it takes for so many bits of entropy.
    pub fn length_of(&self, bits: u64) -> u64 {
        (bits as f64 / (self.symbols.len() as f64).log2()).ceil() as u64
    }

    /// Finds a set by its name.
    ///
    /// # Errors
    ///
    /// Fails where there is no set of this name, with the names that there are.
    pub fn named(name: &str) -> Result<&'static Self, Error> {
        CHARSETS.iter().find(|charset| charset.name == name).ok_or_else(|| {
            let names = list(CHARSETS.iter().map(|charset| charset.name));
            Error::new(format!("there is no charset `{name}`")).help(format!("use one of {names}"))
        })
    }
}
