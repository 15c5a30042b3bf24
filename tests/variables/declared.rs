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
fn derived_variables_have_a_value_as_deep_as_they_may_be() {
    let chain = |names: usize| {
        let mut variables = shipped();
        variables.derived.insert("d0".to_owned(), "{domain}".to_owned());
        for at in 1..names {
            variables.derived.insert(format!("d{at}"), format!("{{d{}}}", at - 1));
        }
        variables
    };
    let (_, limit) = chain(10_000).too_deep().expect("10,000 are too deep");
    let (longest, longer) = (chain(limit + 1), chain(limit + 2));
    assert_eq!(longest.too_deep(), None);
    assert_eq!(longest.default_text(&format!("d{limit}")), longest.default_text("domain"));
    assert!(longer.too_deep().is_some());
    assert_eq!(longer.default_text(&format!("d{}", limit + 1)), None);
}

#[test]
fn the_shipped_example_digest_is_one_of_the_shipped_example_secret() {
    let variables = shipped();
    let [secret, digest] = ["client-secret", "client-secret-digest"]
        .map(|name| variables.variables.get(name).expect("it ships"));
    Charset::named(secret.charset.as_deref().unwrap()).unwrap();
    let algorithm = Algorithm::named(digest.algorithm.as_deref().unwrap()).unwrap();
    algorithm.method(digest.iterations.map(u64::from)).unwrap();
    let digest: Digest = digest.example().unwrap().parse().unwrap();
    assert!(digest.verify(&Secret::new(secret.example().unwrap().as_bytes().to_vec())).unwrap());
}

#[test]
fn a_default_that_can_stay_is_said_of_any_type_but_a_secret() {
    let mut variables = shipped();
    for name in ["domain", "port", "client-secret", "client-secret-digest"] {
        for optional in [true, false] {
            let mut variable = variables.variables.get(name).expect("it ships").clone();
            variable.optional = Some(optional);
            variables.variables.insert(name.to_owned(), variable);
            let flaws = variables.flaws(name, &idn);
            let expected = if name.starts_with("client-secret") { 1 } else { 0 };
            assert_eq!(flaws.len(), expected, "{name}: {flaws:?}");
        }
    }
}
