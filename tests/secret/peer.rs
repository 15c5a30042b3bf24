//! The `pbkdf2` crate as a judge: our loop pads and keeps the states of HMAC itself, and must derive the same keys.

use pbkdf2::{hmac::EagerHash, pbkdf2_hmac};
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use sitevar_secret::{Hash, Method, Secret, Work};

/// Sizes on both sides of every limit of a block: of 64 and 128 bytes, and of the length and the bit at its end.
const SIZES: [usize; 24] =
    [0, 1, 16, 19, 20, 27, 28, 31, 32, 47, 48, 51, 52, 55, 56, 63, 64, 65, 107, 111, 112, 127, 128, 129];

#[test]
fn every_hash_derives_the_keys_of_the_pbkdf2_crate() {
    same_keys::<Sha1>(Hash::Sha1);
    same_keys::<Sha224>(Hash::Sha224);
    same_keys::<Sha256>(Hash::Sha256);
    same_keys::<Sha384>(Hash::Sha384);
    same_keys::<Sha512>(Hash::Sha512);
}

fn same_keys<H: EagerHash<Core: Sync>>(hash: Hash) {
    let mut random = fastrand::Rng::with_seed(hash.size() as u64);
    let mut bytes = |size: usize| (0..size).map(|_| random.u8(..)).collect::<Vec<u8>>();
    for (secret_size, salt_size) in SIZES.iter().flat_map(|secret| SIZES.map(|salt| (*secret, salt))) {
        let (secret, salt) = (bytes(secret_size), bytes(salt_size));
        // A block, parts of one, and more than one.
        let length = 1 + (secret_size + 3 * salt_size) % (3 * hash.size());
        let mut expected = vec![0; length];
        pbkdf2_hmac::<H>(&secret, &salt, 3, &mut expected);
        let method = Method::Pbkdf2 { hash, iterations: 3 };
        let work = Work::new(method, &Secret::new(secret), salt, length).unwrap();
        let found = work.finish().unwrap();
        assert_eq!(found.key(), expected, "{hash:?}, {secret_size} and {salt_size} bytes, {length} wanted");
    }
}
