//! The empty subdomain: `https://{subdomain}.{domain}/` must not become `https://.example.com/`.
//!
//! The dot after a subdomain becomes part of its slot, which writes it after every value but the empty one.
//! In a regular expression it is `\.`, and in a DN a comma.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::guide::mark::{self, First};
use crate::guide::{Format, Mark, Slot};
use crate::markup::{commonmark, escape};
use crate::text::{Cut, Find};
use crate::variables::{Kind, Variables};

/// Makes the dots after subdomains part of their slots, in the text and in finished HTML.
pub(crate) fn take_dots(text: String, marks: Vec<Mark>, variables: &Variables) -> (String, Vec<Mark>) {
    let is_subdomain = |mark: &Mark| {
        matches!(mark, Mark::Slot(slot)
            if slot.instead.is_none() && variables.kind(&slot.variable) == Kind::Subdomain)
    };
    // A slot used both with and without a dot becomes two, for which there must be room.
    if !marks.iter().any(is_subdomain) || marks.len() > mark::ROOM / 2 {
        return (text, marks);
    }
    let subdomains = marks.iter().map(is_subdomain).collect();
    let mut dots = Dots { marks, subdomains, seen: BTreeMap::new(), added: BTreeMap::new() };
    // Outside code, Markdown reads `\.` as a dot.
    let code = if text.has("\\.") { code_of(&text) } else { Vec::new() };
    let text = dots.rewritten(&text, &|at| code.iter().any(|range| range.contains(&at)));
    for row in 0..dots.marks.len() {
        let html = match &mut dots.marks[row] {
            Mark::Html(html) => std::mem::take(html),
            _ => continue,
        };
        dots.marks[row] = Mark::Html(dots.rewritten(&html, &|_| true));
    }
    (text, dots.marks)
}

/// Returns where the code of a page is, in blocks and in sentences.
fn code_of(text: &str) -> Vec<Range<usize>> {
    let mut code = Vec::new();
    let mut in_block = false;
    let read = commonmark::as_read(text);
    for (event, range) in commonmark::events(&read) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Code(_) => code.push(range),
            Event::Text(_) if in_block => code.push(range),
            _ => {}
        }
    }
    code
}

struct Dots {
    marks: Vec<Mark>,
    /// Which rows are slots of subdomains.
    subdomains: Vec<bool>,
    /// What follows a row where it was found first.
    seen: BTreeMap<usize, &'static str>,
    /// The rows that were added for what follows a row elsewhere.
    added: BTreeMap<(usize, &'static str), usize>,
}

impl Dots {
    /// Returns a text without the dots that its slots write.
    fn rewritten(&mut self, text: &str, escapes: &dyn Fn(usize) -> bool) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(found) = mark::first_written(rest) {
            let First { before, written, after: following, .. } = found;
            out.push_str(before);
            rest = following;
            if self.subdomains.get(found.row) != Some(&true) {
                out.push_str(written);
                continue;
            }
            let at = text.len() - following.len();
            let after = self.after(found.row, following, found.is_encoded() || !escapes(at));
            let row = self.row(found.row, after);
            match mark::character(row) {
                Some(character) if found.is_encoded() => escape::percent_encode(&mut out, character),
                Some(character) => out.push(character),
                None => out.push_str(written),
            }
            rest = following.after(after.len());
        }
        out + rest
    }

    /// Returns the divider at the beginning of what follows a slot.
    fn after(&self, row: usize, following: &str, plain: bool) -> &'static str {
        let dividers: &[&str] = match self.marks.get(row) {
            // An author who publishes no subdomain wrote the dot on purpose.
            Some(Mark::Slot(slot)) if slot.default.is_empty() || slot.format == Some(Format::Base64) => &[],
            Some(Mark::Slot(Slot { format: Some(Format::Dn), .. })) => &[","],
            _ if plain => &["."],
            _ => &["\\\\.", "\\.", "."],
        };
        let divides = |divider: &&&str| {
            let name = following.strip_prefix(**divider);
            name.is_some_and(|name| {
                let mark =
                    |text: &str| mark::first_written(text).is_some_and(|found| found.before.is_empty());
                name.starts_with(|c: char| c.is_alphanumeric() || mark::index(c).is_some())
                    || name.starts_with('%') && name.get(..12).is_some_and(mark)
            })
        };
        dividers.iter().find(divides).copied().unwrap_or_default()
    }

    /// Returns the row of a slot with a divider after it: its own where it has none or the same, or another one.
    fn row(&mut self, row: usize, after: &'static str) -> usize {
        match self.seen.get(&row) {
            Some(seen) if *seen == after => return row,
            Some(_) => {}
            None => {
                self.seen.insert(row, after);
                if let Some(Mark::Slot(slot)) = self.marks.get_mut(row) {
                    end_with(slot, after);
                }
                return row;
            }
        }
        if let Some(added) = self.added.get(&(row, after)) {
            return *added;
        }
        let Some(Mark::Slot(slot)) = self.marks.get(row) else { return row };
        let mut slot = Slot { default: slot.bare_default().to_owned(), after: String::new(), ..slot.clone() };
        end_with(&mut slot, after);
        self.marks.push(Mark::Slot(slot));
        self.subdomains.push(false);
        self.added.insert((row, after), self.marks.len() - 1);
        self.marks.len() - 1
    }
}

fn end_with(slot: &mut Slot, after: &str) {
    after.clone_into(&mut slot.after);
    slot.default.push_str(after);
}
