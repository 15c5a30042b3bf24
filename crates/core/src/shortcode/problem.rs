//! What the parser says about calls that are wrong, and what to do about each.

use super::Delimiter;
use crate::report::{Code, Diagnostic, Span, did_you_mean};

/// No template has the name of a call.
pub(super) fn unknown(name: &str, opening: Span, known: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::UnknownShortcode,
        format!("template for shortcode `{name}` not found"),
        opening,
    );
    diagnostic.help(did_you_mean(name, known, || format!(
            "add `shortcodes/{name}.md`, escape the tag as `{{{{</* {name} */>}}}}`, or keep it with `--unknown keep`"
        )))
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

/// Says that a tag has the quotes of a word processor around a value, up to where it was given up.
pub(super) fn curly_quotes(text: &str, at: usize) -> Option<String> {
    let before = text.get(..at)?;
    let tag = before.get(before.rfind("{{")?..)?;
    tag.contains(['\u{201C}', '\u{201D}', '\u{201E}']).then(|| CURLY_QUOTES.to_owned())
}

/// What to do about quotes that no shortcode knows.
const CURLY_QUOTES: &str =
    "replace the curly quotes, which come from a word processor, with straight ones: `\"`";

/// Says how a tag has to end that ends with other braces than it began with, or with too few.
///
/// `at` is the byte where the tag was given up. What is between double quotes is not an end.
pub(super) fn wrong_end(text: &str, at: usize) -> Option<String> {
    let before = text.get(..at)?;
    let start = before.rmatch_indices("{{").map(|(start, _)| start).find(|&start| opens(text, start))?;
    let tag = text.get(start..)?;
    let delimiter =
        if tag.starts_with(Delimiter::Angle.open()) { Delimiter::Angle } else { Delimiter::Percent };
    let rest = tag.strip_prefix(delimiter.open())?;
    let next = rest.find("{{").unwrap_or(rest.len());
    let mut ends = rest.match_indices("}}").filter(|(end, _)| {
        let inside = rest.get(..*end).unwrap_or_default();
        *end < next && inside.matches('"').count() % 2 == 0 && inside.matches('`').count() % 2 == 0
    });
    let right = delimiter.close();
    if !rest.get(..next)?.contains("}}") {
        let open = delimiter.open();
        return Some(format!(
            "close the tag `{open}` with `{right}`, or escape it as `{open}/* … */{right}` to show it"
        ));
    }
    let (end, _) = ends.next()?;
    let inside = rest.get(..end)?;
    // With the right end, something else is wrong.
    if inside.ends_with(right.strip_suffix("}}")?) {
        return None;
    }
    let (open, found) =
        (delimiter.open(), if inside.ends_with(['<', '>', '%']) { inside.len() - 1 } else { end });
    let found = rest.get(found..end + 2)?;
    Some(format!("the tag begins with `{open}` and ends with `{found}`: close it with `{right}`"))
}

/// Tells whether a tag begins at a byte.
fn opens(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    [Delimiter::Angle, Delimiter::Percent].iter().any(|delimiter| rest.starts_with(delimiter.open()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curly_quotes_are_named_where_their_tag_is_given_up() {
        for tag in ["{{< a “b c” >}}", "text {{< a b=„c d“ >}}"] {
            assert_eq!(curly_quotes(tag, tag.len()).as_deref(), Some(CURLY_QUOTES), "{tag}");
        }
        for text in ["“a” {{< b \"c\" >}}", "“a”", "{{< a 'b' >}}"] {
            assert_eq!(curly_quotes(text, text.len()), None, "{text}");
        }
    }
}
