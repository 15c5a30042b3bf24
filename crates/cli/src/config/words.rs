//! What a site may say under `words:`: keys that the widget or the theme has, with the parts in braces that each needs.

use serde_json::Value;
use sitevar_core::{Code, Diagnostic, did_you_mean};

use super::declarations;
use crate::words::{OwnWords, keys};

/// Reports keys that nobody asks for, and texts that lack a part or are none.
pub(super) fn problems(text: &str, own: &OwnWords) -> Vec<Diagnostic> {
    let english = keys();
    let known: Vec<String> = english.keys().cloned().collect();
    let mut found = Vec::new();
    for (language, texts) in own {
        for (key, word) in texts {
            let span = declarations::span_below(text, &["words", language, key]);
            let report = |message: String| Diagnostic::error(Code::BadConfig, message, span);
            let Some(wanted) = english.get(key) else {
                let help = did_you_mean(key, &known, || {
                    "`reference/words` in the documentation lists all keys".to_owned()
                });
                found.push(report(format!("nothing says `{key}`")).help(help));
                continue;
            };
            if !is_text(word) {
                let help =
                    "write a text, or one for each plural form of the language, such as `one` and `other`";
                found.push(report(format!("`{key}` is not a text")).help(help));
            } else if let Some(part) =
                parts(wanted).find(|part| forms(word).iter().any(|form| !form.contains(part)))
            {
                found.push(
                    report(format!("`{key}` lacks `{part}`"))
                        .help(format!("the English text is `{}`", forms(wanted).join("` or `"))),
                );
            }
        }
    }
    found
}

fn is_text(word: &Value) -> bool {
    word.is_string()
        || word
            .as_object()
            .is_some_and(|forms| forms.contains_key("other") && forms.values().all(Value::is_string))
}

/// Returns the texts of a word: one, or one for each plural form.
fn forms(word: &Value) -> Vec<&str> {
    word.as_object().map_or_else(
        || word.as_str().into_iter().collect(),
        |forms| forms.values().filter_map(Value::as_str).collect(),
    )
}

/// Returns the parts in braces.
fn parts(word: &Value) -> impl Iterator<Item = String> {
    let first = forms(word).first().copied().unwrap_or_default();
    first
        .split('{')
        .skip(1)
        .filter_map(|rest| Some(format!("{{{}}}", rest.split_once('}')?.0)))
        .collect::<Vec<_>>()
        .into_iter()
}
