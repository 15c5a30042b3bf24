//! passlib as a judge: it verifies digests of the command, and the command verifies digests of passlib.
//!
//! `PASSLIB` names a Python that has passlib; `cargo xtask test` installs one into `target/tools`.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::commands::sitevar;

/// How many digests go each way.
const DIGESTS: usize = 100;

/// The algorithms that passlib has without a second package, each with little work.
const ALGORITHMS: [(&str, &str); 6] = [
    ("pbkdf2-sha512", "100000"),
    ("pbkdf2-sha256", "100000"),
    ("pbkdf2-sha1", "100000"),
    ("sha2crypt", "1000"),
    ("sha2crypt-sha256", "1000"),
    ("scrypt", "8"),
];

#[test]
fn passlib_verifies_our_digests() {
    let Some(python) = python() else { return };
    let charsets = ["rfc3986", "ascii", "alphanumeric"];
    let made = (0..DIGESTS).map(|index| {
        let (algorithm, iterations) = ALGORITHMS[index % ALGORITHMS.len()];
        let charset = charsets[index % charsets.len()];
        let arguments =
            ["secret", "--json", "--charset", charset, "--digest", algorithm, "--iterations", iterations];
        let pair: Value = serde_json::from_str(&sitevar(&arguments, b"").stdout).unwrap();
        json!([pair["secret"], pair["digest"]]).to_string()
    });
    let made: Vec<String> = made.collect();
    let verdicts = ask(&python, VERIFY, &made.join("\n"));
    assert_eq!(verdicts.lines().filter(|line| *line == "True").count(), DIGESTS, "{verdicts}");
}

#[test]
fn we_verify_the_digests_of_passlib() {
    let Some(python) = python() else { return };
    let made = ask(&python, MAKE, &DIGESTS.to_string());
    let pairs: Vec<[String; 2]> = made.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(pairs.len(), DIGESTS);
    for [secret, digest] in pairs {
        let right = sitevar(&["verify", &digest], secret.as_bytes());
        assert_eq!(right.told(), (0, "The password matches the digest.\n"), "{digest}: {}", right.stderr);
        let wrong = sitevar(&["verify", &digest], format!("{secret}x").as_bytes());
        assert_eq!(wrong.told(), (1, "The password does not match the digest.\n"), "{digest}");
    }
}

const VERIFY: &str = "
import json, sys
from passlib.hash import pbkdf2_sha1, pbkdf2_sha256, pbkdf2_sha512, scrypt, sha256_crypt, sha512_crypt
from passlib.context import CryptContext
context = CryptContext([pbkdf2_sha1, pbkdf2_sha256, pbkdf2_sha512, scrypt, sha256_crypt, sha512_crypt])
for line in sys.stdin:
    secret, digest = json.loads(line)
    print(context.verify(secret, digest) and not context.verify(secret + 'x', digest))
";

const MAKE: &str = "
import json, secrets, sys
from passlib.hash import pbkdf2_sha1, pbkdf2_sha256, pbkdf2_sha512, scrypt, sha256_crypt, sha512_crypt
kinds = [pbkdf2_sha512.using(rounds=310000), pbkdf2_sha512.using(rounds=1000, salt_size=9), scrypt.using(rounds=8),
    pbkdf2_sha256.using(rounds=1000), pbkdf2_sha1.using(rounds=1), sha256_crypt.using(rounds=1000),
    sha512_crypt.using(rounds=5000), pbkdf2_sha512.using(rounds=1000, salt_size=64)]
for index in range(int(sys.stdin.read())):
    secret = secrets.token_urlsafe(index + 1) + ['', ' é', '\\u6f22'][index % 3]
    print(json.dumps([secret, kinds[index % len(kinds)].hash(secret)]))
";

/// Finds a Python that has passlib.
fn python() -> Option<PathBuf> {
    let python = std::env::var_os("PASSLIB").map_or_else(|| PathBuf::from("python3"), PathBuf::from);
    let there = Command::new(&python).args(["-c", "import passlib"]).stderr(Stdio::null()).status();
    if there.is_ok_and(|status| status.success()) {
        return Some(python);
    }
    eprintln!("skipped: no Python with passlib (set PASSLIB to one, or run `cargo xtask test`)");
    None
}

fn ask(python: &PathBuf, program: &str, input: &str) -> String {
    let mut command = Command::new(python);
    command.args(["-c", program]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "passlib failed");
    String::from_utf8(output.stdout).unwrap()
}
