//! What is wrong with the examples of a variable: texts that no page could show, or that say two things at once.

use super::{DeclarationError, Variable, Variables};
use crate::text::{Find, Signs};

/// The longest example: longer ones are documents, not values.
const LONGEST: usize = 1_000;

/// Returns what is wrong with the examples of a variable.
pub(super) fn flaw(variables: &Variables, name: &str, variable: &Variable) -> Option<DeclarationError> {
    let flaw = |(number, example): (usize, &String)| {
        let earlier = variable.examples.iter().take(number).any(|other| other == example);
        let (message, help) = match unfindable(example) {
            None if earlier => {
                (format!("the example `{example}` is listed twice"), "remove one of the two".into())
            }
            None => shared(variables, name, example)?,
            Some((what, help)) => (what, help.to_owned()),
        };
        Some(DeclarationError::new("examples", message, help))
    };
    variable.examples.iter().enumerate().find_map(flaw)
}

/// Tells whether an example only stands for a value without being one, such as `<Client ID>`, `YOUR_DOMAIN` or
/// `*.company`.
pub(super) fn is_placeholder(example: &str) -> bool {
    let is_your = example.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("your"));
    is_your || example.has('*') || example.starts_with_any("<[{%") || example.starts_with("${")
}

/// Says why an example is found on no page, and what to do.
fn unfindable(example: &str) -> Option<(String, &'static str)> {
    let fixed: String = example.split('*').collect();
    let has_letters = fixed.chars().any(char::is_alphanumeric);
    let is_bracket = example.starts_with('<');
    let inner = example.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(example);
    Some(match () {
        () if example.trim().is_empty() => {
            ("an example has no text".to_owned(), "write what your pages show, or leave it out")
        }
        () if example.trim() != example => (
            format!("the example `{example}` begins or ends with white space"),
            "write only the text that a value replaces",
        ),
        () if example.has('\n') => {
            ("an example goes over several lines".to_owned(), "write the part of it that a value replaces")
        }
        () if !has_letters => (
            format!("the example `{example}` would be found everywhere or nowhere"),
            "write the letters that your pages show; `*` stands for a part that differs",
        ),
        () if example.has("**") => (
            format!("the example `{example}` has two `*` beside each other"),
            "write one: it stands for a part of any length",
        ),
        () if example.len() > LONGEST => (
            format!("an example is {} bytes long; at most {LONGEST} are allowed", example.len()),
            "write the part of it that a value replaces",
        ),
        () if is_bracket && (inner.len() == example.len() || inner.has_any("<>")) => (
            format!("the example `{example}` never matches: its angle brackets are no pair"),
            "write one `<` at its start and one `>` at its end",
        ),
        () => return None,
    })
}

/// Says that another variable has the same example.
fn shared(variables: &Variables, name: &str, example: &str) -> Option<(String, String)> {
    let other = |(other, variable): &(&String, &Variable)| {
        other.as_str() != name && variable.examples.iter().any(|text| text == example)
    };
    let (other, _) = variables.variables.iter().find(other)?;
    let message = format!("the example `{example}` is also one of `{other}`: a text stands for one variable");
    Some((message, format!("remove it from `{name}` or from `{other}`")))
}
