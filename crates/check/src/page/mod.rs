//! A page as the rules read it: its blocks and spans of code with the words before them, every position one of the
//! source.
//!
//! 1. Calls of `sitevar` are their defaults, so that a snippet is what its first reader copies.
//! 2. [`intent`] tells what a block is meant to be: whole, a part, a template, or bad on purpose.
//! 3. [`ignore`] reads what the author has said of the block after a comment.
//! 4. [`ranges`]: whether a place is in any of many ranges.

mod ignore;
mod intent;
mod ranges;

use std::cell::OnceCell;
use std::ops::Range;

use sitevar_core::{
    Diagnostic, Outline, PassageKind, ShownPage, Slot, SourcePassage, Span, Variables, source_passages,
};

pub(crate) use ignore::{Ignores, without_comments};
pub(crate) use ranges::Ranges;

/// A page, taken apart.
pub(crate) struct Page {
    shown: ShownPage,
    passages: Vec<SourcePassage>,
    outline: Outline,
}

/// A block of code of a page.
pub(crate) struct Block<'a> {
    page: &'a Page,
    passage: &'a SourcePassage,
    /// The words before it: its heading and its paragraph.
    lead: String,
    /// The first word of its info string, in lower case.
    pub(crate) language: String,
    /// What is above it, or what its first comment says: usually the name of a file.
    pub(crate) title: String,
    pub(crate) text: &'a str,
    known: OnceCell<Known>,
}

/// How many bytes of the words before a block say what it is.
const LEAD: usize = 300;

impl Page {
    pub(crate) fn new(source: &str, variables: &Variables) -> Self {
        let shown = ShownPage::new(source, variables);
        let passages = source_passages(&shown.text);
        let outline = Outline::read(&shown.text);
        Self { shown, passages, outline }
    }

    /// Returns what is wrong with the calls of `sitevar`.
    pub(crate) fn problems(&self) -> Vec<Diagnostic> {
        self.shown.problems.clone()
    }

    /// Returns the texts of the page with their places, prose among them.
    pub(crate) fn passages(&self) -> &[SourcePassage] {
        &self.passages
    }

    /// Returns the links of the page, and what links can lead to.
    pub(crate) fn outline(&self) -> &Outline {
        &self.outline
    }

    /// Returns the text of the page, with the defaults of its slots.
    pub(crate) fn text(&self) -> &str {
        &self.shown.text
    }

    /// Returns where a range of the text is in the source.
    pub(crate) fn source_span(&self, range: &Range<usize>) -> Span {
        Span::from(self.shown.source(range))
    }

    /// Tells whether a word is right before a range of the text.
    pub(crate) fn follows_word(&self, range: &Range<usize>) -> bool {
        let before = self.shown.text.get(..range.start).and_then(|before| before.chars().next_back());
        before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ']')
    }

    /// Returns the slots of the page, with where each is in its text.
    pub(crate) fn slots(&self) -> &[(Range<usize>, Slot)] {
        &self.shown.slots
    }

    /// Tells whether a range of a passage is in a slot, or has one in it.
    pub(crate) fn is_slot(&self, passage: &SourcePassage, range: &Range<usize>) -> bool {
        let Some(at) = passage.source(range) else { return true };
        let next = self.shown.slots.partition_point(|(slot, _)| slot.end <= at.start);
        self.shown.slots.get(next).is_some_and(|(slot, _)| slot.start < at.end)
    }

    /// Returns the blocks of code.
    pub(crate) fn blocks(&self) -> Vec<Block<'_>> {
        let mut lead = String::new();
        let mut blocks = Vec::new();
        for passage in &self.passages {
            match &passage.passage.kind {
                PassageKind::CodeBlock { language, title } => {
                    let (language, text) = (language.to_lowercase(), passage.passage.text.as_str());
                    let lead = std::mem::take(&mut lead);
                    let title = if title.is_empty() { intent::file_name(text) } else { title };
                    let title = title.to_owned();
                    let known = OnceCell::new();
                    blocks.push(Block { page: self, passage, lead, language, title, text, known });
                }
                _ => add(&mut lead, &passage.passage.text),
            }
        }
        blocks
    }

    /// Returns where a range of a passage is in the source.
    pub(crate) fn span(&self, passage: &SourcePassage, range: &Range<usize>) -> Span {
        let length = passage.passage.text.len();
        let point = |at: usize| {
            let at = at.min(length.saturating_sub(1));
            let end = passage.passage.text.ceil_char_boundary(at + 1).min(length);
            passage.source(&(passage.passage.text.floor_char_boundary(at)..end))
        };
        let first = point(range.start).unwrap_or_default();
        let last = point(range.end.saturating_sub(1).max(range.start)).unwrap_or(first.clone());
        Span::from(self.shown.source(&(first.start..last.end.max(first.start))))
    }
}

/// Adds words, of which only the last ones count.
fn add(lead: &mut String, text: &str) {
    lead.push(' ');
    lead.push_str(text.get(text.ceil_char_boundary(text.len().saturating_sub(LEAD))..).unwrap_or_default());
    if lead.len() > 2 * LEAD {
        *lead = lead.get(lead.ceil_char_boundary(lead.len() - LEAD)..).unwrap_or_default().to_owned();
    }
}

impl Block<'_> {
    /// Returns where a range of the text is in the source.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        self.page.span(self.passage, range)
    }

    /// Tells whether a key that is there before is an alternative to it: by a comment, or because the block is nothing
    /// else.
    pub(crate) fn is_alternative(&self, at: usize) -> bool {
        let known = self.known.get_or_init(|| Known::of(self));
        let is_start = self.text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
        intent::is_alternative(self.text, at)
            || known.offer.is_some_and(|offer| offer <= at)
            || is_start && known.is_choice
    }

    /// Tells whether nobody copies the block as it is: it is a template, a synopsis or what a terminal shows, leaves
    /// something out, or is bad on purpose.
    pub(crate) fn is_no_whole(&self) -> bool {
        let known = self.known.get_or_init(|| Known::of(self));
        known.is_shown_only || known.gap.is_some()
    }

    /// Tells whether what is wrong at a place may be what the block is meant to be: nobody copies it, or something before
    /// that place is left out or filled in.
    pub(crate) fn excuses(&self, at: usize) -> bool {
        let known = self.known.get_or_init(|| Known::of(self));
        known.is_shown_only || known.gap.is_some_and(|gap| gap <= at)
    }
}

/// What is known of a block as a whole, which its many problems may ask for.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// Whether nobody copies any of it.
    is_shown_only: bool,
    /// Where something is left out, or filled in by a program.
    gap: Option<usize>,
    is_choice: bool,
    /// Where a comment offers an alternative.
    offer: Option<usize>,
}

impl Known {
    fn of(block: &Block<'_>) -> Self {
        // YAML takes such a value for a text.
        let is_filled_in =
            matches!(block.language.as_str(), "json" | "toml") && intent::has_placeholder(block.text);
        let is_shown_only = is_filled_in
            || intent::is_synopsis(block.text)
            || intent::is_session(block.text)
            || intent::is_bad(&block.lead, block.text);
        Self {
            is_shown_only,
            gap: intent::first_gap(block.text),
            is_choice: intent::is_choice(block.text),
            offer: intent::offer(block.text),
        }
    }
}
