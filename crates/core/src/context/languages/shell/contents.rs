//! The languages of what the commands of a line read and write: `echo "P=1" | sudo tee -a .env` writes an environment
//! file, and the document of `psql <<EOF` is SQL. What a program reads that no row knows can be in any language.

use super::line::{Line, Role, Word};
use crate::context::commands::{self, is_called};
use crate::context::language::Language;
use crate::context::languages::arguments::{ECHO, PRINTF};
use crate::context::languages::filter::{self, PART_OF_A_LINE, SED};
use crate::context::token::{Around, Inner, Token};
use crate::guide::mark;
use crate::text::{Cut, Signs, is_one_of};

/// Finds the languages of the contents of a line.
pub(super) struct Contents<'t> {
    pub(super) line: &'t Line,
    pub(super) text: &'t str,
}

impl Contents<'_> {
    /// Tells the words of a command that the table knows which languages they are in.
    pub(super) fn tell_arguments(&self, words: &[Word], tokens: &mut [Token]) {
        let words: Vec<&Word> = words.iter().filter(|word| word.role == Role::Argument).collect();
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        for found in commands::texts(&texts) {
            if let Some(word) = words.get(found.word) {
                let inner = match found.language == &SED {
                    true => Inner { language: &SED, then: self.edited(&words, &word.text) },
                    false => Inner::of(found.language),
                };
                self.tell(word, found.skip, inner, tokens);
            }
        }
    }

    /// Returns the language of a file that sed changes, as far as a script shows what of it it writes.
    fn edited(&self, words: &[&Word], script: &str) -> Option<&'static Language> {
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let command = words.first()?.command;
        let output = || self.words_of(command).iter().rfind(|word| word.role == Role::Output);
        let file = commands::edited_file(&texts).or_else(|| output().map(|word| word.text.as_str()))?;
        let language = Language::of_file(file)?;
        let delimiter = filter::delimiter(script)?;
        let before = script.split(|c| mark::index(c).is_some()).next()?.rsplit(delimiter).next()?;
        // A replacement with a name in it is a whole line.
        Some(if before.has_any("=:") { language } else { &PART_OF_A_LINE })
    }

    /// Tells what `echo` and `printf` print into a file, or to another program.
    pub(super) fn tell_printed(&self, words: &[Word], tokens: &mut [Token]) {
        let Some(command) = words.first().map(|word| word.command) else { return };
        let words: Vec<&Word> = words.iter().filter(|word| word.role == Role::Argument).collect();
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let called = |name: &str| is_called(&texts, name).map(|at| words.get(at + 1..).unwrap_or_default());
        let (printed, layer) = match (called("echo"), called("printf")) {
            (Some(words), _) => (words, &ECHO),
            (None, Some(words)) => (words, &PRINTF),
            (None, None) => return,
        };
        let skipped = printed.iter().take_while(|word| is_one_of(FLAGS, &word.text)).count();
        let printed = printed.get(skipped..).unwrap_or_default();
        let (language, then) = match printed {
            [only] => (layer, self.output(command, &only.text)),
            // The text as it is.
            [format, only] if layer == &PRINTF && STRINGS.contains(&format.text.as_str()) => {
                let Some(language) = self.output(command, &only.text) else { return };
                return self.tell(only, 0, Inner::of(language), tokens);
            }
            _ => (
                Language::unknown(),
                self.output(command, "").filter(|language| *language != Language::text()),
            ),
        };
        // What a person reads on the screen means nothing to a program.
        let Some(then) = then else { return };
        let inner =
            if printed.len() == 1 { Inner { language, then: Some(then) } } else { Inner::of(language) };
        printed.iter().for_each(|word| self.tell(word, 0, inner, tokens));
    }

    /// Returns the language of what a command writes; nothing where that is printed.
    fn output(&self, command: usize, content: &str) -> Option<&'static Language> {
        let words = self.words_of(command);
        match words.iter().rfind(|word| word.role == Role::Output) {
            Some(file) => Some(commands::of_target(&file.text, content)),
            None if self.line.flows.get(command) == Some(&true) => Some(self.input(command + 1, content)),
            None => {
                let group = self.line.groups.iter().find(|group| group.contains(&command))?;
                self.output(group.end, content)
            }
        }
    }

    /// Returns the language of what a command reads: that of a file where it only passes it on.
    pub(super) fn input(&self, command: usize, content: &str) -> &'static Language {
        let mut command = command;
        loop {
            let words = self.words_of(command);
            let texts: Vec<&str> = words
                .iter()
                .filter(|word| word.role == Role::Argument)
                .map(|word| word.text.as_str())
                .collect();
            if let Some(file) = commands::written_file(&texts) {
                return commands::of_target(file, content);
            }
            if !commands::passes_on(&texts) {
                return commands::input(&texts, content);
            }
            match words.iter().rfind(|word| word.role == Role::Output) {
                Some(file) => return commands::of_target(&file.text, content),
                None if self.line.flows.get(command) == Some(&true) => command += 1,
                None => return self.output(command, content).unwrap_or(Language::text()),
            }
        }
    }

    fn words_of(&self, command: usize) -> &[Word] {
        let words = &self.line.words;
        let start = words.partition_point(|word| word.command < command);
        let end = words.partition_point(|word| word.command <= command);
        words.get(start..end).unwrap_or_default()
    }

    /// Tells a word that what follows its first bytes is in these languages.
    pub(super) fn tell(&self, word: &Word, skip: usize, inner: Inner, tokens: &mut [Token]) {
        let is_single = skip == 0 && word.tokens.len() == 1;
        let inner = if word.tokens.len() > MOST_PARTS { Inner::of(Language::unknown()) } else { inner };
        for (row, start) in &word.tokens {
            let Some(token) = tokens.get_mut(*row) else { continue };
            let end = start + token.decode(self.text).len();
            // A part of the option itself.
            if skip > 0 && end <= skip {
                continue;
            }
            token.content = Some(inner);
            if !is_single && word.tokens.len() <= MOST_PARTS {
                token.around = Some(Box::new(Around {
                    before: word.text.get(skip..*start).unwrap_or_default().to_owned(),
                    skip: skip.saturating_sub(*start),
                    after: word.text.after(end).to_owned(),
                }));
            }
        }
    }
}

/// How many strings a word may be put together from to be read as a whole.
const MOST_PARTS: usize = 16;

/// The options of `echo` and `printf` that change nothing of the text.
const FLAGS: &str = "-n -e -ne --";

/// Formats of `printf` that print a text as it is.
const STRINGS: [&str; 3] = ["%s", "%s\\n", "%s\n"];
