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
        let language = info.split([' ', '\t', '{']).next().unwrap_or_default().to_owned();
        let braces = info.find('{').and_then(|at| Attributes::parse(info.after(at)));
        let mut attributes = braces.map(|(attributes, _)| attributes).unwrap_or_default();
        let title = attributes.take("title").or_else(|| title_of(info.after(language.len())));
        if let Some(lines) = attributes.take("hl_lines") {
            attributes.push("data-hl-lines", lines);
        }
        attributes.retain(|name| !HIGHLIGHTER_OPTIONS.iter().any(|known| name.eq_ignore_ascii_case(known)));
        Self { language, title, attributes }
    }
}

/// Returns the title in the options of a fence, as other generators write it: `title="compose.yml"` (Docusaurus, MkDocs,
/// Starlight), `[compose.yml]` (VitePress), `filename=compose.yml`.
fn title_of(options: &str) -> Option<String> {
    for name in ["title=", "filename=", "name="] {
        let option = |at: usize| options.before(at).ends_with([' ', '\t', ',', '{']);
        let Some((at, _)) = options.match_indices(name).find(|(at, _)| option(*at)) else { continue };
        let value = options.after(at + name.len());
        let quoted = |quote: char| value.strip_prefix(quote).and_then(|value| value.split_once(quote));
        // One that is not closed is a slip.
        let bare = || value.split([' ', '\t', '}']).next().map(|word| word.trim_matches(['"', '\'']));
        let title = quoted('"').or_else(|| quoted('\'')).map(|(title, _)| title).or_else(bare);
        return title.filter(|title| !title.is_empty()).map(str::to_owned);
    }
    let (_, rest) = options.split_once('[').filter(|(before, _)| before.trim().is_empty())?;
    let (title, _) = rest.split_once(']')?;
    (!title.trim().is_empty()).then(|| title.trim().to_owned())
}
