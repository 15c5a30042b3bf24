//! Declared examples, in the order in which they are looked for.

use super::Declared;
use super::notation::{self, Notation};
use super::shape::Shape;
use crate::variables::{Kind, Variable};

/// An example of a variable.
#[derive(Debug)]
pub(super) struct Example<'a> {
    /// The variable.
    pub(super) variable: &'a str,
    pub(super) kind: Kind,
    /// Whether it is also found outside of code.
    pub(super) prose: bool,
    /// How it is found.
    pub(super) shape: Shape,
    /// The text that a value replaces, or the pattern.
    pub(super) text: &'a str,
    /// The texts that are looked for; none for a pattern.
    pub(super) notations: Vec<Notation>,
    /// Its number among the examples of the variable.
    pub(super) number: usize,
}

impl<'a> Example<'a> {
    fn new(name: &'a str, variable: &Variable, number: usize, declared: &'a str) -> Self {
        let kind = variable.kind;
        let shape = Shape::of(declared, kind);
        // A domain keeps the labels before it, so what is looked for is what follows them.
        let text = declared.strip_prefix("*.").filter(|_| shape == Shape::Below).unwrap_or(declared);
        let notations = if shape.is_pattern() { Vec::new() } else { notation::all(text, shape) };
        Self { variable: name, kind, prose: variable.prose, shape, text, notations, number }
    }

    /// Returns how many bytes of a text it fixes: what fixes more is meant.
    fn weight(&self) -> usize {
        let stars = self.text.bytes().filter(|byte| *byte == b'*').count();
        self.text.len() - stars
    }

    /// Tells whether it is looked for before another one: an email address before a host, longer ones before shorter
    /// ones, texts before patterns.
    fn precedes(&self, other: &Example<'_>) -> bool {
        let email = |example: &Example<'_>| example.shape == Shape::Email;
        let rank = |example: &Example<'_>| (email(example), example.weight(), !example.shape.is_pattern());
        rank(self) > rank(other)
    }
}

/// Returns the examples of all variables in the order in which they are looked for.
pub(super) fn in_order<'a>(declared: Declared<'a>) -> Vec<Example<'a>> {
    let mut examples: Vec<Example<'a>> = Vec::new();
    for variables in declared {
        for (name, variable) in variables.iter() {
            for (number, text) in variable.examples.iter().enumerate() {
                let example = Example::new(name, variable, number, text);
                // A site has a few dozen: a sort would be 3 kB to download.
                let mut at = 0;
                while examples.get(at).is_some_and(|other| !example.precedes(other)) {
                    at += 1;
                }
                if !text.is_empty() {
                    examples.insert(at, example);
                }
            }
        }
    }
    examples
}
