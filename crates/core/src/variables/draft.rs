//! A value on its way from what a reader typed to what is kept, with the notes on what changed.

use super::kind::Kind;

/// Turns a name with letters beyond ASCII into punycode as UTS 46 asks; `None` where it is no name.
///
/// The tables for this are larger than this crate: the command brings a library, a page asks its browser.
pub type Idn<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A value that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The value as it is kept; a toggle is `true` or `false`. Empty where nothing is set by it, or for a kind that
    /// [may be empty](Kind::may_be_empty).
    pub value: String,
    /// What was changed, or what is worth knowing about the value.
    pub note: Option<String>,
}

/// A value on its way from what was typed to what is kept.
pub(super) struct Draft<'a> {
    input: &'a str,
    pub(super) value: String,
    /// Why the value is no longer the input.
    reasons: Vec<String>,
    /// What is worth knowing about a value that is accepted.
    remarks: Vec<String>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(input: &'a str) -> Self {
        Self { input, value: input.to_owned(), reasons: Vec::new(), remarks: Vec::new() }
    }

    /// Removes white space from both ends: everybody copies some of it now and then.
    pub(super) fn trim(&mut self) {
        let trimmed = self.value.trim();
        if trimmed.len() < self.value.len() {
            let trimmed = trimmed.to_owned();
            self.change(trimmed, "spaces around it were removed");
        }
    }

    /// Continues with another value, for a reason that is shown after a colon: "a port is only the number".
    pub(super) fn change(&mut self, value: String, reason: impl Into<String>) {
        if value != self.value {
            self.value = value;
            self.reasons.push(reason.into());
        }
    }

    /// Continues with the value put together again; the reason is given where no part has one of its own.
    pub(super) fn put_together(&mut self, value: String, reason: &str) {
        let reason = if self.reasons.is_empty() { reason } else { "" };
        match reason {
            "" => self.value = value,
            reason => self.change(value, reason),
        }
    }

    /// Corrects a part of the value by itself; its reasons count for the whole.
    pub(super) fn part(
        &mut self,
        part: &str,
        correct: impl FnOnce(&mut Draft<'_>) -> Result<(), String>,
    ) -> Result<String, String> {
        let mut inner = Draft::new(part);
        correct(&mut inner)?;
        self.reasons.extend(inner.reasons);
        Ok(inner.value)
    }

    /// Adds something worth knowing.
    pub(super) fn remark(&mut self, remark: impl Into<String>) {
        self.remarks.push(remark.into());
    }

    pub(super) fn accepted(self, kind: Kind) -> Accepted {
        let reasons = self.reasons.join("; ");
        let change = match kind {
            _ if self.reasons.is_empty() => None,
            // A secret is not repeated, and of a text only the line breaks change.
            Kind::Secret | Kind::Text => Some(reasons),
            _ if self.value.is_empty() => Some(format!("`{}` counts as empty: {reasons}", shown(self.input))),
            _ => Some(format!("`{}` became `{}`: {reasons}", shown(self.input), shown(&self.value))),
        };
        let words: Vec<String> = change.into_iter().chain(self.remarks).collect();
        Accepted { value: self.value, note: (!words.is_empty()).then(|| words.join("; ")) }
    }
}

/// Nobody reads more of a value than this many characters.
const SHOWN: usize = 80;

/// Returns a value as a message shows it: on one line, and not longer than anybody reads.
pub(super) fn shown(value: &str) -> String {
    let shown: String = value.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if value.chars().nth(SHOWN).is_some() { shown + "…" } else { shown }
}
