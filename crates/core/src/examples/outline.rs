//! The lines of a block that is indented as YAML is, and what each of them is under.

use crate::text::{Cut, Signs};

/// Follows a block from its start; positions are asked for in ascending order, so that every line is read once.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    block: &'a str,
    /// The line that was asked for last, where it starts, and where the next one starts.
    line: &'a str,
    start: usize,
    next: usize,
    /// The lines that something could still be under, each indented more than the one before.
    above: Vec<&'a str>,
}

impl<'a> Outline<'a> {
    pub(super) fn of(block: &'a str) -> Self {
        Self { block, line: "", start: 0, next: 0, above: Vec::new() }
    }

    /// Goes to the line of a position, and returns it with where it starts.
    pub(super) fn line(&mut self, at: usize) -> (&'a str, usize) {
        while self.next <= at && self.next < self.block.len() {
            self.keep();
            let rest = self.block.after(self.next);
            let length = rest.find('\n').unwrap_or(rest.len());
            (self.line, self.start) = (rest.before(length), self.next);
            self.next += length + 1;
        }
        (self.line, self.start)
    }

    /// Notes the line, unless it is blank or a comment.
    fn keep(&mut self) {
        let text = self.line.trim_start();
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        while self.above.pop_if(|above| indent(above) >= indent(self.line)).is_some() {}
        self.above.push(self.line);
    }

    /// Returns the key that the line is under in the end.
    pub(super) fn root(&self) -> &'a str {
        let root = self.above.first().filter(|root| indent(root) < indent(self.line));
        key(root.unwrap_or(&self.line))
    }

    /// Returns the key that the line is directly under.
    pub(super) fn parent(&self) -> &'a str {
        let parent = self.above.iter().rev().find(|above| indent(above) < indent(self.line));
        parent.map_or("", |parent| key(parent))
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Returns the key that a line of YAML begins with, after the dashes of a list.
pub(super) fn key(line: &str) -> &str {
    let line = line.trim_start_any(" -");
    line.split_once(':').map_or("", |(key, _)| key.trim_end_any("'\"").trim_start_any("'\""))
}
