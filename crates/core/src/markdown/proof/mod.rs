//! Proof that a value is text: what was written is read as Markdown again.
//!
//! 1. The page is written twice: with the values, and with a letter that means nothing in place of each.
//! 2. Both are parsed. Where [`readings`] differ in anything but that text, a value has become markup.
//! 3. Then the values that do not fit are found by halves: their defaults are written, and a diagnostic says so.
//!
//! Pages whose values are in lines of code alone are not parsed again: no such line ends its block.

mod readings;

use std::collections::HashSet;
use std::ops::Range;

use super::proof::readings::Readings;
use super::{Meaning, Page, Replacement};
use crate::context::refusal;
use crate::guide::{Mark, mark};
use crate::markup::syntax::code_span;
use crate::report::Diagnostic;
use crate::text::Cut;
use crate::variables::Values;

/// Why a value is refused that would be more than text.
const MARKUP: &str = "with the text around it, it would be markup";

/// How often a page is read at most to find the values that do not fit; those not looked at by then are refused.
const MAX_TRIES: usize = 256;

/// Puts the author's default in place of every value that would be markup.
pub(super) fn refuse_markup<'a>(
    page: Page<'a>,
    replacements: &mut [Replacement<'a>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let none = Values::default();
    let defaults = Page { values: &none, outside_text: &none, ..page };
    let refused = Proof::new(page, defaults, replacements).refused();
    for at in refused {
        let replacement = &mut replacements[at];
        replacement.text.clear();
        defaults.marks(page.guide.text.between(replacement.range.clone()), &mut replacement.text);
        for slot in std::mem::take(&mut replacement.slots) {
            if !diagnostics.iter().any(|found| found.span == slot.span) {
                diagnostics.push(refusal(slot, MARKUP));
            }
        }
    }
}

/// A page that is being tried with some of its values.
struct Proof<'p, 'a> {
    page: Page<'a>,
    defaults: Page<'p>,
    replacements: &'p [Replacement<'a>],
    /// Which of them are in the page; the others are their defaults.
    written: Vec<bool>,
    /// The letter for each of them that means nothing, none of which the author has used.
    letters: Vec<char>,
    tries: usize,
}

impl<'p, 'a> Proof<'p, 'a> {
    fn new(page: Page<'a>, defaults: Page<'p>, replacements: &'p [Replacement<'a>]) -> Self {
        let used: HashSet<char> = page.guide.marks.iter().filter_map(literal).collect();
        let free = (0..).map_while(mark::character).filter(|letter| !used.contains(letter));
        Self {
            page,
            defaults,
            replacements,
            written: vec![false; replacements.len()],
            letters: free.take(replacements.len()).collect(),
            tries: 0,
        }
    }

    /// Returns the replacements that do not fit.
    fn refused(mut self) -> Vec<usize> {
        let mut values: Vec<usize> = (0..self.replacements.len()).collect();
        values.retain(|at| !self.replacements[*at].slots.is_empty());
        if values.iter().all(|at| self.replacements[*at].stays_in_its_line()) {
            return Vec::new();
        }
        self.accept(&values);
        values.retain(|at| !self.written[*at]);
        values
    }

    /// Keeps those that fit, together with those that are in the page already.
    fn accept(&mut self, values: &[usize]) {
        if values.is_empty() || self.tries == MAX_TRIES {
            return;
        }
        self.tries += 1;
        values.iter().for_each(|at| self.written[*at] = true);
        if self.fits() {
            return;
        }
        values.iter().for_each(|at| self.written[*at] = false);
        if values.len() > 1 {
            let (first, second) = values.split_at(values.len() / 2);
            self.accept(first);
            self.accept(second);
        }
    }

    /// Tells whether the page with its values is the page with other letters.
    fn fits(&self) -> bool {
        let mut html = Vec::new();
        let expected = self.write(|at, out| self.letter(at, out, &mut html));
        let written = self.write(|at, out| out.push_str(&self.replacements[at].text));
        Readings { proof: self, html }.are_same(&expected, &written)
    }

    /// Writes the page; `piece` writes a value that is in it.
    fn write(&self, mut piece: impl FnMut(usize, &mut String)) -> String {
        let mut out = String::new();
        self.page.text(&mut out, self.replacements, |at, out| {
            let replacement = &self.replacements[at];
            match (self.written[at], replacement.slots.is_empty()) {
                (true, _) => piece(at, out),
                (false, true) => out.push_str(&replacement.text),
                (false, false) => {
                    self.defaults.marks(self.page.guide.text.between(replacement.range.clone()), out)
                }
            }
        });
        out
    }

    /// Writes the letter in place of a value; HTML is written with its defaults, and noted.
    fn letter(&self, at: usize, out: &mut String, html: &mut Vec<Range<usize>>) {
        let replacement = &self.replacements[at];
        let letter = self.letters.get(at).map(char::to_string).unwrap_or_default();
        match replacement.meaning {
            Meaning::Text(_) | Meaning::Code(_) => out.push_str(&letter),
            Meaning::Span(_) => out.push_str(&code_span(&letter)),
            Meaning::Html => {
                let start = out.len();
                self.defaults.marks(self.page.guide.text.between(replacement.range.clone()), out);
                html.push(start..out.len());
            }
        }
    }

    /// Returns the replacement that a letter stands for.
    fn replacement(&self, letter: char) -> Option<&'p Replacement<'a>> {
        let at = self.letters.binary_search(&letter).ok()?;
        self.replacements.get(at).filter(|_| self.written[at])
    }
}

impl Replacement<'_> {
    /// Tells whether it is in a line of a code block and cannot end that block.
    fn stays_in_its_line(&self) -> bool {
        match &self.meaning {
            Meaning::Code(text) => !text.contains(['\n', '\r', '`', '~']) && !text.trim().is_empty(),
            _ => false,
        }
    }
}

/// Returns the private-use character of the author's that a mark is.
fn literal(mark: &Mark) -> Option<char> {
    match mark {
        Mark::Literal(character) => Some(*character),
        _ => None,
    }
}
