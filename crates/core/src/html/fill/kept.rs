//! Slots that keep the author's example, and what is said of them.

use crate::context::refusal;
use crate::guide::Slot;
use crate::report::{Code, Diagnostic};

/// A slot whose value is not written.
pub(super) struct Kept<'a> {
    pub(super) slot: &'a Slot,
    pub(super) why: Why,
}

/// Why a value is not written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Why {
    /// This value does not fit there.
    Refused(String),
    /// No value is written there: reported where one was set.
    Closed(&'static str),
    /// It is an id, which stays when a reader types: nothing is reported.
    Id,
    /// A secret, or what is made of one, would be outside of text.
    Secret,
    /// The browser would send it to another site; whether another address may be filled there.
    Elsewhere { fillable: bool },
}

impl Kept<'_> {
    /// Returns what is reported; `is_set` says whether there is a value at all.
    ///
    /// Of a text that only looks like an example nothing is reported: nobody asked for a value there.
    pub(super) fn diagnostic(&self, is_set: bool) -> Option<Diagnostic> {
        let name = &self.slot.variable;
        let error = |code, message: String, help: &str| {
            (!self.slot.example).then(|| Diagnostic::error(code, message, self.slot.span).help(help))
        };
        match &self.why {
            Why::Refused(reason) => is_set.then(|| refusal(self.slot, reason)),
            Why::Closed(reason) => is_set.then(|| refusal(self.slot, reason)),
            Why::Id => None,
            Why::Secret => error(
                Code::SecretOutsideText,
                format!("`{name}` is a secret or is made of one, so it can only be used in text"),
                "write the example itself here, or move the call into a sentence or into code",
            ),
            Why::Elsewhere { fillable } => error(
                Code::ValueSentElsewhere,
                format!(
                    "the value of `{name}` would be sent to another site: the browser loads this address by itself"
                ),
                match fillable {
                    true => {
                        "begin the address with a path of the site, such as `/images/`, or write the example itself here"
                    }
                    false => "write the example itself here: this attribute holds no reader's value",
                },
            ),
        }
    }
}
