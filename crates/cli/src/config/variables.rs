//! The variables of a site: the shipped declarations, changed and extended by `sitevar.yml` and by a page.
//!
//! A declaration of a shipped variable without `type`, or of the same type, changes only the keys that it names.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use serde_json::{Map, Value};
use serde_yaml::Spanned;
use sitevar_core::{Code, Diagnostic, Span, Variable, Variables, closest};

use super::yaml;

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
pub(super) fn shipped() -> Variables {
    SHIPPED.clone()
}

/// Returns the shipped declarations with those of a `sitevar.yml`.
pub(super) fn merged(text: &str) -> Result<Variables, Box<Diagnostic>> {
    let written: Written = yaml::parse(text)?;
    let mut variables = shipped();
    for (name, declaration) in written.variables {
        let declaration = declare(variables.variables.get(&name), declaration);
        let declaration =
            declaration.map_err(|problem| Box::new(Diagnostic { span: place(text, &name), ..*problem }))?;
        variables.variables.insert(name, declaration);
    }
    variables.derived.extend(written.derived);
    Ok(variables)
}

/// Returns the variables of a page: those of the site with what the front matter says under `sitevars:`.
///
/// # Errors
///
/// Returns the name of the declaration and what is wrong with it; where, only the caller knows.
pub(crate) fn page_variables(
    site: &Arc<Variables>,
    declared: &Map<String, Value>,
) -> Result<Arc<Variables>, (String, Box<Diagnostic>)> {
    let mut variables = Variables::clone(site);
    for (name, declaration) in declared {
        let declaration = match declaration {
            Value::Object(declaration) => declaration.clone(),
            // `domain: home.lab` is short for `domain: {default: home.lab}`.
            value => Map::from_iter([("default".to_owned(), value.clone())]),
        };
        let declaration =
            declare(variables.variables.get(name), declaration).map_err(|problem| (name.clone(), problem))?;
        variables.variables.insert(name.clone(), declaration);
    }
    Ok(Arc::new(variables))
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
    serde_json::from_value(Value::Object(whole)).map_err(|error| Box::new(explain(&error.to_string())))
}

/// Says what is wrong with a declaration, for the caller to say where; serde names what it knows behind the comma.
fn explain(error: &str) -> Diagnostic {
    let (wrong, known) = error.split_once(", expected ").unwrap_or((error, ""));
    let message =
        wrong.replace("unknown field", "unknown key").replace("unknown variant", "there is no type");
    let problem = Diagnostic::error(Code::BadConfig, message, 0..0);
    if known.is_empty() { problem } else { problem.help(format!("write {known}")) }
}

/// Reports parts of derived variables that nothing declares.
pub(super) fn unknown_parts(
    text: &str,
    derived: &BTreeMap<String, Spanned<String>>,
    variables: &Variables,
) -> Vec<Diagnostic> {
    let known: Vec<String> = variables.names().map(str::to_owned).collect();
    let mut diagnostics = Vec::new();
    for pattern in derived.values() {
        let start = yaml::offset(text, &pattern.referenced);
        let parts = pattern.value.split('{').skip(1).filter_map(|part| part.split_once('}'));
        for (part, _) in parts.filter(|(part, _)| !variables.contains(part)) {
            let at = text[start..].find(&format!("{{{part}}}")).map_or(start, |at| start + at + 1);
            let message = format!("nothing declares the variable `{part}`");
            diagnostics.push(Diagnostic::error(Code::BadConfig, message, at..at + part.len()).help(
                match closest(part, &known) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => format!("declare `{part}` under `variables:`"),
                },
            ));
        }
    }
    diagnostics
}

/// Reports derived variables that lead back to themselves.
pub(super) fn circles(
    text: &str,
    derived: &BTreeMap<String, Spanned<String>>,
    variables: &Variables,
) -> Vec<Diagnostic> {
    let in_circle = |(name, _): &(&String, &Spanned<String>)| variables.parts(name).contains(name.as_str());
    let report = |(name, pattern): (&String, &Spanned<String>)| {
        let start = yaml::offset(text, &pattern.referenced);
        let message = format!("the derived variable `{name}` is made of itself");
        Diagnostic::error(Code::BadConfig, message, start..start + pattern.value.len())
            .help("make one of the variables in this circle of others, or of plain text")
    };
    derived.iter().filter(in_circle).map(report).collect()
}

/// Returns the place of a declaration's name.
fn place(text: &str, name: &str) -> Span {
    let at = text.find(&format!("{name}:")).unwrap_or(0);
    Span::new(at, at + name.len())
}
