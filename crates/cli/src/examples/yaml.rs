//! Writes suggestions as the `variables:` of a `sitevar.yml`.

use std::fmt::Write;

use super::Suggestion;

/// Returns the declarations, each with where its examples are; doubtful ones are comments.
pub(crate) fn declarations(suggestions: &[Suggestion]) -> String {
    let mut out = String::new();
    let (certain, doubtful): (Vec<_>, Vec<_>) =
        suggestions.iter().partition(|suggestion| suggestion.doubt.is_none());
    if !certain.is_empty() {
        out.push_str("variables:\n");
    }
    for suggestion in certain {
        out.push_str(&declaration(suggestion));
    }
    if !doubtful.is_empty() {
        out.push_str("\n  # These may be no reader's choice. Remove the `#` of those that are.\n");
    }
    for suggestion in doubtful {
        for line in declaration(suggestion).lines() {
            let _ = writeln!(out, "  #{}", line.strip_prefix(' ').unwrap_or(line));
        }
    }
    out
}

fn declaration(suggestion: &Suggestion) -> String {
    let Suggestion { name, kind, label, examples, doubt, slots, pages } = suggestion;
    let mut out = String::new();
    let reason = doubt.map(|doubt| format!("; {doubt}")).unwrap_or_default();
    let _ = writeln!(out, "  # {}{reason}", counted(*slots, *pages));
    let _ = writeln!(out, "  {name}:");
    let _ = writeln!(out, "    type: {}", kind.name());
    let _ = writeln!(out, "    label: {}", quoted(label));
    match examples.as_slice() {
        [one] => {
            let _ = writeln!(out, "    examples: {}", quoted(one));
        }
        many => {
            out.push_str("    examples:\n");
            for example in many {
                let _ = writeln!(out, "      - {}", quoted(example));
            }
        }
    }
    out
}

fn counted(slots: usize, pages: usize) -> String {
    let of = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    format!("{} on {}", of(slots, "place"), of(pages, "page"))
}

/// Returns a text as YAML reads it back, whatever is in it.
fn quoted(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "/._- ".contains(c));
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let means_else = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    if is_plain
        && is_word
        && !text.ends_with(' ')
        && !means_else.contains(&text.to_ascii_lowercase().as_str())
    {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "''"))
}
