//! A digest that asks for more work or memory than the limits is refused before it is tried, and says how to raise them.

use sitevar_secret::{Excess, Limits};

use super::GOLDEN;
use super::commands::sitevar;
use crate::commands::sandbox::Sandbox;

/// What is recommended or usual: OWASP's cheat sheet on storing passwords, Authelia's defaults and what it documents,
/// and what passlib makes.
const RECOMMENDED: [&str; 14] = [
    "$pbkdf2$1600000$",
    "$pbkdf2-sha224$900000$",
    "$pbkdf2-sha256$700000$",
    "$pbkdf2-sha384$280000$",
    "$pbkdf2-sha512$310000$",
    "$argon2id$v=19$m=47104,t=1,p=1$",
    "$argon2id$v=19$m=65536,t=3,p=4$",
    "$argon2id$v=19$m=7168,t=5,p=1$",
    "$argon2id$v=19$m=1048576,t=4,p=4$",
    "$scrypt$ln=17,r=8,p=1$",
    "$scrypt$ln=13,r=8,p=10$",
    "$6$rounds=656000$",
    "$2b$14$",
    "$2b$15$",
];

/// A digest that is too much, the option that is named, and the number that allows it.
const TOO_MUCH: [(&str, &str); 9] = [
    ("$pbkdf2-sha512$2147483647$", "--max-iterations 2147483647"),
    ("$pbkdf2$10000001$", "--max-iterations 10000001"),
    ("$argon2id$v=19$m=2097152,t=1,p=4$", "--max-memory 2048"),
    ("$argon2id$v=19$m=8,t=2147483647,p=1$", "--max-iterations 17179869176"),
    ("$scrypt$ln=21,r=8,p=1$", "--max-memory 2049"),
    ("$scrypt$ln=16,r=8,p=1000$", "--max-iterations"),
    ("$2b$16$", "--max-iterations 16777216"),
    ("$2b$31$", "--max-iterations 549755813888"),
    ("$6$rounds=999999999$", "--max-iterations 999999999"),
];

/// Gives a digest salt and key, which no secret fits.
fn whole(start: &str) -> String {
    let key = "A".repeat(86);
    match start.get(..3) {
        Some("$2b") => format!("{start}3o9IF74Phgdz4Q6j7K7s0unovt.v.7YBLKFyV73pGTd2.tfdz/F8e"),
        Some("$6$") => format!("{start}saltstring${}", ".".repeat(86)),
        Some("$pb") if start.starts_with("$pbkdf2$") => {
            format!("{start}AAECAwQFBgcICQoLDA0ODw${}", "A".repeat(27))
        }
        Some("$pb") => format!("{start}AAECAwQFBgcICQoLDA0ODw${key}"),
        _ => format!("{start}AAECAwQFBgcICQoLDA0ODw${}", "A".repeat(43)),
    }
}

#[test]
fn what_is_recommended_is_within_the_limits() {
    for start in RECOMMENDED {
        let digest: sitevar_secret::Digest =
            whole(start).parse().unwrap_or_else(|error| panic!("{start}: {error}"));
        // The key of a test may be longer than usual; the work is that of a usual one.
        let method = digest.method();
        assert_eq!(Limits::default().check(method, method.key_length()), Ok(()), "{start}");
    }
}

#[test]
fn too_much_work_or_memory_is_refused_with_what_allows_it() {
    for (start, option) in TOO_MUCH {
        let digest = whole(start);
        let run = sitevar(&["verify", &digest], b"do-not-print-me");
        assert_eq!(run.told(), (2, ""), "{start}: {}", run.stderr);
        assert!(run.stderr.contains(option), "{start}: {}", run.stderr);
    }
    let refused = [
        (vec!["secret", "--iterations", "20000000"], "--max-iterations 20000000"),
        (vec!["digest", "--iterations", "20000000"], "--max-iterations 20000000"),
        (vec!["secret", "--digest", "bcrypt", "--iterations", "20"], "--max-iterations"),
        (vec!["secret", "--digest", "scrypt", "--iterations", "20"], "--max-memory 1025"),
        (vec!["secret", "--digest", "argon2id", "--iterations", "1000"], "--max-iterations 65536000"),
        (vec!["secret", "--digest", "sha2crypt", "--iterations", "99999999"], "--max-iterations 99999999"),
        (vec!["secret", "--max-iterations", "300000"], "--max-iterations 310000"),
        (vec!["verify", "--max-iterations", "309999", GOLDEN], "--max-iterations 310000"),
        (
            vec![
                "verify",
                "--max-memory",
                "63",
                "$argon2id$v=19$m=65536,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
            ],
            "--max-memory 64",
        ),
    ];
    for (arguments, option) in refused {
        let run = sitevar(&arguments, b"x");
        assert_eq!(run.told(), (2, ""), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(option), "{arguments:?}: {}", run.stderr);
    }
    let run = sitevar(&["verify", "--max-iterations", "310000", GOLDEN], b"insecure_secret");
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn a_long_key_is_as_much_work_as_its_blocks() {
    let digest = format!("$pbkdf2-sha512$1000000$AAECAwQFBgcICQoLDA0ODw${}", "A".repeat(1024));
    let digest: sitevar_secret::Digest = digest.parse().unwrap();
    let excess = Limits::default().check(digest.method(), digest.key().len());
    assert_eq!(excess, Err(Excess::Iterations(12_000_000, 10_000_000)));
}

#[test]
fn a_published_digest_that_is_too_much_work_is_an_error_at_its_line() {
    let example = |more: &str| {
        format!(
            "variables:\n  client-secret-digest:\n    of: client-secret\n    examples: {}\n{more}",
            whole("$pbkdf2-sha512$2147483647$")
        )
    };
    let sandbox = Sandbox::new(&[("site/content/_index.md", "# A\n"), ("site/sitevar.yml", &example(""))]);
    let output = sandbox.run(&["build", "site", "-o", "out", "--format", "short"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("sitevar.yml:4:") && said.contains("too-much-work"), "{said}");
    assert!(said.contains("2147483647 iterations, and the limit is 10000000"), "{said}");
    for (limits, words) in
        [("digest_iteration: 1", "digest_iterations"), ("digest_memory: x", "a whole number")]
    {
        sandbox.write("site/sitevar.yml", &format!("limits: {{{limits}}}\n"));
        let output = sandbox.run(&["build", "site", "-o", "out"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{limits}: {said}");
        assert!(said.contains(words), "{limits}: {said}");
    }
}

#[test]
fn iterations_that_a_browser_would_not_compute_cannot_be_declared() {
    let config = "variables:\n  client-secret-digest:\n    iterations: 20000000\n";
    let sandbox = Sandbox::new(&[("site/content/_index.md", "# A\n"), ("site/sitevar.yml", config)]);
    let output = sandbox.run(&["build", "site", "-o", "out", "--format", "short"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("sitevar.yml:3:") && said.contains("the work of 20000000 iterations"), "{said}");
}

#[test]
fn a_secret_that_could_be_guessed_is_told_with_the_length_that_could_not() {
    let cases = [
        (["5", "numeric"], Some(("16 bits", "--length 39"))),
        (["38", "numeric"], Some(("126 bits", "--length 39"))),
        (["39", "numeric"], None),
        (["21", "rfc3986"], Some(("126 bits", "--length 22"))),
        (["22", "rfc3986"], None),
        (["31", "numeric-hex"], Some(("124 bits", "--length 32"))),
        (["32", "numeric-hex"], None),
        (["1", "alphabetic-lower"], Some(("4 bits", "--length 28"))),
    ];
    for ([length, charset], warning) in cases {
        let run =
            sitevar(&["secret", "--length", length, "--charset", charset, "--iterations", "310000"], b"");
        assert_eq!(run.status, 0, "{length} {charset}: {}", run.stderr);
        assert_eq!(
            run.stderr.contains("guesses it"),
            warning.is_some(),
            "{length} {charset}: {}",
            run.stderr
        );
        let (bits, enough) = warning.unwrap_or_default();
        assert!(
            run.stderr.contains(bits) && run.stderr.contains(enough),
            "{length} {charset}: {}",
            run.stderr
        );
    }
}

/// A system that gives less memory than a digest needs gets a message, and the program does not end in the middle.
#[cfg(target_os = "linux")]
#[test]
fn memory_that_the_system_does_not_give_is_told() {
    for digest in ["$scrypt$ln=19,r=8,p=1$", "$argon2id$v=19$m=524288,t=1,p=1$"] {
        let line = "ulimit -v 400000; printf x | exec \"$0\" verify \"$1\"";
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", line, env!("CARGO_BIN_EXE_sitevar"), &whole(digest)]);
        let output = shell.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{digest}: {said}");
        assert!(said.contains("MiB of memory, which this system does not have"), "{digest}: {said}");
    }
}
