//! Splits the front matter off a page without reading it: it is kept byte for byte.

use crate::report::{Code, Diagnostic, Span};
use crate::text::Cut;

/// Where the front matter of a page is, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontMatter {
    /// How it is written.
    pub format: FrontMatterFormat,
    /// The data between the delimiters; for JSON the braces are part of it.
    pub data: Span,
    /// The first byte after it, where the text of the page begins.
    pub body: usize,
}

/// The ways to write front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontMatterFormat {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
    /// An object at the start of the page.
    Json,
}

/// A page split into front matter and body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Split {
    pub(crate) front_matter: Option<FrontMatter>,
    /// First byte of the body.
    pub(crate) body: usize,
    pub(crate) problem: Option<Diagnostic>,
}

impl FrontMatter {
    /// Finds the front matter of a page, if it has any that is closed.
    pub fn find(text: &str) -> Option<FrontMatter> {
        split(text).front_matter
    }
}

/// Splits a page as Hugo does: white space and a byte order mark may be before the front matter.
pub(crate) fn split(text: &str) -> Split {
    let start =
        text.len() - text.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_ascii_whitespace()).len();
    let rest = text.after(start);
    let body_only = Split {
        front_matter: None,
        // Without front matter the white space belongs to the page, the byte order mark does not.
        body: if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 },
        problem: None,
    };
    if rest.starts_with("---") {
        fenced(text, start, "---", FrontMatterFormat::Yaml, body_only)
    } else if rest.starts_with("+++") {
        fenced(text, start, "+++", FrontMatterFormat::Toml, body_only)
    } else if rest.starts_with('{') && !["{{", "{%", "{/"].iter().any(|other| rest.starts_with(other)) {
        // A call, a tag of a template or a comment of MDX is no object.
        json(text, start, body_only)
    } else {
        body_only
    }
}

fn fenced(text: &str, start: usize, fence: &str, format: FrontMatterFormat, body_only: Split) -> Split {
    let first = start + fence.len();
    let spaces = text.after(first).len() - text.after(first).trim_start_matches([' ', '\t']).len();
    let data = first + spaces + line_ending(text.after(first + spaces));
    if data == first + spaces && format == FrontMatterFormat::Yaml {
        // `--- text` or `----`: a thematic break or a setext heading, not front matter.
        return body_only;
    }
    let close = std::iter::once(data)
        .chain(text.after(data).match_indices(['\n', '\r']).map(|(at, _)| data + at + 1))
        .find(|at| text.after(*at).starts_with(fence));
    match close {
        Some(close) => {
            let end = close + fence.len();
            let body = end + line_ending(text.after(end));
            Split {
                front_matter: Some(FrontMatter { format, data: Span::new(data, close), body }),
                body,
                problem: None,
            }
        }
        None => Split {
            problem: Some(
                Diagnostic::error(
                    Code::BadFrontMatter,
                    format!("the front matter is not closed: a line `{fence}` is missing"),
                    // Hugo counts it from where the data begins.
                    Span::new(data, data),
                )
                .label(Span::new(start, first), "opened here")
                .help(format!("write `{fence}` on a line of its own after the front matter")),
            ),
            ..body_only
        },
    }
}

fn json(text: &str, start: usize, body_only: Split) -> Split {
    let mut level = 0usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => level += 1,
            b'}' if !quoted => {
                level -= 1;
                if level == 0 {
                    let (format, data) = (FrontMatterFormat::Json, Span::new(start, at + 1));
                    let body = at + 1 + line_ending(text.after(at + 1));
                    return Split {
                        front_matter: Some(FrontMatter { format, data, body }),
                        body,
                        problem: None,
                    };
                }
            }
            _ => {}
        }
    }
    Split {
        problem: Some(
            Diagnostic::error(
                Code::BadFrontMatter,
                "the JSON front matter is not closed",
                Span::new(start, start + 1),
            )
            .help("write the missing `}`"),
        ),
        ..body_only
    }
}

/// Returns the length of the line ending that the text starts with.
fn line_ending(text: &str) -> usize {
    let carriage_return = usize::from(text.starts_with('\r'));
    carriage_return + usize::from(text.after(carriage_return).starts_with('\n'))
}
