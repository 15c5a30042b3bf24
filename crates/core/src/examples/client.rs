//! The clients of a page: a guide names the id of one after the words "Client ID", and shows it again in its code.
//!
//! Guides call a client by a word that is much else beside: the name of a policy, of a host, of a folder. So it is a slot
//! only where a page names it, and as the whole value of a key that is called so: `client_id: 'headscale'`.

use std::ops::Range;

use super::boundary::last_is_word;
use super::passage::{Passage, PassageKind};
use super::{Found, next, record, value};
use crate::guide::Slot;
use crate::report::Span;
use crate::text::{Cut, Signs};
use crate::variables::{Kind, LONGEST_CLIENT_ID, Scalar, Variable, Variables, is_unreserved};

/// How many ids of a page are looked for in its code; longer lists are no guide.
const MOST: usize = 20;

/// The longest label, in bytes: "Client ID" with a few words before it.
const LONGEST_LABEL: usize = 40;

/// A client of a page.
#[derive(Debug)]
pub(super) struct Client<'a> {
    id: &'a str,
    /// The name of its variable.
    pub(super) name: String,
    /// The variable, where nothing else declares it.
    pub(super) declared: Option<Variable>,
    /// The slots, in the order of the page.
    pub(super) slots: Vec<Found>,
}

/// An id that a page names.
#[derive(Debug, Clone, Copy)]
struct Named<'a> {
    /// Its passage.
    passage: usize,
    id: &'a str,
    /// The words before it; empty where it is part of a sentence, which declares nothing.
    label: &'a str,
}

/// Finds the clients of a page.
pub(super) fn find<'a>(passages: &'a [Passage], variables: &Variables) -> Vec<Client<'a>> {
    let named = named(passages);
    let mut clients: Vec<Client<'_>> = Vec::new();
    let mut looked_for = Vec::new();
    for Named { id, label, .. } in &named {
        if label.is_empty() || looked_for.contains(id) || looked_for.len() == MOST {
            continue;
        }
        looked_for.push(id);
        if !comes_again(id, passages) {
            continue;
        }
        let known = known(id, variables);
        let Some(name) = known.clone().or_else(|| free(id, variables, &clients)) else { continue };
        let declared = if known.is_none() { Some(variable(id, label, &clients)) } else { None };
        let mut client = Client { id, name, declared, slots: Vec::new() };
        client.look(passages, &named);
        clients.push(client);
    }
    clients
}

/// Tells whether a text may name a client.
pub(super) fn may_be_in(text: &str) -> bool {
    let mut ids = text.as_bytes().windows(2).enumerate().filter(|(_, two)| two.eq_ignore_ascii_case(b"id"));
    ids.any(|(at, id)| before_words(text.before(at + id.len())).is_some())
}

/// Tells whether what is in a range of a source is named there, or is the value of a key.
pub(super) fn is_one(source: &str, range: &Range<usize>) -> bool {
    let marks = "*_:` \t";
    let before = value::line_end(source.before(range.start));
    let is_named = before.ends_with('`') && before_words(before.trim_end_any(marks)).is_some();
    is_named || is_value(source, range)
}

/// Returns what is before the words "Client ID" or "Client identifier", or before the same as the end of a key such as
/// `OIDC_CLIENT_ID`.
fn before_words(text: &str) -> Option<&str> {
    let rest = without(text, "id").or_else(|| without(text, "identifier"))?;
    without(rest.trim_end_any(" _-."), "client")
}

/// Takes a word off the end of a text, whatever its letters are.
fn without<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    end.eq_ignore_ascii_case(word).then_some(rest)
}

/// Returns the ids that a page names: spans of code that directly follow the words.
fn named(passages: &[Passage]) -> Vec<Named<'_>> {
    let mut named = Vec::new();
    // The words before the next span of code, and whether they are all that is there.
    let mut words: Option<(&str, bool)> = None;
    for (number, passage) in passages.iter().enumerate() {
        let text = passage.text.trim();
        match passage.kind {
            PassageKind::CodeBlock { .. } => words = None,
            PassageKind::CodeSpan => match words.take().filter(|_| is_id(text)) {
                Some((label, is_all)) => {
                    named.push(Named { passage: number, id: text, label: if is_all { label } else { "" } });
                }
                // The key and its value are in two cells of a table.
                None => words = before_words(text).map(|_| (text, false)),
            },
            PassageKind::Prose if text.is_empty() => {}
            PassageKind::Prose if text == ":" => words = words.map(|(label, _)| (label, true)),
            PassageKind::Prose => {
                let label = without_note(text.trim_end_any(": "));
                let before = before_words(label).filter(|before| !last_is_word(before));
                words = before.map(|before| (label, before.is_empty() || text.ends_with(':')));
            }
        }
    }
    named
}

/// Takes what is in brackets off the end of a text: `Client ID (Key)`.
fn without_note(text: &str) -> &str {
    let start = text.rfind('(').filter(|_| text.ends_with(')'));
    start.map_or(text, |start| text.before(start).trim_end())
}

/// Tells whether a text can be the id of a client, and has a letter or a digit to name a variable by.
fn is_id(text: &str) -> bool {
    text.len() <= LONGEST_CLIENT_ID
        && text.chars().all(is_unreserved)
        && text.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

/// Tells whether an id comes again in a block of code, and not only in what a server answers.
fn comes_again(id: &str, passages: &[Passage]) -> bool {
    let is_block = |passage: &Passage| {
        matches!(passage.kind, PassageKind::CodeBlock { .. }) && !record::is_one(passage, false)
    };
    passages.iter().any(|passage| next_value(&passage.text, id, 0).is_some() && is_block(passage))
}

/// Returns where an id is next the value of a key, at or after a position.
fn next_value(text: &str, id: &str, from: usize) -> Option<Range<usize>> {
    let mut from = from;
    while let Some(range) = next(text, id, from) {
        if is_value(text, &range) {
            return Some(range);
        }
        from = range.end;
    }
    None
}

fn is_value(text: &str, range: &Range<usize>) -> bool {
    let key = value::key_of(text, range);
    key.is_some_and(|key| before_words(value::without_signs(key)).is_some())
}

/// Returns the variable that a site or a page declares for an id.
fn known(id: &str, variables: &Variables) -> Option<String> {
    let is_of = |variable: &Variable| {
        let default = variable.default.as_ref().map(ToString::to_string);
        let is_its = default.as_deref() == Some(id) || variable.examples.iter().any(|text| text == id);
        variable.kind == Kind::ClientId && is_its
    };
    let name = name(id);
    let by_text =
        variables.variables.iter().find(|(_, variable)| is_of(variable)).map(|(name, _)| name.clone());
    by_text.or_else(|| (variables.kind(&name) == Kind::ClientId).then_some(name))
}

/// Returns a name that nothing has yet; none where the site or the page uses it for something else.
fn free(id: &str, variables: &Variables, clients: &[Client<'_>]) -> Option<String> {
    let first = name(id);
    let mut name = first.clone();
    let mut number = 2;
    while clients.iter().any(|client| client.name == name) {
        name = format!("{first}-{number}");
        number += 1;
    }
    (!variables.contains(&name)).then_some(name)
}

/// Returns the name of the variable of an id, which each client has for itself.
fn name(id: &str) -> String {
    let letter =
        |byte: u8| if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() as char } else { '-' };
    "client-id-".chars().chain(id.bytes().map(letter)).collect()
}

/// Returns the variable of an id; the form tells two clients of a page apart.
fn variable(id: &str, label: &str, clients: &[Client<'_>]) -> Variable {
    let label = if label.len() > LONGEST_LABEL { "Client ID" } else { label };
    let has_label = |variable: &Variable| variable.label.as_deref() == Some(label);
    let is_taken = clients.iter().any(|client| client.declared.as_ref().is_some_and(has_label));
    Variable {
        kind: Kind::ClientId,
        default: Some(Scalar::String(id.to_owned())),
        label: Some(if is_taken { format!("{label} ({id})") } else { label.to_owned() }),
        // It says which one, too: the form may show those of several guides.
        help: Some(format!(
            "The guide shows {id}. It has to be different for every client, at best 64 random characters."
        )),
        ..Variable::default()
    }
}

impl Client<'_> {
    /// Looks for the slots.
    fn look(&mut self, passages: &[Passage], named: &[Named<'_>]) {
        let mut named = named.iter().peekable();
        for (number, passage) in passages.iter().enumerate() {
            let text = &passage.text;
            let of = named.next_if(|named| named.passage == number).map(|named| named.id);
            if of == Some(self.id) {
                let start = text.len() - text.trim_start().len();
                self.found(number, start..start + self.id.len());
            } else if passage.kind != PassageKind::Prose {
                let mut from = 0;
                while let Some(range) = next_value(text, self.id, from) {
                    from = range.end;
                    self.found(number, range);
                }
            }
        }
    }

    fn found(&mut self, passage: usize, range: Range<usize>) {
        let slot = Slot {
            variable: self.name.clone(),
            format: None,
            default: self.id.to_owned(),
            instead: None,
            after: String::new(),
            span: Span::new(0, 0),
            example: true,
        };
        self.slots.push(Found { passage, range, slot });
    }
}
