//! Whether this browser computes digests correctly.

use sitevar_secret::{Digest, Secret};

/// Digests of `password` with a salt of 16 bytes from 0 to 15 and two iterations, as Python's hashlib computes them.
const KNOWN: [&str; 5] = [
    "$pbkdf2$2$AAECAwQFBgcICQoLDA0ODw$hq90QynLNJEBWTnnOIyjrw3Xcjs",
    "$pbkdf2-sha224$2$AAECAwQFBgcICQoLDA0ODw$QC4PlSON6aPdDI2gqaCFCNO032GA0wXoooH.bA",
    "$pbkdf2-sha256$2$AAECAwQFBgcICQoLDA0ODw$oP/TQpLk59UZ7g8lEk4MW5SB2IvkD0Zi62y0ueQ/n0E",
    "$pbkdf2-sha384$2$AAECAwQFBgcICQoLDA0ODw$xkd4THnkwsPS8.faUn46y5oL64qY./kgCzebRv9BbKJBfUmX8Jio3a8KcnJV7ogt",
    "$pbkdf2-sha512$2$AAECAwQFBgcICQoLDA0ODw$AlUQ/YZMqXpp0TwzWf6B7MPieKhbKTe.IKNak29qNVeNSCAWDEds3BGBwEI0DxfQoUan46vfsR9AU2PYKtxauQ",
];

/// Computes digests with known answers, before a secret is shown or a digest is called wrong.
///
/// # Errors
///
/// Fails where one does not come out as it must.
pub(crate) fn check() -> Result<(), String> {
    let verifies = |text: &str, password: &str| {
        let digest: Result<Digest, _> = text.parse();
        digest.is_ok_and(|digest| digest.verify(&Secret::new(password.into())).unwrap_or(false))
    };
    if KNOWN.iter().all(|text| verifies(text, "password") && !verifies(text, "Password")) {
        return Ok(());
    }
    Err("this browser computes digests wrongly, so none is made here: please use the command line".to_owned())
}
