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
    pub fn declare(&mut self, name: String, fields: Vec<String>) {
        self.0.declare(name, declaration::read(&fields));
    }

    /// Declares a derived variable by its pattern, such as `https://{domain}/`.
    pub fn derive(&mut self, name: String, pattern: String) {
        self.0.derive(name, pattern);
    }

    /// Notes that all that was declared so far is the site's own.
    pub fn site_is_declared(&mut self) {
        self.0.site_is_declared();
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

    /// The reader presses Done; returns the names that are refused, by their fields or by places, and keep the form open.
    pub fn done(&mut self, by_places: Vec<String>) -> Vec<String> {
        self.0.done(by_places)
    }

    /// The form was closed, or the page goes away.
    pub fn closed(&mut self, is_leaving: bool) {
        self.0.closed(is_leaving);
    }

    /// Takes what storage has for a variable, now or since another tab wrote.
    pub fn loaded(&mut self, name: &str, text: Option<String>) -> Vec<String> {
        self.0.loaded(name, text)
    }

    /// The reader wants a secret, or the digest of their own one. Returns it, empty where one is to be drawn, or nothing
    /// where nothing is to be begun.
    pub fn wants_secret(&mut self, name: &str, own: Option<String>) -> Option<String> {
        self.0.wants_secret(name, own.as_deref())
    }

    /// The reader has answered whether the secret in use is to be replaced; returns what is to be begun, likewise.
    pub fn answers(&mut self, name: &str, is_yes: bool) -> Option<String> {
        self.0.answers(name, is_yes)
    }

    /// A secret and its digest were made, as it was chosen: length, characters, algorithm and iterations.
    pub fn made_secret(
        &mut self,
        name: &str,
        secret: String,
        digest: String,
        chosen: Vec<String>,
    ) -> Vec<String> {
        self.0.made_secret(name, [secret, digest], &chosen)
    }

    /// What was begun has failed, for a reason that is a phrase or the key of a sentence.
    pub fn failed(&mut self, name: &str, reason: String) {
        self.0.failed(name, reason);
    }

    /// Forgets a secret and its digests.
    pub fn forget_secret(&mut self, name: &str) -> Vec<String> {
        self.0.forget_secret(name)
    }

    /// Returns what the part of the form shows that makes a secret: the question, what is wrong, the secret, its digest,
    /// the command, where that goes, where the secret is unless a place refuses it, and what is worth knowing of it.
    pub fn making_shown(&self, name: &str, is_refused: bool) -> Vec<String> {
        texts(&self.0.making_shown(name, is_refused))
    }

    /// Returns the secrets that a form makes for a page with these names.
    pub fn secrets_of(&self, names: Vec<String>) -> Vec<String> {
        self.0.secrets_of(&names)
    }

    /// Returns a secret and its digests.
    pub fn pair(&self, secret: &str) -> Vec<String> {
        self.0.pair(secret)
    }

    /// Lists these files and forgets the others; tells whether one of them holds a secret.
    pub fn list_files(&mut self, ids: Vec<u32>) -> bool {
        self.0.list_files(&ids)
    }

    /// Takes what a file shows now: its text, the names of which it shows the defaults, and those of the reader's values.
    /// Returns the words of its mark and of its Copy button.
    pub fn show_file(
        &mut self,
        id: u32,
        text: String,
        defaults: Vec<String>,
        own: Vec<String>,
    ) -> Vec<String> {
        texts(&self.0.show_file(id, text, &defaults, &own))
    }

    /// The Copy button of a file says this: that this text was copied, or not; nothing where it was read.
    pub fn say_of_file(&mut self, id: u32, text: &str, is_copied: Option<bool>) {
        self.0.say_of_file(id, text, is_copied);
    }

    /// The reader copied or saved a text; each file that is in it as a whole is taken.
    pub fn took(&mut self, text: &str) {
        self.0.took(text);
    }

    /// The reader is about to leave; tells whether to ask them first.
    pub fn asks_before_leaving(&mut self) -> bool {
        self.0.asks_before_leaving()
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

    /// Returns what the form's field shows: the text as it was typed, or the value that counts; why it is refused; and
    /// what was changed in it.
    pub fn field(&self, name: &str) -> Vec<String> {
        let phrase = Option::unwrap_or_default;
        texts(&[&self.0.text(name), phrase(self.0.problem(name)), phrase(self.0.note(name))])
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

    /// Tells whether a value may be in a place: one that something else reads, or one in a part of the page that may
    /// declare names in its own way, so that what it holds is not complete here.
    pub fn may_fill(&self, name: &str, is_read_elsewhere: bool, is_complete: bool) -> bool {
        self.0.may_fill(name, is_read_elsewhere, is_complete)
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

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
