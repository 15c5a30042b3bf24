//! Folding: a text without what generators change about it.
//!
//! White space and characters without a glyph are dropped, typographic quotes, dashes, dots and ligatures are the plain
//! ones, and several dashes are one, because `--` may have become a single dash.

use std::ops::Range;

use super::table::Run;

/// What is left of a character.
enum Folded {
    Nothing,
    Character(char),
    Text(&'static str),
}

fn fold(character: char) -> Folded {
    match character {
        '\u{21}'..='\u{7E}' => Folded::Character(character),
        // A pilcrow is what several generators append to a heading.
        '¶' | '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => Folded::Nothing,
        '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => Folded::Nothing,
        _ if character.is_whitespace() || character.is_control() => Folded::Nothing,
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' => Folded::Character('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Folded::Character('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Folded::Character('-'),
        '…' => Folded::Text("..."),
        'ﬀ' => Folded::Text("ff"),
        'ﬁ' => Folded::Text("fi"),
        'ﬂ' => Folded::Text("fl"),
        'ﬃ' => Folded::Text("ffi"),
        'ﬄ' => Folded::Text("ffl"),
        _ => Folded::Character(character),
    }
}

/// Appends folded characters, and knows whether the last one was a dash.
#[derive(Default)]
pub(super) struct Folding {
    after_dash: bool,
}

impl Folding {
    /// Appends what is left of a character; tells whether it is one with the dash before it.
    pub(super) fn push(&mut self, out: &mut String, character: char) -> bool {
        let folded = fold(character);
        let was_dash = self.after_dash;
        self.after_dash = match folded {
            // What is dropped may be between two dashes, or not.
            Folded::Nothing => return false,
            Folded::Character('-') => true,
            _ => false,
        };
        match folded {
            Folded::Character(_) if was_dash && self.after_dash => return true,
            Folded::Character(character) => out.push(character),
            Folded::Text(text) => out.push_str(text),
            Folded::Nothing => {}
        }
        false
    }
}

/// The folded text of a run.
pub(super) struct Needle {
    pub(super) text: String,
    /// Where each slot is in it; `None` where nothing is left of the slot, or where it begins or ends between dashes.
    pub(super) slots: Vec<Option<Range<usize>>>,
}

impl Needle {
    pub(super) fn new(run: &Run) -> Self {
        let mut text = String::with_capacity(run.text.len());
        // How much of the folded text is before each byte of the text; between two dashes that is not said.
        let mut before = vec![None; run.text.len() + 1];
        let mut folding = Folding::default();
        for (at, character) in run.text.char_indices() {
            let length = text.len();
            let is_between_dashes = folding.push(&mut text, character);
            before[at] = Some(length).filter(|_| !is_between_dashes);
        }
        before[run.text.len()] = Some(text.len());
        let slot = |range: &Range<usize>| {
            let end = before.get(range.end).copied()??;
            let start = before.get(range.start).copied()??;
            (start < end || range.is_empty()).then_some(start..end)
        };
        let slots = run.slots.iter().map(|row| slot(&row.range)).collect();
        Self { text, slots }
    }

    /// Returns how much of the text is not in slots.
    pub(super) fn context(&self) -> usize {
        let slots: usize = self.slots.iter().flatten().map(ExactSizeIterator::len).sum();
        self.text.len().saturating_sub(slots)
    }
}
