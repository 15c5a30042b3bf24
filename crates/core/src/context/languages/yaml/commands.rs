//! Commands in YAML: which keys hold them, and which language each of their texts is in.
//!
//! A command is one text, which a shell or only its rules for words read, or a list of words. The words of a list go
//! through the same table as those of a shell, so `[psql, -c, "…"]` holds SQL.

use crate::context::commands;
use crate::context::language::Language;
use crate::context::languages::{SHELL, UNKNOWN};
use crate::context::token::{Inner, Token};
use crate::text::{Cut, is_one_of};

/// Keys whose values are commands.
#[derive(Debug)]
pub(crate) struct CommandKeys {
    /// A list of words.
    pub(super) keys: &'static str,
    pub(super) reads: Reads,
    /// What the values pass through before.
    pub(super) layer: Option<&'static Language>,
}

/// How a value is read that is a command.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reads {
    /// A shell reads it; of a list every item.
    Shell,
    /// The program reads it that the neighbour `shell` names, or the file's `defaults`; without one, a shell.
    Script,
    /// A file, whose name is in the neighbour `path` or `dest`.
    File,
    /// It is split into words, in this language; a list has the words themselves.
    Words(&'static Language),
    /// The first item of a list says how the others are read: `CMD-SHELL`.
    Check,
    /// A list of words; those of a later key follow on those of the first.
    List,
    /// It is no command, but goes through the layer.
    Value,
}

/// Where a value is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    token: usize,
    key: usize,
    /// What the key and its neighbours are in.
    parent: usize,
    /// How many lists are around it below the key.
    level: usize,
    /// The list that it is in, where there is more than one below the key.
    list: usize,
}

/// The keys and the lists that are open.
#[derive(Debug)]
pub(super) struct Nest {
    /// The keys whose values count.
    rows: &'static [CommandKeys],
    open: Vec<Open>,
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    brackets: usize,
    column: usize,
    /// The row of the key's token, or where the item or the list begins.
    id: usize,
    is_key: bool,
}

impl Nest {
    pub(super) fn new(rows: &'static [CommandKeys]) -> Self {
        Self { rows, open: Vec::new(), places: Vec::new() }
    }

    /// Notes a key, whose token comes next.
    pub(super) fn key(&mut self, brackets: usize, column: usize, token: usize) {
        self.close(brackets);
        let is_over = |open: &mut Open| {
            open.brackets == brackets && if brackets > 0 { open.is_key } else { open.column >= column }
        };
        while self.open.pop_if(is_over).is_some() {}
        self.open.push(Open { brackets, column, id: token, is_key: true });
    }

    /// Notes the dash of an item.
    pub(super) fn item(&mut self, column: usize, at: usize) {
        self.close(0);
        let is_over = |open: &mut Open| open.column > column || open.column == column && !open.is_key;
        while self.open.pop_if(is_over).is_some() {}
        self.open.push(Open { brackets: 0, column, id: at, is_key: false });
    }

    /// Notes a list in brackets.
    pub(super) fn list(&mut self, brackets: usize, at: usize) {
        self.open.push(Open { brackets, column: 0, id: at, is_key: false });
    }

    /// Closes what is in more brackets than these.
    pub(super) fn close(&mut self, brackets: usize) {
        while self.open.pop_if(|open| open.brackets > brackets).is_some() {}
    }

    /// Notes a value, whose token comes next.
    pub(super) fn value(&mut self, token: usize) {
        if self.rows.is_empty() {
            return;
        }
        let mut outer = self.open.iter().rev();
        let mut lists =
            outer.by_ref().take_while(|open| !open.is_key).map(|open| open.id).collect::<Vec<_>>();
        let Some(key) = self.open.iter().rev().nth(lists.len()) else { return };
        let parent = outer.next().map_or(0, |open| open.id);
        let level = lists.len();
        let list = if level > 1 { lists.swap_remove(1) } else { 0 };
        self.places.push(Place { token, key: key.id, parent, level, list });
    }

    /// Tells the tokens of commands which languages they are in.
    pub(super) fn finish(&self, text: &str, tokens: &mut [Token]) {
        let groups: Vec<Group> = self
            .places
            .chunk_by(|a, b| (a.key, a.list) == (b.key, b.list))
            .filter_map(|places| self.group(places, text, tokens))
            .collect();
        for group in &groups {
            // The words of a container's command may come in two keys, in any order.
            let before = BEFORE.iter().find(|(key, _)| *key == group.key).map(|(_, before)| *before);
            let first = before
                .and_then(|key| groups.iter().find(|other| other.key == key && other.parent == group.parent));
            let first = first.map_or(&[][..], |first| &first.words);
            let script = match group.row.reads {
                Reads::File => self.file(group, text, tokens),
                _ => Some(self.script(group.parent, text, tokens)),
            };
            for (place, language) in
                group.places.iter().zip(group.row.languages(group.level, first, &group.words, script))
            {
                let inner = match (group.row.layer, language) {
                    (Some(layer), then) => Some(Inner { language: layer, then }),
                    (None, language) => language.map(Inner::of),
                };
                let token = tokens.get_mut(place.token);
                token.into_iter().for_each(|token| token.content = inner.or(token.content));
            }
        }
    }

    /// Returns the language of a script whose neighbours are in `parent`.
    fn script(&self, parent: usize, text: &str, tokens: &[Token]) -> &'static Language {
        let shells = || self.places.iter().filter(|place| key(**place, text, tokens) == "shell");
        let is_default = |place: &&Place| {
            tokens.get(place.parent).is_some_and(|token| text.between(token.inner.clone()) == "run")
        };
        let found = shells().find(|place| place.parent == parent).or_else(|| shells().find(is_default));
        found.map_or(&SHELL, |place| commands::interpreter(&word(*place, text, tokens)))
    }

    /// Returns the language of a file that is written with a name beside it.
    fn file(&self, group: &Group, text: &str, tokens: &[Token]) -> Option<&'static Language> {
        let is_name = |place: &&Place| {
            place.parent == group.parent && ["path", "dest"].contains(&key(**place, text, tokens))
        };
        let name = word(*self.places.iter().find(is_name)?, text, tokens);
        Some(commands::of_target(&name, group.words.first()?))
    }

    fn group<'t>(&'t self, places: &'t [Place], text: &str, tokens: &[Token]) -> Option<Group<'t>> {
        let place = *places.first()?;
        let key = key(place, text, tokens).to_owned();
        let row = self.rows.iter().find(|row| is_one_of(row.keys, &key))?;
        let words = places.iter().map(|place| word(*place, text, tokens)).collect();
        Some(Group { row, key, parent: place.parent, level: place.level, places, words })
    }
}

/// The values of one list, or a single value.
struct Group<'t> {
    row: &'static CommandKeys,
    key: String,
    parent: usize,
    level: usize,
    places: &'t [Place],
    words: Vec<String>,
}

/// Keys that continue a command, and the keys where it begins: Kubernetes' `args` and `command`.
const BEFORE: [(&str, &str); 2] = [("args", "command"), ("command", "entrypoint")];

impl CommandKeys {
    /// Returns the languages of the values in a list, or of the only value.
    fn languages(
        &self,
        level: usize,
        first: &[String],
        words: &[String],
        script: Option<&'static Language>,
    ) -> Vec<Option<&'static Language>> {
        let shell = || vec![Some(&SHELL); words.len()];
        match (self.reads, level) {
            (Reads::Value, _) => vec![None; words.len()],
            (Reads::Shell, 0 | 1) | (Reads::Check, 0) => shell(),
            (Reads::Script | Reads::File, _) => vec![script; words.len()],
            // Words of a program that another key names.
            (Reads::Words(_), 0) if !first.is_empty() => vec![Some(&UNKNOWN); words.len()],
            (Reads::Words(language), 0) => vec![Some(language); words.len()],
            (Reads::List, 0) => vec![None; words.len()],
            (Reads::Check, _) if words.first().is_some_and(|word| word == "CMD-SHELL") => shell(),
            (Reads::Check, _) if words.first().is_some_and(|word| word == "CMD") => {
                let mut languages = commands::of_words(&[], words.get(1..).unwrap_or_default());
                languages.insert(0, None);
                languages
            }
            _ => commands::of_words(first, words),
        }
    }
}

fn key<'t>(place: Place, text: &'t str, tokens: &[Token]) -> &'t str {
    tokens.get(place.key).map_or("", |token| text.between(token.inner.clone()))
}

fn word(place: Place, text: &str, tokens: &[Token]) -> String {
    tokens.get(place.token).map(|token| token.decode(text)).unwrap_or_default()
}
