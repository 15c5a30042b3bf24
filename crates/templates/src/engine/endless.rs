//! Finds definitions whose escaping would never end.
//!
//! html/template escapes a definition once for each context in which it is run. Contexts are few, but for one part: how
//! many braces are open in the `${…}` of a JavaScript template literal. A definition that runs itself and opens one more
//! each time is in another context each time, and the engine follows it until the stack overflows, as Hugo does.

use std::collections::{BTreeMap, BTreeSet};

use sitevar_core::decode_references;

use crate::engine::rewrite::Facts;

/// What a text may do to the braces of a script, whatever the context.
#[derive(Debug, Default)]
pub(crate) struct Braces {
    /// It has a `{`, which counts where a `${` is open.
    opens: bool,
    /// It has a `${` which may still be open at its end.
    leaves_open: bool,
}

impl Braces {
    /// Reads one more text, up to the next action.
    pub(crate) fn read(&mut self, text: &str) {
        // In an attribute, a script is written with references.
        for text in [text, &decode_references(text)] {
            self.opens |= text.contains('{');
            self.leaves_open |= text.split("${").skip(1).any(|rest| !is_closed(rest));
        }
    }
}

/// Tells whether what follows a `${` closes it with nothing before that but names, numbers and calls: no text, no pattern
/// and no comment may hold the brace.
fn is_closed(rest: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "_$.,()[] ".contains(c);
    rest.find(|c| !is_plain(c)).is_some_and(|at| rest.as_bytes()[at] == b'}')
}

/// Returns a definition of a file that runs itself and may open one more brace each time.
pub(crate) fn find(facts: &BTreeMap<String, Facts>) -> Option<&str> {
    if !facts.values().any(|facts| facts.braces.leaves_open) {
        return None;
    }
    facts.keys().map(String::as_str).find(|name| {
        let reached = reached(name, facts);
        reached.contains(name)
            && reached.iter().filter_map(|name| facts.get(*name)).any(|facts| facts.braces.opens)
    })
}

/// Returns the definitions that one runs, and those that these run.
fn reached<'a>(name: &str, facts: &'a BTreeMap<String, Facts>) -> BTreeSet<&'a str> {
    let runs = |name: &str| facts.get(name).into_iter().flat_map(|facts| &facts.runs).map(String::as_str);
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&str> = runs(name).collect();
    while let Some(next) = waiting.pop() {
        if reached.insert(next) {
            waiting.extend(runs(next));
        }
    }
    reached
}
