//! The three commands: what they write, where secrets come from, and how they end.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{GOLDEN, secret, verify};

/// What a run of the command gave.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Returns the exit status and standard output.
    pub fn told(&self) -> (i32, &str) {
        (self.status, &self.stdout)
    }
}

/// Runs the command with something on standard input.
pub fn sitevar(arguments: &[&str], input: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sitevar"));
    command.args(arguments).env("NO_COLOR", "1");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A command that refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

const MATCHES: (i32, &str) = (0, "The password matches the digest.\n");
const MATCHES_NOT: (i32, &str) = (1, "The password does not match the digest.\n");

#[test]
fn a_secret_is_written_as_authelia_writes_it() {
    let run = sitevar(&["secret"], b"");
    let lines: Vec<&str> = run.stdout.lines().collect();
    let [password, digest] = lines[..] else { panic!("{}", run.stdout) };
    let password = password.strip_prefix("Random Password: ").unwrap();
    let digest = digest.strip_prefix("Digest: ").unwrap();
    assert_eq!((run.status, password.len(), digest.len()), (0, 72, 131));
    assert!(digest.starts_with("$pbkdf2-sha512$310000$"));
    assert_eq!(verify(digest, &secret(password)), Ok(true));
    assert!(!run.stderr.contains(password), "a secret on standard error");
}

#[test]
fn the_form_for_a_url_is_written_where_it_differs() {
    let run = sitevar(&["secret", "--charset", "ascii", "--length", "500", "--iterations", "100000"], b"");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 3);
    let encoded = lines[1].strip_prefix("Random Password (URL Encoded): ").unwrap();
    let password = secret(lines[0].strip_prefix("Random Password: ").unwrap());
    assert_eq!(password.url_encoded().expose(), encoded.as_bytes());
}

#[test]
fn json_holds_the_same() {
    let run = sitevar(&["secret", "--json", "--charset", "ascii", "--length", "90"], b"");
    let pair: Value = serde_json::from_str(&run.stdout).unwrap();
    let text = |name: &str| pair[name].as_str().unwrap();
    assert_eq!(verify(text("digest"), &secret(text("secret"))), Ok(true));
    assert_eq!(secret(text("secret")).url_encoded().expose(), text("url_encoded").as_bytes());
    let run = sitevar(&["verify", "--json", text("digest")], text("secret").as_bytes());
    assert_eq!(run.told(), (0, "{\"matches\":true}\n"));
    let run = sitevar(&["digest", "--json"], b"x");
    let made: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(verify(made["digest"].as_str().unwrap(), &secret("x")), Ok(true));
}

#[test]
fn every_algorithm_makes_a_digest_that_it_verifies() {
    for algorithm in sitevar_secret::ALGORITHMS {
        let run = sitevar(&["digest", "--algorithm", algorithm.name], b"insecure_secret\n");
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", algorithm.name);
        let digest = run.stdout.strip_prefix("Digest: ").unwrap().trim_end();
        assert_eq!(sitevar(&["verify", digest], b"insecure_secret").told(), MATCHES, "{digest}");
        assert_eq!(sitevar(&["verify", digest], b"insecure_secreT").told(), MATCHES_NOT, "{digest}");
    }
}

#[test]
fn one_line_feed_at_the_end_is_dropped_and_nothing_else() {
    let told = |input: &[u8]| sitevar(&["verify", GOLDEN], input).status;
    assert_eq!([told(b"insecure_secret"), told(b"insecure_secret\n")], [0, 0]);
    assert_eq!([told(b"insecure_secret\n\n"), told(b" insecure_secret"), told(b"\n")], [1, 1, 1]);
    let run = sitevar(&["verify", GOLDEN], b"insecure_secret\r\n");
    assert_eq!(run.told(), MATCHES_NOT);
    assert!(run.stderr.contains("carriage return"), "{}", run.stderr);
}

#[test]
fn fewer_iterations_than_usual_are_told() {
    let run = sitevar(&["digest", "--iterations", "100000"], b"x");
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("100000 iterations are fewer than the 310000"), "{}", run.stderr);
    let short = "$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5qKn50cFzzvE9RXV88h1wJn5KGiHrD0Y";
    let run = sitevar(&["verify", short], b"insecure_secret");
    assert_eq!(run.told(), MATCHES);
    assert!(run.stderr.contains("32 bytes instead of the 64 that `pbkdf2-sha512` gives"), "{}", run.stderr);
}
