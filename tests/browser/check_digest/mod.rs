//! Scenario: a reader has a secret and a digest from somewhere, and asks whether they belong together.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

const TOGETHER: &str = "They belong together: this is a digest of this secret.";
const APART: &str = "They do not belong together: this is not a digest of this secret.";

/// The pair that Authelia's documentation publishes.
const PUBLISHED: (&str, &str) = (
    "insecure_secret",
    "$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5qKn50cFzzvE9RXV88h1wJn5KGiHrD0YKtZaR/nCb2CJPOsKaPK0hjf.9yHxzQGZziziccp6Yng",
);

/// A digest of `password` with two iterations, as Python's hashlib computes it.
const WEAK: &str = "$pbkdf2-sha256$2$AAECAwQFBgcICQoLDA0ODw$oP/TQpLk59UZ7g8lEk4MW5SB2IvkD0Zi62y0ueQ/n0E";

#[test]
fn a_right_pair_a_wrong_pair_and_a_damaged_digest_are_told_apart() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        reader.open_form();
        let before = reader.text("document.querySelector('main').outerHTML");
        let (secret, digest) = PUBLISHED;
        assert_eq!(check(&mut reader, secret, digest), [TOGETHER, ""]);
        assert_eq!(check(&mut reader, secret, &format!(" {digest}\n")), [TOGETHER, ""]);
        assert_eq!(check(&mut reader, "insecure_secreT", digest), [APART, ""]);
        // As in a Compose file.
        assert_eq!(check(&mut reader, secret, &digest.replace('$', "$$")), [TOGETHER, ""]);
        // One letter of the key is another.
        assert_eq!(check(&mut reader, secret, &digest.replace("$JNRB", "$JNRC")), [APART, ""]);
        let [answer, problem] = check(&mut reader, "password", WEAK);
        assert!(
            answer.starts_with(TOGETHER) && answer.len() > TOGETHER.len() && problem.is_empty(),
            "{answer}"
        );
        for damaged in [
            &digest[..digest.len() - 1],
            &digest[1..],
            &digest.replace("310000", "31O000"),
            &digest.replace("$310000", ""),
            &digest.replace("sha512", "sha513"),
            &digest.replacen('$', "$$", 1),
            "",
            "insecure_secret",
        ] {
            let [answer, problem] = check(&mut reader, secret, damaged);
            assert!(answer.is_empty() && !problem.is_empty(), "{damaged}: {answer:?}, {problem:?}");
            assert!(!problem.contains(secret), "{damaged}: {problem}");
        }
        let [answer, problem] = check(&mut reader, secret, &digest.replace("310000", "2147483647"));
        assert!(answer.is_empty() && problem.contains("more work than 10000000 iterations"), "{problem}");
        let [answer, problem] = check(&mut reader, "", digest);
        assert!(answer.is_empty() && problem.contains("secret"), "{answer:?}, {problem:?}");
        assert_eq!(reader.text("document.querySelector('main').outerHTML"), before);
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

/// Checks a pair, and returns the answer and the problem, of which there is one.
fn check(reader: &mut Reader<'_>, secret: &str, digest: &str) -> [String; 2] {
    reader.paste("Digest", digest);
    reader.paste("Secret", secret);
    reader.press("Check");
    let told = |what| format!("document.querySelector('.sitevar-secret [role={what}]').textContent");
    let (answer, problem) = (told("status"), told("alert"));
    reader.until(&format!("document.querySelector('.sitevar-progress').hidden && ({answer} || {problem})"));
    let both = [reader.text(&answer), reader.text(&problem)];
    assert!(both[0].is_empty() || reader.value_of("Secret").is_empty(), "the secret stays in its field");
    both
}
