//! Declared examples, in the order in which they are looked for.

use super::notation::{self, Notation};
use super::shape::Shape;
use crate::variables::{Kind, Variables};

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
    fn new(variable: &'a str, kind: Kind, prose: bool, number: usize, declared: &'a str) -> Self {
        let shape = Shape::of(declared, kind);
        // A domain keeps the labels before it, so what is looked for is what follows them.
        let text = declared.strip_prefix("*.").filter(|_| shape == Shape::Below).unwrap_or(declared);
        let notations = if shape.is_pattern() { Vec::new() } else { notation::all(text, shape) };
        Self { variable, kind, prose, shape, text, notations, number }
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
pub(super) fn in_order(variables: &Variables) -> Vec<Example<'_>> {
    let mut examples: Vec<Example<'_>> = Vec::new();
    for (name, variable) in variables.variables.iter() {
        let texts = variable.examples.iter().enumerate().filter(|(_, text)| !text.is_empty());
        for (number, text) in texts {
            let example = Example::new(name, variable.kind, variable.prose, number, text);
            // A site has a few dozen: a sort would be 3 kB to download.
            let at = examples.iter().position(|other| example.precedes(other)).unwrap_or(examples.len());
            examples.insert(at, example);
        }
    }
    examples
}
