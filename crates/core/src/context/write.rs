//! Writing values through the stack of their contexts, and reading them back.

use super::embedded;
use super::escape::RAW;
use super::quotes;
use super::rule::{TokenKind, TokenRule};
use super::scalar::is_decimal;
use super::slot::{SlotMap, by_slot};
use super::token::{Inner, Token};
use crate::guide::Format;
use crate::guide::mark::{self, Part};
use crate::text::{Cut, Find, Signs};

/// A value for a slot.
#[derive(Debug, Clone)]
pub(super) struct Value {
    /// The value in its format.
    pub(super) text: String,
    pub(super) format: Option<Format>,
    /// What the author wrote there.
    pub(super) default: String,
}

/// What is written at each slot, or why nothing can be.
pub(super) type Results = SlotMap<Result<String, String>>;

/// Why a value is refused that would change the text around it.
const CHANGES: &str = "with this value the text around it would mean something else";

/// Writes the values of the marks in a template.
pub(super) fn write(outer: Inner, template: &str, values: &SlotMap<Value>) -> Results {
    Level { outer, values, depth: 0 }.write(template)
}

/// One level of a stack of contexts: a language, inside of others.
#[derive(Clone, Copy)]
struct Level<'a> {
    outer: Inner,
    values: &'a SlotMap<Value>,
    depth: usize,
}

/// What a level makes of a template.
#[derive(Default)]
struct Output {
    /// What is written.
    written: Results,
    /// What it must be read back as: the text of the level inside.
    meant: SlotMap<String>,
}

impl Level<'_> {
    fn write(self, template: &str) -> Results {
        let tokens = self.outer.language.scan(template);
        let mut output = Output::default();
        for token in tokens.iter().filter(|token| mark::is_in(template.between(token.inner.clone()))) {
            self.write_token(template, token, &mut output);
        }
        for row in mark::rows(template) {
            let Some(value) = self.values.get(&row) else { continue };
            if output.written.get(&row).is_none() {
                output.written.insert(row, code(template, row, &value.text));
            }
        }
        self.verify(template, &tokens, &mut output);
        output.written
    }

    fn write_token(self, template: &str, token: &Token, output: &mut Output) {
        let content = token.decode(template);
        let inside = self.inside(token, &content);
        let marks: Vec<usize> = mark::rows(template.between(token.inner.clone())).collect();
        let alone = token.inner.len()
            == template.between(token.inner.clone()).chars().next().map_or(0, char::len_utf8);
        for row in marks.iter().copied() {
            let Some(value) = self.values.get(&row) else { continue };
            let result = match inside.get(&row) {
                Some(Err(reason)) => Err(reason.clone()),
                Some(Ok(text)) if is_raw(&content, row) => {
                    output.meant.insert(row, text.clone());
                    code(&content, row, text)
                }
                Some(Ok(text)) if self.is_finished(value) => {
                    output.meant.insert(row, token.rule.decode(text));
                    Ok(text.clone())
                }
                Some(Ok(text)) => {
                    output.meant.insert(row, text.clone());
                    let is_code = token.rule.kind == TokenKind::Text && !token.rule.multiline;
                    ends_nothing(if is_code { &content } else { "" }, text)
                        .and_then(|()| quotes::encode(token, text, &value.default, alone))
                }
                None => Err(CHANGES.to_owned()),
            };
            output.written.insert(row, result);
        }
        if alone {
            return;
        }
        let is_complete = marks.iter().all(|row| matches!(output.written.get(row), Some(Ok(_))));
        let checked =
            if is_complete { self.check(template, token, &output.written) } else { Err(String::new()) };
        let Err(reason) = checked else { return };
        let is_quoted =
            quotes::around(token, template.between(token.inner.clone()), &inside, &mut output.written);
        for row in marks.into_iter().filter(|_| is_complete && !is_quoted) {
            output.written.insert(row, Err(reason.clone()));
        }
    }

    /// Writes the values of a token's content through the language that the content is in, if it is in one.
    fn inside(self, token: &Token, content: &str) -> Results {
        match embedded::inner(self.outer, token, content).filter(|_| self.depth < embedded::MAX_DEPTH) {
            Some(outer) => Level { outer, depth: self.depth + 1, ..self }.write(&token.surrounded(content)),
            None => by_slot(
                mark::rows(content).filter_map(|row| Some((row, Ok(self.values.get(&row)?.text.clone())))),
            ),
        }
    }

    /// Tells whether a value's format has already done what this language would do.
    fn is_finished(self, value: &Value) -> bool {
        value.format.is_some_and(|format| self.outer.language.finished.contains(&format))
    }

    /// Checks a token that holds more than one value or more than values: whether a word is still of the kind that it
    /// was.
    fn check(self, template: &str, token: &Token, written: &Results) -> Result<(), String> {
        let content = template.between(token.inner.clone());
        let text = substitute(content, |row| written.get(&row)?.as_deref().ok());
        (token.rule.check)(&text)?;
        if token.rule.kind != TokenKind::Word {
            return Ok(());
        }
        let default = substitute(content, |row| Some(&self.values.get(&row)?.default));
        quotes::check_scalar(token.rule, &text, &default).map_err(|reason| match token.quotable {
            true => format!("with the text around it, {reason}: the page needs quotes around all of it"),
            false => reason,
        })
    }

    /// Reads the written text again: every value must come back, and everything else must be as it was.
    fn verify(self, template: &str, tokens: &[Token], output: &mut Output) {
        // A mark whose value is refused stays in the text, and is read back as itself.
        output.meant.retain(|row, _| matches!(output.written.get(row), Some(Ok(_))));
        let written = substitute(template, |row| output.written.get(&row)?.as_deref().ok());
        let again = self.outer.language.scan(&written);
        let (mut at, mut at_again) = (0, 0);
        for (index, token) in tokens.iter().enumerate() {
            let same = again.get(index).is_some_and(|found| {
                let gap = substitute(template.get(at..token.outer.start).unwrap_or_default(), |row| {
                    output.written.get(&row)?.as_deref().ok()
                });
                written.get(at_again..found.outer.start) == Some(&*gap)
                    && is_same(template, token, &written, found, &output.meant)
            });
            if !same {
                return refuse_near(template, &tokens[..=index], &mut output.written);
            }
            at = token.outer.end;
            at_again = again[index].outer.end;
        }
        let rest = substitute(template.after(at), |row| output.written.get(&row)?.as_deref().ok());
        if again.len() != tokens.len() || written.after(at_again) != rest {
            refuse_near(template, tokens, &mut output.written);
        }
    }
}

/// Parts of a text that are code: what they begin with, and what a message calls them.
const PARTS: [(&str, &str); 4] = [
    ("$(", "text inside of `$(…)`"),
    ("${", "text inside of `${…}`"),
    ("`", "text inside of backquotes"),
    ("{{", "text inside of `{{…}}`"),
];

/// Returns the rule for code that comes after a text.
fn code_after(before: &str) -> TokenRule {
    let part = before.split(RAW.0).skip(1).last();
    let part = part.and_then(|part| PARTS.iter().find(|(open, _)| part.starts_with(open)));
    let name = part.map_or(TokenRule::CODE.name, |(_, name)| name);
    TokenRule { name, ..TokenRule::CODE }
}

/// Writes a text into code outside quotes: a name or a number, and in arithmetic only a number.
fn code(content: &str, row: usize, text: &str) -> Result<String, String> {
    let before = content.split(|c| mark::index(c) == Some(row)).next().unwrap_or_default();
    let is_arithmetic = before.last_position_of("$((").is_some_and(|at| !before.after(at).has("))"));
    if is_arithmetic && !is_decimal(text) {
        return Err("arithmetic can only contain a number".to_owned());
    }
    ends_nothing(content, text)?;
    let written = code_after(before).encode(text)?;
    (TokenRule::CODE.check)(&written)?;
    Ok(written)
}

/// Checks that a text is not part of the word that ends a here-document, which follows `<<` at its start.
fn ends_nothing(content: &str, text: &str) -> Result<(), String> {
    let mut lines = content.split('\n').filter_map(|line| line.parted_at("<<"));
    match !text.is_empty() && lines.any(|(_, end)| end.trim_start_any("~-").has(text)) {
        true => Err(CHANGES.to_owned()),
        false => Ok(()),
    }
}

/// Tells whether a token is the one that it was, with the values that are meant.
fn is_same(template: &str, token: &Token, written: &str, found: &Token, meant: &SlotMap<String>) -> bool {
    let before = template.between(token.inner.clone());
    let after = written.between(found.inner.clone());
    let same_rule = std::ptr::eq(token.rule, found.rule);
    if !mark::is_in(before) {
        return same_rule && before == after;
    }
    if !same_rule && !can_be_quoted(token.rule, found.rule) {
        return false;
    }
    let expected = substitute(&token.decode(template), |row| meant.get(&row).map(String::as_str));
    expected == found.decode(written)
}

fn can_be_quoted(word: &TokenRule, string: &TokenRule) -> bool {
    word.quoted.iter().any(|rule| std::ptr::eq(*rule, string))
}

/// Refuses the last values before the position where the text is no longer what it was.
fn refuse_near(template: &str, tokens: &[Token], written: &mut Results) {
    let accepted = |row: &usize| matches!(written.get(row), Some(Ok(_)));
    let near = tokens
        .iter()
        .rev()
        .map(|token| mark::rows(template.between(token.outer.clone())).filter(&accepted).collect::<Vec<_>>())
        .find(|rows| !rows.is_empty());
    let near = near.unwrap_or_else(|| mark::rows(template).filter(accepted).collect());
    for row in near {
        written.insert(row, Err(CHANGES.to_owned()));
    }
}

/// Replaces the marks that `with` knows.
fn substitute<'a>(text: &str, with: impl Fn(usize) -> Option<&'a str>) -> String {
    let mut out = String::with_capacity(text.len());
    for part in mark::parts(text) {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Mark(row, written) => out.push_str(with(row).unwrap_or(written)),
        }
    }
    out
}

/// Tells whether a mark is in an interpolation.
fn is_raw(content: &str, row: usize) -> bool {
    let mut raw = false;
    for character in content.chars() {
        match character {
            c if c == RAW.0 => raw = true,
            c if c == RAW.1 => raw = false,
            c if mark::index(c) == Some(row) => return raw,
            _ => {}
        }
    }
    false
}
