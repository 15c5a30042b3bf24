//! Digests in code: read, weighed, and held against the comment on their line.

use std::ops::Range;

use sitevar_core::{Code, Diagnostic, Kind, Severity, Span, Variables};
use sitevar_secret::spelled;

use super::verifier::Verifier;

/// How the digests begin whose text is read.
const NAMES: [&str; 15] = [
    "pbkdf2$",
    "pbkdf2-sha1$",
    "pbkdf2-sha224$",
    "pbkdf2-sha256$",
    "pbkdf2-sha384$",
    "pbkdf2-sha512$",
    "argon2id$",
    "argon2i$",
    "argon2d$",
    "scrypt$",
    "2a$",
    "2b$",
    "2y$",
    "5$",
    "6$",
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
        if let Some(secret) = named_secret(text, &at) {
            found.extend(mismatch(secret, verifier.verify(digest, secret), span(at)));
        }
    }
}

/// Says that a digest is not that of the secret which its comment names, or that nobody has found out.
fn mismatch(secret: &str, is_its_own: Option<bool>, span: Span) -> Option<Diagnostic> {
    let code = Code::MismatchedDigest;
    match is_its_own {
        Some(true) => None,
        Some(false) => {
            let message = format!("the digest is not that of `{secret}`, which its comment says");
            let help = "make the digest again with `sitevar digest`, or correct the comment";
            Some(Diagnostic::error(code, message, span).help(help))
        }
        None => {
            let message =
                format!("the digest was not held against `{secret}`: that is too much work for one run");
            let help = "hold it against its secret with `sitevar verify`";
            Some(Diagnostic::new(Severity::Note, code, message, span).help(help))
        }
    }
}

/// Returns where digests are in a text: those that are written out, with the `$` of Compose doubled or not.
pub(super) fn digests(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Nothing is read twice: whoever wrote the text may have written a million `$`.
    let mut read = 0;
    for (at, _) in text.match_indices('$') {
        if at < read {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let name = rest.trim_start_matches('$');
        read = at + rest.len() - name.len();
        if read - at > 2 || !NAMES.iter().any(|known| name.starts_with(known)) {
            continue;
        }
        let length = rest.find(|c: char| !is_of_digest(c)).unwrap_or(rest.len());
        read = at + length;
        let whole = rest.get(..length).unwrap_or_default();
        // Some digests end with the sign that ends a sentence.
        let sentence = whole.trim_end_matches(['.', ',']);
        let digest = if sentence != whole && spelled(whole).is_ok() { whole } else { sentence };
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
pub(super) fn named_secret<'a>(text: &'a str, digest: &Range<usize>) -> Option<&'a str> {
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
    fn a_digest_beyond_what_a_run_may_take_is_said_to_be_unread() {
        let verifier = Verifier::default();
        let told = |iterations: &str| {
            let text = format!("a: '{}'  # The digest of 'x'.", DIGEST.replace("310000", iterations));
            let mut found = Vec::new();
            check(&text, &Variables::default(), &verifier, &Span::from, &mut found);
            found.into_iter().map(|found| (found.severity, found.code)).collect::<Vec<_>>()
        };
        assert_eq!(told("310000"), [(Severity::Error, Code::MismatchedDigest)]);
        assert_eq!(told("2000000000"), [(Severity::Note, Code::MismatchedDigest)]);
    }

    #[test]
    fn a_text_of_nothing_but_signs_of_digests_is_read_once() {
        for sign in ["$", "$5$", "$5$<", "$$5"] {
            assert!(digests(&sign.repeat(300_000)).len() < 2, "{sign}");
        }
    }

    #[test]
    fn every_algorithm_is_read_and_weighed() {
        let none: Vec<String> = Vec::new();
        let bcrypt = "$2b$12$HrKuJWJHEnT2AvzBcvqrAOTfxqERzU7aUFX7X7u0gJt1K.n8YBsIq";
        let argon2 =
            "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0$RdescudvJCsgt3ub+b/dWRWJTmaaVObGuEtKrQzjAqY";
        let sha = "$6$rounds=50000$usesomesillystri$D4IrlXatmP7rx3P3InaxBeoomnAihCKRVQAr/36eYhZ7/V7nWGHhTvVY8nPSt0bBVxD9XvR8wUZN0oQPgUgkP.";
        let short = sha.replace("rounds=50000$", "");
        for (digest, expected) in [
            (bcrypt.to_owned(), none.clone()),
            (bcrypt.replace("$12$", "$05$"), vec!["weak-digest".to_owned()]),
            (bcrypt.replace("BsIq", ""), vec!["bad-digest".to_owned()]),
            (argon2.to_owned(), none.clone()),
            (argon2.replace("m=65536", "m=4096"), vec!["weak-digest".to_owned()]),
            (argon2.replace("argon2id", "argon2d"), none.clone()),
            (sha.to_owned(), none),
            (short, vec!["weak-digest".to_owned()]),
        ] {
            assert_eq!(codes(&format!("a: '{digest}'")), expected, "{digest}");
            assert_eq!(codes(&format!("a: {}", digest.replace('$', "$$"))), expected, "{digest}");
        }
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
