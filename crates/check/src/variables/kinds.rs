//! Places that cannot hold what a variable takes: a reader whose value is right for the form is refused in the block.
//!
//! Each variable is set to values as readers have them, one at a time, and what writing the page refuses is told.

use std::collections::{BTreeMap, HashSet};

use sitevar_core::{Code, Diagnostic, Guide, Kind, Severity, Variable};

/// How many values a variable is tried with: a list of all countries is long.
const MOST: usize = 20;

/// How often a page is written to try values: a page may declare any number of variables.
const TRIES: usize = 60;

/// Returns what is wrong with the places of a guide for values that its variables take.
pub fn narrow_places(guide: &Guide) -> Vec<Diagnostic> {
    let variables = guide.variables();
    let of_name = |name| {
        let variable = variables.variables.get(name);
        let values = variable.map(values).unwrap_or_default();
        values.into_iter().take(MOST).map(move |value| (name, value))
    };
    let mut found = Vec::new();
    let mut told = HashSet::new();
    for (name, value) in guide.used_variables().into_iter().flat_map(of_name).take(TRIES) {
        let typed = BTreeMap::from([(name.to_owned(), value.clone())]);
        let accepted = variables.accept_all(&typed, &|_| None);
        let refused = guide.markdown(&accepted.values).diagnostics.into_iter();
        let new =
            refused.filter(|refused| refused.code == Code::ValueDoesNotFit && told.insert(refused.span));
        found.extend(new.map(|refused| warning(refused, name, &value)));
    }
    found
}

/// Returns values as readers have them; nothing for kinds whose values are narrow, or are made here.
fn values(variable: &Variable) -> Vec<String> {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    match variable.kind {
        Kind::Text => texts(&["Anna's home", "Café \"Süd\""]),
        Kind::Url => texts(&["https://auth.my-home.net:8443/sso"]),
        Kind::Email => texts(&["anna+home@my-home.net"]),
        Kind::Path => texts(&["/srv/My Files/data"]),
        Kind::Choice => variable.choices.clone(),
        Kind::Toggle => texts(&["on", "off"]),
        _ => Vec::new(),
    }
}

/// Says of an author's place what a reader would be told of a value.
fn warning(refused: Diagnostic, name: &str, value: &str) -> Diagnostic {
    let reader = format!("the value of `{name}` does");
    let message = refused.message.replacen(&reader, &format!("`{name}` takes `{value}`, which does"), 1);
    let help = "change the place so that it can hold this, with other quotes for example, or declare a narrower type";
    Diagnostic { severity: Severity::Warning, message, ..refused }.help(help)
}
