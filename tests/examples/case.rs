//! A case: a page, what a site declares, where slots are, and the page with a reader's values.

use std::collections::BTreeMap;

use serde::Deserialize;
use sitevar_core::{
    Filled, Findings, Found, Kind, Language, Passage, PassageKind, Scope, SlotAt, Snippet, SourcePassage,
    Variable, Variables, find_examples, find_near_misses, source_passages,
};

/// A case as the files have it.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// Its number, or what it shows.
    pub id: serde_json::Value,
    /// The page.
    pub text: String,
    pub declared: Vec<Declared>,
    /// The text where each slot starts, and its variable.
    pub expected_slots: Vec<(String, String)>,
    /// Where each slot starts, in characters of the page.
    #[serde(default)]
    pub at: Option<Vec<usize>>,
    #[serde(default)]
    pub must_not: Vec<String>,
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    #[serde(default)]
    pub result: Option<String>,
    /// What is almost an example, in our own cases.
    #[serde(default)]
    pub near: Vec<String>,
    /// The variables that the page's own list declares: name, type, label.
    #[serde(default)]
    pub listed: Vec<(String, String, String)>,
}

/// A declared example.
#[derive(Debug, Deserialize)]
pub struct Declared {
    pub text: String,
    pub variable: String,
    pub kind: String,
    #[serde(default)]
    pub of: Option<String>,
    #[serde(default)]
    pub prose: bool,
}

impl Case {
    /// Returns the declarations; a kind that Sitevar does not have is the nearest that it has.
    pub fn variables(&self) -> Variables {
        let mut variables = Variables::default();
        for declared in &self.declared {
            let kind = match declared.kind.as_str() {
                "ip" => Kind::Host,
                "dn" => Kind::Text,
                known => Kind::named(known).unwrap_or_else(|| panic!("{}: there is no `{known}`", self.id)),
            };
            let secret = self.declared.iter().find(|other| other.kind == "secret");
            let of = declared.of.clone().or_else(|| secret.map(|secret| secret.variable.clone()));
            let mut variable = variables.variables.get(&declared.variable).cloned().unwrap_or(Variable {
                kind,
                of: of.filter(|_| kind == Kind::Digest),
                prose: declared.prose,
                ..Variable::default()
            });
            variable.examples.push(declared.text.clone());
            variables.variables.insert(declared.variable.clone(), variable);
        }
        variables
    }

    /// Holds the case against what the product makes of it; returns what differs.
    pub fn problems(&self) -> Vec<String> {
        let page = Page::read(&self.text, &self.variables());
        let mut problems = Vec::new();
        let found: Vec<(usize, String)> = page.slots().collect();
        let mut expected: Vec<(usize, &(String, String))> =
            self.starts().into_iter().zip(&self.expected_slots).collect();
        expected.sort_by_key(|(at, _)| *at);
        let same = found.len() == expected.len()
            && found.iter().zip(&expected).all(|((at, variable), (wanted, (text, name)))| {
                let start: String = self.text.chars().skip(*at).collect();
                let quoted = *at + 1 == *wanted && start.starts_with(['\'', '"']);
                let is_there = quoted || at == wanted && start.starts_with(text.as_str());
                is_there && (variable == name || quoted)
            });
        if !same {
            problems.push(format!("found {found:?}, expected {expected:?}"));
        }
        let filled = page.filled(&self.text, &self.values);
        for text in &self.must_not {
            if !filled.contains(text.as_str()) {
                problems.push(format!("`{text}` is gone: {filled}"));
            }
        }
        if let Some(result) = self.result.as_ref().filter(|result| **result != filled) {
            problems.push(format!("reads\n{filled}\ninstead of\n{result}"));
        }
        let near: Vec<&str> = page.near.iter().map(String::as_str).collect();
        if near != self.near {
            problems.push(format!("near are {near:?}, expected {:?}", self.near));
        }
        let listed: Vec<(String, String, String)> = page.findings.declared.iter().map(row).collect();
        if !self.listed.is_empty() && listed != self.listed {
            problems.push(format!("listed are {listed:?}"));
        }
        problems
    }

    /// Returns where each slot starts; where the case does not say it, the next place of its text.
    fn starts(&self) -> Vec<usize> {
        if let Some(at) = &self.at {
            return at.clone();
        }
        let mut end = 0;
        let next = |(text, _): &(String, String)| {
            let at = self.text[end..].find(text.as_str()).map(|at| end + at);
            let at = at.unwrap_or_else(|| panic!("{}: `{text}` is not in the rest of the page", self.id));
            end = at + text.len();
            self.text[..at].chars().count()
        };
        self.expected_slots.iter().map(next).collect()
    }
}

fn row((name, variable): (&String, &Variable)) -> (String, String, String) {
    (name.clone(), variable.kind.name().to_owned(), variable.label.clone().unwrap_or_default())
}

/// A page whose examples were found.
pub struct Page {
    sources: Vec<SourcePassage>,
    pub findings: Findings,
    near: Vec<String>,
    text: String,
}

impl Page {
    pub fn read(text: &str, variables: &Variables) -> Self {
        let sources = source_passages(text);
        let passages: Vec<Passage> = sources.iter().map(|source| source.passage.clone()).collect();
        let findings = find_examples(&passages, variables, Scope::Foreign);
        let near = find_near_misses(&passages, variables, &findings);
        let near = near.into_iter().map(|near| format!("{} ~ {}", near.text, near.example)).collect();
        Self { sources, findings, near, text: text.to_owned() }
    }

    /// Returns where each slot starts, in characters of the page, and its variable.
    fn slots(&self) -> impl Iterator<Item = (usize, String)> {
        self.findings.slots.iter().map(|found| {
            let range = self.sources[found.passage].source(&found.range).unwrap();
            (self.text[..range.start].chars().count(), found.slot.variable.clone())
        })
    }

    /// Returns the page with values in its slots.
    fn filled(&self, text: &str, values: &BTreeMap<String, String>) -> String {
        let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        for (number, source) in self.sources.iter().enumerate() {
            let slots: Vec<&Found> =
                self.findings.slots.iter().filter(|found| found.passage == number).collect();
            for (found, filled) in slots.iter().zip(fill(&source.passage, &slots, values)) {
                if let Filled::Text(written) = filled {
                    edits.push((source.source(&found.range).unwrap(), written));
                }
            }
        }
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut out = text.to_owned();
        edits.into_iter().for_each(|(range, written)| out.replace_range(range, &written));
        out
    }
}

/// Returns what is written at each slot of a passage.
fn fill(passage: &Passage, slots: &[&Found], values: &BTreeMap<String, String>) -> Vec<Filled> {
    let language = match &passage.kind {
        PassageKind::CodeBlock { language, title } => Language::find(language, title),
        _ => Language::text().into(),
    };
    let at = |found: &&Found| SlotAt {
        range: found.range.clone(),
        format: found.slot.format,
        after: String::new(),
    };
    let value = |found: &&Found| {
        let value = values.get(&found.slot.variable).map(String::as_str)?;
        Some(found.slot.instead.clone().unwrap_or_else(|| value.to_owned()))
    };
    let written: Vec<Option<String>> = slots.iter().map(value).collect();
    let written: Vec<Option<&str>> = written.iter().map(Option::as_deref).collect();
    Snippet::new(language, passage.text.as_str(), slots.iter().map(at).collect()).fill(&written)
}
