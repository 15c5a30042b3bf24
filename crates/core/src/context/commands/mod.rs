//! Commands: which of their words are in a language of their own, such as the SQL after `psql -c`.
//!
//! [`table`] has a row for each program, [`program`] finds it among the words, and [`words`] finds the texts. The words
//! may come from a shell, from a list in YAML or from a unit of systemd: only the words count here.

mod file;
mod program;
mod table;
mod words;

use super::language::Language;

pub(super) use file::{edited_file, of_target, passes_on, written_file};
pub(super) use program::is_called;
pub(super) use words::{input, interpreter, of_words, texts};

/// A row of the table: programs that read texts in the same way.
#[derive(Debug)]
struct Row {
    /// Their names, a list of words, without a version at the end.
    programs: &'static str,
    texts: &'static [(Place, Speech)],
    /// The options of one letter that take a value, joined to them or in the next word.
    valued: &'static str,
    /// Those that take a value only where it is joined to them: the password after `-p` of MySQL.
    joined: &'static str,
    /// The long options that take the next words, and how many.
    long: &'static [(&'static str, usize)],
}

/// Where such a text is among the words of a command.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// The word after one of these options, a list of words, or joined to it.
    Option(&'static str),
    /// The first word that is no option, unless an option has brought a text in the same language.
    First,
    /// The word of this number among those that are no options, and all after it.
    From(usize),
    /// What the program reads from its standard input.
    Input,
    /// The same, where no argument names a file that it reads instead.
    Script,
}

/// Which language a text is in.
#[derive(Debug, Clone, Copy)]
enum Speech {
    In(&'static Language),
    /// The text itself shows it.
    Shown(fn(&str) -> &'static Language),
}

impl Row {
    /// A row without texts, to build others from.
    const BASE: Row = Row { programs: "", texts: &[], valued: "", joined: "", long: &[] };
}

impl Speech {
    fn of(self, text: &str) -> &'static Language {
        match self {
            Speech::In(language) => language,
            Speech::Shown(find) => find(text),
        }
    }
}
