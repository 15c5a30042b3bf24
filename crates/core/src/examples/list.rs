//! A page's own list of placeholders: "The following placeholders are used in this guide: `app.company` is the FQDN of
//! the installation." It declares variables for that page.
//!
//! Elsewhere such lists name what has to stay, such as `{{CHAT_ID}}`. So an item counts only where it looks like a host,
//! a URL, a distinguished name or a text in angle brackets, and comes again in the code of the page.

use super::boundary;
use super::next;
use super::passage::{Passage, PassageKind};
use super::shape::{self, Shape};
use crate::text::{Cut, Find, Signs, is_in};
use crate::variables::{ByName, Kind, Variable, Variables};

/// An item of a list of placeholders.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    /// The passage that it is.
    pub(super) passage: usize,
    /// Its text.
    pub(super) text: &'a str,
    /// What is said of it.
    description: &'a str,
}

/// What a list of placeholders calls itself, whatever its first letter.
const CALLED: &str = "laceholder";

/// How many texts may come between two items, such as words in bold, before the list is over.
const BETWEEN: usize = 6;

/// The longest label, in bytes.
const LONGEST_LABEL: usize = 100;

/// How many items of a page are looked for in its code; longer lists are no placeholders of one guide.
const MOST: usize = 40;

/// Ends of file names that look like hosts.
const FILES: &str = "yml yaml json toml env conf cfg ini txt md sh py js ts php xml html css sql log pem key crt service \
                     example sample local_settings";

/// Returns the variables that the page declares; what the site declares itself stays the site's.
pub(super) fn declared(passages: &[Passage], variables: &Variables) -> ByName<Variable> {
    let mut declared = ByName::default();
    for item in items(passages).into_iter().take(MOST) {
        let name = name(item.text);
        let is_known = variables.contains(&name)
            || variables
                .variables
                .values()
                .any(|variable| variable.examples.iter().any(|text| text == item.text));
        if !is_known && !name.is_empty() && comes_again(&item, passages) {
            declared.insert(name, item.variable());
        }
    }
    declared
}

/// Returns the items of the lists of placeholders that look like something that a reader has.
pub(super) fn items(passages: &[Passage]) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    // How many texts have come since the last item; `None` outside of a list.
    let mut since: Option<usize> = None;
    let mut span: Option<(usize, &str)> = None;
    for (number, passage) in passages.iter().enumerate() {
        let text = passage.text.trim();
        match passage.kind {
            _ if text.is_empty() => {}
            PassageKind::CodeBlock { .. } => (since, span) = (None, None),
            PassageKind::CodeSpan => span = Some((number, text)),
            PassageKind::Prose => {
                let said = description(text).filter(|said| since.is_some() || is_clear(said));
                if let (Some((passage, item)), Some(description)) = (span.take(), said) {
                    items.extend(looks_like(item).then_some(Item { passage, text: item, description }));
                    since = Some(0);
                } else if next(text, CALLED, 0).is_some() {
                    since = Some(0);
                } else {
                    since = since.map(|texts| texts + 1).filter(|texts| *texts < BETWEEN);
                }
            }
        }
    }
    items
}

/// Returns what a text after an item says of it.
fn description(text: &str) -> Option<&str> {
    let rest = without(text, &["is ", "are ", ": ", "- ", "– ", "— ", "= "])?;
    let rest = rest.before(rest.find('\n').unwrap_or(rest.len()));
    let rest = without(rest, &["the ", "a ", "an ", "your "]).unwrap_or(rest);
    Some(rest.trim_end_any(". ,;"))
}

/// Returns what is after the first of some beginnings that a text has.
fn without<'a>(text: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    beginnings.iter().find_map(|start| text.strip_prefix(start))
}

/// Tells whether a description needs no list around it to be one of a placeholder.
fn is_clear(description: &str) -> bool {
    description.starts_with("FQDN of") || description.starts_with("fully qualified domain name of")
}

/// Tells whether an item looks like a host, a URL, a distinguished name or a text in angle brackets.
fn looks_like(text: &str) -> bool {
    let ending = text.rsplit('.').next().unwrap_or_default();
    let is_host = shape::is_host(text) && !is_in(FILES, ending);
    let is_name = is_dn(text) && !text.has_any("{%$");
    is_host || is_name || is_url(text) || shape::is_bracket(text)
}

fn is_dn(text: &str) -> bool {
    let (attribute, rest) = text.split_once('=').unwrap_or_default();
    is_in("dc ou cn uid o", attribute) && !rest.is_empty()
}

fn is_url(text: &str) -> bool {
    let (scheme, rest) = text.parted_at("://").unwrap_or_default();
    !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphabetic())
        && rest.has('.')
        && !rest.has_any("{%$ ")
        && !is_loopback(rest)
}

/// Tells whether an address is one of the machine itself, which is the same for everybody.
fn is_loopback(address: &str) -> bool {
    without(address, &["localhost", "127.", "0.0.0.0", "[::1]"]).is_some()
}

/// Tells whether the text of an item is in other code of the page.
fn comes_again(item: &Item<'_>, passages: &[Passage]) -> bool {
    let shape = Shape::of(item.text, Kind::Text);
    for (number, passage) in passages.iter().enumerate() {
        let mut from = 0;
        while let Some(range) = next(&passage.text, item.text, from) {
            from = range.end;
            let is_code = number != item.passage && passage.kind != PassageKind::Prose;
            if is_code && (shape.is_placeholder() || boundary::is_whole(&passage.text, &range, shape, None)) {
                return true;
            }
        }
    }
    false
}

/// Returns the name of the variable of an item: its letters and digits.
fn name(text: &str) -> String {
    let mut name = String::new();
    for character in text.chars() {
        match character.is_ascii_alphanumeric() {
            true => name.push(character.to_ascii_lowercase()),
            false if name.is_empty() || name.ends_with('-') => {}
            false => name.push('-'),
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    name
}

impl Item<'_> {
    fn variable(&self) -> Variable {
        Variable {
            kind: self.kind(),
            label: Some(label(self.description)).filter(|label| !label.is_empty()),
            examples: vec![self.text.to_owned()],
            ..Variable::default()
        }
    }

    fn kind(&self) -> Kind {
        let said = format!("{} {}", self.description, self.text).to_ascii_lowercase();
        let says = |word: &str| next(&said, word, 0).is_some();
        match () {
            () if is_url(self.text) => Kind::Url,
            () if shape::is_host(self.text) && says("domain") && !says("qualified") => Kind::Domain,
            () if shape::is_host(self.text) => Kind::Host,
            () if says("secret") || says("password") || says("token") => Kind::Secret,
            () => Kind::Text,
        }
    }
}

/// Returns a description as the label of a field.
fn label(description: &str) -> String {
    let mut label = description.before(description.floor_char_boundary(LONGEST_LABEL)).to_owned();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    label
}

/// Returns the words of code that look like hosts, with the dots that are inside of them.
pub(super) fn hosts(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, word) in text.split(|c: char| !boundary::is_word(c) && c != '.').map(|word| {
        let start = end;
        end += word.len();
        end += text.after(end).chars().next().map_or(0, char::len_utf8);
        (start, word)
    }) {
        let name = word.trim_matches('.');
        let start = at + (word.len() - word.trim_start_matches('.').len());
        if shape::is_host(name) {
            found.push(start..start + name.len());
        }
    }
    found
}
