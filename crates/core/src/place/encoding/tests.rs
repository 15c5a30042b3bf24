//! What must be true of every form in the table, so that reading one back may hurry.

use crate::place::form::{Form, Insertion};
use crate::place::languages::ALL;

#[test]
fn nothing_in_the_content_of_a_form_begins_with_an_ordinary_character() {
    let mut looked_at = 0;
    for language in ALL {
        for form in language.forms.iter().copied().chain([language.word]) {
            let quoted = form.quoted.iter().copied();
            for form in quoted.chain([form]) {
                looked_at += 1;
                for sign in signs(form) {
                    assert_eq!(super::ordinary(&sign), 0, "{}: {}: `{sign}`", language.name, form.name);
                }
            }
        }
    }
    assert!(looked_at > ALL.len(), "every language has forms");
}

/// Returns what reading a form back looks for in its content.
fn signs(form: &Form) -> Vec<String> {
    let insertion = |insertion: &Insertion| match insertion {
        Insertion::Name(sign) | Insertion::Between(sign, _) => (*sign).to_owned(),
    };
    let mut signs: Vec<String> = form.escapes.iter().map(|(_, written)| (*written).to_owned()).collect();
    signs.extend(form.insertions.iter().map(insertion));
    signs.extend(form.escape.map(String::from));
    signs.push(form.close.to_owned());
    signs
}
