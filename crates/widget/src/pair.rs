//! A secret and its digest: made and verified before anybody sees them, or compared with each other.
//!
//! A pair is made in two derivations, of which the second verifies the first; to compare a digest with a secret takes
//! one. A derivation is one call: [`Pair::derive`] here, or the browser's own, whose key [`Pair::take`] gets.

use sitevar_core::Find;
use sitevar_secret::{ALGORITHMS, CHARSETS, Digest, Hash, Limits, Method, Secret};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{choices, known_answers};

/// A secret and its digest.
#[wasm_bindgen]
pub struct Pair {
    secret: Secret,
    next: Derivation,
    /// Whether the digest is made here, so that a difference would be a fault.
    is_new: bool,
    matches: bool,
}

/// What the next key is derived for.
enum Derivation {
    /// A new digest, with this method and salt.
    Make(Method, Vec<u8>),
    /// This digest must have the same key.
    Verify(Digest),
}

#[wasm_bindgen]
impl Pair {
    /// Takes the reader's own secret or draws one, whose digest is to be made, as it was chosen in the form: length,
    /// characters, algorithm, and iterations, of which an empty text is the usual number.
    ///
    /// # Errors
    ///
    /// Fails for an impossible length, charset or number of iterations, and without randomness.
    pub fn make(chosen: Vec<String>, own: Option<Vec<u8>>) -> Result<Pair, String> {
        let [length, charset, algorithm, iterations] = chosen.as_slice() else { return Err(String::new()) };
        let secret = match own {
            Some(own) => Secret::new(own),
            None => {
                let charset = choices::charset(charset).unwrap_or(&CHARSETS[0]);
                let length = whole(length)?.unwrap_or_default();
                Secret::generate(charset, length as usize, &mut draw).map_err(explain)?
            }
        };
        known_answers::check()?;
        filled(&secret)?;
        let algorithm = choices::algorithm(algorithm).unwrap_or(&ALGORITHMS[0]);
        let method = algorithm.method(whole(iterations)?.map(u64::from)).map_err(explain)?;
        affordable(&method, method.key_length())?;
        let salt = method.salt(&mut draw).map_err(explain)?;
        Ok(Self { secret, next: Derivation::Make(method, salt), is_new: true, matches: false })
    }

    /// Takes a secret and a digest that are to be compared.
    ///
    /// # Errors
    ///
    /// Fails for a text that is not a digest, with the reason; the text is not repeated.
    pub fn check(digest: &str, secret: Vec<u8>) -> Result<Pair, String> {
        let secret = Secret::new(secret);
        filled(&secret)?;
        known_answers::check()?;
        let digest = read(digest)?;
        affordable(digest.method(), digest.key().len())?;
        Ok(Self { secret, next: Derivation::Verify(digest), is_new: false, matches: false })
    }

    /// Derives a key with few iterations, and returns how many times as long a derivation of this pair takes.
    pub fn sample(&self) -> f64 {
        let (method, _, length) = self.parts();
        method.sample(length).unwrap_or_default()
    }

    /// Derives a key, and tells whether it was the last one.
    ///
    /// # Errors
    ///
    /// Fails where a new digest does not verify, which is a fault of the machine or of the browser.
    pub fn derive(&mut self) -> Result<bool, String> {
        let (method, salt, length) = self.parts();
        let made = Digest::derive(method.clone(), &self.secret, salt.to_vec(), length).map_err(explain)?;
        self.compare(made)
    }

    /// Takes a key that the browser derived, and tells whether it was the last one.
    ///
    /// # Errors
    ///
    /// Fails as [`Pair::derive`] does.
    pub fn take(&mut self, key: Vec<u8>) -> Result<bool, String> {
        let (method, salt, _) = self.parts();
        self.compare(Digest::new(method.clone(), salt.to_vec(), key))
    }

    /// Returns what WebCrypto derives the key with, as it calls it: the hash, the number of iterations, and how many bits
    /// the key has; nothing where it lacks the hash.
    pub fn parameters(&self) -> Vec<String> {
        let (method, _, length) = self.parts();
        let Some(hash) = hash_of_webcrypto(method) else { return Vec::new() };
        vec![hash.to_owned(), method.name_and_work().1.to_string(), (8 * length).to_string()]
    }

    /// Returns the salt.
    pub fn salt(&self) -> Vec<u8> {
        self.parts().1.to_vec()
    }

    /// Returns a copy of the secret's bytes; it is for the caller to wipe.
    pub fn secret(&self) -> Vec<u8> {
        self.secret.expose().to_vec()
    }

    /// Returns the digest's text, once it is known to be one of the secret.
    pub fn digest(&self) -> Option<String> {
        match &self.next {
            Derivation::Verify(digest) if self.matches => Some(digest.to_string()),
            _ => None,
        }
    }

    /// Says what is weak or unusual about the digest.
    pub fn warnings(&self) -> Vec<String> {
        match &self.next {
            Derivation::Verify(digest) => digest.warnings(),
            Derivation::Make(..) => Vec::new(),
        }
    }

    /// Returns the method, the salt and the length of the next key in bytes.
    fn parts(&self) -> (&Method, &[u8], usize) {
        match &self.next {
            Derivation::Make(method, salt) => (method, salt, method.key_length()),
            Derivation::Verify(digest) => (digest.method(), digest.salt(), digest.key().len()),
        }
    }

    /// Compares a digest with the one that it must be, or keeps the text of a new one to be verified.
    fn compare(&mut self, made: Digest) -> Result<bool, String> {
        match &self.next {
            Derivation::Make(..) => {
                let read = made.to_string().parse().map_err(|_| UNVERIFIED)?;
                self.next = Derivation::Verify(read);
                Ok(false)
            }
            Derivation::Verify(digest) => {
                self.matches = digest.has_key_of(&made);
                if self.is_new && !self.matches { Err(UNVERIFIED.to_owned()) } else { Ok(true) }
            }
        }
    }
}

/// Draws an id for a client: 64 of the characters that need no encoding in a URL (RFC 3986), as Authelia advises;
/// nothing without randomness.
#[wasm_bindgen]
pub fn draw_client_id() -> Option<String> {
    let id = Secret::generate(CHARSETS.first()?, 64, &mut draw).ok()?;
    String::from_utf8(id.expose().to_vec()).ok()
}

/// Tells whether WebCrypto derives the keys of an algorithm, or of a digest; only the program in plain JavaScript asks.
#[cfg(feature = "plain")]
#[wasm_bindgen]
pub fn is_of_webcrypto(algorithm_or_digest: &str) -> bool {
    let named = choices::algorithm(algorithm_or_digest).and_then(|algorithm| algorithm.method(None).ok());
    let method = named.or_else(|| Some(read(algorithm_or_digest).ok()?.method().clone()));
    method.as_ref().and_then(hash_of_webcrypto).is_some()
}

/// Returns the hash of a method as WebCrypto calls it, which lacks some.
fn hash_of_webcrypto(method: &Method) -> Option<&'static str> {
    match method {
        Method::Pbkdf2 { hash: Hash::Sha1, .. } => Some("SHA-1"),
        Method::Pbkdf2 { hash: Hash::Sha256, .. } => Some("SHA-256"),
        Method::Pbkdf2 { hash: Hash::Sha384, .. } => Some("SHA-384"),
        Method::Pbkdf2 { hash: Hash::Sha512, .. } => Some("SHA-512"),
        _ => None,
    }
}

/// Reads a digest; in a Compose file, every `$` of it is doubled.
fn read(digest: &str) -> Result<Digest, String> {
    let is_doubled = !digest.replaced("$$", "").has('$');
    let single = if is_doubled { digest.replaced("$$", "$") } else { digest.to_owned() };
    single.trim().parse().map_err(explain)
}

const UNVERIFIED: &str =
    "the digest does not verify, so it is not shown: please try again, and report it if it happens again";

/// Refuses what would keep a browser busy for minutes.
fn affordable(method: &Method, key_length: usize) -> Result<(), String> {
    let limits = Limits::default();
    limits.check(method, key_length).map_err(|_| {
        format!(
            "this is more work than {} iterations, which takes a browser too long: use the command line",
            limits.iterations
        )
    })
}

/// Reads a number as it was typed; an empty field chooses none.
fn whole(text: &str) -> Result<Option<u32>, String> {
    let read = Some(text).filter(|text| !text.is_empty()).map(str::parse);
    read.transpose().map_err(|_| format!("`{text}` is not a whole number"))
}

/// Refuses an empty secret, with the key of a sentence.
fn filled(secret: &Secret) -> Result<(), String> {
    if secret.expose().is_empty() { Err("emptySecret".to_owned()) } else { Ok(()) }
}

fn explain(error: sitevar_secret::Error) -> String {
    error.to_string()
}

/// Draws random bytes from the browser, or says that it has none: there is no weaker source to fall back on.
fn draw(buffer: &mut [u8]) -> Result<(), String> {
    getrandom::fill(buffer).map_err(|_| "the browser gives none".to_owned())
}
