//! What is known of one variable: the page's defaults for it, what is typed, what counts, and what is stored.

use super::secrets::Making;

/// One variable of one reader.
#[derive(Clone, Default)]
pub(super) struct Field {
    /// What the page shows where a use has no format, each text once; the first is the page's own default.
    pub(super) shown: Vec<String>,
    /// What is in the field where that is not what counts: not left yet, or refused.
    pub(super) typed: Option<String>,
    /// Why it is refused.
    pub(super) problem: Option<String>,
    /// What was changed to accept it, or is worth knowing.
    pub(super) note: Option<String>,
    /// The accepted value; `None` means that the example is shown.
    pub(super) accepted: Option<String>,
    /// What the browser's storage has.
    pub(super) stored: Option<String>,
    /// Whether storage was asked for it.
    pub(super) is_read: bool,
    /// What is known of making it, where it is a secret.
    pub(super) making: Making,
}

impl Field {
    /// Takes an input with what became of it; what is refused leaves the example.
    pub(super) fn take(&mut self, input: &str, outcome: Result<(Option<String>, Option<String>), String>) {
        let (accepted, note, problem) = match outcome {
            Ok((accepted, note)) => (accepted, note, None),
            Err(problem) => (None, None, Some(problem)),
        };
        (self.accepted, self.note, self.problem) = (accepted, note, problem);
        self.typed = Some(input.to_owned());
    }

    /// Takes a value that was not typed here; what was typed gives way to it.
    pub(super) fn put(&mut self, accepted: Option<String>) {
        (self.typed, self.problem, self.note) = (None, None, None);
        self.accepted = accepted;
    }

    /// Takes what was in the field before, and what counted.
    pub(super) fn bring_back(&mut self, was: Self) {
        (self.typed, self.problem, self.note) = (was.typed, was.problem, was.note);
        self.accepted = was.accepted;
    }

    /// Goes on from what was typed to what counts; tells whether there is something to store. What is refused stays as
    /// it was typed.
    pub(super) fn leave(&mut self) -> bool {
        self.problem.is_none() && self.typed.take().is_some()
    }

    /// Notes a text that the page shows.
    pub(super) fn show(&mut self, text: String) {
        if !self.shown.contains(&text) {
            self.shown.push(text);
        }
    }

    pub(super) fn default_of_page(&self) -> Option<&str> {
        self.shown.first().map(String::as_str)
    }

    /// Tells whether every use without a format shows this.
    pub(super) fn shows_only(&self, text: &str) -> bool {
        self.shown.iter().all(|shown| shown == text)
    }
}
