//! Attributes in braces, as Goldmark reads them: `{#id .class key="value" hl_lines=[1,"3-4"]}`.
//!
//! Headings carry them at their end, fences in their info string, other blocks on a line of their own below.

use std::borrow::Cow;

use super::escape;
use crate::guide::{Mark, mark};
use crate::text::Cut;

/// The attribute that links lead to.
const ID: &str = "id";

/// The attributes of one element, in the order of the text, `class` joined.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Attributes(Vec<(String, Value)>);

/// What an attribute is set to.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Text(String),
    /// `true`, `false`, `null` and numbers, as written.
    Word(String),
    List(Vec<Value>),
    /// Braces inside of braces: allowed by the syntax, of no use in HTML.
    Nested,
}

impl Value {
    /// Returns the value as an attribute shows it.
    fn text(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) | Value::Word(text) => Cow::Borrowed(text),
            Value::List(values) => {
                Cow::Owned(values.iter().map(|value| value.text()).collect::<Vec<_>>().join(" "))
            }
            Value::Nested => Cow::Borrowed(""),
        }
    }
}

impl Attributes {
    /// Reads attributes at the start of `text`; returns them and the length of what was read.
    pub(crate) fn parse(text: &str) -> Option<(Self, usize)> {
        let mut reader = Reader { text, at: 0, depth: 0 };
        let attributes = reader.attributes()?;
        Some((attributes, reader.at))
    }

    /// Returns the text of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.text())
    }

    /// Returns the id as it is published: one that moved when a reader types would break every link to it.
    pub(crate) fn id(&self, marks: &[Mark]) -> Option<String> {
        Some(mark::published(&self.get(ID)?, marks).into_owned())
    }

    /// Removes an attribute and returns its text.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(key, _)| key == name)?;
        Some(self.0.remove(at).1.text().into_owned())
    }

    /// Keeps only the attributes whose name is accepted.
    pub(crate) fn retain(&mut self, accept: impl Fn(&str) -> bool) {
        self.0.retain(|(name, _)| accept(name));
    }

    /// Adds an attribute.
    pub(crate) fn push(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned(), Value::Text(value)));
    }

    /// Adds attributes that are not there yet.
    pub(crate) fn extend(&mut self, other: Attributes) {
        for (name, value) in other.0 {
            if self.get(&name).is_none() {
                self.0.push((name, value));
            }
        }
    }

    /// Appends ` name="value"` for each; event handlers are left out as Hugo does.
    pub(crate) fn write(&self, out: &mut String) {
        for (name, value) in &self.0 {
            if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
                continue;
            }
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape::push_text(out, &value.text());
            out.push('"');
        }
    }

    fn set(&mut self, name: &str, value: Value) -> Option<()> {
        if name == "class" {
            let Value::Text(class) = &value else { return None };
            if let Some((_, Value::Text(classes))) = self.0.iter_mut().find(|(key, _)| key == name) {
                classes.push(' ');
                classes.push_str(class);
                return Some(());
            }
        }
        self.0.push((name.to_owned(), value));
        Some(())
    }
}

/// How deep lists and braces may nest in one value; nobody nests them at all.
const MAX_DEPTH: usize = 8;

/// A position in the text of attributes.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        self.take_while(|byte| byte.is_ascii_whitespace());
    }

    fn take_while(&mut self, accept: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(&accept) {
            self.at += 1;
        }
        self.text.between(start..self.at)
    }

    fn attributes(&mut self) -> Option<Attributes> {
        let mut attributes = Attributes::default();
        if !self.eat(b'{') {
            return None;
        }
        while !self.eat(b'}') {
            self.attribute(&mut attributes)?;
            self.skip_space();
            if self.eat(b',') {
                self.skip_space();
            }
        }
        Some(attributes)
    }

    fn attribute(&mut self, attributes: &mut Attributes) -> Option<()> {
        self.skip_space();
        let short = match self.peek()? {
            b'#' => Some("id"),
            b'.' => Some("class"),
            _ => None,
        };
        if let Some(name) = short {
            self.at += 1;
            let is_part =
                |b: u8| !b.is_ascii_whitespace() && (!b.is_ascii_punctuation() || b"_-:.".contains(&b));
            let value = self.take_while(is_part).to_owned();
            return attributes.set(name, Value::Text(value));
        }
        let name = self.name()?;
        self.skip_space();
        if !self.eat(b'=') {
            return None;
        }
        self.skip_space();
        let value = self.value()?;
        attributes.set(name, value)
    }

    fn name(&mut self) -> Option<&'a str> {
        if !self.peek().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_' || b == b':') {
            return None;
        }
        Some(self.take_while(|b| b.is_ascii_alphanumeric() || b"_:.-".contains(&b)))
    }

    fn value(&mut self) -> Option<Value> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let value = match self.peek()? {
            b'{' => self.attributes().map(|_| Value::Nested),
            b'[' => self.list(),
            b'"' => self.string(),
            b'-' | b'+' | b'0'..=b'9' => self.number(),
            _ => self.name().map(|word| match word {
                "true" | "false" => Value::Word(word.to_owned()),
                "null" => Value::Word(String::new()),
                _ => Value::Text(word.to_owned()),
            }),
        };
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Option<Value> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            let comma = !values.is_empty() && self.eat(b',');
            if self.peek() == Some(b']') {
                self.at += 1;
                return (!comma).then_some(Value::List(values));
            }
            self.skip_space();
            values.push(self.value()?);
            self.skip_space();
        }
    }

    fn string(&mut self) -> Option<Value> {
        self.at += 1;
        let mut out = String::new();
        let mut characters = self.text.after(self.at).char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    self.at += at + 1;
                    return Some(Value::Text(out));
                }
                '\\' => match characters.peek().and_then(|(_, next)| escaped(*next)) {
                    Some(meant) => {
                        out.push(meant);
                        characters.next();
                    }
                    None => out.push('\\'),
                },
                _ => out.push(character),
            }
        }
        None
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.at += usize::from(matches!(self.peek(), Some(b'-' | b'+')));
        let digits = self.take_while(|b| b.is_ascii_digit() || b".eE+-".contains(&b));
        digits.as_bytes().first().filter(|b| b.is_ascii_digit())?;
        let number: f64 = self.text.between(start..self.at).trim_start_matches('+').parse().ok()?;
        Some(Value::Word(number.to_string()))
    }
}

/// Returns what a character after a backslash means in a quoted value.
fn escaped(character: char) -> Option<char> {
    Some(match character {
        '"' | '/' | '\\' => character,
        'b' => '\u{8}',
        'f' => '\u{C}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => return None,
    })
}
