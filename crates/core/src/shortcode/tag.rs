//! Reads what is between the braces of a tag: its name, its parameters, and where it ends.
//!
//! The states and the positions of errors are those of Hugo's lexer, so that both reject the same tags.

use super::item::ItemKind;
use super::lexer::{Lexer, OPEN_LENGTH, Params};
use super::words::{go_rune, is_space, is_word, typed};
use super::{Delimiter, Param};
use crate::report::Code;
use crate::text::Cut;

/// What follows in the tag; an error ends it.
type Step = Result<Next, (Code, String)>;

enum Next {
    Inside,
    End,
    Text,
}

impl Lexer<'_> {
    /// Reads one tag to its end.
    ///
    /// # Errors
    ///
    /// Fails where the tag is not the syntax; the item being read then begins where Hugo counts the error from.
    pub(super) fn try_tag(&mut self, delimiter: Delimiter) -> Result<(), (Code, String)> {
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
        let word = self.text.between(self.start..self.at).to_owned();
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
        let word = self.text.between(self.start..self.at);
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

    /// Reads an unquoted value: it runs to the next white space, whatever its characters.
    fn bare_value(&mut self) -> Next {
        while self.peek().is_some_and(|character| !is_space(character)) {
            self.next();
        }
        let value = typed(self.text.between(self.start..self.at));
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
        self.emit(kind(Param::String(self.text.between(self.start..self.at).to_owned())));
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
                    let value = self.text.between(self.start..self.at);
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
        let value = self.text.between(self.start..self.at);
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
        let inside = self.text.after(self.at + OPEN_LENGTH).trim_start_matches(is_space);
        let Some(name) = inside.strip_prefix('/').map(str::trim_start) else { return false };
        name.strip_prefix(self.name.as_str()).is_some_and(|rest| rest.starts_with(' '))
    }
}

fn syntax(message: &str) -> (Code, String) {
    (Code::BadShortcodeSyntax, message.to_owned())
}

fn mixed(message: &str) -> (Code, String) {
    (Code::MixedParameters, format!("{message}. Cannot mix named and positional parameters"))
}
