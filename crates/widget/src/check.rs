//! Checks: whether a digest is one of a secret, and whether this browser computes digests as everybody does.

use sitevar_secret::{Digest, Limits, Method, Secret, Work};
use wasm_bindgen::prelude::wasm_bindgen;

/// A digest and a secret that are being compared.
#[wasm_bindgen]
pub struct Check {
    digest: Digest,
    work: Option<Work>,
    matches: bool,
}

#[wasm_bindgen]
impl Check {
    /// Reads the digest and begins.
    ///
    /// # Errors
    ///
    /// Fails for a text that is no digest, with the reason; the text is not repeated.
    pub fn begin(digest: &str, secret: Vec<u8>) -> Result<Check, String> {
        let digest: Digest = digest.trim().parse().map_err(explain)?;
        affordable(digest.method(), digest.key().len())?;
        let work = digest.begin_again(&Secret::new(secret)).map_err(explain)?;
        Ok(Self { digest, work: Some(work), matches: false })
    }

    /// Computes at most so many iterations, and tells whether the answer is there.
    ///
    /// # Errors
    ///
    /// Fails where the algorithm does not take the secret.
    pub fn advance(&mut self, iterations: u32) -> Result<bool, String> {
        let Some(work) = &mut self.work else { return Ok(true) };
        if !work.advance(iterations.into()).map_err(explain)? {
            return Ok(false);
        }
        if let Some(work) = self.work.take() {
            self.matches = self.digest.has_key_of(&work.finish().map_err(explain)?);
        }
        Ok(true)
    }

    /// Returns how much is done, from 0 to 1.
    pub fn done(&self) -> f64 {
        self.work.as_ref().map_or(1.0, |work| work.done() as f64 / work.total() as f64)
    }

    /// Tells whether the digest is one of the secret.
    pub fn matches(&self) -> bool {
        self.matches
    }

    /// Says what is weak or strange about the digest.
    pub fn warnings(&self) -> Vec<String> {
        self.digest.warnings()
    }
}

/// Refuses what would keep a browser busy for minutes.
pub(crate) fn affordable(method: &Method, key_length: usize) -> Result<(), String> {
    let limits = Limits::default();
    limits.check(method, key_length).map_err(|_| {
        format!(
            "this is more work than {} iterations, which takes a browser too long: use the command line",
            limits.iterations
        )
    })
}

fn explain(error: sitevar_secret::Error) -> String {
    error.to_string()
}

/// Digests of `password` with a salt of 16 bytes from 0 to 15 and two iterations, as Python's hashlib computes them.
const KNOWN: [&str; 5] = [
    "$pbkdf2$2$AAECAwQFBgcICQoLDA0ODw$hq90QynLNJEBWTnnOIyjrw3Xcjs",
    "$pbkdf2-sha224$2$AAECAwQFBgcICQoLDA0ODw$QC4PlSON6aPdDI2gqaCFCNO032GA0wXoooH.bA",
    "$pbkdf2-sha256$2$AAECAwQFBgcICQoLDA0ODw$oP/TQpLk59UZ7g8lEk4MW5SB2IvkD0Zi62y0ueQ/n0E",
    "$pbkdf2-sha384$2$AAECAwQFBgcICQoLDA0ODw$xkd4THnkwsPS8.faUn46y5oL64qY./kgCzebRv9BbKJBfUmX8Jio3a8KcnJV7ogt",
    "$pbkdf2-sha512$2$AAECAwQFBgcICQoLDA0ODw$AlUQ/YZMqXpp0TwzWf6B7MPieKhbKTe.IKNak29qNVeNSCAWDEds3BGBwEI0DxfQoUan46vfsR9AU2PYKtxauQ",
];

/// Tells whether digests with known answers come out as they must; it is asked before the first secret is shown.
#[wasm_bindgen]
pub fn known_answers() -> bool {
    let verifies = |text: &str, password: &str| {
        let digest: Result<Digest, _> = text.parse();
        digest.is_ok_and(|digest| digest.verify(&Secret::new(password.into())).unwrap_or(false))
    };
    KNOWN.iter().all(|text| verifies(text, "password") && !verifies(text, "Password"))
}
