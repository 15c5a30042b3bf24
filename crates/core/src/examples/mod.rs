//! Examples: the texts that guides show in place of a reader's own values, found without an edit of the page.
//!
//! A variable's `examples:` say what guides already show, such as `example.com`. A page is given as its passages, so
//! that one function finds examples in Markdown, in finished HTML, and in the document of a browser.
//!
//! 1. [`list`] reads the page's own list of placeholders, which declares more variables.
//! 2. [`declared`] puts the examples in the order in which they are looked for; [`shape`] says what each looks like,
//!    [`notation`] in which other notations pages write it.
//! 3. Every passage is searched once for each text. [`boundary`] refuses what is inside of a longer name, [`pattern`]
//!    matches `*`, [`bracket`] refuses angle brackets that are not placeholders, [`identifier`] hosts that nobody opens,
//!    and [`record`] names in what a server answers.
//! 4. [`contrast`] takes out what would be one variable for two names.
//! 5. [`client`] finds the ids of clients that the page itself names.
//! 6. [`secret`] decides about secrets and digests: [`provider`] knows Authelia's configuration, [`value`] a key and
//!    its whole value, [`outline`] what a line is under.
//!
//! [`near`] lists what is almost an example.

mod boundary;
mod bracket;
mod client;
mod contrast;
mod declared;
mod identifier;
mod list;
mod near;
mod notation;
mod outline;
mod passage;
mod pattern;
mod provider;
mod record;
mod secret;
mod shape;
mod value;

pub use near::{NearMiss, find_near_misses};
pub use passage::{Passage, PassageKind};
pub(crate) use secret::{in_comments, phrase};

use std::ops::Range;

use crate::context::Language;
use crate::guide::{Format, Slot, mark};
use crate::report::Span;
use crate::text::{Cut, Find, Signs};
use crate::variables::{ByName, Kind, Variable, Variables};
use bracket::Brackets;
use declared::Example;
use notation::Notation;
use secret::Role;
use shape::Shape;

/// Whose page is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// A page of a site of ours: the example of a secret is a slot anywhere in its text.
    Own,
    /// A page of any generator: the example of a secret is a slot only as the whole value of a key, or where it is a
    /// placeholder such as `<secret>`. The page's own list of placeholders counts.
    Foreign,
}

/// An example that is a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Which passage it is in.
    pub passage: usize,
    /// Where it is in the text of the passage, in bytes.
    pub range: Range<usize>,
    /// What it is a slot of.
    pub slot: Slot,
}

/// What a page has of examples.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// The slots, in the order of the page; they do not overlap.
    pub slots: Vec<Found>,
    /// The variables that the page itself declares: its clients, and its own list of placeholders.
    pub declared: ByName<Variable>,
}

/// Finds the examples in a page.
pub fn find_examples(passages: &[Passage], variables: &Variables, scope: Scope) -> Findings {
    let mut declared = match scope {
        Scope::Own => ByName::default(),
        Scope::Foreign => list::declared(passages, variables),
    };
    let mut slots = slots(passages, [&variables.variables, &declared], scope);
    for client in client::find(passages, variables) {
        slots = with_client(slots, client.slots);
        if let Some(variable) = client.declared {
            declared.insert(client.name, variable);
        }
    }
    Findings { slots, declared }
}

/// Returns the slots with those of a client, in the order of the page; where two overlap, the client's counts, which is
/// a whole value.
fn with_client(slots: Vec<Found>, client: Vec<Found>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::with_capacity(slots.len() + client.len());
    let mut client = client.into_iter().peekable();
    for slot in slots {
        let here = (slot.passage, slot.range.start);
        while let Some(own) = client.next_if(|own| (own.passage, own.range.start) <= here) {
            all.push(own);
        }
        let is_after = |last: &Found| (last.passage, last.range.end) <= here;
        let is_before = |own: &Found| (own.passage, own.range.start) >= (slot.passage, slot.range.end);
        if all.last().is_none_or(is_after) && client.peek().is_none_or(is_before) {
            all.push(slot);
        }
    }
    all.extend(client);
    all
}

/// Tells whether what is in a range of a source shows the id of a client.
pub(crate) fn is_client_id(source: &str, range: &Range<usize>) -> bool {
    client::is_one(source, range)
}

/// Tells whether a text may hold an example: a page in which nothing may be is not taken apart.
pub(crate) fn may_be_in(text: &str, variables: &Variables) -> bool {
    let may_be = |example: &Example<'_>| {
        // HTML may write such a text with references.
        example.shape.is_pattern()
            || example.text.has_any("<>&\"'")
            || example.notations.iter().any(|notation| text.contains(&notation.text))
    };
    declared::in_order([&variables.variables, &ByName::default()]).iter().any(may_be)
        || client::may_be_in(text)
}

/// A text that stands for an example.
///
/// It is small and copied, because every place that takes one apart would be a part of the download.
#[derive(Debug, Clone, Copy)]
struct Claim<'a> {
    /// The number of its passage.
    passage: usize,
    start: usize,
    end: usize,
    /// The number of the example in the order in which they are looked for.
    example: usize,
    format: Option<Format>,
    /// The variable that is written there, and the secret of which words are written instead of its value.
    variable: &'a str,
    instead: Option<&'a Variable>,
    role: Role,
}

/// The variables of the site, and those of the page's own list.
type Declared<'a> = [&'a ByName<Variable>; 2];

fn slots(passages: &[Passage], declared: Declared<'_>, scope: Scope) -> Vec<Found> {
    let examples = declared::in_order(declared);
    let mut claims: Vec<Claim<'_>> = Vec::new();
    if examples.is_empty() {
        return Vec::new();
    }
    let has_requests = record::has_requests(passages);
    for (number, passage) in passages.iter().enumerate() {
        let mut search = Search::new(number, passage);
        let is_record = record::is_one(passage, has_requests);
        for (number, example) in examples.iter().enumerate() {
            if is_searched(example, &passage.kind, scope) && !(is_record && example.shape.is_name()) {
                search.search(number, example);
            }
        }
        claims.append(&mut search.claims);
    }
    contrast::take_out(&mut claims, &examples, passages);
    secret::decide(&mut claims, &examples, passages, declared, scope);
    let mut slots = Vec::with_capacity(claims.len());
    for claim in claims {
        // What is shown until a reader chooses is text, with no other slot and no finished HTML in it.
        let text = passages.get(claim.passage).map_or("", |passage| passage.text.as_str());
        if !mark::is_in(text.between(claim.range())) {
            slots.push(claim.found(text));
        }
    }
    slots
}

impl Claim<'_> {
    fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    fn found(self, text: &str) -> Found {
        let slot = Slot {
            variable: self.variable.to_owned(),
            format: self.format,
            default: text.between(self.range()).to_owned(),
            instead: self.instead.map(phrase),
            after: String::new(),
            span: Span::new(0, 0),
            example: true,
        };
        Found { passage: self.passage, range: self.range(), slot }
    }
}

/// Tells whether an example is looked for in passages of a kind.
fn is_searched(example: &Example<'_>, kind: &PassageKind, scope: Scope) -> bool {
    let anywhere = example.prose || scope == Scope::Own && example.kind.is_of_a_secret();
    match kind {
        PassageKind::CodeBlock { .. } => true,
        PassageKind::CodeSpan => anywhere || !example.shape.is_placeholder(),
        PassageKind::Prose => anywhere,
    }
}

/// Returns where a text comes next, at or after a position.
///
/// One function for all searches: each kind of search would be a part of the download of its own.
fn next(text: &str, wanted: &str, from: usize) -> Option<Range<usize>> {
    let at = from + text.get(from..)?.position_of(wanted)?;
    Some(at..at + wanted.len())
}

/// A passage that is searched; what patterns need is found once.
struct Search<'a> {
    number: usize,
    text: &'a str,
    /// Whether strings in double quotes have backslashes as escapes.
    escapes: bool,
    brackets: Option<Brackets<'a>>,
    placeholders: Option<Vec<Range<usize>>>,
    yours: Option<Vec<Range<usize>>>,
    /// What was found, in ascending order and without overlap.
    claims: Vec<Claim<'a>>,
}

impl<'a> Search<'a> {
    fn new(number: usize, passage: &'a Passage) -> Self {
        let escapes = match &passage.kind {
            PassageKind::CodeBlock { language, title } => {
                Language::find(language, title).inmost().has_escapes()
            }
            _ => false,
        };
        let text = &passage.text;
        Self { number, text, escapes, brackets: None, placeholders: None, yours: None, claims: Vec::new() }
    }

    /// Looks for an example in all of its notations.
    fn search(&mut self, number: usize, example: &Example<'a>) {
        let text = self.text;
        for notation in &example.notations {
            let mut found = Vec::new();
            let mut from = 0;
            while let Some(range) = next(text, &notation.text, from) {
                from = range.end;
                if self.is_meant(&range, example, notation) {
                    found.push(range);
                }
            }
            self.add(found, number, example, notation.format);
        }
        if example.shape.is_pattern() {
            let found = self.pattern(example);
            self.add(found, number, example, None);
        }
    }

    /// Tells whether the text of a notation stands for the example.
    fn is_meant(&mut self, range: &Range<usize>, example: &Example<'_>, notation: &Notation) -> bool {
        if example.shape == Shape::Bracket {
            return self.is_placeholder(range, example.shape);
        }
        let text = self.text;
        if is_plain_digest(text, range, example.kind) || identifier::is_in(text, range, example.shape) {
            return false;
        }
        boundary::is_whole(text, range, example.shape, notation.format)
            && !(example.shape == Shape::Your && is_in_brackets(text, range))
            && (!notation.doubled || self.escapes && is_in_double_quotes(text, range))
    }

    /// Finds what a pattern stands for.
    fn pattern(&mut self, example: &Example<'_>) -> Vec<Range<usize>> {
        let text = self.text;
        let shape = example.shape;
        let candidates = match shape {
            Shape::BracketPattern => self.placeholders.get_or_insert_with(|| pattern::brackets(text)).clone(),
            Shape::YourPattern => self.yours.get_or_insert_with(|| pattern::yours(text)).clone(),
            _ => pattern::labels(text, example.text),
        };
        let mut found = Vec::new();
        for range in candidates {
            let shown = text.between(range.clone());
            let is_meant = match shape {
                Shape::BracketPattern => {
                    pattern::stands_for(example.text, shown) && self.is_placeholder(&range, shape)
                }
                Shape::YourPattern => {
                    pattern::stands_for(example.text, shown) && !is_in_brackets(text, &range)
                }
                _ => boundary::is_whole(text, &range, shape, None),
            };
            if is_meant {
                found.push(range);
            }
        }
        found
    }

    fn is_placeholder(&mut self, range: &Range<usize>, shape: Shape) -> bool {
        self.brackets.get_or_insert_with(|| Brackets::of(self.text)).is_placeholder(self.text, range, shape)
    }

    /// Puts what was found among what was found before, all in ascending order; what overlaps that is left out.
    fn add(&mut self, found: Vec<Range<usize>>, example: usize, of: &Example<'a>, format: Option<Format>) {
        if found.is_empty() {
            return;
        }
        let mut merged: Vec<Claim<'a>> = Vec::with_capacity(self.claims.len() + found.len());
        let (mut at, mut end) = (0, 0);
        for range in found {
            while let Some(claim) = self.claims.get(at).filter(|claim| claim.start < range.end) {
                end = claim.end;
                merged.push(*claim);
                at += 1;
            }
            if range.start >= end {
                end = range.end;
                merged.push(Claim {
                    passage: self.number,
                    start: range.start,
                    end,
                    example,
                    format,
                    variable: of.variable,
                    instead: None,
                    role: Role::Other,
                });
            }
        }
        merged.extend_from_slice(self.claims.get(at..).unwrap_or_default());
        self.claims = merged;
    }
}

/// Tells whether a text is what Authelia calls plain text, which is never written for the reader.
fn is_plain_digest(text: &str, range: &Range<usize>, kind: Kind) -> bool {
    kind == Kind::Secret && text.before(range.start).ends_with("$plaintext$")
}

/// Tells whether angle brackets are around a text: they are a part of what is shown.
fn is_in_brackets(text: &str, range: &Range<usize>) -> bool {
    text.before(range.start).ends_with('<') && text.after(range.end).starts_with('>')
}

/// Tells whether a text is in a string with double quotes that begins on its line.
fn is_in_double_quotes(text: &str, range: &Range<usize>) -> bool {
    let mut quotes = 0;
    for byte in text.before(range.start).bytes().rev().take(LONGEST_LINE) {
        match byte {
            b'\n' => break,
            b'"' => quotes += 1,
            _ => {}
        }
    }
    quotes % 2 == 1
}

/// How far a line is read back, in bytes.
const LONGEST_LINE: usize = 500;
