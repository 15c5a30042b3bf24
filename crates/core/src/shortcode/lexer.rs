//! Splits a page into text and the parts of shortcode tags, exactly as Hugo's lexer does.
//!
//! The rules are Hugo's (`parser/pageparser`, 0.168), found in its behaviour and described in the reference pages.
//! Markdown is not known here: fences, code spans and comments are all text.
//! Unlike Hugo, an error does not end the page: the broken tag becomes text and the search goes on behind its braces.

use std::collections::HashSet;

use memchr::memmem;

use crate::diagnostic::Code;
use crate::library::{Delimiter, Param};
use crate::shortcode::item::{Item, ItemKind};
use crate::shortcode::words::{go_rune, is_space, is_word, typed};
use crate::source::Span;

/// Splits the page from byte `start` on; `divider` says whether Hugo's summary divider is one.
pub(crate) fn lex(text: &str, start: usize, divider: bool) -> Vec<Item> {
    let mut lexer = Lexer {
        text,
        at: start,
        start,
        items: Vec::new(),
        delimiter: Delimiter::Angle,
        seen: HashSet::new(),
        name: String::new(),
        inline: false,
        closing: false,
        named: false,
        params: Params::None,
        divider_seen: !divider,
        errors: 0,
    };
    lexer.page();
    lexer.items
}

/// Tells whether the text holds an opening delimiter, so that it is worth lexing.
pub(crate) fn has_tag(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "{{").any(|at| is_open(&text[at..]).is_some())
}

/// What kind of parameters the tag has had so far.
#[derive(Clone, Copy, PartialEq)]
enum Params {
    None,
    Positional,
    Named,
}

/// What follows in the tag; an error ends it.
type Step = Result<Next, (Code, String)>;

enum Next {
    Inside,
    End,
    Text,
}

struct Lexer<'a> {
    text: &'a str,
    /// The next byte to read.
    at: usize,
    /// The first byte of the item being read.
    start: usize,
    items: Vec<Item>,
    /// The delimiter of the current tag.
    delimiter: Delimiter,
    /// Names of all tags so far. Hugo never takes a name out again, so an end tag only needs an earlier tag of its name.
    seen: HashSet<String>,
    /// The name of the latest tag.
    name: String,
    /// Inside an inline shortcode.
    inline: bool,
    /// A slash was read and a name may follow.
    closing: bool,
    /// The name of this tag was read.
    named: bool,
    params: Params,
    /// The divider was seen, or is not looked for.
    divider_seen: bool,
    errors: usize,
}

impl Lexer<'_> {
    /// Reads text until the next tag or divider, over and over.
    fn page(&mut self) {
        let tags = memmem::Finder::new("{{");
        let dividers = memmem::Finder::new(DIVIDER);
        let mut divider = dividers.find(&self.text.as_bytes()[self.at..]).map(|found| self.at + found);
        loop {
            let tag = tags.find(&self.text.as_bytes()[self.at..]).map(|found| self.at + found);
            if let Some(at) = divider.filter(|at| !self.divider_seen && tag.is_none_or(|tag| *at < tag)) {
                if at < self.at {
                    // The divider stood inside a tag, where it means nothing; look for the next one.
                    divider = dividers.find(&self.text.as_bytes()[self.at..]).map(|found| self.at + found);
                    continue;
                }
                self.at = at;
                self.emit_text();
                self.at += DIVIDER.len();
                self.skip_space();
                self.emit(ItemKind::Divider);
                self.divider_seen = true;
                continue;
            }
            let Some(tag) = tag.filter(|_| self.errors < MAX_ERRORS) else { break };
            match is_open(&self.text[tag..]) {
                None => self.at = tag + 1,
                Some(delimiter) => {
                    self.at = tag;
                    self.emit_text();
                    self.tag(delimiter);
                }
            }
        }
        self.at = self.text.len();
        self.emit_text();
    }

    /// Reads one tag; a broken one is reported, and its braces become text.
    fn tag(&mut self, delimiter: Delimiter) {
        let start = self.at;
        let first = self.items.len();
        match self.try_tag(delimiter) {
            Ok(()) => {}
            Err((code, message)) => {
                let error =
                    Item { kind: ItemKind::Error(code, message), span: Span::new(self.start, self.at) };
                let names = self.items[first..].iter().any(|item| matches!(item.kind, ItemKind::Name { .. }));
                // What was read of the tag stays, so that an unknown name is told before a bad parameter, as Hugo does.
                if !names {
                    self.items.truncate(first);
                }
                self.items.push(error);
                self.errors += 1;
                self.start = start;
                self.at = start + OPEN_LENGTH;
                self.closing = false;
                self.inline = false;
                self.emit_text();
            }
        }
    }

    fn try_tag(&mut self, delimiter: Delimiter) -> Result<(), (Code, String)> {
        if self.inline && !self.closes_inline() {
            return Err(syntax("inline shortcodes do not support nesting"));
        }
        self.delimiter = delimiter;
        self.at += OPEN_LENGTH;
        if self.rest().starts_with("/*") {
            return self.escaped();
        }
        self.emit(ItemKind::Open(delimiter));
        self.named = false;
        self.params = Params::None;
        let mut next = Next::Inside;
        loop {
            next = match next {
                Next::Inside => self.inside()?,
                Next::End => self.end()?,
                Next::Text => return Ok(()),
            };
        }
    }

    /// Reads `/* … */>}}`: text without the comment marks.
    fn escaped(&mut self) -> Result<(), (Code, String)> {
        let end = format!("*/{}", self.delimiter.close());
        let Some(length) = self.rest().find(&end).filter(|length| *length > 1) else {
            return Err((Code::UnclosedTag, "comment must be closed".to_owned()));
        };
        self.emit_text();
        self.at += 2;
        self.ignore();
        self.at += length - 2;
        self.emit_text();
        self.at += 2;
        self.ignore();
        self.at += self.delimiter.close().len();
        self.emit_text();
        Ok(())
    }

    /// Reads the next part of a tag.
    fn inside(&mut self) -> Step {
        if self.rest().starts_with(self.delimiter.close()) {
            return Ok(self.right());
        }
        let Some(character) = self.next() else {
            return Err((Code::UnclosedTag, "unclosed shortcode action".to_owned()));
        };
        match character {
            _ if is_space(character) => self.ignore(),
            '=' => {
                self.skip_space();
                self.ignore();
                return match self.peek() {
                    Some(quote @ ('"' | '\\')) => self.quoted(quote != '\\', ItemKind::Value),
                    Some('`') => self.raw(ItemKind::Value),
                    _ => Ok(self.bare_value()),
                };
            }
            '/' if self.name.is_empty() => {
                return Err((Code::UnexpectedEndTag, "got closing shortcode, but none is open".to_owned()));
            }
            '/' => {
                self.closing = true;
                self.inline = false;
                self.named = false;
                self.emit(ItemKind::Slash);
            }
            '\\' => {
                self.ignore();
                if matches!(self.peek(), Some('"' | '`')) {
                    return self.param(true);
                }
            }
            _ if self.named && (is_word(character) || matches!(character, '-' | '"' | '`')) => {
                self.at = self.start;
                return self.param(false);
            }
            _ if is_word(character) => {
                self.at = self.start;
                return self.name();
            }
            _ => {
                return Err(syntax(&format!(
                    "unrecognized character in shortcode action: {}. \
                     Note: Parameters with non-alphanumeric args must be quoted",
                    go_rune(character)
                )));
            }
        }
        Ok(Next::Inside)
    }

    fn right(&mut self) -> Next {
        self.closing = false;
        self.at += self.delimiter.close().len();
        self.emit(ItemKind::Close);
        Next::Text
    }

    fn name(&mut self) -> Step {
        while let Some(character) = self.peek() {
            if character == '.' {
                self.next();
                self.inline = self.rest().starts_with("inline ");
                if !self.inline {
                    return Err(syntax("period in shortcode name only allowed for inline identifiers"));
                }
            } else if is_word(character) || character == '-' || character == '/' {
                self.next();
            } else {
                break;
            }
        }
        let word = self.text[self.start..self.at].to_owned();
        let closes = self.closing;
        if closes && !self.seen.contains(&word) {
            return Err((
                Code::UnexpectedEndTag,
                format!("closing tag for shortcode '{word}' does not match start tag"),
            ));
        }
        self.closing = false;
        self.seen.insert(word.clone());
        self.name = word;
        self.named = true;
        self.emit(ItemKind::Name { inline: self.inline });
        Ok(if closes { Next::End } else { Next::Inside })
    }

    /// Reads to the end of an end tag: only white space may follow the name.
    fn end(&mut self) -> Step {
        self.inline = false;
        if self.rest().starts_with(self.delimiter.close()) {
            return Ok(self.right());
        }
        match self.next() {
            Some(character) if is_space(character) => {
                self.ignore();
                Ok(Next::End)
            }
            _ => Err((Code::UnclosedTag, "unclosed shortcode".to_owned())),
        }
    }

    /// Reads a positional parameter or the key of a named one; `escaped` after a backslash.
    fn param(&mut self, escaped: bool) -> Step {
        match self.peek() {
            Some('`') if escaped => {
                self.next();
                return Err(syntax("unrecognized escape character"));
            }
            Some(quote @ ('"' | '`')) => {
                if self.params == Params::Named {
                    self.next();
                    return Err(mixed("got quoted positional parameter"));
                }
                self.params = Params::Positional;
                return if quote == '"' {
                    self.quoted(!escaped, ItemKind::Param)
                } else {
                    self.raw(ItemKind::Param)
                };
            }
            _ => {}
        }
        let mut first = true;
        let mut key = false;
        while let Some(character) = self.peek() {
            key = !first && character == '=';
            if key || !(is_word(character) || character == '-' || character == '.') {
                break;
            }
            self.next();
            first = false;
        }
        let word = &self.text[self.start..self.at];
        match (self.params, key) {
            (Params::None, true) => self.params = Params::Named,
            (Params::None, false) => self.params = Params::Positional,
            (Params::Positional, true) => return Err(mixed(&format!("got named parameter '{word}'"))),
            (Params::Named, false) => return Err(mixed(&format!("got positional parameter '{word}'"))),
            _ => {}
        }
        let param = if key { Param::String(word.to_owned()) } else { typed(word) };
        self.emit(ItemKind::Param(param));
        Ok(Next::Inside)
    }

    /// Reads an unquoted value: it runs to the next white space, whatever the characters.
    fn bare_value(&mut self) -> Next {
        while self.peek().is_some_and(|character| !is_space(character)) {
            self.next();
        }
        let value = typed(&self.text[self.start..self.at]);
        self.emit(ItemKind::Value(value));
        Next::Inside
    }

    /// Reads a value between backticks.
    fn raw(&mut self, kind: fn(Param) -> ItemKind) -> Step {
        self.next();
        self.ignore();
        let Some(length) = self.rest().find('`') else {
            let value = self.rest().to_owned();
            self.at = self.text.len();
            return Err((
                Code::UnclosedTag,
                format!("unterminated raw string in shortcode parameter-argument: '{value}'"),
            ));
        };
        self.at += length;
        self.emit(kind(Param::String(self.text[self.start..self.at].to_owned())));
        self.next();
        self.ignore();
        Ok(Next::Inside)
    }

    /// Reads a value between double quotes, or between `\"` where no escapes are allowed inside.
    fn quoted(&mut self, escapes: bool, kind: fn(Param) -> ItemKind) -> Step {
        let mut opened = false;
        let mut found_escape = false;
        let mut escaped = false;
        loop {
            match self.next() {
                Some('\\') => match self.peek() {
                    Some('"') if opened && !escapes => {
                        self.at -= 1;
                        break;
                    }
                    Some('"') if opened => {
                        found_escape = true;
                        escaped = true;
                    }
                    Some('`') => return Err(syntax("unrecognized escape character")),
                    _ => {}
                },
                None | Some('\n') => {
                    let value = &self.text[self.start..self.at];
                    return Err((
                        Code::UnclosedTag,
                        format!("unterminated quoted string in shortcode parameter-argument: '{value}'"),
                    ));
                }
                Some('"') if escaped => escaped = false,
                Some('"') if opened => {
                    self.at -= 1;
                    break;
                }
                Some('"') => {
                    opened = true;
                    self.ignore();
                }
                Some(_) => {}
            }
        }
        let value = &self.text[self.start..self.at];
        // With one escaped quote in it, Hugo drops every backslash of the value; with none, all stay.
        let value = if found_escape { value.replace('\\', "") } else { value.to_owned() };
        self.emit(kind(Param::String(value)));
        match self.peek() {
            Some('\\') => {
                self.next();
                if self.peek() == Some('"') {
                    self.ignore();
                    self.next();
                    self.ignore();
                }
            }
            Some('"') => {
                self.next();
                self.ignore();
            }
            _ => {}
        }
        Ok(Next::Inside)
    }

    /// Tells whether the tag at hand is the end tag of the inline shortcode that is open.
    fn closes_inline(&self) -> bool {
        let inside = self.text[self.at + OPEN_LENGTH..].trim_start_matches(is_space);
        let Some(name) = inside.strip_prefix('/').map(str::trim_start) else { return false };
        name.strip_prefix(self.name.as_str()).is_some_and(|rest| rest.starts_with(' '))
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.next();
        }
    }

    fn ignore(&mut self) {
        self.start = self.at;
    }

    fn emit(&mut self, kind: ItemKind) {
        self.items.push(Item { kind, span: Span::new(self.start, self.at) });
        self.start = self.at;
    }

    fn emit_text(&mut self) {
        if self.at > self.start {
            self.emit(ItemKind::Text);
        }
    }
}

/// After so many broken tags the rest of a page is taken as text: the author has enough to mend.
const MAX_ERRORS: usize = 100;

/// Hugo's summary divider.
const DIVIDER: &str = "<!--more-->";

/// Length of the opening braces in bytes.
const OPEN_LENGTH: usize = 3;

fn is_open(text: &str) -> Option<Delimiter> {
    [Delimiter::Angle, Delimiter::Percent].into_iter().find(|delimiter| text.starts_with(delimiter.open()))
}

fn syntax(message: &str) -> (Code, String) {
    (Code::BadShortcodeSyntax, message.to_owned())
}

fn mixed(message: &str) -> (Code, String) {
    (Code::MixedParameters, format!("{message}. Cannot mix named and positional parameters"))
}
