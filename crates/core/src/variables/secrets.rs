//! Secrets and their digests: only their shape; whether the two belong together is checked where digests are computed.
//!
//! No message repeats what was typed.

use super::draft::Draft;
use super::plain::is_unreserved;
use crate::text::Find;

/// A secret shorter than this could be guessed by trying: 32 characters of 66 are more than 190 bits.
const SHORT: usize = 32;

/// A secret that an application takes: printable ASCII without spaces.
pub(super) fn secret(draft: &mut Draft<'_>, examples: &[String]) -> Result<(), String> {
    without_label(draft, "Random Password:")?;
    if draft.value.chars().any(char::is_whitespace) {
        return Err("a secret contains no white space: copy only the secret itself".to_owned());
    }
    if !draft.value.is_ascii() {
        return Err("it contains a letter beyond ASCII, which programs encode in different ways: \
                    use letters, digits, `-`, `.`, `_` and `~`"
            .to_owned());
    }
    if is_digest(&draft.value) {
        return Err("this is a digest, and the secret itself belongs here".to_owned());
    }
    if examples.contains(&draft.value) {
        draft.remark("this is the example that everybody can read: make a secret with `sitevar secret`");
    } else if draft.value.len() < SHORT {
        let length = draft.value.len();
        draft.remark(format!(
            "a secret of {length} characters could be guessed: use a longer one that was made at random"
        ));
    }
    if !draft.value.chars().all(is_unreserved) {
        draft.remark("some of its characters have to be encoded in a URL, which not every application does");
    }
    Ok(())
}

/// The digest of a secret, in the form of crypt(3): `$` and the name of an algorithm first.
pub(super) fn digest(draft: &mut Draft<'_>, examples: &[String]) -> Result<(), String> {
    without_label(draft, "Digest:")?;
    let single = draft.value.replaced("$$", "$");
    let pairs = draft.value.len() - single.len();
    if draft.value.starts_with("$$") && draft.value.matches('$').count() == 2 * pairs {
        draft.change(single, "only Docker Compose writes every `$` twice");
    }
    if draft.value.starts_with("$plaintext$") {
        return Err("this is the secret itself, after `$plaintext$`: make its digest with `sitevar digest`"
            .to_owned());
    }
    if !draft.value.starts_with('$') {
        return Err(
            "a digest begins with `$`, such as `$pbkdf2-sha512$310000$…`: in a shell, put it in single \
                    quotes, or `$` and what follows it is replaced"
                .to_owned(),
        );
    }
    if !is_digest(&draft.value) {
        return Err("a digest is `$`, the name of its algorithm, `$`, then letters, digits and `./+=,$-`: \
                    copy all of it"
            .to_owned());
    }
    if examples.contains(&draft.value) {
        draft.remark(
            "this is the digest of the example that everybody can read: use a longer one that was made at random",
        );
    }
    Ok(())
}

/// Removes the words that `sitevar secret` and `authelia crypto hash generate` print before it.
fn without_label(draft: &mut Draft<'_>, label: &str) -> Result<(), String> {
    let Some(value) = draft.value.strip_prefix(label).map(|value| value.trim_start().to_owned()) else {
        return Ok(());
    };
    if value.is_empty() {
        return Err(format!(
            "there is nothing after `{label}`: copy the whole line, or only what follows it"
        ));
    }
    draft.change(value, format!("only what follows `{label}` counts"));
    Ok(())
}

/// Tells whether a text has the shape of a digest.
fn is_digest(text: &str) -> bool {
    let fields = text.strip_prefix('$').and_then(|rest| rest.split_once('$'));
    let name = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    fields.is_some_and(|(algorithm, rest)| {
        name(algorithm)
            && !rest.is_empty()
            && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"./+=,$-_".contains(&b))
    })
}
