//! What a site may say of its language: which one, and under `words:` keys that the widget or the theme has, with the parts
//! in braces that each needs.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use serde_yaml::Spanned;
use sitevar_core::{Code, Diagnostic, Span, did_you_mean};

use super::{declarations, yaml};
use crate::words::{OwnWords, TEXTS, keys, primary, texts as known_texts};

/// The plural forms that a language may have, as Unicode calls them; every language has the last one.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", OTHER];
const OTHER: &str = "other";

/// Reports a language that no browser knows as one, and words that could not be said.
pub(super) fn problems(text: &str, language: Option<&Spanned<String>>, own: &OwnWords) -> Vec<Diagnostic> {
    let place = |language: &Spanned<String>| {
        let start = yaml::offset(text, &language.referenced);
        Span::new(start, start + language.value.len())
    };
    let mut found: Vec<Diagnostic> =
        language.and_then(|language| no_language(&language.value, place(language))).into_iter().collect();
    let mut seen = BTreeSet::new();
    for (language, texts) in own {
        let span = declarations::span_below(text, &["words", language]);
        found.extend(no_language(language, span));
        if !seen.insert(primary(language)) {
            let message = format!("`{}` has words twice", primary(language));
            found.push(error(message, span).help("write one list for a language and all its regions"));
        }
        found.extend(wrong_words(text, language, texts));
    }
    found
}

fn no_language(language: &str, span: Span) -> Option<Diagnostic> {
    let mut parts = language.split(['-', '_']);
    let is_letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_primary = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && is_letters(part));
    let is_rest = |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_primary && parts.all(is_rest) {
        return None;
    }
    let message = format!("`{language}` is not a language");
    Some(error(message, span).help("write its tag, such as `de`, `pt-BR` or `zh-Hans`"))
}

fn wrong_words(text: &str, language: &str, texts: &Map<String, Value>) -> Vec<Diagnostic> {
    let own = texts.get(TEXTS).and_then(Value::as_object);
    let words = texts.iter().filter(|(key, _)| own.is_none() || key.as_str() != TEXTS);
    let mut found = wrong_among(text, &["words", language], words, &keys());
    found.extend(wrong_among(text, &["words", language, TEXTS], own.into_iter().flatten(), &known_texts()));
    found
}

/// Reports what is wrong among the words below a path, each of which has an English text.
fn wrong_among<'a>(
    text: &str,
    path: &[&str],
    words: impl Iterator<Item = (&'a String, &'a Value)>,
    english: &Map<String, Value>,
) -> Vec<Diagnostic> {
    let known: Vec<String> = english.keys().cloned().collect();
    let wrong = |(key, word): (&String, &Value)| {
        let span = declarations::span_below(text, &[path, &[key]].concat());
        let Some(wanted) = english.get(key) else {
            let all = || "`reference/words` in the documentation lists all keys".to_owned();
            return Some(error(format!("nothing says `{key}`"), span).help(did_you_mean(key, &known, all)));
        };
        let (message, help) = wrong_word(word, wanted)?;
        Some(error(format!("`{key}` {message}"), span).help(help))
    };
    words.filter_map(wrong).collect()
}

/// Returns what is wrong with a word, and what to do.
fn wrong_word(word: &Value, wanted: &Value) -> Option<(String, String)> {
    let english = format!("the English text is `{}`", forms(wanted).join("` or `"));
    if let Some(plural) = word.as_object() {
        if !parts(wanted).contains("number") {
            return Some(("has no number, so it has no plural forms".to_owned(), english));
        }
        if let Some(form) = plural.keys().find(|form| !FORMS.contains(&form.as_str())) {
            let help = format!("the plural forms are `{}`", FORMS.join("`, `"));
            return Some((format!("has no plural form `{form}`"), help));
        }
        if !plural.contains_key(OTHER) {
            return Some((format!("lacks the plural form `{OTHER}`"), "every language has it".to_owned()));
        }
    }
    let texts = forms(word);
    if texts.is_empty() || texts.iter().any(|text| text.trim().is_empty()) {
        return Some(("is not a text".to_owned(), english));
    }
    let wanted = parts(wanted);
    for text in texts {
        let own = parts(&Value::from(text));
        if let Some(part) = wanted.iter().find(|part| !own.contains(*part)) {
            return Some((format!("lacks `{{{part}}}`"), english));
        }
        if let Some(part) = own.iter().find(|part| !wanted.contains(*part)) {
            return Some((format!("has `{{{part}}}`, which nothing is put in for"), english));
        }
    }
    None
}

/// Returns the texts of a word: one, or one for each plural form; none where one is no text.
fn forms(word: &Value) -> Vec<&str> {
    let texts: Option<Vec<&str>> = match word.as_object() {
        Some(forms) => forms.values().map(Value::as_str).collect(),
        None => word.as_str().map(|text| vec![text]),
    };
    texts.unwrap_or_default()
}

/// Returns the names in braces of the first text.
fn parts(word: &Value) -> BTreeSet<String> {
    let first = forms(word).first().copied().unwrap_or_default();
    first.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
}

fn error(message: String, span: Span) -> Diagnostic {
    Diagnostic::error(Code::BadConfig, message, span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_the_program_needs_a_key_that_is_said_and_its_parts() {
        let wrong = "words:\n  nl:\n    texts:\n      nobody says this: x\n      \"a path has at most {most} bytes\": lang\n";
        let texts = serde_json::json!({
            "nobody says this": "x",
            "a path has at most {most} bytes": "lang",
            "it begins with a dot: remove it": "weg",
        });
        let own = OwnWords::from([("nl".to_owned(), Map::from_iter([(TEXTS.to_owned(), texts)]))]);
        let mut found: Vec<String> =
            problems(wrong, None, &own).into_iter().map(|problem| problem.message).collect();
        found.sort();
        assert_eq!(
            found,
            ["`a path has at most {most} bytes` lacks `{most}`", "nothing says `nobody says this`"]
        );
    }
}
