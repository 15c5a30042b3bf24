//! Variables: what a site lets its readers set, declared once, and the values they set.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The variables of a site or a page, by name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variables {
    /// What a reader may set.
    #[serde(default)]
    pub variables: BTreeMap<String, Variable>,
    /// Values made of others: `https://{subdomain-authelia}.{domain}/`.
    #[serde(default)]
    pub derived: BTreeMap<String, String>,
}

/// One declaration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// What kind of value it holds.
    #[serde(rename = "type", default)]
    pub kind: Kind,
    /// The value that stands in the published page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Scalar>,
    /// What the form calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// One sentence for the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The text of a toggle that is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The text of a toggle that is off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off: Option<String>,
    /// The values of a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// The length of a generated secret, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u32>,
    /// The characters of a generated secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charset: Option<String>,
    /// The secret that a digest is made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The algorithm of a digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// The cost of a digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iterations: Option<u32>,
    /// The literal text of today's guides that this variable stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// What kind of value a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it; product documentation explains each")]
pub enum Kind {
    #[default]
    Text,
    Domain,
    Subdomain,
    Host,
    Port,
    Url,
    Email,
    Path,
    Choice,
    Toggle,
    ClientId,
    Secret,
    Digest,
}

impl Kind {
    /// Tells whether the values are a secret or its digest.
    pub fn is_of_a_secret(self) -> bool {
        matches!(self, Kind::Secret | Kind::Digest)
    }
}

/// A default as YAML writes it: `9091` and `false` need no quotes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a default is a text, a number, `true` or `false`")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Scalar {
    Bool(bool),
    Int(i64),
    Float(f64),
    String(String),
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Scalar::Bool(value) => value.fmt(f),
            Scalar::Int(value) => value.fmt(f),
            Scalar::Float(value) => value.fmt(f),
            Scalar::String(value) => value.fmt(f),
        }
    }
}

impl Variable {
    /// Returns the text that stands in the published page, where the declaration gives one.
    pub fn default_text(&self) -> Option<String> {
        match (&self.example, &self.default) {
            (Some(example), None) => Some(example.clone()),
            (_, Some(default)) => Some(self.text_of(&default.to_string())),
            (None, None) => None,
        }
    }

    /// Returns the text that a value is written as: a toggle writes its `on` or `off` text.
    fn text_of(&self, value: &str) -> String {
        let toggled = match (self.kind, value) {
            (Kind::Toggle, "true" | "on" | "yes" | "1") => self.on.clone(),
            (Kind::Toggle, "false" | "off" | "no" | "0") => self.off.clone(),
            _ => None,
        };
        toggled.unwrap_or_else(|| value.to_owned())
    }
}

impl Variables {
    /// Tells whether a name is declared.
    pub fn contains(&self, name: &str) -> bool {
        self.variables.contains_key(name) || self.derived.contains_key(name)
    }

    /// Returns every declared name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.variables.keys().chain(self.derived.keys()).map(String::as_str)
    }

    /// Returns the label that the form and the table of a page show for a variable.
    pub fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.variables.get(name).and_then(|variable| variable.label.as_deref()).unwrap_or(name)
    }

    /// Returns the published text of a variable, derived ones worked out of the others' defaults.
    pub fn default_text(&self, name: &str) -> Option<String> {
        if let Some(variable) = self.variables.get(name) {
            return variable.default_text();
        }
        self.derive(name, &|part| self.variables.get(part)?.default_text(), 0)
    }

    /// Works out what stands in the page for the values that a reader set.
    ///
    /// A derived value is there as soon as one of its parts was set. Names that are not declared stand for themselves.
    pub fn resolve(&self, set: &BTreeMap<String, String>) -> Values {
        let text = |name: &str| {
            let value = set.get(name)?;
            Some(self.variables.get(name).map_or_else(|| value.clone(), |variable| variable.text_of(value)))
        };
        let mut values: BTreeMap<String, String> =
            set.keys().filter_map(|name| Some((name.clone(), text(name)?))).collect();
        for name in self.derived.keys() {
            let touched = self.parts(name).into_iter().any(|part| set.contains_key(part));
            if touched && !values.contains_key(name) {
                let part = |part: &str| text(part).or_else(|| self.variables.get(part)?.default_text());
                if let Some(value) = self.derive(name, &part, 0) {
                    values.insert(name.clone(), value);
                }
            }
        }
        Values(values)
    }

    /// Fills the pattern of a derived variable; `None` where a part is unknown or the pattern leads back to itself.
    fn derive(&self, name: &str, part: &dyn Fn(&str) -> Option<String>, depth: usize) -> Option<String> {
        let pattern = self.derived.get(name).filter(|_| depth < MAX_DERIVED_DEPTH)?;
        let mut out = String::new();
        for (literal, reference) in pieces(pattern) {
            out.push_str(literal);
            if let Some(reference) = reference {
                out.push_str(&part(reference).or_else(|| self.derive(reference, part, depth + 1))?);
            }
        }
        Some(out)
    }

    /// Returns every name that a derived variable is made of, directly or not: its own too where it leads back to itself.
    pub fn parts<'a>(&'a self, name: &'a str) -> BTreeSet<&'a str> {
        let mut parts = BTreeSet::new();
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let pattern = self.derived.get(name).map_or("", String::as_str);
            open.extend(pieces(pattern).filter_map(|(_, part)| part).filter(|part| parts.insert(*part)));
        }
        parts
    }
}

/// How deep derived variables may be made of derived variables.
const MAX_DERIVED_DEPTH: usize = 8;

/// Splits a pattern into literal texts, each with the reference that follows it.
fn pieces(pattern: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(pattern);
    std::iter::from_fn(move || {
        let text = rest?;
        let reference = text.find('{').and_then(|open| Some((open, open + text[open..].find('}')?)));
        let Some((open, close)) = reference else {
            rest = None;
            return Some((text, None));
        };
        rest = Some(&text[close + 1..]);
        Some((&text[..open], Some(&text[open + 1..close])))
    })
}

/// What a reader set, ready to be written: derived values worked out, toggles as their text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    /// Returns what was set for a variable.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Tells whether nothing was set, so that every slot shows its default.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
