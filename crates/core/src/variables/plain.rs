//! Values that are not names of machines: texts, paths, choices, toggles, client ids.

use super::Scalar;
use super::draft::{Draft, shown};
use crate::report::did_you_mean;
use crate::text::Find;
use crate::text::characters::describe;

/// Any text; only line breaks are normalized.
pub(super) fn text(draft: &mut Draft<'_>) -> Result<(), String> {
    let value = draft.value.replaced("\r\n", "\n").replace('\r', "\n");
    draft.change(value, "every line break is now a line feed");
    Ok(())
}

/// The longest path that Linux takes (`PATH_MAX`).
const LONGEST_PATH: usize = 4096;

/// A path of Unix or Windows, absolute or not.
pub(super) fn path(draft: &mut Draft<'_>, default: Option<&Scalar>) -> Result<(), String> {
    // "Copy as path" of Windows adds them.
    while let Some(path) = ['"', '\''].iter().find_map(|quote| {
        draft.value.strip_prefix(*quote)?.strip_suffix(*quote).map(|path| path.trim().to_owned())
    }) {
        draft.change(path, "the quotes are not part of the path");
    }
    if draft.value.len() > LONGEST_PATH {
        return Err(format!("a path has at most {LONGEST_PATH} bytes"));
    }
    if draft.value.starts_with('~') && !matches!(default, Some(Scalar::String(path)) if path.starts_with('~'))
    {
        return Err("only shells know `~`: write the whole path, such as `/home/me/notes`".to_owned());
    }
    if draft.value.to_ascii_lowercase().starts_with("file:") {
        return Err("this is the URL of a file: write the path itself, such as `/etc/authelia`".to_owned());
    }
    Ok(())
}

/// One of the declared choices.
pub(super) fn choice(draft: &mut Draft<'_>, choices: &[String]) -> Result<(), String> {
    if choices.contains(&draft.value) {
        return Ok(());
    }
    if let Some(choice) = choices.iter().find(|choice| choice.eq_ignore_ascii_case(&draft.value)) {
        draft.change(choice.clone(), "this is how the choice is written");
        return Ok(());
    }
    let advice = did_you_mean(&draft.value, choices, || format!("choose one of `{}`", choices.join("`, `")));
    Err(format!("this is not one of the choices: {advice}"))
}

/// The words for on and off; those of YAML 1.1, which authors and readers know.
const ON: [&str; 4] = ["true", "on", "yes", "1"];
const OFF: [&str; 4] = ["false", "off", "no", "0"];

/// On or off, by one of the words for it or by the text that the variable writes.
pub(super) fn toggle(draft: &mut Draft<'_>, on: Option<&str>, off: Option<&str>) -> Result<(), String> {
    let value = state(&draft.value).or_else(|| match Some(draft.value.as_str()) {
        value if value == on => Some(true),
        value if value == off => Some(false),
        _ => None,
    });
    let Some(value) = value else {
        return Err(match (on, off) {
            (Some(on), Some(off)) => format!(
                "this is neither on nor off: write `true` or `false`, or what the page shows, `{}` or `{}`",
                shown(on),
                shown(off)
            ),
            _ => "this is neither on nor off: write `true` or `false`".to_owned(),
        });
    };
    // No note is needed: it means the same.
    draft.value = value.to_string();
    Ok(())
}

/// Returns what a word for on or off means.
pub(super) fn state(word: &str) -> Option<bool> {
    let word = word.to_ascii_lowercase();
    if ON.contains(&&*word) { Some(true) } else { OFF.contains(&&*word).then_some(false) }
}

/// The most characters that Authelia accepts in a client id.
pub(crate) const LONGEST_CLIENT_ID: usize = 100;

/// An id of unreserved characters, which is the same everywhere, in a URL too.
pub(super) fn client_id(draft: &mut Draft<'_>) -> Result<(), String> {
    if let Some(strange) = draft.value.chars().find(|c| !is_unreserved(*c)) {
        return Err(format!(
            "a client id cannot contain {}: use letters, digits, `-`, `.`, `_` and `~`",
            describe(strange)
        ));
    }
    match draft.value.len() {
        length if length > LONGEST_CLIENT_ID => Err(format!(
            "{length} characters are too many for a client id: at most {LONGEST_CLIENT_ID} are allowed"
        )),
        _ => Ok(()),
    }
}

/// Tells whether a character needs no encoding in a URL (RFC 3986, section 2.3).
pub(crate) fn is_unreserved(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~".has(character)
}
