//! The shipped declarations are right, so that builds need not check them.

use sitevar_secret::{Algorithm, Charset, Digest, Secret};

use super::{idn, shipped};

#[test]
fn the_shipped_declarations_have_no_flaw() {
    let variables = shipped();
    for name in variables.variables.keys() {
        assert_eq!(variables.flaws(name, &idn), [], "{name}");
    }
    for name in variables.derived.keys() {
        assert_eq!(variables.circle(name), None);
        assert!(variables.direct_parts(name).all(|part| variables.contains(part)), "{name}");
    }
}

#[test]
fn the_shipped_example_digest_is_one_of_the_shipped_example_secret() {
    let variables = shipped();
    let [secret, digest] = ["client-secret", "client-secret-digest"]
        .map(|name| variables.variables.get(name).expect("it ships"));
    Charset::named(secret.charset.as_deref().unwrap()).unwrap();
    let algorithm = Algorithm::named(digest.algorithm.as_deref().unwrap()).unwrap();
    algorithm.method(digest.iterations.map(u64::from)).unwrap();
    let digest: Digest = digest.example.as_deref().unwrap().parse().unwrap();
    assert!(digest.verify(&Secret::new(secret.example.as_deref().unwrap().as_bytes().to_vec())).unwrap());
}
