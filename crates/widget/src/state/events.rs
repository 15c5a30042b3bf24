//! What happens: a reader types, leaves a field, takes an edit back, presses Done or Reset; a secret is made; another tab
//! writes.
//!
//! Events that change what the page shows return the names of the variables that show something else.

use super::State;
use super::field::Field;

impl State {
    /// Takes the whole content of a field: it counts, or the example does.
    pub(crate) fn typed(&mut self, name: &str, input: &str) -> Vec<String> {
        self.is_told = false;
        self.before = None;
        let outcome = self.accept(name, input);
        let field = self.field(name);
        field.take(input, outcome);
        // The field does not hold any more what is stored.
        if field.stored != field.accepted {
            self.store(name, None);
        }
        let changed = self.work_out();
        self.note_twice(name);
        changed
    }

    /// Notes where a value has a part that the guide writes beside it: `auth.home.net` would become `auth.auth.home.net`.
    fn note_twice(&mut self, name: &str) {
        let Some(value) = self.field(name).accepted.clone() else { return };
        if let Some(note) = self.variables.remark(name, &value, &self.values) {
            self.field(name).note.get_or_insert(note);
        }
    }

    /// The reader goes on from a field, or presses Enter in it: what is accepted is stored.
    pub(crate) fn left(&mut self, name: &str) {
        let field = self.field(name);
        if field.leave() {
            let accepted = field.accepted.clone();
            self.store(name, accepted);
        }
    }

    /// The reader begins to edit variables beside a value: until that ends, all of it can be taken back.
    pub(crate) fn begun(&mut self, names: &[String]) {
        self.begun.clear();
        for name in names {
            let field = self.field(name).clone();
            self.begun.push((name.clone(), field));
        }
    }

    /// The reader takes back what they typed since then: variables and storage are as they were.
    pub(crate) fn taken_back(&mut self) -> Vec<String> {
        let begun = std::mem::take(&mut self.begun);
        self.bring_back(begun)
    }

    /// The reader wants to close the form. Returns what is refused and keeps it open: by a field, or by a place of the
    /// page. Whoever presses again, without having changed anything, has read it.
    pub(crate) fn done(&mut self, by_places: Vec<String>) -> Vec<String> {
        self.leave_all();
        let mut refused = by_places;
        refused.extend(self.refused());
        if self.is_told {
            refused.clear();
        }
        self.is_told = !refused.is_empty();
        refused
    }

    /// The form was closed, or the page goes away: then what the last reset took away, which may be a secret, goes too.
    pub(crate) fn closed(&mut self, is_leaving: bool) {
        self.leave_all();
        if is_leaving {
            self.before = None;
        }
        self.is_told = false;
        self.end_questions();
        for (_, field) in self.fields.iter_mut() {
            field.note = None;
        }
    }

    /// Takes what storage has for variables, now or since another tab wrote: as if it were typed, because somebody may
    /// have written it by hand. What is no value is as if it were not there.
    pub(crate) fn loaded(&mut self, name: &str, text: Option<String>) -> Vec<String> {
        if self.is_secret(name) {
            // Nobody stores a secret here, so this is no secret of the reader's.
            self.field(name).is_read = true;
            self.field(name).stored = text;
            self.store(name, None);
            return Vec::new();
        }
        if !self.variables.variables.contains_key(name) {
            return Vec::new();
        }
        let accepted = text.as_deref().and_then(|text| self.accept(name, text).ok()?.0);
        // What could not be stored is not there either, and still counts.
        let is_lost = self.is_memory_only && text.is_none();
        let field = self.field(name);
        field.is_read = true;
        field.stored = text;
        let is_same = field.accepted == accepted || is_lost;
        if !is_same {
            field.put(accepted);
        }
        let loaded = field.clone();
        // What another tab wrote is not taken back here.
        for (_, begun) in self.begun.iter_mut().filter(|(begun, _)| begun == name) {
            *begun = loaded.clone();
        }
        if is_same { Vec::new() } else { self.work_out() }
    }

    /// Forgets everything, and also what storage has of other pages of the site.
    pub(crate) fn reset(&mut self, stored: Vec<(String, String)>) -> Vec<String> {
        for (name, text) in stored {
            self.field(&name).stored = Some(text);
        }
        let is_something = self
            .fields
            .values()
            .any(|field| field.accepted.is_some() || field.typed.is_some() || field.stored.is_some());
        self.before = is_something.then(|| self.fields.clone());
        for name in self.field_names() {
            self.field(&name).put(None);
            self.store(&name, None);
        }
        self.end_questions();
        self.work_out()
    }

    /// Takes the last reset back.
    pub(crate) fn undo(&mut self) -> Vec<String> {
        let Some(before) = self.before.take() else { return Vec::new() };
        self.bring_back(before.into_tuple_vec())
    }

    /// Returns the names whose entries in storage are to be written or removed, each once.
    pub(crate) fn take_unsaved(&mut self) -> Vec<String> {
        std::mem::take(&mut self.unsaved)
    }

    /// Notes whether the browser did store or remove it.
    pub(crate) fn saved(&mut self, name: &str, is_saved: bool) {
        let field = self.field(name);
        if !is_saved {
            field.stored = None;
        }
        if !is_saved || field.stored.is_some() {
            self.is_memory_only = !is_saved;
        }
    }

    fn bring_back(&mut self, before: Vec<(String, Field)>) -> Vec<String> {
        for (name, was) in before {
            let stored = was.stored.clone();
            self.field(&name).bring_back(was);
            self.store(&name, stored);
        }
        self.work_out()
    }

    fn leave_all(&mut self) {
        for name in self.field_names() {
            self.left(&name);
        }
    }

    /// Has an entry in storage written or removed, where it is not so already; never that of a secret.
    fn store(&mut self, name: &str, text: Option<String>) {
        let is_secret = self.is_secret(name);
        let field = self.field(name);
        if field.stored == text || (is_secret && text.is_some()) {
            return;
        }
        field.stored = text;
        if !self.unsaved.iter().any(|unsaved| unsaved == name) {
            self.unsaved.push(name.to_owned());
        }
    }

    fn field_names(&self) -> Vec<String> {
        self.fields.keys().cloned().collect()
    }
}
