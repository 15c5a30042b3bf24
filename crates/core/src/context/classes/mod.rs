//! Classes: what a part of code is to someone who reads it, as a style sheet tells it apart.
//!
//! 1. A [`CodeBlock`] knows its language as everything else does.
//! 2. The tokens of the language are comments, strings and, in YAML, keys and values: what is a string for the widget is
//!    one for the eye as well.
//! 3. What is left are words, numbers and signs; [`looks`] has a row for each language that says what they are, and
//!    [`words`] reads them.
//!
//! Grammars of editors tell more apart, but each tries hundreds of patterns at every position, and some have no end: the
//! work here grows with the length of the code, whatever is in it.

mod looks;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use super::Layers;
use super::language::Language;
use super::languages::{NAME, YAML_KINDS};
use super::lexer;
use super::rule::TokenKind;
use super::scalar::ScalarKind;
use super::token::Token;
use crate::text::Cut;
use looks::Look;
use words::Words;

/// What a part of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenClass {
    /// Read only by people.
    Comment,
    /// A text, with or without quotes.
    String,
    /// A number, or another constant such as `true`.
    Number,
    /// A word of the language, or what a line does.
    Keyword,
    /// The name of a setting, an element or an attribute.
    Key,
    /// A name that stands for a value.
    Variable,
    /// What is called.
    Function,
    /// What a value is.
    Type,
    /// A line that a change adds.
    Inserted,
    /// A line that a change takes away.
    Deleted,
    /// The title of a section.
    Heading,
}

impl TokenClass {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Comment,
        Self::String,
        Self::Number,
        Self::Keyword,
        Self::Key,
        Self::Variable,
        Self::Function,
        Self::Type,
        Self::Inserted,
        Self::Deleted,
        Self::Heading,
    ];

    /// Returns its class in HTML: short, because a page has thousands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "hl-c",
            Self::String => "hl-s",
            Self::Number => "hl-n",
            Self::Keyword => "hl-k",
            Self::Key => "hl-p",
            Self::Variable => "hl-v",
            Self::Function => "hl-f",
            Self::Type => "hl-t",
            Self::Inserted => "hl-i",
            Self::Deleted => "hl-d",
            Self::Heading => "hl-h",
        }
    }
}

/// Parts of a text and what they are, in ascending order and without overlap.
pub type ClassedRanges = Vec<(Range<usize>, TokenClass)>;

/// Longer code has no classes, in bytes: nobody reads it in a page.
const MAX_CODE: usize = 100_000;

/// A block of code, to be coloured.
#[derive(Debug, Clone, Copy)]
pub struct CodeBlock<'a> {
    layers: Layers,
    /// The language as the page names it: the first word of the info string, or nothing.
    word: &'a str,
    /// The code, with what is written at its slots.
    pub text: &'a str,
}

impl<'a> CodeBlock<'a> {
    /// Finds the language of a block as everything else does: by its title, its info string, and its text.
    pub fn new(word: &'a str, title: &'a str, text: &'a str) -> Self {
        Self { layers: Language::find(word, title).shown_by(text), word, text }
    }

    /// Returns what the parts of the code are; nothing where the language is not known, or the code is too long.
    pub fn classes(&self) -> ClassedRanges {
        let language = self.layers.inmost();
        if self.text.len() > MAX_CODE {
            return ClassedRanges::new();
        }
        if YAML_KINDS.contains(&language) {
            return classed(language.scan(self.text), |token| yaml_class(token, self.text));
        }
        let Some((look, rules)) = looks::of(language, self.word) else { return ClassedRanges::new() };
        let tokens = match rules {
            Some(rules) => lexer::by_rules(rules, self.text),
            None => tokens(language, self.text),
        };
        self.with_words(look, &classed(tokens, |token| class(token, look)))
    }

    /// Adds what is between the tokens that have classes, and the variables inside of strings.
    fn with_words(&self, look: &Look, tokens: &ClassedRanges) -> ClassedRanges {
        let mut words = Words::new(self.text, look);
        let mut at = 0;
        for (range, class) in tokens {
            words.read(at..range.start);
            match class {
                TokenClass::String => words.string(range.clone()),
                class => words.push(range.clone(), *class),
            }
            at = range.end;
        }
        words.read(at..self.text.len());
        words.found
    }
}

/// Returns the tokens of a text; where the language does not know all of it, those that its rules find.
fn tokens(language: &'static Language, text: &str) -> Vec<Token> {
    let tokens = language.scan(text);
    let is_text = |token: &Token| matches!(token.rule.kind, TokenKind::Code | TokenKind::Text);
    let is_whole = |token: &Token| is_text(token) && token.outer == (0..text.len());
    if tokens.iter().any(is_whole) { lexer::by_rules(language.rules, text) } else { tokens }
}

/// Returns the tokens that have a class; one that begins inside of another has none.
fn classed(tokens: Vec<Token>, class: impl Fn(&Token) -> Option<TokenClass>) -> ClassedRanges {
    let mut found = ClassedRanges::new();
    for token in tokens {
        let is_next = found.last().is_none_or(|(range, _)| range.end <= token.outer.start);
        if let Some(class) = class(&token).filter(|_| is_next && !token.outer.is_empty()) {
            found.push((token.outer, class));
        }
    }
    found
}

/// Returns what a token of YAML is.
fn yaml_class(token: &Token, text: &str) -> Option<TokenClass> {
    match token.rule.kind {
        _ if token.is_key => Some(TokenClass::Key),
        TokenKind::Comment => Some(TokenClass::Comment),
        TokenKind::String | TokenKind::Block => Some(TokenClass::String),
        TokenKind::Word => match (token.rule.resolve)(text.between(token.inner.clone())) {
            ScalarKind::Text | ScalarKind::Name | ScalarKind::Syntax | ScalarKind::Unsure => {
                Some(TokenClass::String)
            }
            _ => Some(TokenClass::Number),
        },
        TokenKind::Code => std::ptr::eq(token.rule, &NAME).then_some(TokenClass::Variable),
        TokenKind::Text => None,
    }
}

/// Returns what a token of another language is; words are looked at later, but where they are values.
fn class(token: &Token, look: &Look) -> Option<TokenClass> {
    match token.rule.kind {
        TokenKind::Comment => Some(TokenClass::Comment),
        TokenKind::String | TokenKind::Block if !token.rule.open.is_empty() || look.has_blocks => {
            Some(TokenClass::String)
        }
        TokenKind::Word | TokenKind::Text if look.values => Some(TokenClass::String),
        _ => None,
    }
}
