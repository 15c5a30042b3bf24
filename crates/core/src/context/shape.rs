//! The language that a text itself shows: by the name of a file in its first comment, or by its shape.
//!
//! Few authors say that a block of YAML is a Compose file, and there a dollar sign means something else.

use super::language::Language;
use super::languages::COMPOSE;

/// What comments begin with, and how they end.
const COMMENTS: [(&str, &str); 6] =
    [("#", ""), ("//", ""), (";", ""), ("--", ""), ("<!--", "-->"), ("/*", "*/")];

/// Words before the name of a file: `# file: compose.yml`.
const LABELS: [&str; 3] = ["file:", "filename:", "path:"];

impl Language {
    /// Returns the language of a text in this one, as the text itself shows it.
    pub(super) fn shown_by(&'static self, text: &str) -> &'static Language {
        let named = file_of_first_comment(text).and_then(Language::of_file);
        match named {
            Some(named) if named.refines.contains(&self.name) || self.is_unnamed() => named,
            _ if (COMPOSE.refines.contains(&self.name) || self.is_unnamed()) && is_compose(text) => &COMPOSE,
            _ => self,
        }
    }

    /// Tells whether the page did not say what the language is.
    fn is_unnamed(&self) -> bool {
        self == Language::text() || self == Language::unknown()
    }
}

/// Returns the name of a file, where the first line is a comment with nothing else in it.
fn file_of_first_comment(text: &str) -> Option<&str> {
    let line = text.trim_start().lines().next()?.trim();
    let comment = COMMENTS.iter().find_map(|(open, close)| {
        line.strip_prefix(open)
            .map(|rest| rest.trim_start_matches(['#', '/', ';']).trim_end_matches(close).trim())
    })?;
    let name = LABELS.iter().find_map(|label| comment.strip_prefix(label)).unwrap_or(comment);
    let name = name.trim().trim_end_matches(':').trim_matches(['`', '"']);
    (!name.contains(char::is_whitespace)).then_some(name)
}

/// Tells whether a text is a Compose file: `services:` at its root, and an `image` or a `build` below that.
fn is_compose(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim_end() != "services:").skip(1);
    let below = lines.by_ref().take_while(|line| line.is_empty() || line.starts_with([' ', '#']));
    below.map(str::trim_start).any(|line| {
        ["image:", "build:"].iter().any(|key| {
            line.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r']))
        })
    })
}
