//! The files at the end of the form: which of them the reader has taken, what their buttons say, and whether who leaves
//! now would lose a secret.

use sitevar_core::Find;

use super::State;

/// A file in the list, known by the number that JavaScript gave it.
pub(super) struct File {
    id: u32,
    /// The whole text, with the reader's values.
    text: String,
    /// What of it was taken; another text has to be taken again.
    taken: Option<String>,
    holds_secret: bool,
    /// What came of the last press on its button, while the button says so.
    said: Option<&'static str>,
}

impl State {
    /// Lists these files and forgets the others; tells whether one of them holds a secret.
    pub(crate) fn list_files(&mut self, ids: &[u32]) -> bool {
        self.files.retain(|file| ids.contains(&file.id));
        let holds_secret = self.files.iter().any(|file| file.holds_secret);
        self.was_asked &= holds_secret;
        holds_secret
    }

    /// Takes what a file shows now: for which names the page's defaults, and for which the reader's own values. Returns the
    /// words of its mark and of its Copy button.
    pub(crate) fn show_file(
        &mut self,
        id: u32,
        text: String,
        defaults: &[String],
        own: &[String],
    ) -> [&'static str; 2] {
        let holds_example = self.is_example(defaults);
        let holds_secret = own.iter().any(|name| self.is_of_secret(name));
        let at = self.files.iter().position(|file| file.id == id).unwrap_or(self.files.len());
        if at == self.files.len() {
            self.files.push(File { id, text: text.clone(), taken: None, holds_secret, said: None });
        }
        let file = &mut self.files[at];
        if file.text != text {
            // What was said is about the text that was there then.
            (file.text, file.said) = (text, None);
        }
        file.holds_secret = holds_secret;
        let copy = if holds_example { "copyExamples" } else { "copy" };
        [if file.is_taken() { "taken" } else { "notTaken" }, file.said.unwrap_or(copy)]
    }

    /// The Copy button of a file says that its text was copied, or not, as long as the file has that text; nothing of it
    /// once that was read.
    pub(crate) fn say_of_file(&mut self, id: u32, text: &str, is_copied: Option<bool>) {
        for file in self.files.iter_mut().filter(|file| file.id == id && file.text == text) {
            file.said = is_copied.map(|is_copied| if is_copied { "copied" } else { "notCopied" });
        }
    }

    /// The reader copied or saved a text: the file that it is, or each file that is as a whole in what they selected.
    pub(crate) fn took(&mut self, text: &str) {
        let is_file = self.files.iter().any(|file| file.text == text);
        for file in &mut self.files {
            if file.text == text || !is_file && text.has(file.text.trim()) {
                file.taken = Some(file.text.clone());
            }
        }
    }

    /// The reader is about to leave: tells whether to ask them first, because a secret is in a file that was not taken.
    /// One question is enough.
    pub(crate) fn asks_before_leaving(&mut self) -> bool {
        let is_lost = self.files.iter().any(|file| file.holds_secret && !file.is_taken());
        is_lost && !std::mem::replace(&mut self.was_asked, is_lost)
    }
}

impl File {
    fn is_taken(&self) -> bool {
        self.taken.as_ref() == Some(&self.text)
    }
}
