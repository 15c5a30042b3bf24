//! Rewrites attributes of finished HTML and leaves every other byte as it is.
//!
//! The HTML is of our own writer, or of templates and authors: whatever is odd in it goes through untouched.

/// Returns the new text of an attribute, with the references of HTML in it; `None` leaves it.
pub(super) type Rewrite<'a> = &'a mut dyn FnMut(&Attribute<'_>) -> Option<String>;

/// An attribute with a value.
pub(super) struct Attribute<'a> {
    /// In lower case.
    pub(super) name: String,
    /// As it is written, with the references of HTML in it.
    pub(super) value: &'a str,
}

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Rewrites the quoted attributes of all tags.
pub(super) fn rewrite(html: &str, change: Rewrite<'_>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = if from.starts_with("<!--") {
            copy(&mut out, from, from.find("-->").map(|end| end + 3))
        } else if from[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            tag(&mut out, from, change)
        } else {
            copy(&mut out, from, Some(1))
        };
    }
    out.push_str(rest);
    out
}

/// Copies up to an end, or all there is.
fn copy<'a>(out: &mut String, text: &'a str, end: Option<usize>) -> &'a str {
    let (copied, rest) = text.split_at(end.unwrap_or(text.len()).min(text.len()));
    out.push_str(copied);
    rest
}

/// Copies a start tag with its attributes changed, and the content of an element whose content is no markup.
fn tag<'a>(out: &mut String, text: &'a str, change: Rewrite<'_>) -> &'a str {
    let name_end = text[1..].find(|c: char| c.is_ascii_whitespace() || "/>".contains(c));
    let element = text[1..name_end.map_or(text.len(), |end| end + 1)].to_ascii_lowercase();
    let mut rest = copy(out, text, name_end.map(|end| end + 1));
    loop {
        let next = rest.find(|c: char| !(c.is_ascii_whitespace() || c == '/'));
        rest = copy(out, rest, next);
        if rest.is_empty() {
            return rest;
        }
        if let Some(after) = rest.strip_prefix('>') {
            out.push('>');
            return raw(out, after, &element);
        }
        rest = attribute(out, rest, change);
    }
}

/// Copies one attribute, changed if it has a quoted value.
fn attribute<'a>(out: &mut String, text: &'a str, change: Rewrite<'_>) -> &'a str {
    // The first character belongs to the name, even where it is `=`.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let end = text[first..].find(|c: char| c.is_ascii_whitespace() || "=/>".contains(c));
    let end = end.map_or(text.len(), |end| end + first);
    let name = text[..end].to_ascii_lowercase();
    let rest = copy(out, text, Some(end));
    let Some(value) = rest.strip_prefix('=') else { return rest };
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return copy(out, rest, rest.find(|c: char| c.is_ascii_whitespace() || c == '>'));
    };
    let Some((value, after)) = value[1..].split_once(quote) else { return copy(out, rest, None) };
    let changed = change(&Attribute { name, value });
    out.push('=');
    out.push(quote);
    out.push_str(changed.as_deref().unwrap_or(value));
    out.push(quote);
    after
}

/// Copies what no tag is in, up to the end tag of the element.
fn raw<'a>(out: &mut String, text: &'a str, element: &str) -> &'a str {
    if !RAW.contains(&element) {
        return text;
    }
    let close = format!("</{element}");
    copy(out, text, text.to_ascii_lowercase().find(&close))
}
