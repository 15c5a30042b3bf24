//! Derived variables: values made of others, `https://{subdomain-authelia}.{domain}/`.
//!
//! Each is worked out once, so that the time grows only with their number; one that is made of itself, or grows
//! without limit, has no value at all.

use std::collections::BTreeMap;

use super::Variables;
use super::join::join;
use super::kind::Kind;

/// How deeply derived variables may be made of derived variables.
const MAX_DEPTH: usize = 32;

/// A derived value longer than this was not meant: twenty variables that double each other reach it.
const LONGEST: usize = 100_000;

/// The work of filling patterns for one set of values.
pub(super) struct Derivation<'a> {
    variables: &'a Variables,
    /// What was set; the default counts for all others.
    set: &'a dyn Fn(&str) -> Option<String>,
    /// What is worked out already; `None` where it was begun or has no value.
    known: Vec<(&'a str, Option<String>)>,
    /// The parts that do not fit to what is after them, and why; what they would be in has no value.
    refused: Vec<(&'a str, String)>,
}

/// Returns why no derived variable can be made of a value, where one cannot.
pub(super) fn refusal(
    variables: &Variables,
    name: &str,
    set: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let mut derivation = Derivation::new(variables, set);
    for derived in variables.derived.keys() {
        derivation.value(derived);
    }
    derivation.refused.into_iter().find(|(part, _)| *part == name).map(|(_, reason)| reason)
}

impl<'a> Derivation<'a> {
    pub(super) fn new(variables: &'a Variables, set: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { variables, set, known: Vec::new(), refused: Vec::new() }
    }

    /// Fills the pattern of a derived variable; `None` where a part is unknown or the pattern leads back to itself.
    pub(super) fn value(&mut self, name: &str) -> Option<String> {
        let variables = self.variables;
        let (name, pattern) = variables.pattern(name)?;
        self.fill(name, pattern, 0)
    }

    fn fill(&mut self, name: &'a str, pattern: &'a str, depth: usize) -> Option<String> {
        if let Some((_, value)) = self.known.iter().find(|(known, _)| *known == name) {
            return value.clone();
        }
        let row = self.known.len();
        self.known.push((name, None));
        let mut out = String::new();
        let mut dropped = "";
        let mut pieces = pieces(pattern).peekable();
        while let Some((literal, part)) = pieces.next() {
            out.push_str(literal.strip_prefix(dropped).unwrap_or(literal));
            dropped = "";
            let Some(part) = part else { continue };
            let value = self.part(part, depth)?;
            if value.is_empty() && self.variables.kind(part) == Kind::Subdomain {
                // Without a subdomain there is nothing for the dot after it to divide.
                dropped = ".";
            }
            let after = pieces.peek().map_or("", |(literal, _)| literal);
            let value = self.joined(part, &out, value, after)?;
            out.push_str(&value);
            if out.len() > LONGEST {
                return None;
            }
        }
        self.known[row].1 = Some(out.clone());
        Some(out)
    }

    /// Returns the value of a part as it is written between two texts.
    fn joined(&mut self, part: &'a str, before: &str, value: String, after: &str) -> Option<String> {
        if (self.set)(part).is_none() || !self.variables.is_joined(part) {
            return Some(value);
        }
        let default = self.variables.default_text(part).unwrap_or_default();
        match join(before, &default, &value, after) {
            Ok(joined) => Some(joined.to_owned()),
            Err(reason) => {
                self.refused.push((part, reason));
                None
            }
        }
    }

    fn part(&mut self, part: &str, depth: usize) -> Option<String> {
        let variables = self.variables;
        if let Some(value) = (self.set)(part) {
            return Some(value);
        }
        if let Some(variable) = variables.variables.get(part) {
            return variable.default_text();
        }
        let (name, pattern) = variables.pattern(part).filter(|_| depth < MAX_DEPTH)?;
        self.fill(name, pattern, depth + 1)
    }
}

impl Variables {
    /// Returns the name of a derived variable as it is kept here, and its pattern.
    fn pattern(&self, name: &str) -> Option<(&str, &str)> {
        let at = self.derived.find_index(name).ok()?;
        self.derived.get_indexed(at).map(|(name, pattern)| (name.as_str(), pattern.as_str()))
    }

    /// Returns every name that a derived variable is made of, directly or not; its own too if it is made of itself.
    ///
    /// They are sorted, each once.
    pub fn parts<'a>(&'a self, name: &'a str) -> Vec<&'a str> {
        let mut parts = Vec::new();
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            for part in self.direct_parts(name) {
                if let Err(at) = parts.binary_search(&part) {
                    parts.insert(at, part);
                    open.push(part);
                }
            }
        }
        parts
    }

    /// Returns the first derived variable that is nested too deeply to have a value, and the limit.
    pub fn too_deep(&self) -> Option<(&str, usize)> {
        let mut known = BTreeMap::new();
        let mut names = self.derived.keys().map(String::as_str);
        names.find(|name| self.depth(name, 0, &mut known) > MAX_DEPTH).map(|name| (name, MAX_DEPTH))
    }

    /// Returns how deeply a derived variable is made of derived variables; each is visited once, and a cycle ends
    /// where it began.
    fn depth<'a>(&'a self, name: &'a str, above: usize, known: &mut BTreeMap<&'a str, usize>) -> usize {
        if let Some(depth) = known.get(name) {
            return *depth;
        }
        if above > MAX_DEPTH {
            return above;
        }
        known.insert(name, 0);
        let derived = self.direct_parts(name).filter(|part| self.derived.contains_key(*part));
        let depth = derived.map(|part| 1 + self.depth(part, above + 1, known)).max().unwrap_or(0);
        known.insert(name, depth);
        depth
    }

    /// Returns the cycle by which a derived variable is made of itself: `a → b → a`.
    pub fn circle(&self, name: &str) -> Option<String> {
        let (name, _) = self.pattern(name)?;
        // The shortest way back, breadth first: every name with the one that it was reached from.
        let mut reached: BTreeMap<&str, &str> = BTreeMap::new();
        let mut open = std::collections::VecDeque::from([name]);
        while let Some(from) = open.pop_front() {
            for part in self.direct_parts(from) {
                if part == name {
                    return Some(way(name, from, &reached));
                }
                if self.derived.contains_key(part) && !reached.contains_key(part) {
                    reached.insert(part, from);
                    open.push_back(part);
                }
            }
        }
        None
    }

    /// Returns the names in the pattern of a derived variable.
    pub fn direct_parts<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let pattern = self.derived.get(name).map_or("", String::as_str);
        pieces(pattern).filter_map(|(_, part)| part)
    }
}

/// Writes the cycle from `name` through `last` back to `name`.
fn way(name: &str, last: &str, reached: &BTreeMap<&str, &str>) -> String {
    let mut steps = vec![name];
    let mut at = last;
    while at != name {
        steps.push(at);
        at = reached.get(at).copied().unwrap_or(name);
    }
    steps.push(name);
    steps.reverse();
    steps.join(" → ")
}

/// Splits a pattern into literal texts, each with the reference that follows it.
fn pieces(pattern: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(pattern);
    std::iter::from_fn(move || {
        let text = rest?;
        let reference =
            text.split_once('{').and_then(|(literal, rest)| Some((literal, rest.split_once('}')?)));
        let Some((literal, (part, after))) = reference else {
            rest = None;
            return Some((text, None));
        };
        rest = Some(after);
        Some((literal, Some(part)))
    })
}
