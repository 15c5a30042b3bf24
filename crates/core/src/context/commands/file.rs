//! Which file a command writes, and which language that is in: `cat > compose.yml`, `tee /etc/motd`.

use super::program::is_called;
use crate::context::language::Language;
use crate::guide::mark;
use crate::text::{Find, Signs};

/// How the names of files end that hold nothing but text.
const TEXT_FILES: [&str; 5] = [".txt", ".md", ".log", ".pub", "/dev/null"];

/// Returns the language of a file that gets this content. A file that holds a value and nothing else holds it as it is;
/// of others whose name says nothing, nothing is known.
pub(in crate::context) fn of_target(file: &str, content: &str) -> &'static Language {
    if let Some(language) = Language::of_file(file) {
        return language.shown_by(content);
    }
    let is_text = TEXT_FILES.iter().any(|end| file.ends_with(end));
    if is_text || is_only_a_value(content) { Language::text() } else { Language::unknown() }
}

/// Returns the file that a command writes its input to by itself.
pub(in crate::context) fn written_file<'t>(words: &[&'t str]) -> Option<&'t str> {
    let after = |name: &str| is_called(words, name).and_then(|at| words.get(at + 1..));
    let tee = || after("tee")?.iter().copied().find(|word| !word.starts_with('-'));
    let dd = || after("dd")?.iter().find_map(|word| word.strip_prefix("of="));
    tee().or_else(dd)
}

/// Returns the file that sed changes in its place.
pub(in crate::context) fn edited_file<'t>(words: &[&'t str]) -> Option<&'t str> {
    // Letters after `e`, `f` and `l` are their value.
    let is_in_place = |word: &&str| match word.strip_prefix('-') {
        Some(letters) if !letters.starts_with('-') => letters.before_any("efl").has('i'),
        _ => word.starts_with("--in-place"),
    };
    words.iter().any(is_in_place).then(|| words.last().copied())?
}

/// Tells whether a command prints its input as it is, so that it counts what becomes of that.
pub(in crate::context) fn passes_on(words: &[&str]) -> bool {
    words.is_empty() || ["cat", "tee"].iter().any(|name| is_called(words, name).is_some())
}

/// Tells whether a content is one value, with white space around it at most.
pub(super) fn is_only_a_value(content: &str) -> bool {
    let mut characters = content.trim().chars();
    characters.next().is_some_and(|first| mark::index(first).is_some()) && characters.next().is_none()
}
