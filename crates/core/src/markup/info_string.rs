//! Fenced code blocks: the language and the attributes of the info string.
//!
//! The title stays visible, because it tells which file the code belongs into.

use super::Attributes;
use crate::text::Cut;

/// What the info string of a fence says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct InfoString {
    /// Its first word.
    pub(crate) language: String,
    /// What is above the code, usually the name of the file.
    pub(crate) title: Option<String>,
    pub(crate) attributes: Attributes,
}

/// The attribute of a block that says which lines are marked: `1 3-5`.
pub(crate) const MARKED_LINES: &str = "data-hl-lines";

/// The attribute of a block whose lines have numbers, with the first of them.
pub(crate) const LINE_NUMBERS: &str = "data-linenos";

/// Options of Hugo's highlighter, which are no attributes of an element.
const HIGHLIGHTER_OPTIONS: [&str; 13] = [
    "anchorlinenos",
    "codefences",
    "guesssyntax",
    "hl_inline",
    "lineanchors",
    "linenos",
    "linenostart",
    "linenumbersintable",
    "noclasses",
    "nohl",
    "style",
    "tabwidth",
    "wrapperclass",
];

impl InfoString {
    /// Reads an info string: a language, then attributes in braces with or without a space between.
    ///
    /// The title may also be outside of braces, as other generators have it.
    pub(crate) fn parse(info: &str) -> Self {
        let info = info.trim();
        let first = info.split([' ', '\t', '{']).next().unwrap_or_default();
        let language = Some(first).filter(|first| !first.is_empty()).or_else(|| language_in_braces(info));
        let language = language.unwrap_or_default().to_owned();
        let braces = info.find('{').and_then(|at| Attributes::parse(info.after(at)));
        let mut attributes = braces.map(|(attributes, _)| attributes).unwrap_or_default();
        let options = info.after(first.len());
        let title = attributes.take("title").or_else(|| title_of(options));
        if let Some(lines) = attributes.take("hl_lines").or_else(|| marked_lines(options)) {
            attributes.push(MARKED_LINES, lines);
        }
        if let Some(first) = first_number(&mut attributes, options) {
            attributes.push(LINE_NUMBERS, first);
        }
        attributes.retain(|name| !HIGHLIGHTER_OPTIONS.iter().any(|known| name.eq_ignore_ascii_case(known)));
        Self { language, title, attributes }
    }
}

/// Returns the language of a fence whose info string begins with braces: `{.yaml .annotate}` (Pandoc, MkDocs) or
/// `{code-block} yaml` (MyST).
fn language_in_braces(info: &str) -> Option<&str> {
    let (inside, after) = info.strip_prefix('{')?.split_once('}')?;
    let mut words = inside.split_whitespace();
    match inside.trim() {
        "code-block" | "code" | "sourcecode" => after.split_whitespace().next(),
        _ => words.next()?.strip_prefix('.').filter(|class| !class.is_empty()),
    }
}

/// Returns the title in the options of a fence, as other generators write it: `title="compose.yml"` (Docusaurus, MkDocs,
/// Starlight), `[compose.yml]` (VitePress), `filename=compose.yml`.
fn title_of(options: &str) -> Option<String> {
    let named = ["title=", "filename=", "name="].iter().find_map(|name| option(options, name));
    if let Some(title) = named {
        return Some(title.to_owned()).filter(|title| !title.is_empty());
    }
    let (_, rest) = options.split_once('[').filter(|(before, _)| before.trim().is_empty())?;
    let (title, _) = rest.split_once(']')?;
    (!title.trim().is_empty()).then(|| title.trim().to_owned())
}

/// Returns the lines that the options of a fence mark: `hl_lines="1 3-5"` (MkDocs), `{1,3-5}` (Docusaurus, Starlight,
/// VitePress).
fn marked_lines(options: &str) -> Option<String> {
    let in_braces = || Some(options.split_once('{')?.1.split_once('}')?.0);
    let lines = option(options, "hl_lines=").or_else(in_braces)?;
    let is_list = lines.bytes().all(|byte| byte.is_ascii_digit() || b" ,-".contains(&byte));
    (is_list && !lines.trim().is_empty()).then(|| lines.replace(',', " "))
}

/// Returns the number of the first line, where lines have numbers: `linenos=true` (Hugo), `linenums="1"` (MkDocs),
/// `showLineNumbers` (Docusaurus, Starlight).
fn first_number(attributes: &mut Attributes, options: &str) -> Option<String> {
    let start = attributes.take("linenostart");
    let is_shown = |option: String| option != "false" && !option.is_empty();
    let number = |number: &str| number.parse::<u32>().ok().map(|number| number.to_string());
    let shown = attributes.take("linenos").map(is_shown);
    if shown.unwrap_or_else(|| options.split([' ', '\t', '}']).any(|word| word == "showLineNumbers")) {
        let start = start.as_deref().or_else(|| option(options, "startLineNumber="));
        return Some(start.and_then(number).unwrap_or_else(|| "1".to_owned()));
    }
    option(options, "linenums=").and_then(number)
}

/// Returns the value of an option of a fence, with or without quotes.
fn option<'a>(options: &'a str, name: &str) -> Option<&'a str> {
    let begins = |at: usize| options.before(at).ends_with([' ', '\t', ',', '{']);
    let (at, _) = options.match_indices(name).find(|(at, _)| begins(*at))?;
    let value = options.after(at + name.len());
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|value| value.split_once(quote));
    // One that is not closed is a slip.
    let bare = || value.split([' ', '\t', '}']).next().map(|word| word.trim_matches(['"', '\'']));
    quoted('"').or_else(|| quoted('\'')).map(|(value, _)| value).or_else(bare)
}
