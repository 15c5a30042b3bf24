//! `sitevar secret`: a new random secret and its digest.

use sitevar_secret::{Algorithm, Charset, Digest, Secret};

use super::{allow, draw, input, run as work};
use crate::args::MakeSecret;
use crate::output;
use crate::report::{Abort, Verdict, warn};

/// Writes a secret, its form for a URL where that differs, and its digest.
///
/// # Errors
///
/// Fails for wrong arguments, and where the system gives no randomness.
pub(in crate::commands) fn run(args: &MakeSecret) -> Result<Verdict, Abort> {
    input::refuse_arguments(&args.stray)?;
    let charset = Charset::named(&args.charset)?;
    let algorithm = Algorithm::named(&args.digest)?;
    let method = algorithm.method(args.iterations)?;
    allow(&args.limits, &method, method.key_length())?;
    let length = usize::try_from(args.length).unwrap_or(usize::MAX);
    let secret = Secret::generate(charset, length, &mut draw)?;
    if let Some(warning) = guessable(charset, args.length) {
        warn(&warning);
    }
    if let Some(warning) = method.warning() {
        warn(&warning);
    }
    let iterations = method.name_and_work().1;
    let digest = work(&method, method.key_length(), || Digest::make(method.clone(), &secret, &mut draw))?;
    if args.json {
        output::print(&json(&secret, &digest)?)?;
        return Ok(Verdict::Success);
    }
    output::print(&lines(&secret, &digest))?;
    tell(charset, algorithm, args.length, iterations);
    Ok(Verdict::Success)
}

/// The bits that a secret has at least: RFC 6749, section 10.10, wants a guess of a credential that nobody has to
/// remember to succeed once in 2^128 tries at most.
const ENOUGH: u64 = 128;

/// Says that a secret could be guessed.
fn guessable(charset: &Charset, length: u64) -> Option<String> {
    let (bits, enough) = (charset.bits(length), charset.length_of(ENOUGH));
    (bits < ENOUGH).then(|| {
        format!(
            "a secret of {length} characters of `{}` has {bits} bits, and {ENOUGH} are needed so that nobody guesses it: \
             use `--length {enough}` or more",
            charset.name
        )
    })
}

/// Writes what `authelia crypto hash generate --random` writes.
fn lines(secret: &Secret, digest: &Digest) -> Vec<u8> {
    let encoded = secret.url_encoded();
    let mut out = b"Random Password: ".to_vec();
    out.extend(secret.expose());
    if encoded.expose() != secret.expose() {
        out.extend(b"\nRandom Password (URL Encoded): ");
        out.extend(encoded.expose());
    }
    out.extend(format!("\nDigest: {digest}\n").bytes());
    out
}

fn json(secret: &Secret, digest: &Digest) -> Result<Vec<u8>, Abort> {
    let text = |secret: &Secret| String::from_utf8_lossy(secret.expose()).into_owned();
    super::json(&serde_json::json!({
        "secret": text(secret),
        "url_encoded": text(&secret.url_encoded()),
        "digest": digest.to_string(),
    }))
}

/// Says where each value goes: the digest in both places is a mistake that is made often.
fn tell(charset: &Charset, algorithm: &Algorithm, length: u64, iterations: u32) {
    let mut text = "The secret goes to the application, the digest to Authelia.\n".to_owned();
    if charset.authelia {
        let (charset, words) = (charset.name, algorithm.authelia);
        text += "Authelia's own command makes such a pair too:\n";
        text += &format!(
            "  authelia crypto hash generate {words} {iterations} \
             --random --random.length {length} --random.charset {charset}\n"
        );
    }
    super::tell(&text);
}
