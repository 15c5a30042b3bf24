//! What holds of every input of every kind: no panic, a reason, and nothing left to correct.

use sitevar_core::{Kind, Variable};

use super::idn;

#[test]
fn an_accepted_value_is_accepted_again_unchanged() {
    let mut random = fastrand::Rng::with_seed(0x517E_7A12);
    let mut accepted = 0;
    for _ in 0..60_000 {
        let typed = typed(&mut random);
        for (name, kind) in Kind::ALL {
            let variable = variable(kind);
            let Ok(first) = variable.accept(&typed, &idn) else { continue };
            accepted += usize::from(!first.value.is_empty());
            let second = variable.accept(&first.value, &idn);
            let second =
                second.unwrap_or_else(|why| panic!("{name}: {typed:?} → {first:?}, then refused: {why}"));
            assert_eq!(first.value, second.value, "{name}: {typed:?}");
            if first.value == typed && !kind.is_of_a_secret() {
                assert!(!first.note.unwrap_or_default().contains("became"), "{name}: {typed:?}");
            }
        }
    }
    assert!(accepted > 50_000, "only {accepted} inputs were accepted");
}

#[test]
fn a_refusal_says_in_one_phrase_what_to_do_and_repeats_no_secret() {
    let mut random = fastrand::Rng::with_seed(0x005E_C2E7);
    for _ in 0..20_000 {
        let typed = typed(&mut random);
        for (name, kind) in Kind::ALL {
            let said = match variable(kind).accept(&typed, &idn) {
                Err(said) => {
                    assert!(!said.contains('\n') && said.contains(':'), "{name}: {typed:?}: {said}");
                    assert!(!said.starts_with(char::is_uppercase), "{name}: {typed:?}: {said}");
                    said
                }
                Ok(accepted) => accepted.note.unwrap_or_default(),
            };
            // Its label may be repeated, and is all that is.
            let repeated =
                typed.len() >= 12 && !"Random Password:".contains(typed.trim()) && said.contains(&typed);
            assert!(kind != Kind::Secret || !repeated, "{said}");
            assert!(said.chars().count() < 600, "{name}: {typed:?}: {said}");
        }
    }
}

#[test]
fn no_kind_takes_a_megabyte_or_an_unsafe_character() {
    let megabyte = "a".repeat(1 << 20);
    for (name, kind) in Kind::ALL {
        let variable = variable(kind);
        assert!(variable.accept(&megabyte, &idn).is_err(), "{name}");
        for unsafe_character in [
            '\0',
            '\u{1B}',
            '\u{7F}',
            '\u{85}',
            '\u{202E}',
            '\u{2066}',
            '\u{E000}',
            '\u{F0000}',
            '\u{10FFFD}',
            '\u{FDD1}',
        ] {
            let typed = format!("a{unsafe_character}b");
            assert!(variable.accept(&typed, &idn).is_err(), "{name}: {unsafe_character:?}");
        }
    }
}

/// Returns a declaration with everything that a kind can have.
fn variable(kind: Kind) -> Variable {
    Variable {
        on: Some("https".to_owned()),
        off: Some("http".to_owned()),
        choices: ["one", "Two", "https://a"].map(str::to_owned).to_vec(),
        ..kind.into()
    }
}

/// Makes an input of pieces that have a meaning for some kind.
fn typed(random: &mut fastrand::Rng) -> String {
    const PIECES: [&str; 64] = [
        "a",
        "B",
        "auth",
        "example",
        "com",
        "xn--",
        "mnchen-3ya",
        "münchen",
        "ß",
        "ﬁ",
        "１",
        "。",
        ".",
        "..",
        "-",
        "_",
        ":",
        "://",
        "//",
        "/",
        "?",
        "#",
        "@",
        "[",
        "]",
        "::1",
        "127.0.0.1",
        "0",
        "0x1f",
        "9091",
        "65535",
        "https",
        "HTTP",
        "javascript",
        "ldap",
        "mailto:",
        "<",
        ">",
        "%",
        "%20",
        "\\",
        "\"",
        "'",
        "$",
        "$$",
        "pbkdf2-sha512",
        "Digest:",
        "Random Password:",
        "plaintext",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\u{A0}",
        "true",
        "On",
        "1",
        "one",
        "two",
        "~",
        "*",
        "😀",
        "\u{200B}",
        "\u{301}",
    ];
    let count = random.usize(1..7);
    (0..count).map(|_| PIECES[random.usize(..PIECES.len())]).collect()
}
