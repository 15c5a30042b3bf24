//! The part of the form that makes a secret: when it asks before it replaces one, which digests are made with it, and
//! what it says.

use sitevar_core::Kind;

use super::State;
use super::field::Field;
use crate::choices;

/// What is known of making one secret.
#[derive(Clone, Default)]
pub(super) struct Making {
    /// What waits for the reader's answer: their own secret, or an empty text where one is to be drawn.
    asked: Option<String>,
    /// Whether the secret that was begun is the reader's own, and what was changed in it or is worth knowing.
    begun: (bool, String),
    /// Why there is none, as a phrase or as the key of a sentence.
    problem: String,
    /// Of the secret that was made: Authelia's own command that does the same, the key of where that goes, and the note.
    made: (String, &'static str, String),
}

impl State {
    /// Returns the secrets that a form makes for a page with these names, also where only their digest is among them.
    pub(crate) fn secrets_of(&self, names: &[String]) -> Vec<String> {
        let mut secrets: Vec<String> = Vec::new();
        for name in names.iter().filter(|name| self.is_secret(name)) {
            let of = self.variables.variables.get(name).and_then(|variable| variable.of.as_ref());
            let secret = of.unwrap_or(name);
            if self.variables.variables.contains_key(secret) && !secrets.contains(secret) {
                secrets.push(secret.clone());
            }
        }
        secrets
    }

    /// Returns a secret and its digests: they are made and forgotten together.
    pub(crate) fn pair(&self, secret: &str) -> Vec<String> {
        let mut pair = vec![secret.to_owned()];
        for (name, row) in self.variables.variables.iter() {
            if row.kind == Kind::Digest && row.of.as_deref() == Some(secret) {
                pair.push(name.clone());
            }
        }
        pair
    }

    /// The reader wants a secret, or the digest of their own one. Returns what to begin with: nothing where it is refused,
    /// or where another secret is in use and the reader is asked first; an empty text where a secret is to be drawn.
    pub(crate) fn wants_secret(&mut self, name: &str, own: Option<&str>) -> Option<String> {
        let checked = own.map(|own| self.check(name, own)).transpose();
        let is_in_use = self.values.get(name).is_some();
        let making = self.making(name);
        (making.problem, making.asked, making.begun.1) = (String::new(), None, String::new());
        let accepted = match checked {
            Ok(accepted) => accepted,
            Err(problem) => {
                making.problem = problem;
                return None;
            }
        };
        let secret = accepted.map_or(String::new(), |accepted| {
            making.begun.1 = accepted.note.unwrap_or_default();
            accepted.value
        });
        if own.is_some() && secret.is_empty() {
            making.problem = "emptySecret".to_owned();
            return None;
        }
        making.asked = Some(secret);
        if is_in_use { None } else { self.answers(name, true) }
    }

    /// The reader has answered whether the secret in use is to be replaced. Returns what to begin with, if anything.
    pub(crate) fn answers(&mut self, name: &str, is_yes: bool) -> Option<String> {
        let making = self.making(name);
        let secret = making.asked.take().filter(|_| is_yes)?;
        making.begun.0 = !secret.is_empty();
        Some(secret)
    }

    /// A secret and its digest, if it has one, were made, with what was chosen: length, characters, algorithm and iterations.
    pub(crate) fn made_secret(
        &mut self,
        name: &str,
        [secret, digest]: [String; 2],
        chosen: &[String],
    ) -> Vec<String> {
        if !self.is_secret(name) {
            return Vec::new();
        }
        for digests in self.pair(name).iter().skip(1) {
            self.field(digests).put(Some(digest.clone()));
        }
        self.field(name).put(Some(secret));
        let making = self.making(name);
        let (is_own, note) = std::mem::take(&mut making.begun);
        let goes = if is_own { "commandAsks" } else { "commandGoes" };
        making.made = (choices::command(chosen, is_own).unwrap_or_default(), goes, note);
        self.is_told = false;
        self.work_out()
    }

    /// What was begun has failed, or was cancelled.
    pub(crate) fn failed(&mut self, name: &str, reason: String) {
        self.making(name).problem = reason;
    }

    /// Forgets a secret and its digests: these are in memory only.
    pub(crate) fn forget_secret(&mut self, name: &str) -> Vec<String> {
        for one in self.pair(name) {
            if self.is_secret(&one) {
                self.field(&one).put(None);
            }
        }
        *self.making(name) = Making::default();
        self.work_out()
    }

    /// Returns what the form shows: the question, what is wrong, the secret, its digest, the command, where that goes, where
    /// the secret is unless a place refuses it, and what is worth knowing of it. Each is empty where there is nothing to
    /// show; the secret, the digest and the command are texts, the others keys of sentences or phrases.
    pub(crate) fn making_shown(&self, name: &str, is_refused: bool) -> [&str; 8] {
        let Some(Field { making, .. }) = self.fields.get(name) else { return [""; 8] };
        let pair = self.pair(name);
        let value = |at: usize| pair.get(at).and_then(|name| self.values.get(name)).unwrap_or_default();
        let question = if making.asked.is_some() { "replace" } else { "" };
        let (command, goes, note) = &making.made;
        let place = match pair.len() {
            _ if is_refused => "",
            1 => "inPlaceAlone",
            _ => "inPlace",
        };
        [question, &making.problem, value(0), value(1), command, goes, place, note]
    }

    /// Ends what was asked and what was wrong: the form was closed, or everything is reset.
    pub(super) fn end_questions(&mut self) {
        for (_, field) in self.fields.iter_mut() {
            (field.making.asked, field.making.problem) = (None, String::new());
        }
    }

    fn making(&mut self, name: &str) -> &mut Making {
        &mut self.field(name).making
    }
}
