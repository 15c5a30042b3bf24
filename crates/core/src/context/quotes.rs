//! Words and the quotes around them: a value that a bare word cannot contain, or that would give it another type, is
//! written in quotes.
//!
//! A word that is one slot gets quotes with its value. One of several slots, `{{port}}:{{port}}`, gets them around all of
//! it, where it begins and ends with a slot: the author's own text is never changed.

use super::rule::{TokenKind, TokenRule};
use super::scalar::ScalarKind;
use super::token::Token;
use super::write::Results;
use crate::guide::mark::{self, Part};
use crate::text::Cut;

/// Writes a text into a token: with quotes around it where it is alone and a bare word cannot contain it.
pub(super) fn encode(token: &Token, text: &str, default: &str, alone: bool) -> Result<String, String> {
    let rule = token.rule;
    let plain = rule.encode(text).and_then(|written| {
        if alone {
            (rule.check)(&written)?;
        }
        match rule.kind {
            TokenKind::Word if alone => check_scalar(rule, &written, default).map(|()| written),
            // Nobody knows what a name would mean there.
            TokenKind::Text
                if (rule.resolve)(default) == ScalarKind::Number
                    && (rule.resolve)(text) != ScalarKind::Number =>
            {
                Err(format!("{} can only be a number here", rule.name))
            }
            TokenKind::Text
                if alone
                    && (rule.resolve)(text) == ScalarKind::Bool
                    && (rule.resolve)(default) != ScalarKind::Bool =>
            {
                Err("PHP and others would take this word for true, false or nothing".to_owned())
            }
            _ => Ok(written),
        }
    });
    let reason = match plain {
        Ok(written) => return Ok(token.indent.map_or(written.clone(), |indent| indent.insert(&written))),
        Err(reason) => reason,
    };
    let mut result = Err(reason);
    for quoted in rule.quoted.iter().filter(|_| alone && token.quotable) {
        result = in_quotes(quoted, text);
        if result.is_ok() {
            break;
        }
    }
    result
}

fn in_quotes(rule: &TokenRule, text: &str) -> Result<String, String> {
    let content = rule.encode(text)?;
    (rule.check)(&content)?;
    Ok(format!("{}{content}{}", rule.open, rule.close))
}

/// Writes texts into a word that begins and ends with one, with quotes around all of it: the first text brings the
/// opening quote and the last one the closing. What is between them stays as the author wrote it. Tells whether the
/// language has such quotes.
pub(super) fn around(token: &Token, word: &str, texts: &Results, written: &mut Results) -> bool {
    let is_word = token.rule.kind == TokenKind::Word && token.quotable;
    let begins = word.chars().next().is_some_and(|first| mark::index(first).is_some());
    is_word && begins && token.rule.quoted.iter().any(|rule| whole(rule, word, texts, written).is_some())
}

fn whole(rule: &TokenRule, word: &str, texts: &Results, written: &mut Results) -> Option<()> {
    let mut rows = Vec::new();
    let mut out = rule.open.to_owned();
    for part in mark::parts(word) {
        match part {
            Part::Text(text) => {
                let is_same = rule.encode(text).is_ok_and(|same| same == text);
                out.push_str(Some(text).filter(|_| is_same)?);
            }
            Part::Mark(row, _) => {
                let start = if rows.is_empty() { 0 } else { out.len() };
                out.push_str(&rule.encode(texts.get(&row)?.as_ref().ok()?).ok()?);
                rows.push((row, start..out.len()));
            }
        }
    }
    (rule.check)(out.after(rule.open.len())).ok()?;
    let (_, last) = rows.last_mut().filter(|(_, last)| last.end == out.len())?;
    last.end += rule.close.len();
    out.push_str(rule.close);
    for (row, range) in rows {
        written.insert(row, Ok(out.between(range).to_owned()));
    }
    Some(())
}

/// Checks that a word is still taken for what it was taken for, or for text. The word may be a secret: no reason shows
/// it.
pub(super) fn check_scalar(rule: &TokenRule, word: &str, default: &str) -> Result<(), String> {
    if word == default {
        return Ok(());
    }
    let (now, before) = ((rule.resolve)(word), (rule.resolve)(default));
    match (now, before) {
        (ScalarKind::Text, _) => Ok(()),
        (ScalarKind::Syntax, ScalarKind::Number | ScalarKind::Fraction) => {
            Err("this has to stay a number, without leading zeros".to_owned())
        }
        (ScalarKind::Number, ScalarKind::Fraction) => {
            Err("this has to stay a number with a fraction, such as `1.0`".to_owned())
        }
        (ScalarKind::Fraction, ScalarKind::Number) => Err("this has to stay a whole number".to_owned()),
        (ScalarKind::Syntax, ScalarKind::Bool) => Err("this has to stay true or false".to_owned()),
        (ScalarKind::Syntax, _) => {
            Err("this is a part of the code, as names are, and has to stay as it is".to_owned())
        }
        (ScalarKind::Number, ScalarKind::Notation) => Ok(()),
        _ if now == before && now != ScalarKind::Unsure => Ok(()),
        _ => Err(format!("this would be read as {} here", now.name())),
    }
}
