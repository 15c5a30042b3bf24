//! Commands of PowerShell and cmd. A text that another program reads, such as the SQL after `psql -c`, takes plain values only:
//! how its quotes reach the program depends on the version of the shell. The body of PowerShell's own requests is known.

use super::line::{Line, Role, Word};
use crate::context::commands;
use crate::context::language::Language;
use crate::context::languages::JSON;
use crate::context::languages::json::looks_like_json;
use crate::context::lexer;
use crate::context::token::{Inner, Token};
use crate::text::{Cut, Signs, is_in};

/// What prints its words, and what writes them into a file or runs them.
const PRINTERS: &str = "echo Write-Output";
const WRITERS: &str = "Add-Content cmd iex Invoke-Expression New-Item Set-Content";

/// Finds the tokens of a script.
pub(super) fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = lexer::scan(language, text);
    let mut line = Line::default();
    let mut at = 0;
    for (row, token) in tokens.iter().enumerate() {
        read_between(text.between(at..token.outer.start), &mut line);
        at = token.outer.end;
        line.add(&token.decode(text), row);
    }
    for words in line.words.chunk_by(|a, b| a.command == b.command) {
        tell(words, line.flows.get(words[0].command) == Some(&true), &mut tokens);
    }
    tokens
}

/// Reads the signs between two tokens.
fn read_between(text: &str, line: &mut Line) {
    let mut before = ' ';
    for character in text.chars() {
        match character {
            '|' => line.pipe(),
            '>' => line.redirect(Role::Output),
            // After these the line goes on.
            '\n' if matches!(before, '`' | '^') => line.space(),
            '\n' | ';' | '&' | '(' | ')' | '{' | '}' => line.end(),
            _ if character.is_whitespace() => line.space(),
            _ => line.add_text(character.encode_utf8(&mut [0; 4])),
        }
        before = character;
    }
}

/// Tells the tokens of a command which languages their contents are in.
fn tell(words: &[Word], flows: bool, tokens: &mut [Token]) {
    let names: Vec<&str> = words.iter().map(|word| name(&word.text)).collect();
    let first = names[0];
    let prints = words.len() == 1 || is_in(PRINTERS, first);
    let goes_on = flows || words.iter().any(|word| word.role == Role::Output);
    let is_written = is_in(WRITERS, first) || prints && goes_on;
    let read = commands::texts(&names);
    let mut is_body = false;
    for (at, word) in words.iter().enumerate() {
        let is_read = is_body || is_written || read.iter().any(|text| text.word == at);
        let language = if is_body && looks_like_json(&word.text) { &JSON } else { Language::unknown() };
        for (row, _) in word.tokens.iter().filter(|_| is_read) {
            tokens.get_mut(*row).into_iter().for_each(|token| token.content = Some(Inner::of(language)));
        }
        is_body = word.text.eq_ignore_ascii_case("-body");
    }
}

/// Returns a word as the name of a program: without its folder and its ending.
fn name(word: &str) -> &str {
    let is_program = |name: &&str| name.ends_with(".exe");
    let name = Some(word.after_any("\\/")).filter(is_program).unwrap_or(word);
    name.strip_suffix(".exe").unwrap_or(name)
}
