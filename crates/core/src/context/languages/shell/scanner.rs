//! The scanner of shells: words with quoted parts, comments, here-documents and statements for a client. [`Line`]
//! knows what the commands of a line make of them.

use super::STATEMENT;
use super::document::Document;
use super::line::{Line, Role};
use crate::context::language::Language;
use crate::context::languages::SQL;
use crate::context::lexer;
use crate::context::rule::TokenKind;
use crate::context::token::{Inner, Token};
use crate::text::Cut;

/// Finds the tokens of a script.
pub(super) fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    let mut scanner =
        Scanner { language, text, at: 0, tokens: Vec::new(), documents: Vec::new(), line: Line::default() };
    while scanner.at < text.len() {
        scanner.step();
    }
    scanner.line.finish(text, &mut scanner.tokens);
    scanner.tokens
}

struct Scanner<'t> {
    language: &'static Language,
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
    /// The here-documents whose lines follow.
    documents: Vec<(Document, usize)>,
    line: Line,
}

/// What separates words and commands, and what it does.
type Sign = (&'static str, fn(&mut Line));

/// Longer signs first.
const SIGNS: &[Sign] = &[
    ("<<<", |line| line.redirect(Role::Input)),
    ("\\\n", Line::space),
    ("&&", Line::end),
    ("||", Line::end),
    ("|&", Line::pipe),
    ("&>>", |line| line.redirect(Role::Output)),
    ("&>", |line| line.redirect(Role::Output)),
    (">>", |line| line.redirect(Role::Output)),
    (">|", |line| line.redirect(Role::Output)),
    (">&", |line| line.redirect(Role::Other)),
    ("<&", |line| line.redirect(Role::Other)),
    (">", |line| line.redirect(Role::Output)),
    ("<", |line| line.redirect(Role::Other)),
    ("|", Line::pipe),
    (";", Line::end),
    ("&", Line::end),
    ("(", Line::open),
    (")", Line::close),
    (" ", Line::space),
    ("\t", Line::space),
    ("\r", Line::space),
];

impl Scanner<'_> {
    /// Reads the next thing.
    fn step(&mut self) {
        let rest = self.text.after(self.at);
        if rest.starts_with('\n') {
            self.at += 1;
            return self.end_line();
        }
        if let Some(end) = statement_end(self.text, self.at) {
            let mut token = Token::bare(&STATEMENT, self.at..end);
            token.content = Some(Inner::of(&SQL));
            self.tokens.push(token);
            self.at = end;
            return;
        }
        if let Some((document, end)) = Document::open(self.text, self.at) {
            self.documents.push((document, self.line.command()));
            self.line.space();
            self.at = end;
            return;
        }
        if let Some((sign, act)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            act(&mut self.line);
            self.at += sign.len();
            return;
        }
        let token = self
            .language
            .rules
            .iter()
            .find_map(|rule| lexer::read(rule, self.text, self.at))
            .or_else(|| lexer::word(self.language.word, self.text, self.at));
        match token {
            Some(token) => self.push(token),
            None => {
                let character = rest.chars().next().unwrap_or_default();
                self.line.add_text(rest.before(character.len_utf8()));
                self.at += character.len_utf8();
            }
        }
    }

    fn push(&mut self, token: Token) {
        self.at = token.outer.end;
        if token.rule.kind != TokenKind::Comment {
            self.line.add(&token.decode(self.text), self.tokens.len());
        }
        self.tokens.push(token);
    }

    /// Reads the here-documents of a line, and what all its commands read.
    fn end_line(&mut self) {
        for (document, command) in std::mem::take(&mut self.documents) {
            let token = self.tokens.len();
            self.at = document.read(self.text, self.at, &mut self.tokens);
            if self.tokens.len() > token {
                self.line.add_document(command, token);
            }
        }
        if self.line.goes_on() {
            self.line.end_of_line();
        } else {
            std::mem::take(&mut self.line).finish(self.text, &mut self.tokens);
        }
    }
}

/// How statements of SQL begin that readers type into a client that the line before has started.
const STATEMENTS: [&str; 10] =
    ["ALTER ", "CREATE ", "DELETE ", "DROP ", "FLUSH ", "GRANT ", "INSERT ", "REVOKE ", "SELECT ", "UPDATE "];

/// Returns where a statement of SQL ends that begins at a line: at a semicolon at a line's end. No program of a shell has
/// such a name in capitals.
fn statement_end(text: &str, start: usize) -> Option<usize> {
    let begins = text.before(start).ends_with('\n') || start == 0;
    if !begins || !STATEMENTS.iter().any(|verb| text.after(start).starts_with(verb)) {
        return None;
    }
    let mut at = start;
    for line in text.after(start).split_inclusive('\n') {
        let content = line.trim_end();
        if content.ends_with(';') {
            return Some(at + content.len());
        }
        at += line.len();
    }
    None
}
