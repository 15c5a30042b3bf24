//! What is wrong with the spelling of a digest, for those who confuse one format with another.
//!
//! Reading is strict and says only what it did not find. What was found instead is said here: the base64 of another
//! program, a digest in quotes, the format of an LDAP server. No message repeats the text.

use crate::digest::Digest;
use crate::error::Error;

/// A digest that was read, with a note on what was corrected.
pub struct Spelled {
    /// The digest.
    pub digest: Digest,
    /// What was corrected, if anything was.
    pub note: Option<&'static str>,
}

/// Reads a digest as somebody may have copied it: white space around it is ignored, and every `$` may be doubled.
///
/// # Errors
///
/// Fails as [`Digest`]'s `FromStr` does, with a better reason where one is known.
pub fn spelled(text: &str) -> Result<Spelled, Error> {
    let text = text.trim();
    let pairs = text.matches("$$").count();
    let doubled = text.starts_with("$$") && pairs > 1 && text.matches('$').count() == 2 * pairs;
    let (single, note) = if doubled {
        (&text.replace("$$", "$"), Some("only Docker Compose writes every `$` twice"))
    } else {
        (&text.to_owned(), None)
    };
    let digest: Digest = single.parse().map_err(|error| better(single).unwrap_or(error))?;
    // Hexadecimal digits are base64 too, of another length.
    if digest.key().len() != digest.method().key_length()
        && let Some(error) = base64(single)
    {
        return Err(error);
    }
    Ok(Spelled { digest, note })
}

/// Returns a better reason than reading gave.
fn better(text: &str) -> Option<Error> {
    around(text).or_else(|| name(text)).or_else(|| base64(text))
}

/// Looks for something around a digest.
fn around(text: &str) -> Option<Error> {
    let refuse = |why: &str, help: &str| Some(Error::new(why).help(help));
    if let Some(inner) =
        text.strip_prefix(['"', '\'', '`']).and_then(|rest| rest.strip_suffix(['"', '\'', '`']))
    {
        return inner.starts_with('$').then(|| {
            Error::new("the digest has quotes around it").help("leave them out: the digest begins with `$`")
        });
    }
    if text.starts_with("{CRYPT}") {
        return refuse(
            "`{CRYPT}` before the digest is the way an LDAP server stores it",
            "leave it out: the digest begins with `$`",
        );
    }
    if text.starts_with("{PBKDF2") {
        return refuse(
            "this is the format in which an LDAP server stores a digest of PBKDF2",
            "write `$pbkdf2-sha512$` instead of `{PBKDF2-SHA512}`, and the same for other hashes; the rest may stay",
        );
    }
    if text.starts_with("Digest:") {
        return refuse("`Digest:` is not part of the digest", "leave it out: the digest begins with `$`");
    }
    let first = text.split('$').next().unwrap_or_default();
    if !first.is_empty() && NAMES.contains(&first.to_ascii_lowercase().as_str()) {
        return refuse(
            "the `$` before the name of the algorithm is missing",
            "write `$` before it: a shell replaces `$` and what follows unless the digest is in single quotes",
        );
    }
    None
}

/// The names of the formats that are read.
const NAMES: [&str; 15] = [
    "pbkdf2",
    "pbkdf2-sha1",
    "pbkdf2-sha224",
    "pbkdf2-sha256",
    "pbkdf2-sha384",
    "pbkdf2-sha512",
    "argon2id",
    "argon2i",
    "argon2d",
    "2a",
    "2b",
    "2y",
    "scrypt",
    "5",
    "6",
];

/// Looks for the name of an algorithm in another spelling.
fn name(text: &str) -> Option<Error> {
    let name = text.strip_prefix('$')?.split('$').next()?;
    let lower = name.to_ascii_lowercase().replace('_', "-");
    if lower == name {
        return None;
    }
    NAMES.iter().find(|known| **known == lower).map(|known| {
        Error::new("the name of the algorithm must be in lower case, with `-`")
            .help(format!("write `${known}$`"))
    })
}

/// Looks at the salt and the key, the last two fields, for a base64 that another program writes.
fn base64(text: &str) -> Option<Error> {
    let (name, rest) = text.strip_prefix('$')?.split_once('$')?;
    let adapted = name.starts_with("pbkdf2");
    if !adapted && !name.starts_with("argon2") && name != "scrypt" {
        return None;
    }
    let mut fields = rest.rsplit('$');
    let (key, salt) = (fields.next()?, fields.next()?);
    let either = |test: fn(&str) -> bool| test(key) || test(salt);
    let is_hex =
        |field: &str| field.len().is_multiple_of(2) && field.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (why, help) = if key.len() >= 32 && is_hex(key) && is_hex(salt) {
        (
            "the salt and the key of the digest are hexadecimal",
            "a digest has them in base64: encode the bytes again",
        )
    } else if either(|field| field.contains(['-', '_'])) {
        (
            "the salt or the key of the digest is in URL-safe base64",
            if adapted {
                "write `.` instead of `-`, and `/` instead of `_`"
            } else {
                "write `+` instead of `-`, and `/` instead of `_`"
            },
        )
    } else if adapted && either(|field| field.contains('+')) {
        (
            "the salt or the key of the digest is in standard base64",
            "write `.` instead of `+`, without `=` at the end",
        )
    } else if !adapted && either(|field| field.contains('.')) {
        ("the salt or the key of the digest is in the base64 of PBKDF2 digests", "write `+` instead of `.`")
    } else if either(|field| field.ends_with('=')) {
        ("the salt or the key of the digest ends with `=`, as standard base64 does", "leave out the `=`")
    } else {
        return None;
    };
    Some(Error::new(why).help(help))
}
