//! The guide: a text with marks, and what they stand for.
//!
//! Nothing outside of this crate sees the text itself: whatever leaves a guide is published and contains no mark.
//! The two writers, and what fills code, come after this folder and add their methods there.

pub(crate) mod format;
mod link;
pub(crate) mod mark;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

pub use format::{Format, Letters};
pub use link::Link;
#[cfg(feature = "templates")]
pub(crate) use mark::Edges;
pub(crate) use mark::Marks;
pub use mark::{Mark, Slot, without_marks};

use crate::variables::{Values, Variables};

/// A page whose shortcodes are expanded and whose readers' values are still open.
#[derive(Debug, Clone)]
pub struct Guide {
    pub(crate) front_matter: String,
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    /// The links of what templates rendered.
    pub(crate) links: Vec<Link>,
    pub(crate) variables: Arc<Variables>,
}

impl Guide {
    /// Returns the front matter with its delimiters, byte for byte.
    pub fn front_matter(&self) -> &str {
        &self.front_matter
    }

    /// Returns what the page can use: the declarations that it was expanded with, and its clients.
    pub fn variables(&self) -> &Arc<Variables> {
        &self.variables
    }

    /// Returns what the private-use characters stand for; marks inside finished HTML have rows too.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Returns the slots in the order of the table.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Slot(slot) => Some(slot),
            _ => None,
        })
    }

    /// Returns the names of the variables that the page uses, each once, in the order of their first use.
    pub fn used_variables(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.slots().map(|slot| slot.variable.as_str()).filter(|name| seen.insert(*name)).collect()
    }

    /// Returns what a slot shows.
    pub fn value<'a>(&self, slot: &'a Slot, values: &'a Values) -> Cow<'a, str> {
        let Some(value) = values.get(&slot.variable) else { return Cow::Borrowed(&slot.default) };
        let value = match (&slot.instead, slot.format) {
            _ if value.is_empty() => return Cow::Borrowed(""),
            (Some(instead), _) => Cow::Borrowed(instead.as_str()),
            (None, Some(format)) => {
                Cow::Owned(format.apply_like(value, slot.bare_default(), Letters::STANDARD))
            }
            (None, None) => Cow::Borrowed(value),
        };
        if slot.after.is_empty() { value } else { Cow::Owned(value.into_owned() + &slot.after) }
    }

    /// Returns the guide with slots that no value fills: each is one of a variable without a name, about which nothing
    /// is reported.
    pub(crate) fn without_values(&self, closed: &[&Slot]) -> Self {
        let closed: HashSet<*const Slot> = closed.iter().map(|slot| std::ptr::from_ref(*slot)).collect();
        let mark = |mark: &Mark| match mark {
            Mark::Slot(slot) if closed.contains(&std::ptr::from_ref(slot)) => {
                Mark::Slot(Slot { variable: String::new(), example: true, ..slot.clone() })
            }
            other => other.clone(),
        };
        Self { marks: self.marks.iter().map(mark).collect(), ..self.clone() }
    }

    /// Returns what the reader set for a slot, not in its format yet; `None` where nothing is set.
    pub(crate) fn reader_value<'a>(&self, slot: &'a Slot, values: &'a Values) -> Option<&'a str> {
        let value = values.get(&slot.variable)?;
        Some(slot.instead.as_deref().filter(|_| !value.is_empty()).unwrap_or(value))
    }

    /// Returns what the form's table says about every variable that the page uses; a secret and its digest are nothing
    /// for a table.
    pub(crate) fn preferences(&self, values: &Values) -> Vec<Preference<'_>> {
        let used = self.used_variables().into_iter().filter(|name| !self.variables.is_of_a_secret(name));
        used.map(|name| self.preference(name, values)).collect()
    }

    /// Returns the same about every variable that readers set for the page, a secret among them: what is derived is made
    /// of others, and a digest of its secret.
    pub(crate) fn set_by_readers(&self, values: &Values) -> Vec<Preference<'_>> {
        let mut seen = HashSet::new();
        let mut rows = Vec::new();
        for used in self.used_variables() {
            for name in [used].into_iter().chain(self.variables.parts(used)) {
                let declared = self.variables.variables.get(name);
                let name = declared.and_then(|variable| variable.of.as_deref()).unwrap_or(name);
                if self.variables.derived.get(name).is_none() && seen.insert(name) {
                    rows.push(self.preference(name, values));
                }
            }
        }
        rows
    }

    fn preference<'a>(&'a self, name: &'a str, values: &Values) -> Preference<'a> {
        let used = || self.slots().find(|slot| slot.variable == name && slot.format.is_none());
        let value = values
            .get(name)
            .map(str::to_owned)
            .or_else(|| used().map(|slot| slot.bare_default().to_owned()))
            .or_else(|| self.variables.default_text(name))
            .unwrap_or_default();
        let is_secret = self.variables.is_of_a_secret(name);
        Preference { name, label: self.variables.label(name), value, is_secret }
    }
}

/// A row of the table that stands for the form.
pub(crate) struct Preference<'a> {
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    pub(crate) value: String,
    pub(crate) is_secret: bool,
}
