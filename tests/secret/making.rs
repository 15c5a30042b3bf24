//! Making a digest: each has a salt of its own, and a sample says how long the whole takes.

use sitevar_secret::{Algorithm, Digest, Hash, Method};

use super::secret;

#[test]
fn a_second_digest_of_a_secret_has_another_salt_and_both_are_right() {
    let secret = secret("insecure_secret");
    let mut random = fastrand::Rng::with_seed(1);
    let mut entropy = |buffer: &mut [u8]| {
        random.fill(buffer);
        Ok(())
    };
    let method = Method::Pbkdf2 { hash: Hash::Sha512, iterations: 10 };
    let mut make = || Digest::make(method.clone(), &secret, &mut entropy).unwrap();
    let (one, other) = (make(), make());
    assert_ne!(one.to_string(), other.to_string());
    assert_eq!((one.verify(&secret), other.verify(&secret)), (Ok(true), Ok(true)));
}

#[test]
fn a_digest_takes_as_many_times_as_long_as_a_sample_as_it_has_more_iterations() {
    let method = Method::Pbkdf2 { hash: Hash::Sha256, iterations: 250_000 };
    assert_eq!(method.sample(32), Some(250.0));
    // A key of four blocks is four times the work.
    assert_eq!(method.sample(100), Some(1000.0));
    let bcrypt = Algorithm::named("bcrypt").unwrap().method(None).unwrap();
    assert_eq!(bcrypt.sample(bcrypt.key_length()), None);
}
