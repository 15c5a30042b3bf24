//! Making a secret: when the reader is asked, what is made with it, and what the form says.

use sitevar_core::{Kind, Variable};

use super::{Reader, made, variable};
use crate::state::State;

/// A reader of a site with a secret and two digests of it, and a digest of another secret.
fn reader() -> Reader {
    let mut reader = Reader::new();
    for (name, of) in [("digest", "secret"), ("digest-b", "secret"), ("other-digest", "other")] {
        let digest = Variable {
            of: Some(of.to_owned()),
            algorithm: Some("pbkdf2-sha256".to_owned()),
            ..variable(Kind::Digest, "insecure_digest")
        };
        reader.state.declare(name.to_owned(), digest);
    }
    reader
}

fn shown(state: &State) -> [&str; 8] {
    state.making_shown("secret", false)
}

#[test]
fn a_secret_and_its_digests_come_and_go_together() {
    let mut reader = reader();
    assert_eq!(reader.state.pair("secret"), ["secret", "digest", "digest-b"]);
    assert_eq!(made(&mut reader.state, "secret", "a-secret"), ["digest", "digest-b", "secret"]);
    assert_eq!(reader.state.shown("digest-b"), "its digest");
    assert_eq!(shown(&reader.state)[2..4], ["a-secret", "its digest"]);
    assert_eq!(reader.state.forget_secret("secret").len(), 3);
    assert_eq!(shown(&reader.state)[..6], [""; 6]);
}

#[test]
fn a_form_makes_the_secret_also_where_the_page_has_only_its_digest() {
    let reader = reader();
    let names = ["domain", "digest-b", "other-digest", "secret"].map(str::to_owned);
    assert_eq!(reader.state.secrets_of(&names), ["secret"], "nobody declares the other one");
}

#[test]
fn a_secret_in_use_is_replaced_only_after_a_yes() {
    let mut reader = reader();
    let drawn = Some(String::new());
    assert_eq!(reader.state.wants_secret("secret", None), drawn, "nothing is in use");
    made(&mut reader.state, "secret", "first");
    for own in [None, Some("another-secret-of-the-reader")] {
        assert_eq!(reader.state.wants_secret("secret", own), None);
        assert_eq!(shown(&reader.state)[0], "replace");
        assert_eq!(reader.state.answers("secret", false), None);
        assert_eq!(shown(&reader.state)[0], "");
        assert_eq!(reader.state.answers("secret", true), None, "no is an answer");
        reader.state.wants_secret("secret", own);
        assert_eq!(reader.state.answers("secret", true).as_deref(), Some(own.unwrap_or_default()));
    }
    reader.state.wants_secret("secret", None);
    reader.act(|state| state.closed(false));
    assert_eq!(shown(&reader.state)[0], "");
    assert_eq!(reader.state.answers("secret", true), None, "whoever closes the form has not answered");
}

#[test]
fn what_cannot_be_a_secret_is_refused_and_the_reason_goes_with_the_next_try() {
    let mut reader = reader();
    for (own, reason) in [("", "emptySecret"), ("  ", "emptySecret"), ("two words", "white space")] {
        assert_eq!(reader.state.wants_secret("secret", Some(own)), None);
        assert!(shown(&reader.state)[1].contains(reason), "{own:?}: {:?}", shown(&reader.state));
    }
    let ends: [fn(&mut State); 4] = [
        |state| drop(state.wants_secret("secret", None)),
        |state| drop(state.reset(Vec::new())),
        |state| drop(state.forget_secret("secret")),
        |state| state.closed(false),
    ];
    for end in ends {
        reader.state.failed("secret", "cancelled".to_owned());
        assert_eq!(shown(&reader.state)[1], "cancelled");
        end(&mut reader.state);
        assert_eq!(shown(&reader.state)[1], "");
    }
}

#[test]
fn what_was_made_is_told_with_the_command_that_does_the_same() {
    let mut reader = reader();
    let drawn = "authelia crypto hash generate pbkdf2 --variant sha512 --iterations 310000 --random --random.length 72 --random.charset rfc3986";
    let asks = "authelia crypto hash generate pbkdf2 --variant sha512 --iterations 310000";
    for (own, command, goes, word) in
        [(None, drawn, "commandGoes", ""), (Some("Random Password: hunter2"), asks, "commandAsks", "guessed")]
    {
        reader.state.wants_secret("secret", own);
        made(&mut reader.state, "secret", "hunter2");
        assert_eq!(shown(&reader.state)[4..6], [command, goes]);
        let [.., place, note] = shown(&reader.state);
        assert!(place == "inPlace" && note.contains(word) && note.is_empty() == word.is_empty(), "{note}");
        assert_eq!(reader.state.making_shown("secret", true)[6], "");
        reader.state.forget_secret("secret");
    }
}

#[test]
fn a_secret_that_nothing_is_a_digest_of_is_made_alone() {
    let mut reader = Reader::new();
    reader.state.wants_secret("secret", None);
    let alone = ["72", "rfc3986", "", ""].map(str::to_owned);
    reader.state.made_secret("secret", ["a-secret".to_owned(), String::new()], &alone);
    let [_, _, secret, digest, command, _, place, _] = shown(&reader.state);
    assert_eq!([secret, digest, command, place], ["a-secret", "", "", "inPlaceAlone"]);
}
