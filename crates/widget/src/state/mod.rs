//! The reader's state: what a site declares, what a reader types, and what counts for the page, the buttons and the
//! browser's storage.
//!
//! It is plain Rust, so that it is tested without a browser. JavaScript tells it what happens and draws what it says;
//! the wasm-bindgen part is [`Reader`](crate::Reader).
//!
//! 1. [`Field`](field::Field) is what is known of one variable: typed, accepted or refused, stored.
//! 2. [`events`] changes it: a key, leaving a field, taking an edit back, Done, Reset, another tab.
//! 3. [`secrets`] and [`files`] are two parts of the form: what makes a secret, and the list of what to take.
//! 4. [`shown`] answers what is drawn: texts, errors, what is an example.
//!
//! Three rules hold after every event. The page shows what the field holds as a whole, or the example. Storage has
//! what the field held when the reader left it, or nothing. A secret never goes to storage.

mod events;
mod field;
mod files;
mod secrets;
mod shown;

#[cfg(test)]
mod tests;

use sitevar_core::{Accepted, ByName, Kind, Scalar, Values, Variable, Variables};

use field::Field;
use files::File;

/// Turns a host's name into ASCII; a browser has the tables for it.
pub(crate) type Ascii = fn(&str) -> Option<String>;

/// Everything that is known of a site's variables and of one reader.
pub(crate) struct State {
    ascii: Ascii,
    variables: Variables,
    /// Names that are a secret on any page of the site, declared on this one or not.
    secrets: Vec<String>,
    fields: ByName<Field>,
    /// What the page shows in place of defaults.
    values: Values,
    /// The names whose entries in storage are to be written or removed.
    unsaved: Vec<String>,
    /// Whether the browser refused to store something.
    is_memory_only: bool,
    /// Whether Done has said what is refused, so that the next one closes the form.
    is_told: bool,
    /// What the last reset took away.
    before: Option<ByName<Field>>,
    /// What the variables were that the reader edits beside a value.
    begun: Vec<(String, Field)>,
    /// What the site itself declares; a page may use other names, of which nobody knows what they are.
    known: Vec<String>,
    /// The files at the end of the form.
    files: Vec<File>,
    /// Whether a reader who was about to leave was asked.
    was_asked: bool,
}

impl State {
    /// Begins without declarations and without values.
    pub(crate) fn new(ascii: Ascii) -> Self {
        Self {
            ascii,
            variables: Variables::default(),
            secrets: Vec::new(),
            fields: ByName::default(),
            values: Values::default(),
            unsaved: Vec::new(),
            is_memory_only: false,
            is_told: false,
            before: None,
            begun: Vec::new(),
            known: Vec::new(),
            files: Vec::new(),
            was_asked: false,
        }
    }

    /// Declares a variable, or declares it again on another page.
    pub(crate) fn declare(&mut self, name: String, variable: Variable) {
        let own = self.fields.get(&name).and_then(Field::default_of_page).map(str::to_owned);
        self.variables.variables.insert(name.clone(), variable);
        if let Some(own) = own {
            self.set_default(&name, own);
        }
    }

    /// Declares a derived variable by its pattern, such as `https://{domain}/`.
    pub(crate) fn derive(&mut self, name: String, pattern: String) {
        self.variables.derived.insert(name, pattern);
    }

    /// Notes that all that was declared so far is the site's own.
    pub(crate) fn site_is_declared(&mut self) {
        self.known = self.variables.names().map(str::to_owned).collect();
    }

    /// Notes that a name is a secret somewhere on the site, and so nowhere anything else.
    pub(crate) fn keep_secret(&mut self, name: String) {
        self.secrets.push(name);
    }

    /// Notes a text that the page shows for a variable in a use without a format; the first one is its default there.
    pub(crate) fn show_default(&mut self, name: &str, text: String) {
        let field = self.field(name);
        let is_first = field.default_of_page().is_none();
        field.show(text.clone());
        if is_first {
            self.set_default(name, text);
        }
    }

    /// Forgets what another page showed, before this one is read.
    pub(crate) fn forget_defaults(&mut self) {
        for (_, field) in self.fields.iter_mut() {
            field.shown.clear();
        }
    }

    /// Checks an input without taking it.
    ///
    /// # Errors
    ///
    /// Fails with the reason, as a phrase for the form.
    pub(crate) fn check(&self, name: &str, input: &str) -> Result<Accepted, String> {
        let Some(variable) = self.variables.variables.get(name) else {
            return Err("this page does not know such a value".to_owned());
        };
        variable.accept(input, &self.ascii)
    }

    #[cfg(any(test, feature = "guide", feature = "foreign"))]
    pub(crate) fn variables(&self) -> &Variables {
        &self.variables
    }

    pub(crate) fn values(&self) -> &Values {
        &self.values
    }

    /// Returns what an input sets: nothing where it is the default, or empty and no value.
    fn accept(&self, name: &str, input: &str) -> Result<(Option<String>, Option<String>), String> {
        let Accepted { value, note } = self.check(name, input)?;
        let is_value = !value.is_empty() || self.variables.kind(name).may_be_empty();
        Ok((Some(value).filter(|value| is_value && !self.is_default(name, value)), note))
    }

    /// A page may have two defaults for one variable; then neither is what all of it shows.
    fn is_default(&self, name: &str, value: &str) -> bool {
        let is_everywhere = self.fields.get(name).is_none_or(|field| field.shows_only(value));
        value == self.default(name) && (is_everywhere || self.variables.kind(name) == Kind::Toggle)
    }

    fn set_default(&mut self, name: &str, text: String) {
        let Some(variable) = self.variables.variables.get_mut(name) else { return };
        // What a page shows of a toggle is its text, and what it shows of a secret is no value.
        if variable.kind != Kind::Toggle && !variable.kind.is_of_a_secret() {
            variable.default = Some(Scalar::String(text));
            self.work_out();
        }
    }

    fn field(&mut self, name: &str) -> &mut Field {
        self.fields.entry(name.to_owned()).or_default()
    }

    /// Works out what the page shows; returns the names that show something else than before.
    fn work_out(&mut self) -> Vec<String> {
        let accepted = self.fields.iter().filter_map(|(name, field)| Some((name, field.accepted.as_ref()?)));
        let after = self.variables.resolve(accepted);
        let before = std::mem::replace(&mut self.values, after);
        let is_other = |name: &&str| self.values.get(name) != before.get(name);
        self.variables.names().filter(is_other).map(str::to_owned).collect()
    }
}
