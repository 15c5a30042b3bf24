//! The scanner of shells: words with quoted parts, comments and here-documents.

use std::ops::Range;

use super::{HERE, HERE_LITERAL, OUTPUT};
use crate::context::language::Language;
use crate::context::lexer;
use crate::context::rule::{TokenKind, TokenRule};
use crate::context::token::{Indent, Token};
use crate::guide::mark;
use crate::text::Cut;

/// Finds the tokens of a script.
pub(super) fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut documents: Vec<Document> = Vec::new();
    let mut command = Command::default();
    while let Some(character) = text.after(at).chars().next() {
        if character == '\n' && !documents.is_empty() {
            at += 1;
            for document in documents.drain(..) {
                at = document.read(text, at, &mut tokens);
            }
            continue;
        }
        if text.after(at).starts_with("<<<") {
            at += "<<<".len();
            continue;
        }
        if let Some((document, end)) = Document::open(text, at) {
            let content = command.read(text, at).is_shell.then_some(language);
            documents.push(Document { content, ..document });
            at = end;
            continue;
        }
        let token = language
            .rules
            .iter()
            .find_map(|rule| lexer::read(rule, text, at))
            .or_else(|| lexer::word(language.word, text, at));
        at = match token {
            Some(mut token) => {
                let end = token.outer.end;
                let is_script = token.rule.kind != TokenKind::Comment && command.read(text, at).takes_script;
                token.content = is_script.then_some(language);
                tokens.push(token);
                end
            }
            None => at + character.len_utf8(),
        };
    }
    tokens
}

/// Commands that let a shell read their arguments.
const RUNNERS: [&str; 3] = ["eval", "trap", "ssh"];

/// How the names of programs end that read scripts: `bash`, `/bin/sh`, `ssh`.
const SHELLS: [&str; 2] = ["sh", "su"];

/// What the words of a command say of those that follow.
#[derive(Debug, Clone, Copy, Default)]
struct Command {
    /// Up to where the text is read.
    end: usize,
    /// Where the word begins that is being read.
    word: usize,
    /// One of [`RUNNERS`] is called.
    runs: bool,
    /// A shell is called, which reads a script.
    is_shell: bool,
    /// What follows is read by a shell once more: after `sh -c`, `eval`, `trap`, `ssh`.
    takes_script: bool,
}

impl Command {
    /// Reads on to a place, and returns what the words before it say.
    fn read(&mut self, text: &str, at: usize) -> Self {
        let from = self.end;
        for (offset, character) in text.between(from..at).char_indices() {
            let (here, next) = (from + offset, from + offset + character.len_utf8());
            if "\n;|&(".contains(character) {
                *self = Self { word: next, ..Self::default() };
            } else if character.is_whitespace() {
                self.add(text.between(self.word..here));
                self.word = next;
            }
        }
        self.end = at;
        let mut command = *self;
        command.add(text.between(self.word..at));
        command
    }

    fn add(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        self.runs |= RUNNERS.contains(&word);
        self.is_shell |= SHELLS.iter().any(|shell| word.ends_with(shell));
        self.takes_script = self.runs || self.is_shell && word.starts_with('-') && word.ends_with('c');
    }
}

/// Finds the tokens of a session on a console.
pub(super) fn scan_session(language: &'static Language, text: &str) -> Vec<Token> {
    let has_prompt = |line: &str| prompt(line).is_some();
    if !text.lines().any(has_prompt) {
        return scan(language, text);
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = text.after(at).split_inclusive('\n').next().unwrap_or_default();
        match prompt(line) {
            Some(skip) => {
                let end = command_end(text, at);
                let shift = at + skip;
                tokens.extend(
                    scan(language, text.between(shift..end)).into_iter().map(|token| token.shifted(shift)),
                );
                at = end;
            }
            None => {
                let content = at..at + line.trim_end_matches(['\n', '\r']).len();
                if !content.is_empty() {
                    tokens.push(Token::bare(&OUTPUT, content));
                }
                at += line.len();
            }
        }
    }
    tokens
}

/// Returns the length of a prompt: `$ `, `# `, `> ` or `user@host:~$ `.
fn prompt(line: &str) -> Option<usize> {
    let (before, _) = line.split_once(['$', '#', '>', '%'])?;
    let is_prompt =
        !before.contains(char::is_whitespace) && (before.is_empty() || before.contains(['@', ':', '~']));
    let after = line.after(before.len() + 1).starts_with(' ');
    (is_prompt && after).then_some(before.len() + 2)
}

/// Returns where a command ends that starts at a line: a backslash at the end of a line takes the next one along.
fn command_end(text: &str, start: usize) -> usize {
    let mut at = start;
    for line in text.after(start).split_inclusive('\n') {
        at += line.len();
        // Two backslashes are one that is meant.
        let content = line.trim_end_matches(['\n', '\r']);
        let backslashes = content.len() - content.trim_end_matches('\\').len();
        if backslashes % 2 == 0 {
            break;
        }
    }
    at
}

/// A here-document whose lines follow.
struct Document {
    end: String,
    literal: bool,
    /// Whether tabs before its lines are ignored.
    tabs: bool,
    /// The language of its lines, where a shell reads them.
    content: Option<&'static Language>,
}

impl Document {
    /// Reads `<<END`, `<<-END` or `<<'END'` at a position.
    fn open(text: &str, at: usize) -> Option<(Self, usize)> {
        let rest = text.after(at).strip_prefix("<<")?;
        if rest.starts_with('<') {
            return None;
        }
        let tabs = rest.starts_with('-');
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        let word = rest.trim_start_matches([' ', '\t']);
        let length = word.find(|c: char| c.is_whitespace() || ";|&<>()".contains(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(length);
        let end: String = word.chars().filter(|c| !"'\"\\".contains(*c)).collect();
        let is_name = !end.is_empty() && end.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
        let document = Document { literal: end != word, end, tabs, content: None };
        (is_name && !mark::is_in(word)).then(|| (document, text.len() - after.len()))
    }

    /// Reads the lines of the document; returns where the next ones start.
    fn read(&self, text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
        let mut at = start;
        for line in text.after(start).split_inclusive('\n') {
            let content = line.trim_end_matches('\n');
            let content = if self.tabs { content.trim_start_matches('\t') } else { content };
            if content == self.end {
                self.push(start..at, tokens);
                return at + line.trim_end_matches('\n').len();
            }
            at += line.len();
        }
        // Without its last line it is not one: `1 << bits` is arithmetic.
        start
    }

    fn push(&self, range: Range<usize>, tokens: &mut Vec<Token>) {
        let rule: &'static TokenRule = if self.literal { &HERE_LITERAL } else { &HERE };
        if !range.is_empty() {
            let indent = self.tabs.then_some(Indent::Tabs);
            tokens.push(Token { content: self.content, indent, ..Token::bare(rule, range) });
        }
    }
}
