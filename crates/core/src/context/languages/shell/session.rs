//! Sessions on a console: commands after a prompt, what they print, and what is typed into a client that they start.

use super::OUTPUT;
use super::scanner::scan;
use crate::context::language::Language;
use crate::context::languages::{PYTHON, SQL};
use crate::context::lexer;
use crate::context::token::{Inner, Token};
use crate::text::{Cut, Find, Signs};

/// Finds the tokens of a session; a text without any prompt is a script.
pub(super) fn scan_session(language: &'static Language, text: &str) -> Vec<Token> {
    let has_prompt = |line: &str| prompt(line).is_some() || client(line).is_some();
    if !text.lines().any(has_prompt) {
        return scan(language, text);
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = text.after(at).split_inclusive('\n').next().unwrap_or_default();
        match prompt(line) {
            Some(skip) => {
                let end = lexer::continued_line_end(text, at);
                let shift = at + skip;
                tokens.extend(
                    scan(language, text.between(shift..end)).into_iter().map(|token| token.shifted(shift)),
                );
                at = end;
            }
            None => {
                let skip = client(line).map_or(0, |(skip, _)| skip);
                let content = at + skip..at + line.trim_end_any("\n\r").len();
                if !content.is_empty() {
                    let mut token = Token::bare(&OUTPUT, content);
                    token.content = client(line).map(|(_, language)| Inner::of(language));
                    tokens.push(token);
                }
                at += line.len();
            }
        }
    }
    tokens
}

/// Returns the length of a prompt: `$ `, `# `, `> ` or `user@host:~$ `.
fn prompt(line: &str) -> Option<usize> {
    let before = line.before(line.find_any("$#>%")?);
    let is_prompt = !before.contains(char::is_whitespace) && (before.is_empty() || before.has_any("@:~"));
    let after = line.after(before.len() + 1).starts_with(' ');
    (is_prompt && after).then_some(before.len() + 2)
}

/// Returns the length of the prompt of a database's client or of Python, and the language of what follows.
fn client(line: &str) -> Option<(usize, &'static Language)> {
    let (before, after) = line.parted_at("> ").or_else(|| line.parted_at("=# "))?;
    let length = line.len() - after.len();
    let is_database = line.before(length).ends_with("=# ")
        || before.ends_with('=')
        || CLIENTS.iter().any(|client| before.starts_with(client));
    match before {
        ">>" => Some((length, &PYTHON)),
        _ if is_database && before.len() < 40 => Some((length, &SQL)),
        _ => None,
    }
}

/// How the prompts of databases' clients begin.
const CLIENTS: [&str; 4] = ["MariaDB [", "mysql", "sqlite", "    -"];
