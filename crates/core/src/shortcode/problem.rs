//! What the parser tells about calls that are wrong, and what to do about each.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// No template has the name of a call.
pub(super) fn unknown(name: &str, opening: Span, known: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::UnknownShortcode,
        format!("template for shortcode `{name}` not found"),
        opening,
    );
    diagnostic.help(match closest(name, known) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!(
            "add `shortcodes/{name}.md`, escape the tag as `{{{{</* {name} */>}}}}`, or keep it with `--unknown keep`"
        ),
    })
}

pub(super) fn mixed_parameters(name: &str, span: Span) -> Diagnostic {
    let message = format!("the call of `{name}` mixes named and positional parameters");
    let diagnostic = Diagnostic::error(Code::MixedParameters, message, span);
    diagnostic.help("name every parameter, or none, and write no white space before `=`")
}

pub(super) fn does_not_take_inner(name: &str, span: Span) -> Diagnostic {
    let message = format!(
        "shortcode `{name}` does not evaluate .Inner or .InnerDeindent, yet a closing tag was provided"
    );
    Diagnostic::error(Code::UnexpectedEndTag, message, span)
        .help(format!("write `{{{{< {name} >}}}}` without `/`"))
}

pub(super) fn help_for(code: Code) -> Option<&'static str> {
    match code {
        Code::UnexpectedEndTag => Some("open the shortcode before it, or remove the end tag"),
        Code::MixedParameters => Some("name every parameter, or none"),
        Code::UnclosedTag => Some("end the tag, or escape it as `{{</* … */>}}` to show it"),
        Code::BadShortcodeSyntax => Some("put the value in double quotes"),
        _ => None,
    }
}

/// Returns the known name that is most like `name`, if one is near enough to be meant.
pub fn closest<'a>(name: &str, known: &'a [String]) -> Option<&'a str> {
    let near = |known: &str| 1 + known.len().min(name.len()) / 4;
    known
        .iter()
        // The distance is at least the difference in length, and costly to know for a name as long as a page.
        .filter(|known| known.len().abs_diff(name.len()) <= near(known) * char::MAX.len_utf8())
        .map(|known| {
            (strsim::damerau_levenshtein(&name.to_ascii_lowercase(), &known.to_ascii_lowercase()), known)
        })
        .filter(|(distance, known)| *distance <= near(known))
        .min()
        .map(|(_, known)| known.as_str())
}
