//! What readers set: taken from what they typed, derived values worked out, toggles as their text.

use std::collections::BTreeMap;

use super::derived::Derivation;
use super::draft::Idn;
use super::{ByName, Kind, Variable, Variables};

/// What a reader set, ready to be written: derived values worked out, toggles as their text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    all: ByName<String>,
    /// Those that are allowed outside of text.
    public: ByName<String>,
    /// The names of addresses and the like, which share a slash or a dot with the text beside them.
    joined: Vec<String>,
}

impl Values {
    /// Returns what was set for a variable; an empty value is one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all.get(name).map(String::as_str)
    }

    /// Returns the same for what is not text, such as an address or a title: nothing for a secret, for a digest
    /// and for what is made of one.
    pub fn outside_text(&self, name: &str) -> Option<&str> {
        self.public.get(name).map(String::as_str)
    }

    /// Returns those that are allowed outside of text.
    pub(crate) fn without_secrets(&self) -> Self {
        Self { all: self.public.clone(), ..self.clone() }
    }

    /// Tells whether a value shares a slash or a dot with the text beside it.
    pub fn is_joined(&self, name: &str) -> bool {
        self.joined.iter().any(|joined| joined == name)
    }

    /// Tells whether nothing was set, so that every slot shows its default.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// What became of everything that was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acceptance {
    /// What is written into the page.
    pub values: Values,
    /// The values by themselves, corrected: what a page remembers.
    pub accepted: BTreeMap<String, String>,
    /// What was changed, or is worth knowing, with the name of the variable.
    pub notes: Vec<(String, String)>,
    /// What was refused and why, with the name of the variable.
    pub problems: Vec<(String, String)>,
}

impl Variables {
    /// Takes everything that was typed; what is refused stays at its default.
    ///
    /// Names that nothing declares are texts. An empty input sets nothing, except where a kind
    /// [may be empty](Kind::may_be_empty).
    pub fn accept_all(&self, typed: &BTreeMap<String, String>, idn: Idn<'_>) -> Acceptance {
        let text = Variable::default();
        let mut all = Acceptance::default();
        for (name, input) in typed {
            let variable = self.variables.get(name).unwrap_or(&text);
            match variable.accept(input, idn) {
                Ok(accepted) => {
                    if !accepted.value.is_empty() || variable.kind.may_be_empty() {
                        all.accepted.insert(name.clone(), accepted.value);
                    }
                    all.notes.extend(accepted.note.map(|note| (name.clone(), note)));
                }
                Err(problem) => all.problems.push((name.clone(), problem)),
            }
        }
        all.values = self.resolve(&all.accepted);
        for (name, value) in &all.accepted {
            all.notes.extend(self.remark(name, value, &all.values).map(|note| (name.clone(), note)));
        }
        all
    }

    /// Works out what the page shows for values that were accepted.
    ///
    /// A derived value is there as soon as one of its parts was set. Names that are not declared stand for themselves.
    pub fn resolve<'a>(&self, set: impl IntoIterator<Item = (&'a String, &'a String)>) -> Values {
        let mut values = ByName::default();
        for (name, value) in set {
            let variable = self.variables.get(name);
            let written = variable.map_or_else(|| value.clone(), |variable| variable.text_of(value));
            values.insert(name.clone(), written);
        }
        self.shorten_subdomains(&mut values);
        let set = values.clone();
        if set.is_empty() {
            return Values::default();
        }
        let text = |name: &str| set.get(name).cloned();
        let mut derivation = Derivation::new(self, &text);
        for name in self.derived.keys() {
            let touched = self.parts(name).into_iter().any(|part| set.contains_key(part));
            if touched
                && !set.contains_key(name)
                && let Some(value) = derivation.value(name)
            {
                values.insert(name.clone(), value);
            }
        }
        let mut public = values.clone();
        for name in values.keys().filter(|name| self.is_of_a_secret(name)) {
            public.remove(name);
        }
        let joined = values.keys().filter(|name| self.is_joined(name)).cloned().collect();
        Values { all: values, public, joined }
    }

    /// Leaves out of subdomains the domain that is written after them.
    fn shorten_subdomains(&self, values: &mut ByName<String>) {
        let set = values.clone();
        let text = |name: &str| set.get(name).cloned();
        for (_, value) in values.iter_mut().filter(|(name, _)| self.kind(name) == Kind::Subdomain) {
            if let Some((short, _)) = self.without_domain(value, &text) {
                *value = short.to_owned();
            }
        }
    }
}

/// Returns the declaration of a kind without anything else: what a test or a page declares in one word.
impl From<Kind> for Variable {
    fn from(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }
}
