//! What must be true of every rule in the table, so that reading one back may hurry.

use crate::context::languages::ALL;
use crate::context::rule::{Interpolation, TokenRule};

#[test]
fn nothing_in_the_content_of_a_form_begins_with_an_ordinary_character() {
    let mut looked_at = 0;
    for language in ALL {
        for rule in language.rules.iter().copied().chain([language.word]) {
            let quoted = rule.quoted.iter().copied();
            for rule in quoted.chain([rule]) {
                looked_at += 1;
                for sign in signs(rule) {
                    assert_eq!(super::ordinary(&sign), 0, "{}: {}: `{sign}`", language.name, rule.name);
                }
            }
        }
    }
    assert!(looked_at > ALL.len(), "every language has rules");
}

/// Returns what reading a rule back looks for in its content.
fn signs(rule: &TokenRule) -> Vec<String> {
    let interpolation = |interpolation: &Interpolation| match interpolation {
        Interpolation::Name(sign) | Interpolation::Between(sign, _) => (*sign).to_owned(),
    };
    let mut signs: Vec<String> = rule.escapes.iter().map(|(_, written)| (*written).to_owned()).collect();
    signs.extend(rule.interpolations.iter().map(interpolation));
    signs.extend(rule.escape.map(String::from));
    signs.push(rule.close.to_owned());
    signs
}
