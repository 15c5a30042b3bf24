//! `transform`: Markdown and HTML made of texts.

use gotmpl::Value;
use sitevar_core::{Display, Failure};

use super::args::{Args, Function, MANY, function};
use super::encoding;
use crate::engine::call_context;
use crate::engine::convert;
use crate::engine::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("transform.Markdownify markdownify", 1, 1, |args| {
        Ok(convert::html(render(&args.text(0)?, Display::Inline)?))
    }),
    function("transform.Plainify plainify", 1, 1, |args| Ok(convert::html(plain(&args.text(0)?)))),
    function("transform.HTMLEscape htmlEscape", 1, 1, |args| Ok(gotmpl::html_escape(&args.text(0)?).into())),
    function("transform.HTMLUnescape htmlUnescape", 1, 1, |args| {
        Ok(html_escape::decode_html_entities(&args.text(0)?).as_ref().into())
    }),
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
    let context = call_context::current()?;
    context.expander.render_string(text, display, &context.call)
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
