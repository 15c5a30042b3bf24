//! Digests in code: read, weighed, and held against the comment on their line.

use std::ops::Range;

use sitevar_core::{Code, Diagnostic, Kind, Span, Variables};
use sitevar_secret::spelled;

use super::verifier::Verifier;

/// How the digests begin whose text is read; those of Unix passwords have no base64 to hold them against.
const NAMES: [&str; 9] = [
    "pbkdf2$",
    "pbkdf2-sha1$",
    "pbkdf2-sha224$",
    "pbkdf2-sha256$",
    "pbkdf2-sha384$",
    "pbkdf2-sha512$",
    "argon2id$",
    "argon2i$",
    "scrypt$",
];

/// Checks the digests of a text; `span` says where a range of it is in the page.
pub(super) fn check(
    text: &str,
    variables: &Variables,
    verifier: &Verifier,
    span: &dyn Fn(Range<usize>) -> Span,
    found: &mut Vec<Diagnostic>,
) {
    if !text.contains('$') {
        return;
    }
    for at in digests(text) {
        let digest = text.get(at.clone()).unwrap_or_default();
        let read = match spelled(digest) {
            Ok(read) => read,
            Err(error) => {
                let message = format!("the digest cannot be read: {}", error.message());
                let diagnostic = Diagnostic::error(Code::BadDigest, message, span(at));
                found.push(diagnostic.help(error.advice().unwrap_or("copy the whole digest")));
                continue;
            }
        };
        // A declared example is what the site wants to show.
        if !is_declared(digest, variables) {
            for warning in read.digest.warnings() {
                found.push(
                    Diagnostic::warning(Code::WeakDigest, warning, span(at.clone()))
                        .help("make the digest again with the usual parameters: `sitevar digest`"),
                );
            }
        }
        if let Some(secret) = named_secret(text, &at)
            && verifier.verify(digest, secret) == Some(false)
        {
            let message = format!("the digest is not that of `{secret}`, which its comment says");
            found.push(
                Diagnostic::error(Code::MismatchedDigest, message, span(at))
                    .help("make the digest again with `sitevar digest`, or correct the comment"),
            );
        }
    }
}

/// Returns where digests are in a text: those that are written out, with the `$` of Compose doubled or not.
fn digests(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('$') {
        let rest = text.get(at..).unwrap_or_default();
        if found.last().is_some_and(|last| last.contains(&at)) {
            continue;
        }
        let name = rest.trim_start_matches('$');
        if rest.len() - name.len() > 2 || !NAMES.iter().any(|known| name.starts_with(known)) {
            continue;
        }
        let length = rest.find(|c: char| !is_of_digest(c)).unwrap_or(rest.len());
        let whole = rest.get(..length).unwrap_or_default();
        let digest = whole.trim_end_matches(['.', ',']);
        let goes_on = rest.get(length..).and_then(|rest| rest.chars().next());
        // `<salt>`, `…`, `{salt}`, `%s`: what a digest looks like, not one; a short word for the salt, too.
        let is_shape = goes_on.is_some_and(|c| "<{[%*…(\\".contains(c)) || whole.contains("...");
        if !is_shape && digest.matches('$').count() >= 3 && digest.len() >= SHORTEST {
            found.push(at..at + digest.len());
        }
    }
    found
}

/// The shortest text that is meant to be a digest; shorter ones are words for its parts.
const SHORTEST: usize = 50;

fn is_of_digest(c: char) -> bool {
    c.is_ascii_alphanumeric() || "$./+=,-_".contains(c)
}

fn is_declared(digest: &str, variables: &Variables) -> bool {
    let digests = variables.variables.values().filter(|variable| variable.kind == Kind::Digest);
    digests.flat_map(|variable| &variable.examples).any(|example| example == digest)
}

/// Returns the secret that the comment on the line of a digest names: `# The digest of 'insecure_secret'.`
fn named_secret<'a>(text: &'a str, digest: &Range<usize>) -> Option<&'a str> {
    let line = text.get(digest.end..)?.lines().next()?;
    let (_, comment) = line.split_once(['#', ';']).or_else(|| line.split_once("//"))?;
    let words = comment.to_ascii_lowercase();
    let at = ["digest of ", "hash of "].iter().find_map(|phrase| Some(words.find(phrase)? + phrase.len()))?;
    let named = comment.get(at..)?.trim_start();
    let quote = named.chars().next().filter(|c| "'\"`".contains(*c))?;
    let inner = named.get(1..)?;
    inner.get(..inner.find(quote)?).filter(|secret| !secret.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5qKn50cFzzvE9RXV88h1wJn5KGiHrD0YKtZaR/nCb2CJPOsKaPK0hjf.9yHxzQGZziziccp6Yng";

    fn codes(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        check(text, &Variables::default(), &Verifier::default(), &Span::from, &mut found);
        found.into_iter().map(|found| found.code.to_string()).collect()
    }

    #[test]
    fn a_digest_is_that_of_the_secret_that_its_comment_names() {
        let none: Vec<String> = Vec::new();
        assert_eq!(codes(&format!("a: '{DIGEST}'  # The digest of 'insecure_secret'.")), none);
        assert_eq!(codes(&format!("a: '{DIGEST}'  # The digest of 'another'.")), ["mismatched-digest"]);
        assert_eq!(codes(&format!("a: '{DIGEST}'  # The digest of your secret.")), none);
    }

    #[test]
    fn a_digest_is_whole_and_not_weak() {
        let none: Vec<String> = Vec::new();
        assert_eq!(codes(&DIGEST.replace("/nCb", "-nCb")), ["bad-digest"]);
        assert_eq!(codes(&DIGEST.replace("310000", "10000")), ["weak-digest"]);
        assert_eq!(codes(&DIGEST.replace('$', "$$")), none);
        for shape in [
            "$pbkdf2-sha512$310000$<salt>$<key>",
            "$argon2id$v=19$m=65536,t=3,p=4$salt$key",
            "$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5...",
        ] {
            assert_eq!(codes(shape), none, "{shape}");
        }
    }
}
