//! Which occurrences of an example are slots, and of what.

use std::ops::Range;

use super::passages::Passage;
use super::provider::{self, Location};
use super::{At, Example};
use crate::context::{Language, SlotAt, Snippet};
use crate::guide::{Mark, Slot, mark};
use crate::report::Span;
use crate::text::Cut;

/// Returns the slots of a secret and its digest in a page.
pub(super) fn slots(example: &Example<'_>, passages: &[Passage], marks: &[Mark]) -> Vec<(At, Slot)> {
    let found: Vec<Found> = passages.iter().map(|passage| Found::of(example, passage, marks)).collect();
    let provided = found.iter().any(|found| found.provider);
    let digests = found.iter().any(|found| !found.digests.is_empty());
    // A provider that does not take the digest would not know the secret that the application has.
    if example.digest.is_some() && provided && !digests {
        return Vec::new();
    }
    found.iter().zip(passages).flat_map(|(found, passage)| found.slots(example, passage)).collect()
}

/// What one passage of a page holds of a secret and its digest.
#[derive(Debug, Default)]
struct Found {
    /// The block configures clients of the provider.
    provider: bool,
    digests: Vec<Range<usize>>,
    comments: Vec<Range<usize>>,
    secrets: Vec<Range<usize>>,
}

impl Found {
    fn of(example: &Example<'_>, passage: &Passage, marks: &[Mark]) -> Self {
        let mut found = Self::default();
        if let Some((_, digest)) = example.digest.filter(|(_, digest)| !digest.is_empty()) {
            found.digests = occurrences(&passage.text, digest);
        }
        let secrets = occurrences(&passage.text, example.text);
        let Some((language, title)) = &passage.code else {
            found.secrets = secrets;
            return found;
        };
        found.provider = provider::is_provider(&passage.text);
        let comments = in_comments(Language::find(language, title), passage, &secrets, marks);
        for (range, comment) in secrets.into_iter().zip(comments) {
            if comment {
                found.digests.extend(digest_of_the_line(&passage.text, &range));
                found.comments.push(with_quotes(&passage.text, range));
                continue;
            }
            match provider::location(&passage.text, &range) {
                Location::Outside => found.secrets.push(range),
                // A digest belongs here, so a digest is written here.
                Location::ClientSecret if example.digest.is_some() => found.digests.push(range),
                Location::ClientSecret | Location::Inside => {}
            }
        }
        found.digests.sort_by_key(|range| range.start);
        found.digests.dedup();
        if !found.digests.is_empty() {
            // The plain secret does not appear beside its digest.
            found.secrets.clear();
        }
        found
    }

    fn slots(&self, example: &Example<'_>, passage: &Passage) -> Vec<(At, Slot)> {
        let digest = example.digest.map(|(name, _)| name);
        // Beside a digest the comment says what it is the digest of, so it changes with the digest.
        let shown = digest.filter(|_| !self.digests.is_empty()).unwrap_or(example.secret);
        let slot = |range: &Range<usize>, variable: &str, instead: Option<String>| {
            // What is shown until a reader chooses is text: it contains no other slot and no finished HTML.
            if mark::is_in(passage.text.between(range.clone())) {
                return None;
            }
            let slot = Slot {
                variable: variable.to_owned(),
                format: None,
                default: passage.text.between(range.clone()).to_owned(),
                instead,
                after: String::new(),
                span: Span::new(0, 0),
                example: true,
            };
            passage.at(range).map(|at| (at, slot))
        };
        let secrets = self.secrets.iter().filter_map(|range| slot(range, example.secret, None));
        let digests = self.digests.iter().filter_map(|range| slot(range, digest?, None));
        let comments =
            self.comments.iter().filter_map(|range| slot(range, shown, Some(example.instead.clone())));
        secrets.chain(digests).chain(comments).collect()
    }
}

/// Finds a text where it is not a part of a longer word.
fn occurrences(text: &str, example: &str) -> Vec<Range<usize>> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    // What Authelia calls plain text is never written for the reader.
    let free = |at: usize| {
        let (before, after) = (text.before(at), text.after(at + example.len()));
        !before.ends_with(word) && !after.starts_with(word) && !before.ends_with("$plaintext$")
    };
    text.match_indices(example).filter(|(at, _)| free(*at)).map(|(at, _)| at..at + example.len()).collect()
}

/// Tells for each range whether only people read it.
pub(super) fn in_comments(
    language: &'static Language,
    passage: &Passage,
    ranges: &[Range<usize>],
    marks: &[Mark],
) -> Vec<bool> {
    if ranges.is_empty() {
        return Vec::new();
    }
    let (text, ranges) = passage.with_defaults(marks, ranges);
    let slots = ranges.into_iter().map(|range| SlotAt { range, ..SlotAt::default() }).collect();
    Snippet::new(language, text, slots).contexts().into_iter().map(|context| context.in_comment).collect()
}

/// Returns a range with the quotes around it: a phrase needs no quotes.
fn with_quotes(text: &str, range: Range<usize>) -> Range<usize> {
    let (before, after) = (text.before(range.start), text.after(range.end));
    let quoted = ['\'', '"', '`'].iter().any(|quote| before.ends_with(*quote) && after.starts_with(*quote));
    if quoted { range.start - 1..range.end + 1 } else { range }
}

/// Returns the digest on the line of a comment that names the example: it is the digest of it, whatever its salt.
fn digest_of_the_line(text: &str, comment: &Range<usize>) -> Option<Range<usize>> {
    let start = text.before(comment.start).rfind('\n').map_or(0, |at| at + 1);
    let line = text.between(start..comment.start);
    let at = line.find('$')?;
    let length = line.after(at).find(|c: char| c.is_whitespace() || c == '\'' || c == '"')?;
    let digest = line.between(at..at + length);
    (digest.matches('$').count() >= 3 && !digest.starts_with("$plaintext$"))
        .then(|| start + at..start + at + length)
}
