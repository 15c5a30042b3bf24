//! What is drawn: the text of a field and what is wrong with it, which names a form shows, what is still an example.

use sitevar_core::{Kind, Scalar, Variable};

use super::State;
use super::field::Field;

impl State {
    /// Returns what the form's field shows: the text as it was typed, or the value that counts.
    pub(crate) fn text(&self, name: &str) -> String {
        let field = self.fields.get(name);
        let own = field.and_then(|field| field.typed.as_ref().or(field.accepted.as_ref()));
        own.cloned().unwrap_or_else(|| self.default(name))
    }

    /// Returns what the form calls a variable: its label, or its name in words. Where other variables have the same label,
    /// as the ids of several clients have, its example tells them apart.
    pub(crate) fn label(&self, name: &str) -> String {
        let of = |variable: Option<&Variable>| variable?.label.clone().filter(|label| !label.is_empty());
        let Some(label) = of(self.variables.variables.get(name)) else { return in_words(name) };
        let is_twin =
            |(other, row): (&String, &Variable)| other != name && row.label.as_ref() == Some(&label);
        if self.is_secret(name) || !self.variables.variables.iter().any(is_twin) {
            return label;
        }
        label + " (" + &self.default(name) + ")"
    }

    /// Returns why what is in a field is refused.
    pub(crate) fn problem(&self, name: &str) -> Option<&str> {
        self.fields.get(name)?.problem.as_deref()
    }

    /// Returns what was changed in what is in a field.
    pub(crate) fn note(&self, name: &str) -> Option<&str> {
        self.fields.get(name)?.note.as_deref()
    }

    /// Returns what storage is to hold for a variable.
    pub(crate) fn stored(&self, name: &str) -> Option<&str> {
        self.fields.get(name)?.stored.as_deref()
    }

    /// Returns what a field shows until the reader sets something.
    pub(crate) fn default(&self, name: &str) -> String {
        let declared = self.variables.variables.get(name);
        if let Some(toggle) = declared.filter(|variable| variable.kind == Kind::Toggle) {
            let word = toggle.default.as_ref().map(Scalar::to_string).unwrap_or_default();
            return self.check(name, &word).map_or("false".to_owned(), |accepted| accepted.value);
        }
        let own = self.fields.get(name).and_then(Field::default_of_page);
        own.map(str::to_owned).or_else(|| self.variables.default_text(name)).unwrap_or_default()
    }

    /// Tells whether a name is a secret or a digest, on this page or on another one of the site.
    pub(crate) fn is_secret(&self, name: &str) -> bool {
        self.variables.kind(name).is_of_a_secret() || self.secrets.iter().any(|secret| secret == name)
    }

    /// Tells whether a value is a secret, its digest or made of one.
    pub(crate) fn is_of_secret(&self, name: &str) -> bool {
        self.is_secret(name) || self.variables.parts(name).into_iter().any(|part| self.is_secret(part))
    }

    /// Tells whether the reader set anything.
    pub(crate) fn is_set(&self) -> bool {
        !self.values.is_empty()
    }

    /// Tells whether what the reader set is lost when the page is closed: the browser stores nothing.
    pub(crate) fn is_memory_only(&self) -> bool {
        self.is_memory_only
    }

    /// Tells whether a reset can be taken back.
    pub(crate) fn can_undo(&self) -> bool {
        self.before.is_some()
    }

    /// Returns the names whose content is refused.
    pub(crate) fn refused(&self) -> Vec<String> {
        let fields = self.fields.iter().filter(|(_, field)| field.problem.is_some());
        fields.map(|(name, _)| name.clone()).collect()
    }

    /// Returns the names whose places the page marks: the reader typed something that is refused for them, or for what
    /// they are derived from.
    pub(crate) fn marked(&self) -> Vec<String> {
        let is_refused = |name: &str| self.problem(name).is_some();
        let is_marked =
            |name: &&str| is_refused(name) || self.variables.parts(name).into_iter().any(is_refused);
        self.variables.names().filter(is_marked).map(str::to_owned).collect()
    }

    /// Returns the names that storage was not asked for yet. A secret is not there, unless somebody has put it there.
    pub(crate) fn unread(&self) -> Vec<String> {
        let is_read = |name: &str| self.fields.get(name).is_some_and(|field| field.is_read);
        let names = self.variables.variables.keys().chain(&self.secrets);
        names.filter(|name| !is_read(name)).cloned().collect()
    }

    /// Tells whether a value may be in a place of the page. A secret is no part of what something else reads, such as a
    /// field or the page's title; and a name that a part of the page may declare in its own way may be a secret there.
    pub(crate) fn may_fill(&self, name: &str, is_read_elsewhere: bool, is_complete: bool) -> bool {
        let is_known = |name: &str| self.known.iter().any(|known| known == name);
        let are_known = || is_known(name) && self.variables.parts(name).into_iter().all(is_known);
        (is_complete || are_known()) && !(is_read_elsewhere && self.is_of_secret(name))
    }

    /// Tells whether a snippet that shows defaults for these names still holds an example: what works as it is does
    /// not, unless the reader set something that the snippet or the field refuses.
    pub(crate) fn is_example(&self, defaults: &[String]) -> bool {
        let wants_own = |field: &Field| field.accepted.is_some() || field.problem.is_some();
        let is_example =
            |name: &str| self.fields.get(name).is_some_and(wants_own) || !self.variables.is_optional(name);
        defaults.iter().any(|name| match self.variables.derived.contains_key(name) {
            true => self.variables.parts(name).into_iter().any(is_example),
            false => is_example(name),
        })
    }

    /// Returns the names that the form shows for a page that uses these: each derived one by what it is made of.
    pub(crate) fn used(&self, on_page: &[String]) -> Vec<String> {
        let mut used: Vec<String> = Vec::new();
        for name in on_page {
            let parts = match self.variables.derived.contains_key(name) {
                true => self.variables.parts(name),
                false => vec![name.as_str()],
            };
            for part in parts {
                if self.variables.variables.contains_key(part) && !used.iter().any(|name| name == part) {
                    used.push(part.to_owned());
                }
            }
        }
        used
    }

    /// Returns the derived names that belong to a page that uses these, each with what it shows.
    pub(crate) fn made(&self, on_page: &[String]) -> Vec<(String, String)> {
        let used = self.used(on_page);
        let is_used = |part: &str| used.iter().any(|name| name == part);
        let is_here = |name: &&String| {
            let parts = self.variables.parts(name);
            on_page.contains(name) || !parts.is_empty() && parts.into_iter().all(is_used)
        };
        let names = self.variables.derived.keys().filter(is_here);
        names.map(|name| (name.clone(), self.shown(name))).collect()
    }

    /// Returns what the page shows for a variable now.
    pub(crate) fn shown(&self, name: &str) -> String {
        self.values.get(name).map_or_else(|| self.default(name), str::to_owned)
    }
}

/// Returns a name such as `authelia-url` as words: `Authelia URL`.
fn in_words(name: &str) -> String {
    let mut out = String::new();
    for word in name.split(['-', '_']).filter(|word| !word.is_empty()) {
        let start = out.len();
        if start > 0 {
            out.push(' ');
        }
        out.push_str(word);
        // Only of ASCII: the tables of all letters are larger than the rest of this file.
        let end = if ABBREVIATIONS.contains(&word) { out.len() } else { 1 };
        if let Some(letters) = out.get_mut(start..end) {
            letters.make_ascii_uppercase();
        }
    }
    out
}

/// What is written in capitals.
const ABBREVIATIONS: [&str; 12] =
    ["api", "dns", "fqdn", "http", "https", "id", "ip", "ldap", "oidc", "smtp", "tls", "url"];
