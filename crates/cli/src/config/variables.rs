//! The variables of a site: the shipped declarations, changed and extended by `sitevar.yml` and by a page.
//!
//! A declaration of a shipped variable without `type`, or of the same type, changes only the keys that it names.
//! What is wrong with the result is for [`super::declarations`].

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use serde_json::{Map, Value};
use sitevar_core::{Code, Diagnostic, Variable, Variables};

use super::{declarations, yaml};
use crate::settings::punycode;

/// The declarations that ship with the product.
static SHIPPED: LazyLock<Variables> =
    LazyLock::new(|| yaml::parse(include_str!("defaults.yml")).unwrap_or_default());

/// Declarations as they are written, so that what a declaration leaves out is known.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Written {
    variables: BTreeMap<String, Map<String, Value>>,
    derived: BTreeMap<String, String>,
}

/// Returns the declarations that ship with the product.
pub(crate) fn shipped() -> Variables {
    SHIPPED.clone()
}

/// Returns the shipped declarations with those of a `sitevar.yml`.
pub(super) fn merged(text: &str) -> Result<Variables, Vec<Diagnostic>> {
    let written: Written = yaml::parse(text).map_err(|problem| vec![*problem])?;
    let mut variables = shipped();
    let mut problems = Vec::new();
    let names: Vec<String> = written.variables.keys().cloned().collect();
    for (name, declaration) in written.variables {
        problems.extend(put(&mut variables, &name, declaration, text));
    }
    variables.derived.extend(written.derived);
    problems.extend(declarations::problems(text, &names, &variables));
    if problems.is_empty() { Ok(variables) } else { Err(problems) }
}

/// Returns the variables of a page: those of the site with what its front matter, `text`, says under `sitevars:`.
///
/// A page may change defaults and add variables; what the site keeps secret stays as the site declares it.
///
/// # Errors
///
/// Returns what is wrong with the declarations, where it is in the front matter.
pub(crate) fn page_variables(
    site: &Arc<Variables>,
    declared: &Value,
    text: &str,
) -> Result<Arc<Variables>, Vec<Diagnostic>> {
    let Value::Object(declared) = declared else { return Ok(site.clone()) };
    let mut variables = Variables::clone(site);
    let mut problems = Vec::new();
    for (name, declaration) in declared {
        let declaration = match declaration {
            Value::Object(declaration) => declaration.clone(),
            // `domain: home.lab` is short for `domain: {default: home.lab}`.
            value => Map::from_iter([("default".to_owned(), value.clone())]),
        };
        problems.extend(put(&mut variables, name, declaration, text));
    }
    let names: Vec<String> = declared.keys().cloned().collect();
    problems.extend(declarations::problems(text, &names, &variables));
    problems.extend(declarations::weakened(text, &names, site, &variables));
    if problems.is_empty() { Ok(Arc::new(variables)) } else { Err(problems) }
}

/// Adds to the names of variables that are used what these are made of, and to a secret or a digest the other of the two.
pub(crate) fn with_parts<'a>(all: &'a Variables, mut used: HashSet<&'a str>) -> HashSet<&'a str> {
    let parts: Vec<&str> = used.iter().flat_map(|name| all.parts(name)).collect();
    used.extend(parts);
    for (digest, variable) in all.variables.iter() {
        if let Some(secret) = variable.of.as_deref()
            && [digest, secret].iter().any(|name| used.contains(name))
        {
            used.extend([digest, secret]);
        }
    }
    used
}

/// Puts a declaration over the one that was there before, a derived one of the name included.
fn put(variables: &mut Variables, name: &str, written: Map<String, Value>, text: &str) -> Option<Diagnostic> {
    match declare(variables.variables.get(name), written) {
        Ok(declaration) => {
            variables.derived.remove(name);
            variables.variables.insert(name.to_owned(), declaration);
            None
        }
        Err(problem) => Some(Diagnostic { span: declarations::span_of(text, &[name]), ..*problem }),
    }
}

/// Puts a declaration over the one that was there before.
fn declare(before: Option<&Variable>, written: Map<String, Value>) -> Result<Variable, Box<Diagnostic>> {
    let before = before.and_then(|before| serde_json::to_value(before).ok());
    let mut whole = match (before, written.get("type")) {
        (Some(Value::Object(before)), None) => before,
        (Some(Value::Object(before)), kind) if before.get("type") == kind => before,
        _ => Map::new(),
    };
    whole.extend(written);
    let declared = serde_json::from_value(Value::Object(whole));
    declared.map(with_punycode).map_err(|error| Box::new(explain(&error.to_string())))
}

/// Adds the names among the examples that have letters beyond ASCII as the DNS has them, which pages show as well.
fn with_punycode(mut variable: Variable) -> Variable {
    let is_name =
        |text: &&String| text.contains('.') && text.chars().all(|c| c.is_alphanumeric() || ".-*".contains(c));
    let names = variable.examples.iter().filter(|text| !text.is_ascii()).filter(is_name);
    let more: Vec<String> = names.filter_map(|name| punycode(name)).collect();
    for name in more {
        if !variable.examples.contains(&name) {
            variable.examples.push(name);
        }
    }
    variable
}

/// Says what is wrong with a declaration, for the caller to say where; serde names what it knows after the comma.
fn explain(error: &str) -> Diagnostic {
    let (wrong, known) = error.split_once(", expected ").unwrap_or((error, ""));
    let message =
        wrong.replace("unknown field", "unknown key").replace("unknown variant", "there is no type");
    let problem = Diagnostic::error(Code::BadConfig, message, 0..0);
    if known.is_empty() { problem } else { problem.help(format!("write {known}")) }
}
