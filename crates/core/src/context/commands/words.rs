//! Where the texts are among the words of a command: after an option, joined to one, or without any.

use super::file::is_only_a_value;
use super::program::{Program, is_called};
use super::{Place, Row, Speech};
use crate::context::language::Language;
use crate::text::{self, Cut, Find};

/// A text that is in another language than the command.
#[derive(Debug, Clone, Copy)]
pub(in crate::context) struct Text {
    /// The number of the word that it is in.
    pub(in crate::context) word: usize,
    /// How many bytes of the word are before it: `--data=`.
    pub(in crate::context) skip: usize,
    pub(in crate::context) language: &'static Language,
}

/// What a word is for a program.
enum Role {
    /// The text is in this word, after this many bytes.
    Joined(Speech, usize),
    /// The text is in the next word.
    Next(Speech),
    /// It is an option that takes this many of the next words.
    Option(usize),
    /// It is no option.
    Argument,
}

/// The words of a command as its program takes them.
struct Reading {
    row: &'static Row,
    texts: Vec<Text>,
    /// The numbers of the words that are no options.
    arguments: Vec<usize>,
}

/// Finds the texts among the words of a command.
pub(in crate::context) fn texts(words: &[&str]) -> Vec<Text> {
    Reading::of(words).map(|reading| reading.texts).unwrap_or_default()
}

/// Returns the languages of the words of a command that begins with others.
pub(in crate::context) fn of_words(first: &[String], words: &[String]) -> Vec<Option<&'static Language>> {
    let all: Vec<&str> = first.iter().chain(words).map(String::as_str).collect();
    let mut languages = vec![None; words.len()];
    for found in texts(&all) {
        let at = found.word.checked_sub(first.len());
        // What is joined to an option begins inside of the value.
        let language = if found.skip == 0 { found.language } else { Language::unknown() };
        at.and_then(|at| languages.get_mut(at)).into_iter().for_each(|slot| *slot = Some(language));
    }
    languages
}

/// Returns the language of the scripts that a command runs: `bash -e {0}`, `python`, `pwsh`.
pub(in crate::context) fn interpreter(command: &str) -> &'static Language {
    let words: Vec<&str> = command.split_whitespace().collect();
    let scripts = |row: &'static Row| {
        row.texts.iter().find_map(|(place, speech)| match (place, speech) {
            (Place::Script | Place::Option(_), Speech::In(language)) => Some(*language),
            _ => None,
        })
    };
    let program = Program::find(&words).filter(|program| program.at == 0);
    program.and_then(|program| scripts(program.row)).unwrap_or(Language::unknown())
}

/// Returns the language of what a command reads from its standard input.
pub(in crate::context) fn input(words: &[&str], content: &str) -> &'static Language {
    // Its input becomes words of another command.
    let is_split = is_called(words, "xargs").is_some();
    match known_input(words, content) {
        _ if is_only_a_value(content) && !is_split => Language::text(),
        Some(language) => language.shown_by(content),
        None => Language::unknown(),
    }
}

fn known_input(words: &[&str], content: &str) -> Option<&'static Language> {
    let Reading { row, texts, arguments } = Reading::of(words)?;
    let is_of_input = |text: &Text| words.get(text.word).is_some_and(|word| word.after(text.skip) == "@-");
    let is_alone = texts.is_empty() || texts.iter().any(is_of_input);
    let is_script = || arguments.iter().all(|at| words.get(*at) == Some(&"-")) || words.contains(&"-s");
    row.texts.iter().find_map(|(place, speech)| match (place, speech) {
        (Place::Input, speech) if is_alone => Some(speech.of(content)),
        (Place::Script, Speech::In(language)) if is_alone && is_script() => Some(*language),
        _ => None,
    })
}

impl Reading {
    fn of(words: &[&str]) -> Option<Self> {
        let Program { row, at } = Program::find(words)?;
        let mut reading = Self { row, texts: Vec::new(), arguments: Vec::new() };
        let mut at = at + 1;
        while let Some(word) = words.get(at) {
            // After its host `ssh` reads no option any more.
            let is_rest = row.rest().is_some_and(|number| reading.arguments.len() >= number.max(1));
            match if is_rest { Role::Argument } else { row.role(word) } {
                Role::Joined(speech, skip) => reading.push(words, at, skip, speech),
                Role::Next(speech) => {
                    at += 1;
                    reading.push(words, at, 0, speech);
                }
                Role::Option(values) => at += values,
                Role::Argument => reading.arguments.push(at),
            }
            at += 1;
        }
        for (place, speech) in row.texts {
            let range = match place {
                Place::First if !reading.has(*speech) => 0..1,
                Place::From(number) => *number..reading.arguments.len(),
                _ => continue,
            };
            for word in reading.arguments.get(range).unwrap_or_default().to_vec() {
                reading.push(words, word, 0, *speech);
            }
        }
        Some(reading)
    }

    /// Tells whether a text in the same language was found.
    fn has(&self, speech: Speech) -> bool {
        matches!(speech, Speech::In(language) if self.texts.iter().any(|text| text.language == language))
    }

    fn push(&mut self, words: &[&str], word: usize, skip: usize, speech: Speech) {
        if let Some(text) = words.get(word) {
            self.texts.push(Text { word, skip, language: speech.of(text.after(skip)) });
        }
    }
}

impl Row {
    /// Returns from which argument on all that follow are texts.
    fn rest(&self) -> Option<usize> {
        self.texts.iter().find_map(|(place, _)| match place {
            Place::From(number) => Some(*number),
            _ => None,
        })
    }

    fn role(&self, word: &str) -> Role {
        let texts = self.texts.iter().filter_map(|(place, speech)| match place {
            Place::Option(names) => Some((*names, *speech)),
            _ => None,
        });
        for (names, speech) in texts {
            for name in text::words(names) {
                match self.length_of_option(name, word) {
                    Some(skip) if skip == word.len() => return Role::Next(speech),
                    Some(skip) => return Role::Joined(speech, skip),
                    None => {}
                }
            }
        }
        if let Some((_, values)) = self.long.iter().find(|(name, _)| *name == word) {
            return Role::Option(*values);
        }
        match word.strip_prefix('-') {
            // An empty word is the suffix after `sed -i` of BSD.
            None if word.is_empty() => Role::Option(0),
            None | Some("") => Role::Argument,
            Some(letters) => Role::Option(usize::from(self.ends_in_valued(letters))),
        }
    }

    /// Returns how much of a word is the option `name`: all of it where the value is the next word.
    fn length_of_option(&self, name: &str, word: &str) -> Option<usize> {
        let letter =
            name.strip_prefix('-').filter(|name| name.len() == 1).and_then(|name| name.chars().next());
        let Some(letter) = letter else {
            let rest = word
                .get(..name.len())
                .filter(|start| start.eq_ignore_ascii_case(name))
                .map(|_| word.after(name.len()))?;
            return match rest.chars().next() {
                None => Some(word.len()),
                Some('=') => Some(name.len() + 1),
                Some(_) => None,
            };
        };
        let letters = word.strip_prefix('-').filter(|letters| !letters.starts_with('-'))?;
        for (at, found) in letters.char_indices() {
            if found == letter {
                // What follows in the word is its value, or where it has none there more letters.
                let is_joined = self.valued.has(letter);
                return Some(if is_joined { at + 2 } else { word.len() });
            }
            if !found.is_ascii_alphanumeric() || self.valued.has(found) || self.joined.has(found) {
                return None;
            }
        }
        None
    }

    /// Tells whether the last of some letters takes the next word.
    fn ends_in_valued(&self, letters: &str) -> bool {
        let takes = |letter: &char| self.valued.has(*letter) || self.joined.has(*letter);
        let first = letters.char_indices().find(|(_, letter)| takes(letter) || *letter == '-');
        first.is_some_and(|(at, letter)| self.valued.has(letter) && at + letter.len_utf8() == letters.len())
    }
}
