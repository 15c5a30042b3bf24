//! Dockerfiles: a shell runs some instructions, and the others have rules of their own.

use super::server::{LINE_HASH, VALUE, VARIABLES};
use super::{SHELL, UNKNOWN};
use crate::context::commands;
use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Allowed, TokenRule};
use crate::context::token::{Inner, Token};
use crate::text::{Cut, Find, Signs, is_in};

/// Dockerfiles (Dockerfile reference, sections "Environment replacement" and "Shell and exec form").
pub(in crate::context) static DOCKERFILE: Language = Language {
    name: "dockerfile",
    aliases: "docker containerfile",
    files: "dockerfile dockerfile.* *.dockerfile containerfile",
    rules: &[&LINE_HASH, &DOCKER_LIST, &DOCKER_DOUBLE, &DOCKER_SINGLE],
    word: &DOCKER_WORD,
    grammar: Grammar::Own(scan),
    // The here-documents of `COPY`.
    foreign: |rest| rest.starts_with("<<"),
    ..Language::BASE
};

/// Reads the instructions: those that a shell runs as it does, the others by their rules.
fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    if text.to_ascii_lowercase().starts_with("# escape=") {
        // A backslash is another character in this file.
        return UNKNOWN.scan(text);
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = at + instruction(text.after(at));
        let start = at + command(text.between(at..end)).unwrap_or(0);
        let found = match start > at {
            true => SHELL.scan(text.between(start..end)),
            false => list(lexer::scan(language, text.between(at..end)), text.between(at..end)),
        };
        tokens.extend(found.into_iter().map(|token| token.shifted(start)));
        at = end;
    }
    tokens
}

/// Tells the words of a command in brackets which languages they are in: `CMD ["sh", "-c", "…"]`.
fn list(mut tokens: Vec<Token>, instruction: &str) -> Vec<Token> {
    let is_word = |token: &&mut Token| std::ptr::eq(token.rule, &DOCKER_LIST);
    let words: Vec<String> =
        tokens.iter_mut().filter(is_word).map(|token| token.decode(instruction)).collect();
    let languages = commands::of_words(&[], &words);
    for (token, language) in tokens.iter_mut().filter(is_word).zip(languages) {
        token.content = language.map(Inner::of);
    }
    tokens
}

/// Returns how long the first instruction is: a backslash takes the next line along, and `<<` all up to its end.
fn instruction(text: &str) -> usize {
    let mut length = 0;
    let mut document = None;
    for line in text.split_inclusive('\n') {
        length += line.len();
        let content = line.trim_end();
        if document.is_none() {
            let word = line.parted_at("<<").map(|(_, word)| word.trim_start_matches('-'));
            document = word.map(|word| word.before_any(" ;>|&\n\r").trim_any("'\""));
            if document.is_none() && !content.ends_with('\\') && !content.starts_with('#') {
                break;
            }
        } else if document == Some(content.trim_start_matches('\t')) {
            break;
        }
    }
    length
}

/// Returns where the command of an instruction begins that a shell runs; a list is not one.
fn command(instruction: &str) -> Option<usize> {
    let start = instruction.len() - instruction.trim_start().len();
    let name = instruction.after(start).before_any(" \t");
    let end = match name.eq_ignore_ascii_case("healthcheck") {
        true => instruction.position_of("CMD ")? + "CMD".len(),
        false if is_in("run cmd entrypoint", name) => start + name.len(),
        false => return None,
    };
    (!instruction.after(end).trim_start().starts_with('[')).then_some(end)
}

/// A string of a list such as `CMD ["a", "b"]`, which is JSON; only what the shell's `[ "a" ]` reads alike is written.
static DOCKER_LIST: TokenRule = TokenRule {
    name: "lists in a Dockerfile",
    prefixes: &["[", "[ ", ",", ", "],
    escapes: &[("\\", "\\\\"), ("\"", "\\\"")],
    escape: Some('\\'),
    interpolations: VARIABLES,
    allowed: Allowed::AllBut("$`\t"),
    ..TokenRule::STRING
};
static DOCKER_DOUBLE: TokenRule = TokenRule {
    name: "double-quoted Dockerfile values",
    multiline: false,
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$")],
    interpolations: VARIABLES,
    ..super::shell::DOUBLE
};
static DOCKER_SINGLE: TokenRule = TokenRule {
    name: "single-quoted Dockerfile values",
    open: "'",
    close: "'",
    allowed: Allowed::AllBut("'"),
    ..TokenRule::STRING
};
static DOCKER_WORD: TokenRule = TokenRule {
    name: "Dockerfile values without quotes",
    interpolations: VARIABLES,
    allowed: Allowed::Letters("._-/:@+=,"),
    ..VALUE
};
