//! Examples: the texts that guides show in place of a reader's own values, found without an edit of the page.
//!
//! A variable's `examples:` say what guides already show, such as `example.com`. A page is given as its passages, so
//! that one function finds examples in Markdown, in finished HTML, and in the document of a browser.
//!
//! 1. [`list`] reads the page's own list of placeholders, which declares more variables.
//! 2. [`declared`] puts the examples in the order in which they are looked for; [`shape`] says what each looks like,
//!    [`notation`] in which other notations pages write it ([`punycode`] is one).
//! 3. Every passage is searched once for each text. [`boundary`] refuses what is inside of a longer name, [`pattern`]
//!    finds what `*` stands for, [`bracket`] refuses angle brackets that are no placeholders.
//! 4. [`contrast`] takes out what would be one variable for two names.
//! 5. [`secret`] decides about secrets and digests: [`provider`] knows Authelia's configuration, [`value`] a key and
//!    its whole value, [`outline`] what a line is under.
//!
//! [`near`] lists what is almost an example.

mod boundary;
mod bracket;
mod contrast;
mod declared;
mod list;
mod near;
mod notation;
mod outline;
mod passage;
mod pattern;
mod provider;
mod punycode;
mod secret;
mod shape;
mod value;

pub use near::{NearMiss, find_near_misses};
pub use passage::{Passage, PassageKind};
pub(crate) use secret::{in_comments, phrase};

use std::ops::Range;

use crate::context::{Filled, Language, SlotAt, Snippet};
use crate::guide::{Format, Slot, mark};
use crate::report::Span;
use crate::text::Cut;
use crate::variables::{ByName, Kind, Variable, Variables};
use bracket::Brackets;
use declared::Example;
use notation::Notation;
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
    /// The variables that the page's own list of placeholders declares.
    pub declared: ByName<Variable>,
}

/// Finds the examples in a page.
pub fn find_examples(passages: &[Passage], variables: &Variables, scope: Scope) -> Findings {
    let declared = match scope {
        Scope::Own => ByName::default(),
        Scope::Foreign => list::declared(passages, variables),
    };
    if declared.is_empty() {
        return Findings { slots: slots(passages, variables, scope), declared };
    }
    let mut all = variables.clone();
    for (name, variable) in declared.iter() {
        all.variables.insert(name.clone(), variable.clone());
    }
    Findings { slots: slots(passages, &all, scope), declared }
}

/// Tells whether a text may hold an example: a page in which nothing may be is not taken apart.
pub(crate) fn may_be_in(text: &str, variables: &Variables) -> bool {
    let may_be = |example: &Example<'_>| {
        // HTML may write such a text with references.
        example.shape.is_pattern()
            || example.text.contains(['<', '>', '&', '"', '\''])
            || example.notations.iter().any(|notation| text.contains(&notation.text))
    };
    declared::in_order(variables).iter().any(may_be)
}

/// A text that stands for an example, before it is decided what is written there.
#[derive(Debug, Clone)]
struct Claim {
    range: Range<usize>,
    /// The number of the example in the order in which they are looked for.
    example: usize,
    format: Option<Format>,
    /// Whether it counts only where backslashes are written twice.
    doubled: bool,
}

fn slots(passages: &[Passage], variables: &Variables, scope: Scope) -> Vec<Found> {
    let examples = declared::in_order(variables);
    if examples.is_empty() {
        return Vec::new();
    }
    let mut claims: Vec<Vec<Claim>> =
        passages.iter().map(|passage| claims(passage, &examples, scope)).collect();
    let texts: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
    contrast::take_out(&mut claims, &examples, &texts);
    let mut slots: Vec<Vec<Found>> = vec![Vec::new(); passages.len()];
    for list in secret::slots(&claims, &examples, passages, variables, scope) {
        let passage = list.first().and_then(|first| slots.get_mut(first.passage));
        passage.into_iter().for_each(|slots| merge(slots, &list, |found| &found.range));
    }
    for (number, ((claims, passage), slots)) in claims.iter().zip(passages).zip(&mut slots).enumerate() {
        let others: Vec<Found> =
            claims.iter().filter_map(|claim| other(number, passage, claim, &examples)).collect();
        merge(slots, &others, |found| &found.range);
    }
    slots.into_iter().flatten().collect()
}

/// Returns the slot of an example that has to do with no secret.
fn other(number: usize, passage: &Passage, claim: &Claim, examples: &[Example<'_>]) -> Option<Found> {
    let example = examples.get(claim.example).filter(|example| !example.kind.is_of_a_secret())?;
    let mut found = found(number, &passage.text, claim.range.clone(), example.variable);
    found.slot.format = claim.format;
    Some(found)
}

/// Returns a slot without a format.
fn found(passage: usize, text: &str, range: Range<usize>, variable: &str) -> Found {
    let slot = Slot {
        variable: variable.to_owned(),
        format: None,
        default: text.between(range.clone()).to_owned(),
        instead: None,
        after: String::new(),
        span: Span::new(0, 0),
        example: true,
    };
    Found { passage, range, slot }
}

/// Finds what stands for examples in a passage, in ascending order.
fn claims(passage: &Passage, examples: &[Example<'_>], scope: Scope) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut search = Search { text: &passage.text, brackets: None, placeholders: None, yours: None };
    for (number, example) in examples.iter().enumerate() {
        if !is_searched(example, &passage.kind, scope) {
            continue;
        }
        let claim = |range: Range<usize>, format, doubled| Claim { range, example: number, format, doubled };
        for notation in &example.notations {
            let found: Vec<Claim> = search
                .notation(example, notation)
                .map(|range| claim(range, notation.format, notation.doubled))
                .collect();
            merge(&mut claims, &found, |claim| &claim.range);
        }
        if example.shape.is_pattern() {
            let found: Vec<Claim> =
                search.pattern(example).into_iter().map(|range| claim(range, None, false)).collect();
            merge(&mut claims, &found, |claim| &claim.range);
        }
    }
    if claims.iter().any(|claim| claim.doubled) {
        take_out_single(&mut claims, passage, examples);
    }
    claims
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

/// A passage that is searched; what patterns need is found once.
struct Search<'a> {
    text: &'a str,
    brackets: Option<Brackets<'a>>,
    placeholders: Option<Vec<Range<usize>>>,
    yours: Option<Vec<Range<usize>>>,
}

impl<'a> Search<'a> {
    /// Finds an example in one of its notations.
    fn notation<'s>(
        &'s mut self,
        example: &'s Example<'_>,
        notation: &'s Notation,
    ) -> impl Iterator<Item = Range<usize>> + 's {
        let text = self.text;
        let found = text.match_indices(&notation.text).map(|(at, found)| at..at + found.len());
        found.filter(move |range| match example.shape {
            Shape::Bracket => self.is_placeholder(range, example.shape),
            shape => {
                boundary::is_whole(text, range, shape, notation.format)
                    && !is_plain_digest(text, range, example.kind)
                    && !(shape == Shape::Your && is_in_brackets(text, range))
            }
        })
    }

    /// Finds what a pattern stands for.
    fn pattern(&mut self, example: &Example<'_>) -> Vec<Range<usize>> {
        let text = self.text;
        let stands_for =
            |range: &Range<usize>| pattern::stands_for(example.text, text.between(range.clone()));
        let mut found: Vec<Range<usize>> = match example.shape {
            Shape::BracketPattern => {
                let all = self.placeholders.get_or_insert_with(|| pattern::brackets(text));
                let found: Vec<_> = all.iter().filter(|range| stands_for(range)).cloned().collect();
                found.into_iter().filter(|range| self.is_placeholder(range, example.shape)).collect()
            }
            Shape::YourPattern => {
                let all = self.yours.get_or_insert_with(|| pattern::yours(text)).iter();
                all.filter(|range| stands_for(range) && !is_in_brackets(text, range)).cloned().collect()
            }
            shape => {
                let all = pattern::labels(text, example.text).into_iter();
                all.filter(|range| boundary::is_whole(text, range, shape, None)).collect()
            }
        };
        found.retain(|range| !mark::is_in(text.between(range.clone())));
        found
    }

    fn is_placeholder(&mut self, range: &Range<usize>, shape: Shape) -> bool {
        self.brackets.get_or_insert_with(|| Brackets::of(self.text)).is_placeholder(self.text, range, shape)
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

/// How many regular expressions with doubled backslashes one passage can have: each is tried out.
const MOST_DOUBLED: usize = 30;

/// Takes out regular expressions with doubled backslashes where strings have no escapes: the example written there has
/// single ones.
fn take_out_single(claims: &mut Vec<Claim>, passage: &Passage, examples: &[Example<'_>]) {
    let language = match &passage.kind {
        PassageKind::CodeBlock { language, title } => Language::find(language, title),
        _ => Language::text(),
    };
    let doubled: Vec<&Claim> = claims.iter().filter(|claim| claim.doubled).take(MOST_DOUBLED).collect();
    let at =
        |claim: &&Claim| SlotAt { range: claim.range.clone(), format: claim.format, after: String::new() };
    let values: Vec<Option<&str>> =
        doubled.iter().map(|claim| examples.get(claim.example).map(|example| example.text)).collect();
    let filled = Snippet::new(language, passage.text.as_str(), doubled.iter().map(at).collect())
        .fill_with(&values, notation::LETTERS);
    let mut filled = filled.into_iter();
    let shown = |range: &Range<usize>| passage.text.between(range.clone());
    claims.retain(|claim| {
        !claim.doubled || matches!(filled.next(), Some(Filled::Text(text)) if text == shown(&claim.range))
    });
}

/// Puts new items among those that are there, all in ascending order; what overlaps an earlier one is left out.
fn merge<T: Clone>(there: &mut Vec<T>, new: &[T], range: fn(&T) -> &Range<usize>) {
    if new.is_empty() {
        return;
    }
    let mut merged = Vec::with_capacity(there.len() + new.len());
    let mut old = std::mem::take(there).into_iter().peekable();
    let mut end = 0;
    for item in new {
        while let Some(next) = old.next_if(|next| range(next).start < range(item).end) {
            end = range(&next).end;
            merged.push(next);
        }
        if range(item).start >= end {
            end = range(item).end;
            merged.push(item.clone());
        }
    }
    merged.extend(old);
    *there = merged;
}
