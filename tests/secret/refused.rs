//! What is refused: with a reason, with what to do, with nothing on standard output, and without the secret.

use super::GOLDEN;
use super::commands::sitevar;

/// A secret that must not be seen anywhere.
const SECRET: &str = "do-not-print-me";

fn refused(arguments: &[&str], input: &[u8], why: &str) {
    let run = sitevar(arguments, input);
    assert_eq!(run.told(), (2, ""), "{arguments:?}: {}", run.stderr);
    assert!(run.stderr.starts_with("error: "), "{arguments:?}: {}", run.stderr);
    assert!(run.stderr.contains(why), "{arguments:?}: {}", run.stderr);
    assert!(!run.stderr.contains(SECRET), "{arguments:?}: {}", run.stderr);
}

#[test]
fn wrong_arguments_are_told_with_what_is_right() {
    refused(&["secret", "--charset", "emoji"], b"", "use one of `rfc3986`");
    refused(&["secret", "--digest", "md5"], b"", "use one of `pbkdf2-sha512`");
    refused(&["digest", "--algorithm", "rot13"], b"x", "use one of `pbkdf2-sha512`");
    for length in ["0", "100001", "18446744073709551615"] {
        refused(&["secret", "--length", length], b"", "choose a length from 1 to 100000");
    }
    for length in ["-1", "x", "1.5", "99999999999999999999"] {
        refused(&["secret", &format!("--length={length}")], b"", "--length");
    }
    for iterations in ["0", "99999", "2147483648", "18446744073709551615"] {
        let why = "choose from 100000 to 2147483647; the usual number is 310000";
        refused(&["secret", "--iterations", iterations], b"", why);
        refused(&["digest", "--iterations", iterations], SECRET.as_bytes(), why);
    }
    refused(&["digest", "--algorithm", "bcrypt", "--iterations", "32"], b"x", "choose from 10 to 31");
    refused(&["digest", "--algorithm", "scrypt", "--iterations", "21"], b"x", "choose from 1 to 20");
    refused(&["digest", "--algorithm", "sha2crypt", "--iterations", "999"], b"x", "choose from 1000 to");
}

#[test]
fn a_secret_in_an_argument_is_refused_and_not_repeated() {
    refused(&["digest", SECRET], b"x", "not taken from an argument");
    refused(&["verify", GOLDEN, SECRET], b"x", "not taken from an argument");
    refused(&["verify", SECRET], b"x", "this is not a digest");
    refused(&["verify", &format!("${SECRET}$x")], b"x", "unknown algorithm");
    refused(&["verify", &format!("$plaintext${SECRET}")], b"x", "the secret itself");
}

#[test]
fn a_secret_that_cannot_be_used_is_refused() {
    refused(&["digest"], b"", "no secret on standard input");
    refused(&["digest"], b"\n", "the secret is empty");
    refused(&["verify", GOLDEN], b"", "no secret on standard input");
    refused(&["digest"], b"do-not-print-me\0", "NUL byte");
    refused(&["verify", GOLDEN], b"\0do-not-print-me", "NUL byte");
    refused(&["digest"], &[b'x'; 100_001], "more than 100000 bytes");
    refused(&["digest"], &vec![b'x'; 10_000_000], "more than 100000 bytes");
    refused(&["digest", "--algorithm", "bcrypt"], &[b'x'; 73], "at most 72 bytes");
    refused(&["secret", "--length", "73", "--digest", "bcrypt"], b"", "at most 72 bytes");
    let bcrypt = "$2b$12$3o9IF74Phgdz4Q6j7K7s0unovt.v.7YBLKFyV73pGTd2.tfdz/F8e";
    refused(&["verify", bcrypt], &[b'x'; 73], "at most 72 bytes");
}

#[test]
fn a_mangled_digest_is_refused_field_by_field() {
    for (from, to, why) in MANGLED {
        let digest = GOLDEN.replacen(from, to, 1);
        assert_ne!(digest, GOLDEN, "{from}");
        refused(&["verify", &digest], SECRET.as_bytes(), why);
    }
    for (digest, why) in DAMAGED {
        refused(&["verify", digest], SECRET.as_bytes(), why);
    }
}

/// What is replaced in the published digest, by what, and what is said then.
const MANGLED: [(&str, &str, &str); 20] = [
    ("$pbkdf2", "pbkdf2", "the `$` before the name of the algorithm is missing"),
    ("sha512", "sha3", "unknown algorithm"),
    ("310000", "", "number of iterations of the digest is not a number"),
    ("310000", "0", "0 iterations"),
    ("310000", "+310000", "not a number"),
    ("310000", "-310000", "not a number"),
    ("310000", "0310000", "not a number"),
    ("310000", "310 000", "not a number"),
    ("310000", "i=310000", "not a number"),
    ("310000", "2147483648", "above 2147483647"),
    ("310000", "99999999999999999999", "above 2147483647"),
    ("$c8p78n7pUMln0jzvd4aK4Q", "", "2 instead of 3 fields"),
    ("aK4Q$", "aK4R$", "the salt of the digest is damaged"),
    ("aK4Q$", "aK4Q==$", "leave out the `=`"),
    ("c8p78n", "c8p7+n", "standard base64"),
    ("c8p78n", "c8p7 n", "the salt of the digest is damaged"),
    ("6Yng", "6Ynh", "the key of the digest is damaged"),
    ("JNRB", "JNR-", "URL-safe base64"),
    ("JNRB", "JNR\u{e9}", "the key of the digest is damaged"),
    ("6Yng", "6Yng$", "4 instead of 3 fields"),
];

/// Whole digests, and what is said of them.
const DAMAGED: [(&str, &str); 27] = [
    ("", "not a digest"),
    ("$", "not a digest"),
    ("$$", "unknown algorithm"),
    ("-sha51210000", "single quotes"),
    ("$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$", "the key of the digest is empty"),
    ("$1$dXc3I7Rw$ctlgjDdWJLMT.qwHsWhXR1", "MD5"),
    ("$y$j75$z7ztFz2FayrKI79/jEwlL.$u5x/j193MQ09wbFaRGYr0AH/A/jh3kunjuhYRVRNkmC", "yescrypt"),
    ("$argon2id$m=64,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$ZIDuJQKT7pN5p3w", "3 instead of 4 fields"),
    ("$argon2id$v=16$m=64,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$ZIDuJQKT7pN5p3w", "another version"),
    ("$argon2id$v=19$t=3,m=64,p=4$AAECAwQFBgcICQoLDA0ODw$ZIDuJQKT7pN5p3w", "`m=…,t=…,p=…`"),
    ("$argon2id$v=19$m=64,t=0,p=4$AAECAwQFBgcICQoLDA0ODw$ZIDuJQKT7pN5p3w", "Argon2 refuses"),
    ("$argon2id$v=19$m=4,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$ZIDuJQKT7pN5p3w", "Argon2 refuses"),
    ("$argon2id$v=19$m=2147483647,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$ZIDuJQKT7pN5p3w", "more memory"),
    ("$argon2id$v=19$m=64,t=3,p=4$AAEC$ZIDuJQKT7pN5p3w", "fewer than 8 bytes"),
    ("$2b$32$3o9IF74Phgdz4Q6j7K7s0unovt.v.7YBLKFyV73pGTd2.tfdz/F8e", "04 to 31"),
    ("$2b$9$3o9IF74Phgdz4Q6j7K7s0unovt.v.7YBLKFyV73pGTd2.tfdz/F8e", "two digits"),
    ("$2b$10$3o9IF74Phgdz4Q6j7K7s0unovt.v.7YBLKFyV73pGTd2.tfdz/F8", "damaged"),
    ("$2b$10$3o9IF74Phgdz4Q6j7K7s0vnovt.v.7YBLKFyV73pGTd2.tfdz/F8e", "the salt of the digest is damaged"),
    ("$2b$10$3o9IF74Phgdz", "cut off"),
    ("$2x$10$3o9IF74Phgdz4Q6j7K7s0unovt.v.7YBLKFyV73pGTd2.tfdz/F8e", "2x"),
    ("$scrypt$ln=40,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AdfLIQlgszRE3k0Q", "more memory"),
    ("$scrypt$ln=0,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AdfLIQlgszRE3k0Q", "scrypt refuses"),
    ("$scrypt$ln=4,r=0,p=1$AAECAwQFBgcICQoLDA0ODw$AdfLIQlgszRE3k0Q", "scrypt refuses"),
    ("$scrypt$ln=4,r=8,p=2147483647$AAECAwQFBgcICQoLDA0ODw$AdfLIQlgszRE3k0Q", "more memory"),
    ("$6$rounds=999$saltstring$x", "1000 to 999999999"),
    ("$6$saltstringsaltstring$x", "the salt of the digest is damaged"),
    ("$6$saltstring$abc", "the key of the digest"),
];
