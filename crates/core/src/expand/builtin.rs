//! The two built-in shortcodes: `sitevar` and `sitevar-preferences`.

use super::Library;
use crate::guide::{Format, Mark, Slot};
use crate::report::{Code, Diagnostic, Failure, Span, did_you_mean};
use crate::shortcode::Params;
use crate::shortcode::node::CallNode;
use crate::shortcode::parser::Shortcodes;
use crate::variables::Variables;

/// Stands for a reader's value.
const SITEVAR: &str = "sitevar";

/// Stands for the form in which the reader sets values.
const PREFERENCES: &str = "sitevar-preferences";

/// Tells whether a name is built in.
pub(crate) fn is_builtin(name: &str) -> bool {
    name.eq_ignore_ascii_case(SITEVAR) || name.eq_ignore_ascii_case(PREFERENCES)
}

/// A library that knows the built-in names too.
pub(crate) struct WithBuiltins<'a> {
    pub(crate) library: &'a dyn Library,
    pub(crate) enabled: bool,
}

impl Shortcodes for WithBuiltins<'_> {
    fn needs_inner(&self, name: &str) -> Option<bool> {
        if self.enabled && is_builtin(name) { Some(false) } else { self.library.needs_inner(name) }
    }

    fn names(&self) -> Vec<String> {
        let mut names = self.library.names();
        if self.enabled {
            names.extend([SITEVAR.to_owned(), PREFERENCES.to_owned()]);
        }
        names
    }
}

/// Returns what a built-in call stands for; `span` is where the page holds it.
pub(crate) fn mark(node: &CallNode, span: Span, variables: &Variables) -> Result<Mark, Failure> {
    if node.name.eq_ignore_ascii_case(SITEVAR) {
        slot(node, span, variables).map(Mark::Slot)
    } else {
        Ok(Mark::Preferences)
    }
}

/// Warns of a variable that the page's own default keeps readable, but that no reader can set.
pub(crate) fn undeclared(mark: &Mark, variables: &Variables) -> Option<Diagnostic> {
    let Mark::Slot(slot) = mark else { return None };
    if variables.contains(&slot.variable) {
        return None;
    }
    let message = format!("nothing declares the variable `{}`, so readers cannot set it", slot.variable);
    Some(
        Diagnostic::warning(Code::UnknownVariable, message, slot.span)
            .help(declare(&slot.variable, variables)),
    )
}

fn slot(node: &CallNode, span: Span, variables: &Variables) -> Result<Slot, Failure> {
    let param = |key: &str| node.params.named(key).map(ToString::to_string);
    check_parameters(&node.params)?;
    let Some(variable) = param("name") else {
        return Err(Failure::new(Code::MissingParameter, "`sitevar` needs the parameter `name`")
            .help("write `{{< sitevar name=\"domain\" nojs=\"example.com\" >}}`"));
    };
    let format = match param("format") {
        Some(name) if !name.is_empty() => Some(Format::parse(&name).ok_or_else(|| unknown_format(&name))?),
        _ => None,
    };
    let declared = || {
        let default = variables.default_text(&variable)?;
        Some(format.map_or(default.clone(), |format| format.apply(&default)))
    };
    let default = param("nojs").or_else(declared).ok_or_else(|| unknown_variable(&variable, variables))?;
    let (instead, after) = (None, String::new());
    Ok(Slot { variable, format, default, instead, after, span, example: false })
}

fn check_parameters(params: &Params) -> Result<(), Failure> {
    const KNOWN: [&str; 3] = ["name", "nojs", "format"];
    match params {
        Params::Named(list) => match list.iter().find(|(key, _)| !KNOWN.contains(&key.as_str())) {
            Some((key, _)) => {
                Err(Failure::new(Code::BadShortcodeSyntax, format!("`sitevar` has no parameter `{key}`"))
                    .help("it takes `name`, `nojs` and `format`"))
            }
            None => Ok(()),
        },
        Params::Positional(_) => {
            Err(Failure::new(Code::MissingParameter, "`sitevar` takes named parameters")
                .help("write `{{< sitevar name=\"domain\" nojs=\"example.com\" >}}`"))
        }
        Params::None => Ok(()),
    }
}

fn unknown_format(name: &str) -> Failure {
    let known: Vec<String> = Format::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    Failure::new(Code::UnknownFormat, format!("there is no format `{name}`")).help(did_you_mean(
        name,
        &known,
        || format!("the formats are `{}`", known.join("`, `")),
    ))
}

fn unknown_variable(name: &str, variables: &Variables) -> Failure {
    if variables.contains(name) {
        let message = format!("the variable `{name}` has no default, and `nojs` gives none");
        return Failure::new(Code::UnknownVariable, message)
            .help("add `default` to its declaration, or `nojs` to the call");
    }
    Failure::new(
        Code::UnknownVariable,
        format!("nothing declares the variable `{name}`, and `nojs` gives no default"),
    )
    .help(declare(name, variables))
}

fn declare(name: &str, variables: &Variables) -> String {
    let known: Vec<String> = variables.names().map(str::to_owned).collect();
    did_you_mean(name, &known, || {
        format!(
            "declare `{name}` under `variables:` in `sitevar.yml`, or under `sitevars:` in the front matter"
        )
    })
}
