//! The vectors of RFC 6070, RFC 7914, Wycheproof, go-crypt and passlib, each with its expected result.
//!
//! The table of forms says what is read; everything else must be refused with a reason.

use std::path::Path;

use serde_json::Value;
use sitevar_secret::{Digest, Hash, Method, Secret};

use super::{GOLDEN, secret, verify};

#[test]
fn the_published_digest_is_that_of_insecure_secret() {
    assert_eq!(verify(GOLDEN, &secret("insecure_secret")), Ok(true));
    assert_eq!(verify(GOLDEN, &secret("insecure_secret ")), Ok(false));
    assert_eq!(GOLDEN.parse::<Digest>().map(|digest| digest.to_string()).as_deref(), Ok(GOLDEN));
}

#[test]
fn every_vector_gives_its_result() {
    let Some(vectors) = vectors() else { return };
    let (mut keys, mut digests, mut refused) = (0, 0, 0);
    for vector in &vectors {
        match vector["encoded"].as_str() {
            Some(encoded) if READ.iter().any(|start| encoded.starts_with(start)) => {
                digests += usize::from(check_digest(vector, encoded));
            }
            Some(encoded) => {
                let why =
                    encoded.parse::<Digest>().err().unwrap_or_else(|| panic!("{}: is read", vector["id"]));
                assert!(why.advice().is_some(), "{}: {why}", vector["id"]);
                refused += 1;
            }
            None if vector["algorithm"] == "pbkdf2" => {
                check_key(vector);
                keys += 1;
            }
            None => {}
        }
    }
    eprintln!("{keys} keys and {digests} digests are right, {refused} digests are refused");
    assert!(keys > 0 && digests > 0 && refused > 0);
}

/// The forms that are read.
const READ: [&str; 12] = [
    "$pbkdf2$",
    "$pbkdf2-sha",
    "$argon2id$",
    "$argon2i$",
    "$argon2d$",
    "$2a$",
    "$2b$",
    "$2y$",
    "$scrypt$",
    "$5$",
    "$6$",
    "$pbkdf2-sha1$",
];

fn vectors() -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/digests.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no vectors beside the project");
        return None;
    };
    let file: Value = serde_json::from_str(&text).unwrap();
    Some(file["vectors"].as_array().unwrap().clone())
}

/// Holds a digest of a form that is read against its secret; tells whether the digest itself was read.
fn check_digest(vector: &Value, encoded: &str) -> bool {
    let id = &vector["id"];
    let digest = match encoded.parse::<Digest>() {
        Ok(digest) => digest,
        Err(why) => {
            let old = encoded.starts_with("$argon2") && !encoded.contains("$v=19$");
            assert!(old || vector["expect"] == "error", "{id}: {why}");
            return false;
        }
    };
    assert_ne!(vector["expect"], "error", "{id}: a wrong digest is read");
    let password = hex(&vector["password_hex"]);
    let result = digest.verify(&Secret::new(password.clone()));
    if encoded.starts_with("$2") && (password.len() > 72 || password.contains(&0)) {
        assert!(result.is_err(), "{id}: a secret is cut off");
    } else {
        assert_eq!(result, Ok(vector["expect"] == "match"), "{id}");
        let wrong = Secret::new([b"x", &password[..password.len().min(70)]].concat());
        assert_eq!(digest.verify(&wrong), Ok(false), "{id}: a wrong secret");
    }
    let again: Digest = digest.to_string().parse().unwrap();
    assert_eq!(again.to_string(), digest.to_string(), "{id}");
    true
}

/// Derives a key from parameters that have no text.
fn check_key(vector: &Value) {
    let hash = match vector["variant"].as_str().unwrap() {
        "sha1" => Hash::Sha1,
        "sha224" => Hash::Sha224,
        "sha256" => Hash::Sha256,
        "sha384" => Hash::Sha384,
        "sha512" => Hash::Sha512,
        other => panic!("{other}"),
    };
    let iterations = u32::try_from(vector["rounds"].as_u64().unwrap()).unwrap();
    let key = hex(&vector["key_hex"]);
    let secret = Secret::new(hex(&vector["password_hex"]));
    let method = Method::Pbkdf2 { hash, iterations };
    let found = Digest::derive(method, &secret, hex(&vector["salt_hex"]), key.len()).unwrap();
    assert_eq!(found.key(), key, "{}", vector["id"]);
}

fn hex(text: &Value) -> Vec<u8> {
    let text = text.as_str().unwrap_or_default();
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
