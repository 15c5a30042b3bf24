//! A secret and its digest, made in steps and verified before anybody sees them.

use js_sys::Uint8Array;
use sitevar_secret::{Algorithm, Charset, Digest, Method, Secret, Work};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::check::affordable;

/// A secret whose digest is being made.
#[wasm_bindgen]
pub struct Pair {
    secret: Secret,
    /// What is being computed: the digest, then the same once more out of the digest's own text.
    work: Option<Work>,
    digest: Option<Digest>,
    verified: bool,
}

#[wasm_bindgen]
impl Pair {
    /// Draws a new secret and begins its digest.
    ///
    /// # Errors
    ///
    /// Fails for a length, a charset or a number of iterations that there is not, and without randomness.
    pub fn make(charset: &str, length: u32, algorithm: &str, iterations: u32) -> Result<Pair, String> {
        let charset = Charset::named(charset).map_err(|error| error.to_string())?;
        let secret = Secret::generate(charset, length as usize, &mut draw);
        Self::begin(secret.map_err(|error| error.to_string())?, algorithm, iterations)
    }

    /// Begins the digest of a secret that the reader has.
    ///
    /// # Errors
    ///
    /// Fails for an empty secret and for a number of iterations that there is not.
    pub fn of(secret: Vec<u8>, algorithm: &str, iterations: u32) -> Result<Pair, String> {
        Self::begin(Secret::new(secret), algorithm, iterations)
    }

    /// Computes at most so many iterations, and tells whether the digest is made and verified.
    ///
    /// # Errors
    ///
    /// Fails where the digest does not verify, which is a fault of the machine or of the browser.
    pub fn advance(&mut self, iterations: u32) -> Result<bool, String> {
        let Some(work) = &mut self.work else { return Ok(self.verified) };
        if !work.advance(iterations.into()).map_err(|error| error.to_string())? {
            return Ok(false);
        }
        let Some(work) = self.work.take() else { return Ok(false) };
        let made = work.finish().map_err(|error| error.to_string())?;
        match &self.digest {
            None => {
                let digest: Digest = made.to_string().parse().map_err(|_| UNREADABLE)?;
                self.work = Some(digest.begin_again(&self.secret).map_err(|error| error.to_string())?);
                self.digest = Some(digest);
            }
            Some(digest) if digest.has_key_of(&made) => self.verified = true,
            Some(_) => return Err(UNREADABLE.to_owned()),
        }
        Ok(self.verified)
    }

    /// Returns how much is done, from 0 to 1.
    pub fn done(&self) -> f64 {
        let half = self.work.as_ref().map_or(1.0, |work| work.done() as f64 / work.total() as f64);
        if self.digest.is_some() { 0.5 + half / 2.0 } else { half / 2.0 }
    }

    /// Returns a copy of the secret's bytes; it is for the caller to wipe.
    pub fn secret(&self) -> Uint8Array {
        Uint8Array::from(self.secret.expose())
    }

    /// Returns the digest's text, once it is verified.
    pub fn digest(&self) -> Option<String> {
        self.digest.as_ref().filter(|_| self.verified).map(ToString::to_string)
    }

    fn begin(secret: Secret, algorithm: &str, iterations: u32) -> Result<Pair, String> {
        let method = method(algorithm, iterations)?;
        affordable(&method, method.key_length())?;
        let work = Digest::begin(method, &secret, &mut draw).map_err(|error| error.to_string())?;
        Ok(Self { secret, work: Some(work), digest: None, verified: false })
    }
}

const UNREADABLE: &str =
    "the digest does not verify, so it is not shown: please try again, and report it if it stays";

/// Returns an algorithm with its number of iterations; 0 stands for the usual one.
fn method(algorithm: &str, iterations: u32) -> Result<Method, String> {
    let iterations = Some(iterations).filter(|number| *number > 0).map(u64::from);
    Algorithm::named(algorithm)
        .and_then(|algorithm| algorithm.method(iterations))
        .map_err(|error| error.to_string())
}

/// Draws random bytes from the browser, or says that it has none: there is no weaker source to fall back on.
fn draw(buffer: &mut [u8]) -> Result<(), String> {
    getrandom::fill(buffer).map_err(|error| error.to_string())
}
