//! The decoder of digests: any text is read as one thing or refused, and what is read is written the same.

use std::time::Duration;

use sitevar_secret::Digest;

use super::seconds;

/// One digest of each form; the fuzzer replaces parts of them.
const SEEDS: [&str; 9] = [
    "$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5qKn50cFzzvE9RXV88h1wJn5KGiHrD0YKtZaR/nCb2CJPOsKaPK0hjf.9yHxzQGZziziccp6Yng",
    "$pbkdf2$1$c2FsdA$DGDID5YfDnHzqbUkrxYSBi/gN6Y",
    "$pbkdf2-sha224$100000$qRzrfXPp6ilID9bO89rJkA$akPivgY3p3gLDj8Kd7agycHkM5b0xlTxeLEsqg",
    "$argon2id$v=19$m=65536,t=3,p=4$QmkpoTw3W72fzd7RrWofuw$r0xig+VVj7ynnE2S1jrE5us7dPKv2S2ff6Z6ts4mVuU",
    "$argon2d$v=19$m=64,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$NlgTrjPrZNSFw6cofTcmsbkL4ZFZOcq7xj35nNzey10",
    "$2b$10$3o9IF74Phgdz4Q6j7K7s0unovt.v.7YBLKFyV73pGTd2.tfdz/F8e",
    "$scrypt$ln=4,r=8,p=1$ySYknWRq9On6wWfpsOUQQg$C28LpWaXQ3P0/dcbN0njxJx4VL/UCQIAWlnYAJgT/mY",
    "$5$4X/QmdRP6q7Ilhpc$2sperIXN6jawEYd8a8arineQHqYIEGURjZGdD4H4xs8",
    "$6$rounds=1000$eG49klxUKySvBpju$.1paw1pj51FdmvNAnsNoX8lyHMdH/S74DfkZnWWTOnGI9keTp/DXjR9ro5kJrncPSF5fc.krAwdkBxc4C8kSU1",
];

/// What a part is replaced by: one byte at random, or something that is nearly right somewhere.
const PIECES: [&str; 14] = [
    "",
    "$",
    "$$",
    ",",
    "=",
    "0",
    "-1",
    "+1",
    "4294967296",
    "18446744073709551616",
    "é",
    "\u{F0000}",
    "A",
    "rounds=5000$",
];

#[test]
fn any_text_is_a_digest_or_refused_with_a_reason() {
    bolero::check!()
        .with_test_time(Duration::from_secs(seconds()))
        .with_type::<(u8, Vec<(u8, u8, u8)>, Option<String>)>()
        .for_each(|(seed, edits, free)| {
            let text = free.clone().unwrap_or_else(|| edited(SEEDS[usize::from(*seed) % SEEDS.len()], edits));
            is_read_or_refused(&text);
        });
}

#[test]
fn every_digest_cut_off_anywhere_is_read_or_refused() {
    for seed in SEEDS {
        let digest: Digest = seed.parse().unwrap();
        assert_eq!(digest.to_string(), seed);
        (0..seed.len()).for_each(|end| is_read_or_refused(&seed[..end]));
    }
}

/// Replaces parts of a text: where, how many characters, by what.
fn edited(seed: &str, edits: &[(u8, u8, u8)]) -> String {
    let mut characters: Vec<char> = seed.chars().collect();
    for (place, count, piece) in edits.iter().take(4) {
        let start = usize::from(*place) % (characters.len() + 1);
        let end = (start + usize::from(count % 4)).min(characters.len());
        let own = char::from(*piece).to_string();
        let piece = PIECES.get(usize::from(*piece)).copied().unwrap_or(&own);
        characters.splice(start..end, piece.chars());
    }
    characters.into_iter().collect()
}

fn is_read_or_refused(text: &str) {
    match text.parse::<Digest>() {
        Ok(digest) => {
            let written = digest.to_string();
            assert_eq!(written, usual_name(text));
            assert!(!digest.key().is_empty());
            let _ = digest.warnings();
        }
        Err(error) => assert!(error.to_string().len() < LONGEST_MESSAGE, "{error}"),
    }
}

/// Nobody reads more than a few lines.
const LONGEST_MESSAGE: usize = 400;

/// Replaces the names that are read, but not written.
fn usual_name(text: &str) -> String {
    let rounds = text.replacen("$5$rounds=5000$", "$5$", 1).replacen("$6$rounds=5000$", "$6$", 1);
    let bcrypt = rounds.replacen("$2a$", "$2b$", 1).replacen("$2y$", "$2b$", 1);
    bcrypt.replacen("$pbkdf2-sha1$", "$pbkdf2$", 1)
}
