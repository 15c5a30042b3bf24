//! What is still an example: by the kind of a variable, or as its declaration says.

use sitevar_core::{Kind, Variable};

use super::{DECLARED, Reader, variable};

#[test]
fn a_default_that_can_stay_is_no_example() {
    for (name, kind, example, [own, _]) in DECLARED {
        for optional in [None, Some(true), Some(false)] {
            let mut reader = Reader::new();
            reader.state.declare(name.to_owned(), Variable { optional, ..variable(kind, example) });
            let names = [name.to_owned()];
            let by_kind = !matches!(
                kind,
                Kind::Subdomain | Kind::Host | Kind::Port | Kind::Path | Kind::Toggle | Kind::ClientId
            );
            assert_eq!(
                reader.state.is_example(&names),
                optional.map_or(by_kind, |optional| !optional),
                "{name}"
            );
            reader.act(|state| state.typed(name, own));
            assert!(
                reader.state.is_example(&names),
                "a place with the default has not what the reader set: {name}"
            );
        }
    }
}
