//! The reader, as JavaScript speaks with them: events go in, and what is to be drawn and stored comes out.
//!
//! What decides anything is in [`State`]; here are only the types that cross the border.

use sitevar_core::Values;
#[cfg(any(feature = "guide", feature = "foreign"))]
use sitevar_core::Variables;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::state::State;
use crate::{declaration, host};

/// The declarations of a site and the state of one reader.
///
/// Events that change what the page shows return the names of the variables that show something else.
#[wasm_bindgen]
pub struct Reader(State);

#[wasm_bindgen]
impl Reader {
    /// Begins without declarations and without values.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript has no use for a default")]
    pub fn new() -> Self {
        Self(State::new(host::ascii))
    }

    /// Declares a variable; the fields are keys and values, one after the other, as `sitevar.json` has them.
    ///
    /// # Errors
    ///
    /// Fails for a field that this version does not understand.
    pub fn declare(&mut self, name: String, fields: Vec<String>) -> Result<(), String> {
        self.0.declare(name, declaration::read(&fields)?);
        Ok(())
    }

    /// Declares a derived variable by its pattern, such as `https://{domain}/`.
    pub fn derive(&mut self, name: String, pattern: String) {
        self.0.derive(name, pattern);
    }

    /// Notes that a name is a secret somewhere on the site.
    pub fn keep_secret(&mut self, name: String) {
        self.0.keep_secret(name);
    }

    /// Notes what the page shows in a slot: where it has no format and nothing in its place, that is the page's own
    /// default. `slot` is as [`Block::new`](crate::Block::new) has it.
    pub fn show_default(&mut self, slot: Vec<String>, shown: &str) {
        let [name, format, instead, after] = slot.as_slice() else { return };
        if format.is_empty() && instead.is_empty() {
            self.0.show_default(name, shown.strip_suffix(after.as_str()).unwrap_or(shown).to_owned());
        }
    }

    /// Forgets what another page showed.
    pub fn forget_defaults(&mut self) {
        self.0.forget_defaults();
    }

    /// Takes the whole content of a field.
    pub fn typed(&mut self, name: &str, input: &str) -> Vec<String> {
        self.0.typed(name, input)
    }

    /// The reader goes on from a field, or presses Enter in it.
    pub fn left(&mut self, name: &str) {
        self.0.left(name);
    }

    /// The reader begins to edit variables beside a value.
    pub fn begun(&mut self, names: Vec<String>) {
        self.0.begun(&names);
    }

    /// The reader takes back what they typed since then.
    pub fn taken_back(&mut self) -> Vec<String> {
        self.0.taken_back()
    }

    /// The reader presses Done; returns the names that are refused and keep the form open.
    pub fn done(&mut self) -> Vec<String> {
        self.0.done()
    }

    /// The form was closed, or the page goes away.
    pub fn closed(&mut self) {
        self.0.closed();
    }

    /// Takes what storage has for a variable, now or since another tab wrote.
    pub fn loaded(&mut self, name: &str, text: Option<String>) -> Vec<String> {
        self.0.loaded(name, text)
    }

    /// Sets a secret or its digest, or forgets it.
    pub fn set_secret(&mut self, name: &str, value: Option<String>) -> Vec<String> {
        self.0.set_secret(name, value)
    }

    /// Forgets everything; `stored` is what storage has, names and texts in turn.
    pub fn reset(&mut self, stored: Vec<String>) -> Vec<String> {
        let pairs = stored.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone()));
        self.0.reset(pairs.collect())
    }

    /// Takes the last reset back.
    pub fn undo(&mut self) -> Vec<String> {
        self.0.undo()
    }

    /// Forgets what the last reset took away.
    pub fn forget_undo(&mut self) {
        self.0.forget_undo();
    }

    /// Returns the names whose entries in storage are to be written or removed, each once.
    pub fn take_unsaved(&mut self) -> Vec<String> {
        self.0.take_unsaved()
    }

    /// Returns what storage is to hold for a variable; nothing where its entry is to be removed.
    pub fn stored(&self, name: &str) -> Option<String> {
        self.0.stored(name).map(str::to_owned)
    }

    /// Notes whether the browser did store or remove it.
    pub fn saved(&mut self, name: &str, is_saved: bool) {
        self.0.saved(name, is_saved);
    }

    /// Checks a secret that the reader has already; returns it, empty where nothing was typed, and what was changed.
    ///
    /// # Errors
    ///
    /// Fails with the reason, as a phrase for the form.
    pub fn check(&self, name: &str, input: &str) -> Result<Vec<String>, String> {
        let sitevar_core::Accepted { value, note } = self.0.check(name, input)?;
        Ok(vec![value, note.unwrap_or_default()])
    }

    /// Returns what the form's field shows: the text as it was typed, or the value that counts; why it is refused; and
    /// what was changed in it.
    pub fn field(&self, name: &str) -> Vec<String> {
        let phrase = |phrase: Option<&str>| phrase.unwrap_or_default().to_owned();
        vec![self.0.text(name), phrase(self.0.problem(name)), phrase(self.0.note(name))]
    }

    /// Returns what the form calls a variable.
    pub fn label(&self, name: &str) -> String {
        self.0.label(name)
    }

    /// Returns the names whose content is refused.
    pub fn refused(&self) -> Vec<String> {
        self.0.refused()
    }

    /// Returns the names whose places the page marks as refused, derived ones among them.
    pub fn marked(&self) -> Vec<String> {
        self.0.marked()
    }

    /// Returns what the page shows for a variable where that is not the default; derived ones are worked out.
    pub fn value(&self, name: &str) -> Option<String> {
        self.0.values().get(name).map(str::to_owned)
    }

    /// Returns what the page shows for a variable now.
    pub fn shown(&self, name: &str) -> String {
        self.0.shown(name)
    }

    /// Returns every name that a derived variable is made of.
    pub fn parts(&self, name: &str) -> Vec<String> {
        self.0.variables().parts(name).into_iter().map(str::to_owned).collect()
    }

    /// Tells whether a name is a secret or a digest.
    pub fn is_secret(&self, name: &str) -> bool {
        self.0.is_secret(name)
    }

    /// Tells whether a value is a secret, its digest or made of one.
    pub fn is_of_secret(&self, name: &str) -> bool {
        self.0.is_of_secret(name)
    }

    /// Tells whether the reader set anything.
    pub fn is_set(&self) -> bool {
        self.0.is_set()
    }

    /// Tells whether what the reader set is lost when the page is closed.
    pub fn is_memory_only(&self) -> bool {
        self.0.is_memory_only()
    }

    /// Tells whether a reset can be taken back.
    pub fn can_undo(&self) -> bool {
        self.0.can_undo()
    }

    /// Tells whether a snippet that shows the defaults of these names still holds an example.
    pub fn is_example(&self, defaults: Vec<String>) -> bool {
        self.0.is_example(&defaults)
    }

    /// Returns the names that storage was not asked for yet.
    pub fn unread(&self) -> Vec<String> {
        self.0.unread()
    }

    /// Returns the names that the form shows for a page that uses these.
    pub fn used(&self, on_page: Vec<String>) -> Vec<String> {
        self.0.used(&on_page)
    }

    /// Returns the derived names that belong to a page that uses these, each followed by what it shows.
    pub fn made(&self, on_page: Vec<String>) -> Vec<String> {
        self.0.made(&on_page).into_iter().flat_map(|(name, text)| [name, text]).collect()
    }
}

impl Reader {
    #[cfg(any(feature = "guide", feature = "foreign"))]
    pub(crate) fn variables(&self) -> &Variables {
        self.0.variables()
    }

    pub(crate) fn values(&self) -> &Values {
        self.0.values()
    }
}
