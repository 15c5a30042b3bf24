//! Python's hashlib as a judge: it derives the same keys, whatever the sizes of secret, salt and key.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::json;
use sitevar_secret::{Digest, Hash, Method, Secret};

/// Sizes on both sides of every limit of a block: of 64 and 128 bytes, and of the length and the bit at its end.
const SIZES: [usize; 24] =
    [0, 1, 16, 19, 20, 27, 28, 31, 32, 47, 48, 51, 52, 55, 56, 63, 64, 65, 107, 111, 112, 127, 128, 129];

/// Reads a hash, a secret, a salt and a length in each line, and writes a key.
const HASHLIB: &str = "
import hashlib, json, sys
for line in sys.stdin:
    name, secret, salt, length = json.loads(line)
    print(hashlib.pbkdf2_hmac(name, bytes.fromhex(secret), bytes.fromhex(salt), 3, length).hex())
";

const HASHES: [(&str, Hash); 5] = [
    ("sha1", Hash::Sha1),
    ("sha224", Hash::Sha224),
    ("sha256", Hash::Sha256),
    ("sha384", Hash::Sha384),
    ("sha512", Hash::Sha512),
];

#[test]
fn every_hash_derives_the_keys_of_hashlib() {
    let (mut asked, mut found) = (String::new(), Vec::new());
    let mut random = fastrand::Rng::with_seed(1);
    let mut bytes = |size: usize| (0..size).map(|_| random.u8(..)).collect::<Vec<u8>>();
    for (name, hash) in HASHES {
        for (secret_size, salt_size) in SIZES.iter().flat_map(|secret| SIZES.map(|salt| (*secret, salt))) {
            let (secret, salt) = (bytes(secret_size), bytes(salt_size));
            // A block, parts of one, and more than one.
            let length = 1 + (secret_size + 3 * salt_size) % (3 * hash.size());
            asked += &format!("{}\n", json!([name, hex(&secret), hex(&salt), length]));
            let method = Method::Pbkdf2 { hash, iterations: 3 };
            found.push(hex(Digest::derive(method, &Secret::new(secret), salt, length).unwrap().key()));
        }
    }
    let Some(expected) = hashlib(&asked) else { return };
    for ((question, found), expected) in asked.lines().zip(&found).zip(expected.lines()) {
        assert_eq!(found, expected, "{question}");
    }
    assert_eq!(expected.lines().count(), found.len());
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Asks Python; without one there is no judge, which is said.
fn hashlib(asked: &str) -> Option<String> {
    let mut command = Command::new("python3");
    let started = command.args(["-c", HASHLIB]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut python) = started else {
        eprintln!("skipped: python3 is not on this machine");
        return None;
    };
    let mut input = python.stdin.take().unwrap();
    let asked = asked.to_owned();
    let writer = std::thread::spawn(move || input.write_all(asked.as_bytes()).unwrap());
    let output = python.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "hashlib failed");
    Some(String::from_utf8(output.stdout).unwrap())
}
