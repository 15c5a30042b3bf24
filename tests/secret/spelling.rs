//! A digest that is written as another program writes it: taken with a note, or refused with what to do.

use super::GOLDEN;
use super::commands::sitevar;

/// What is done to the published digest, and what is said.
fn misspelled() -> Vec<(String, &'static str)> {
    let name = |name: &str| GOLDEN.replacen("pbkdf2-sha512", name, 1);
    let end = |end: &str| format!("{GOLDEN}{end}");
    vec![
        (GOLDEN.replace("hjf.9y", "hjf+9y"), "write `.` instead of `+`"),
        (end("=="), "leave out the `=`"),
        (GOLDEN.replacen("aK4Q$", "aK4Q==$", 1), "leave out the `=`"),
        (GOLDEN.replace("hjf.9y", "hjf-9y"), "`.` instead of `-`, and `/` instead of `_`"),
        (GOLDEN.replace("aR/n", "aR_n"), "URL-safe base64"),
        (format!("$pbkdf2-sha512$310000${}${}", "0a".repeat(16), "3f".repeat(64)), "hexadecimal"),
        (format!("$pbkdf2-sha512$310000${}${}", "0A".repeat(16), "3F".repeat(32)), "hexadecimal"),
        (GOLDEN.replacen('$', "", 1), "the `$` before the name of the algorithm is missing"),
        (format!("'{GOLDEN}'"), "has quotes around it"),
        (format!("\"{GOLDEN}\""), "has quotes around it"),
        (name("PBKDF2-SHA512"), "write `$pbkdf2-sha512$`"),
        (name("Pbkdf2-sha512"), "write `$pbkdf2-sha512$`"),
        (name("pbkdf2_sha512"), "write `$pbkdf2-sha512$`"),
        (GOLDEN.replacen("$pbkdf2-sha512$", "{PBKDF2-SHA512}", 1), "LDAP"),
        (format!("{{CRYPT}}{GOLDEN}"), "`{CRYPT}`"),
        (format!("Digest: {GOLDEN}"), "`Digest:` is not part of the digest"),
        (
            "$argon2id$v=19$m=64,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$ZIDuJQKT7pN5.3w".to_owned(),
            "write `+` instead of `.`",
        ),
        (
            "$argon2id$v=19$m=64,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$ZIDuJQKT7pN5-3w".to_owned(),
            "write `+` instead of `-`",
        ),
        (
            "$Argon2id$v=19$m=64,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$ZIDuJQKT7pN5p3w".to_owned(),
            "write `$argon2id$`",
        ),
        ("$scrypt$ln=4,r=8,p=1$AAECAwQFBgcICQoLDA0ODw==$AdfLIQlgszRE3k0Q".to_owned(), "leave out the `=`"),
        (GOLDEN.replace('$', "$$").replace("hjf.9y", "hjf+9y"), "write `.` instead of `+`"),
    ]
}

#[test]
fn another_spelling_is_named_with_what_to_do() {
    for (digest, words) in misspelled() {
        let run = sitevar(&["verify", &digest], b"insecure_secret");
        assert_eq!(run.told(), (2, ""), "{digest}: {}", run.stderr);
        assert!(run.stderr.contains(words), "{digest}: {}", run.stderr);
        assert!(!run.stderr.contains("c8p78n7pUMln0jzvd4aK4Q"), "{digest}: {}", run.stderr);
    }
}

#[test]
fn a_doubled_digest_is_taken_with_a_note_and_white_space_around_it_without_one() {
    let doubled = GOLDEN.replace('$', "$$");
    for (digest, note) in [(doubled, true), (format!("{GOLDEN}\n"), false), (format!(" {GOLDEN}\r\n"), false)]
    {
        let run = sitevar(&["verify", &digest], b"insecure_secret");
        assert_eq!(run.told(), (0, "The password matches the digest.\n"), "{digest}: {}", run.stderr);
        assert_eq!(run.stderr.contains("writes every `$` twice"), note, "{digest}: {}", run.stderr);
    }
    let half = GOLDEN.replacen('$', "$$", 1);
    assert_eq!(sitevar(&["verify", &half], b"x").status, 2);
}
