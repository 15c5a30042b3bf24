//! The work in steps gives the same as the work in one go, and tells truly how far it is.

use sitevar_secret::{Digest, Hash, Method, Work};

use super::secret;

/// More than one block of the hash, and a part of one.
const LENGTH: usize = 100;

fn in_steps(iterations: u32, step: u64) -> String {
    let secret = secret("insecure_secret");
    let method = Method::Pbkdf2 { hash: Hash::Sha256, iterations };
    let mut work = Work::new(method, &secret, b"salt".to_vec(), LENGTH).unwrap();
    assert_eq!(work.total(), u64::from(iterations) * 4);
    let mut done = 0;
    while !work.advance(step).unwrap() {
        done += step;
        assert_eq!(work.done(), done);
        assert!(done < work.total());
    }
    assert_eq!(work.done(), work.total());
    assert!(done + step >= work.total(), "one step too many");
    work.finish().unwrap().to_string()
}

#[test]
fn the_size_of_the_steps_does_not_change_the_digest() {
    for iterations in [1, 2, 7, 100] {
        let whole = in_steps(iterations, u64::MAX);
        for step in [1, 2, 3, 7, 50, 99, 100, 101, 400] {
            assert_eq!(in_steps(iterations, step), whole, "{iterations} iterations by {step}");
        }
    }
}

#[test]
fn a_second_digest_of_a_secret_has_another_salt_and_both_are_right() {
    let secret = secret("insecure_secret");
    let mut random = fastrand::Rng::with_seed(1);
    let mut entropy = |buffer: &mut [u8]| {
        random.fill(buffer);
        Ok(())
    };
    let method = Method::Pbkdf2 { hash: Hash::Sha512, iterations: 10 };
    let mut make = || Digest::begin(method.clone(), &secret, &mut entropy).unwrap().finish().unwrap();
    let (one, other) = (make(), make());
    assert_ne!(one.to_string(), other.to_string());
    assert_eq!((one.verify(&secret), other.verify(&secret)), (Ok(true), Ok(true)));
}
