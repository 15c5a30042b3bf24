//! `transform`: Markdown and HTML made of texts.

use gotmpl::Value;
use sitevar_core::{Display, Failure};

use super::{Args, Function, MANY, encoding, function};
use crate::convert;
use crate::scene;
use crate::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("transform.Markdownify markdownify", 1, 1, |args| {
        Ok(convert::html(render(&args.text(0)?, Display::Inline)?))
    }),
    function("transform.Plainify plainify", 1, 1, |args| Ok(convert::html(plain(&args.text(0)?)))),
    function("transform.HTMLEscape htmlEscape", 1, 1, |args| Ok(gotmpl::html_escape(&args.text(0)?).into())),
    function("transform.HTMLUnescape htmlUnescape", 1, 1, |args| Ok(unescape(&args.text(0)?).into())),
    function("transform.XMLEscape", 1, 1, |args| Ok(gotmpl::html_escape(&args.text(0)?).into())),
    function("transform.Highlight highlight", 2, 3, highlight),
    function("transform.Unmarshal unmarshal", 1, 2, |args| Ok(encoding::unmarshal(args)?)),
    function("transform.Emojify emojify", 1, 1, |args| {
        Err(args.unsupported("write the emoji itself").into())
    }),
    function(
        "transform.ToMath transform.Remarshal transform.CanHighlight transform.HighlightCodeBlock transform.PortableText",
        0,
        MANY,
        |args| Err(args.unsupported("only Markdown, HTML and data are read").into()),
    ),
];

fn render(text: &str, display: Display) -> Result<String, Failure> {
    let scene = scene::current()?;
    scene.expander.render_string(text, display, &scene.call)
}

/// Renders code as a fenced block of the page would be.
fn highlight(args: &Args<'_>) -> Result<Value, Stop> {
    let (code, language) = (args.text(0)?, args.text(1)?);
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let code = code.trim_end_matches('\n');
    Ok(convert::html(render(&format!("{fence}{language}\n{code}\n{fence}\n"), Display::Block)?))
}

/// Takes the tags out of HTML; paragraphs and line breaks become line endings, as in Hugo.
pub(super) fn plain(html: &str) -> String {
    let html = html.replace(['\n', '\r'], " ");
    let html = html.replace("</p>", "\n").replace("<br>", "\n").replace("<br />", "\n");
    let mut out = String::with_capacity(html.len());
    let mut in_tag = false;
    let mut space = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            c => {
                let is_space = c.is_whitespace();
                if !(is_space && space) {
                    out.push(c);
                }
                space = is_space;
            }
        }
    }
    out
}

/// Reads the references that `htmlEscape` and browsers write.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 32);
        match end.and_then(|end| entity(&rest[1..end]).map(|c| (end, c))) {
            Some((end, character)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "copy" => '©',
        "reg" => '®',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        _ => return None,
    })
}
