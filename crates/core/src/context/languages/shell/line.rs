//! The commands of a line: their words, the groups that they are in, and what flows from one to another.

use std::ops::Range;

use super::contents::Contents;
use crate::context::token::{Inner, Token};
use crate::text::is_one_of;

/// What is known of a line so far.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    /// For each command but the last: whether its output goes to the next.
    pub(super) flows: Vec<bool>,
    /// The commands of each group, up to the one whose redirections are those of all.
    pub(super) groups: Vec<Range<usize>>,
    /// Where the groups begin that are still open.
    open: Vec<usize>,
    /// The commands that here-documents belong to, and the rows of these.
    documents: Vec<(usize, usize)>,
    /// Whether the next part begins a word, and what that is to its command.
    is_between: bool,
    next: Role,
}

/// A word, and the tokens that it is made of: the row of each, and where it begins in the text.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) command: usize,
    pub(super) role: Role,
    pub(super) text: String,
    pub(super) tokens: Vec<(usize, usize)>,
}

/// What a word is to its command.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    Argument,
    /// The file that the output is written to.
    Output,
    /// The input itself, after `<<<`.
    Input,
    /// Another file.
    Other,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            flows: Vec::new(),
            groups: Vec::new(),
            open: Vec::new(),
            documents: Vec::new(),
            is_between: true,
            next: Role::Argument,
        }
    }
}

impl Line {
    /// Adds a token to the word, or begins one.
    pub(super) fn add(&mut self, text: &str, token: usize) {
        self.add_text(text);
        self.words
            .last_mut()
            .into_iter()
            .for_each(|word| word.tokens.push((token, word.text.len() - text.len())));
    }

    /// Adds what is part of no token.
    pub(super) fn add_text(&mut self, text: &str) {
        if std::mem::take(&mut self.is_between) {
            let role = std::mem::replace(&mut self.next, Role::Argument);
            self.words.push(Word { command: self.command(), role, text: String::new(), tokens: Vec::new() });
        }
        self.words.last_mut().into_iter().for_each(|word| word.text.push_str(text));
    }

    /// The word ends.
    pub(super) fn space(&mut self) {
        if std::mem::replace(&mut self.is_between, true) {
            return;
        }
        match self.words.as_slice() {
            [.., before, _] if before.command == self.command() => {}
            [.., first] if is_one_of(BEGINS, &first.text) => self.open.push(self.command()),
            [.., first] if is_one_of(ENDS, &first.text) => self.end_group(),
            _ => {}
        }
    }

    /// A group in parentheses begins.
    pub(super) fn open(&mut self) {
        self.end();
        self.open.push(self.command());
    }

    /// A group in parentheses ends.
    pub(super) fn close(&mut self) {
        self.end();
        self.end_group();
    }

    fn end_group(&mut self) {
        let start = self.open.pop();
        self.groups.extend(start.map(|start| start..self.command()));
    }

    /// The next word is that of a redirection.
    pub(super) fn redirect(&mut self, role: Role) {
        // The number of what is redirected comes first: `2>`.
        let is_number = |word: &&mut Word| matches!(word.text.as_bytes(), [b'0'..=b'9']);
        let number = self.words.last_mut().filter(|_| !self.is_between).filter(is_number);
        let is_output = number.as_ref().is_none_or(|number| number.text == "1");
        number.into_iter().for_each(|number| number.role = Role::Other);
        self.next = if is_output { role } else { Role::Other };
        self.space();
    }

    /// The output goes to the next command.
    pub(super) fn pipe(&mut self) {
        self.space();
        self.flows.push(true);
    }

    /// The command ends.
    pub(super) fn end(&mut self) {
        self.space();
        self.flows.push(false);
    }

    /// A line ends in the middle of a group or a pipeline.
    pub(super) fn end_of_line(&mut self) {
        if self.words.last().is_some_and(|word| word.command == self.command()) {
            self.end();
        }
    }

    /// Returns the number of the command that is being read.
    pub(super) fn command(&self) -> usize {
        self.flows.len()
    }

    /// Adds the lines of a here-document.
    pub(super) fn add_document(&mut self, command: usize, token: usize) {
        self.documents.push((command, token));
    }

    /// Tells whether the next line belongs to this one: a group is open, or nothing follows its last `|` yet.
    pub(super) fn goes_on(&mut self) -> bool {
        self.space();
        if !self.open.is_empty() {
            return true;
        }
        let begins = self.words.last().is_none_or(|word| word.command != self.command());
        begins && self.flows.last() == Some(&true)
    }

    /// Tells the tokens of the line which languages their contents are in.
    pub(super) fn finish(&self, text: &str, tokens: &mut [Token]) {
        let contents = Contents { line: self, text };
        for words in self.words.chunk_by(|a, b| a.command == b.command) {
            contents.tell_arguments(words, tokens);
            contents.tell_printed(words, tokens);
            for word in words.iter().filter(|word| word.role == Role::Input) {
                let language = contents.input(word.command, &word.text);
                contents.tell(word, 0, Inner::of(language), tokens);
            }
        }
        for (command, token) in &self.documents {
            let Some(document) = tokens.get_mut(*token) else { continue };
            document.content = Some(Inner::of(contents.input(*command, &document.decode(text))));
        }
    }
}

/// Words that begin a group of commands, and those that end one.
const BEGINS: &str = "{ do then";
const ENDS: &str = "} done fi";
