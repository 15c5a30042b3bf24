//! Variables: what a site lets its readers set, declared once, and the values they set.
//!
//! A declaration drives the form, the validation, the text of the published page and what the build checks.
//!
//! 1. [`kind`] names the kinds of values, and [`declared`] says what is wrong with a declaration.
//! 2. [`accept`] takes what a reader typed, corrects it or refuses it.
//! 3. [`join`] writes a slash or a domain once where a value meets the text beside it.
//! 4. [`derived`] works out the values that are made of others.
//! 5. [`values`] is what is written into the page.

mod accept;
mod addresses;
mod characters;
mod declared;
mod derived;
mod draft;
mod examples;
mod join;
mod kind;
pub(crate) mod names;
mod plain;
mod secrets;
mod values;

use litemap::LiteMap;
use serde::{Deserialize, Deserializer, Serialize};

use crate::text::Find;
pub use declared::DeclarationError;
use derived::Derivation;
pub use draft::{Accepted, Idn};
pub(crate) use join::join;
pub use kind::Kind;
pub(crate) use plain::{LONGEST_CLIENT_ID, is_unreserved};
pub use values::{Acceptance, Values};

/// A map by name, in the order of the names.
///
/// A site has a few dozen variables: a sorted list of them is as fast as a tree, and much less code to download.
pub type ByName<T> = LiteMap<String, T>;

/// The variables of a site or a page, by name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variables {
    /// What a reader may set.
    #[serde(default)]
    pub variables: ByName<Variable>,
    /// Values made of others: `https://{subdomain-authelia}.{domain}/`.
    #[serde(default)]
    pub derived: ByName<String>,
}

/// One declaration.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// What kind of value it holds.
    #[serde(rename = "type", default)]
    pub kind: Kind,
    /// The value in the published page.
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
    /// Whether its default can stay, so that a snippet with it holds no example; by default its kind says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub optional: Option<bool>,
    /// What guides show in place of its value: texts, in which `*` stands for any label.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_more")]
    pub examples: Vec<String>,
    /// Whether its examples are also found outside of code.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prose: bool,
}

/// Kinds whose default works as it is, unless a declaration says otherwise.
const WORKING: [Kind; 6] = [Kind::Subdomain, Kind::Host, Kind::Port, Kind::Path, Kind::Choice, Kind::Toggle];

/// A default as YAML writes it: `9091` and `false` need no quotes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a default is a text, a number, `true` or `false`")]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum Scalar {
    Bool(bool),
    Int(i64),
    /// A number with a fraction, as text: whoever reads it gets the same digits.
    #[serde(deserialize_with = "decimal")]
    Float(String),
    String(String),
}

/// Reads a list of texts, or a single text without a list around it.
fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "examples are a text or a list of texts")]
    enum Texts {
        One(String),
        More(Vec<String>),
    }
    Ok(match Texts::deserialize(deserializer)? {
        Texts::One(text) => vec![text],
        Texts::More(texts) => texts,
    })
}

fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    f64::deserialize(deserializer).map(|number| number.to_string())
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Scalar::Bool(value) => value.fmt(f),
            Scalar::Int(value) => value.fmt(f),
            Scalar::Float(value) | Scalar::String(value) => value.fmt(f),
        }
    }
}

impl Variable {
    /// Returns the text in the published page, where the declaration gives one.
    pub fn default_text(&self) -> Option<String> {
        match &self.default {
            Some(default) => Some(self.text_of(&default.to_string())),
            None => self.example().map(str::to_owned),
        }
    }

    /// Returns the first of its examples that is a text and no pattern.
    pub fn example(&self) -> Option<&str> {
        self.examples.iter().map(String::as_str).find(|example| !example.has('*'))
    }

    /// Returns the text that a value is written as: a toggle writes its `on` or `off` text.
    pub(crate) fn text_of(&self, value: &str) -> String {
        let toggled = match plain::state(value).filter(|_| self.kind == Kind::Toggle) {
            Some(true) => self.on.clone(),
            Some(false) => self.off.clone(),
            None => None,
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

    /// Returns the kind of a variable; derived ones and those that nothing declares are texts.
    pub fn kind(&self, name: &str) -> Kind {
        self.variables.get(name).map_or(Kind::Text, |variable| variable.kind)
    }

    /// Tells whether a variable's default can stay as it is, so that what shows it holds no example.
    pub fn is_optional(&self, name: &str) -> bool {
        let declared = self.variables.get(name).and_then(|variable| variable.optional);
        declared.unwrap_or_else(|| WORKING.contains(&self.kind(name)) || self.is_named_client(name))
    }

    /// Tells whether a variable is the id of a client that is published with a name of its own, which works as it is.
    pub fn is_named_client(&self, name: &str) -> bool {
        let is_one = |variable: &Variable| variable.kind == Kind::ClientId && variable.examples.is_empty();
        self.variables.get(name).is_some_and(is_one)
    }

    /// Tells whether a value is a secret, its digest, or made of one: such a value is only allowed in the text of a
    /// page.
    pub fn is_of_a_secret(&self, name: &str) -> bool {
        let is = |name: &str| self.kind(name).is_of_a_secret();
        is(name) || self.parts(name).into_iter().any(is)
    }

    /// Returns the published text of a variable, derived ones worked out of the others' defaults.
    pub fn default_text(&self, name: &str) -> Option<String> {
        match self.variables.get(name) {
            Some(variable) => variable.default_text(),
            None => Derivation::new(self, &|_| None).value(name),
        }
    }
}
