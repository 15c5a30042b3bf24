//! `strings.Title` and `inflect`: words as titles and sentences write them.

use gotmpl::Value;

use super::args::{Args, Function, function};
use crate::engine::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("strings.Title title", 1, 1, |args| Ok(title(&args.text(0)?).into())),
    function("strings.FirstUpper", 1, 1, |args| Ok(first_upper(&args.text(0)?).into())),
    function("inflect.Humanize humanize", 1, 1, humanize),
    function("inflect.Pluralize pluralize inflect.Singularize singularize", 1, 1, |args| {
        Err(args.unsupported("write the form that you need").into())
    }),
];

/// Words that stay small inside a title, in the style of the Associated Press, Hugo's default.
const SMALL: [&str; 24] = [
    "a", "an", "and", "as", "at", "but", "by", "en", "for", "if", "in", "nor", "of", "on", "or", "per",
    "the", "to", "v", "v.", "via", "vs", "vs.", "",
];

/// Writes a title, by the rules of the library that Hugo uses (github.com/jdkato/prose, transform).
fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphanumeric).map(|found| at + found) {
        let inside = |c: char| c.is_whitespace() || c == '-' || c == '/';
        let end = text[start..].find(inside).map_or(text.len(), |found| start + found);
        out.push_str(&text[at..start]);
        let word = &text[start..end];
        out.push_str(&if stays_small(text, start, end) { word.to_lowercase() } else { first_upper(word) });
        at = end;
    }
    out + &text[at..]
}

fn stays_small(text: &str, start: usize, end: usize) -> bool {
    let before = |back: usize| text[..start].chars().rev().nth(back - 1).unwrap_or(' ');
    let bounding = start == 0 || end == text.len();
    !bounding
        && SMALL.contains(&text[start..end].to_lowercase().as_str())
        && matches!(before(1), ' ' | '-' | '/')
        && !matches!(before(2), ':' | '-')
        && (!text[end..].starts_with('-') || before(1) == '-')
}

pub(super) fn first_upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Makes a sentence of a name, and an ordinal of a number.
fn humanize(args: &Args<'_>) -> Result<Value, Stop> {
    let text = args.text(0)?;
    if let Ok(number) = text.parse::<i64>() {
        let ending = match (number % 10, number % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        return Ok(format!("{number}{ending}").into());
    }
    let mut words: Vec<String> = Vec::new();
    for part in
        text.split(|c: char| c == '-' || c == '_' || c.is_whitespace()).filter(|part| !part.is_empty())
    {
        words.extend(camel_words(part));
    }
    if words.last().is_some_and(|last| last == "id") && words.len() > 1 {
        words.last_mut().into_iter().for_each(|last| *last = "ID".to_owned());
    }
    Ok(first_upper(&words.join(" ")).into())
}

/// Splits `camelCase` into words, in lower case.
fn camel_words(part: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_lower = true;
    for c in part.chars() {
        match words.last_mut() {
            Some(word) if !(c.is_uppercase() && was_lower) => word.extend(c.to_lowercase()),
            _ => words.push(c.to_lowercase().collect()),
        }
        was_lower = c.is_lowercase();
    }
    words
}
