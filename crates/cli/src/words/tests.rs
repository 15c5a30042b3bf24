//! Every language says the same, and what a site brings takes its place.

use super::*;

/// Returns the parts in braces of a text, or of each of its plural forms.
fn placeholders(text: &Value) -> String {
    let forms: Vec<&Value> = text.as_object().map_or(vec![text], |forms| forms.values().collect());
    let of_form = |form: &Value| {
        let parts = form.as_str().unwrap_or_default().split('{').skip(1);
        let mut found: Vec<&str> = parts.filter_map(|part| Some(part.split_once('}')?.0)).collect();
        found.sort();
        found.join(" ")
    };
    let first = of_form(forms[0]);
    assert!(forms.iter().all(|form| of_form(form) == first), "{text}");
    first
}

#[test]
fn every_language_says_everything_with_the_same_parts() {
    let [english, others @ ..] = SHIPPED.map(|(name, text)| (name, read(text)));
    for (name, mut words) in others {
        let mut wanted = english.1.clone();
        for (ours, theirs) in words.parts().into_iter().zip(wanted.parts()) {
            assert!(!ours.is_empty(), "{name}");
            assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>(), "{name}");
            for (key, text) in ours.iter() {
                assert_eq!(placeholders(text), placeholders(&theirs[key]), "{name}: {key}");
            }
        }
    }
}

#[test]
fn a_key_is_in_one_part() {
    let mut english = read(SHIPPED[0].1);
    let count: usize = english.parts().into_iter().map(|part| part.len()).sum();
    assert_eq!(keys().len(), count);
}

#[test]
fn a_language_that_lacks_words_has_the_english_ones() {
    let own = OwnWords::from([("nl".to_owned(), Texts::from_iter([("copy".to_owned(), "Kopiëren".into())]))]);
    let words = Words::of("nl-BE", &own);
    assert!(words.loader().contains("\"copy\":\"Kopiëren\""), "{}", words.loader());
    assert!(words.widget().contains("\"done\":\"Done\"") && words.widget().contains("\"language\":\"nl\""));
    assert!(Words::of("sv", &own).widget().contains("\"language\":\"en\""));
}

#[test]
fn the_documentation_lists_every_key_with_its_text() {
    let page = include_str!("../../../../site/content/reference/words.md");
    for (key, text) in keys() {
        let one = |(form, text): (&String, &Value)| format!("{form}: {}", text.as_str().unwrap_or_default());
        let forms = text.as_object().map(|forms| forms.iter().map(one).collect::<Vec<_>>().join(" · "));
        let text = forms.unwrap_or_else(|| text.as_str().unwrap_or_default().to_owned());
        assert!(page.contains(&format!("| `{key}` | {text} |")), "{key}");
    }
}
