//! Pieces: finished HTML in a text that may be read as Markdown again.
//!
//! What a call inside of another one stands for, and what a template renders, is HTML that nothing may change any more.
//! A template sees it as that HTML, between two [`Edges`] that no author can write, so that it can look into it.
//! Where the text around it is read as Markdown, the whole piece is one mark. So a piece stays as it was at any depth.
//! In static Markdown, which others read, HTML is written without anything ([`closed`], [`compact`]) that would end it.

use std::borrow::Cow;
use std::ops::Range;

use crate::guide::mark::{self, Part};
use crate::guide::{Edges, Mark, Marks};
use crate::markup::{HtmlToken, HtmlTokens};
use crate::text::{Cut, Find};

/// Makes a piece of HTML; a text that Markdown cannot read as anything else needs no edges.
pub(super) fn wrap(html: String, marks: &Marks) -> String {
    if is_inert(&html) {
        return html;
    }
    let Some(Edges { start, end }) = marks.edges() else { return html };
    format!("{start}{}{end}", without_edges(&html, marks))
}

/// Tells whether a template has handed its inner text on as it was, to be read as Markdown by the call around it.
pub(super) fn hands_on(expansion: &str, inner: &str, marks: &Marks) -> bool {
    let folded = |text: &str| match marks.known_edges() {
        Some(edges) => fold(text, edges).text,
        None => text.to_owned(),
    };
    let inner = folded(inner);
    let text = inner.trim();
    let is_text = |c: char| !c.is_whitespace() && mark::index(c).is_none();
    !is_inert(text) && text.contains(is_text) && folded(expansion).has(text)
}

/// Makes a mark of every piece in a text.
pub(super) fn as_marks(text: String, marks: &Marks) -> String {
    let Some(edges) = marks.known_edges().filter(|_| mark::is_in(&text)) else { return text };
    fold(&text, edges).unfold(|html, out| match marks.add(Mark::Html(html.clone())) {
        Ok(character) => out.push(character),
        Err(_) => out.push_str(&html),
    })
}

/// Changes what is around the pieces of a text.
pub(super) fn around(text: String, marks: &Marks, change: impl FnOnce(&str) -> String) -> String {
    let Some(edges) = marks.known_edges().filter(|_| mark::is_in(&text)) else {
        return change(&text);
    };
    let Folded { text, pieces, start } = fold(&text, edges);
    Folded { text: change(&text), pieces, start }.unfold(|html, out| {
        out.push(edges.start);
        out.push_str(&html);
        out.push(edges.end);
    })
}

/// Returns a text without the edges of its pieces.
pub(super) fn without_edges<'a>(text: &'a str, marks: &Marks) -> Cow<'a, str> {
    if marks.known_edges().is_none() || !mark::is_written_in(text) {
        return Cow::Borrowed(text);
    }
    marks.with(|rows| {
        let is_edge = |row| matches!(rows.get(row), Some(Mark::PieceStart | Mark::PieceEnd));
        let parts =
            mark::written_parts(text).filter(|part| !matches!(part, Part::Mark(row, _) if is_edge(*row)));
        Cow::Owned(parts.map(Part::written).collect())
    })
}

/// Returns the HTML of a text that is one piece and nothing else.
pub(super) fn whole<'a>(text: &'a str, marks: &Marks) -> Option<&'a str> {
    let Edges { start, end } = marks.known_edges()?;
    text.strip_prefix(start)?.strip_suffix(end).filter(|html| !html.contains([start, end]))
}

/// A text in which every piece is one character.
struct Folded {
    text: String,
    pieces: Vec<String>,
    /// What stands for a piece.
    start: char,
}

/// Takes the pieces out of a text; where a template has cut one of its edges off, it goes to the end of the text.
fn fold(text: &str, Edges { start, end }: Edges) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), pieces: Vec::new(), start };
    // The text since the last piece, and the piece that is open.
    let (mut outside, mut piece, mut depth) = (String::new(), String::new(), 0_usize);
    for part in text.split_inclusive([start, end]) {
        let edge = part.chars().next_back().filter(|edge| [start, end].contains(edge));
        let before = edge.map_or(part, |edge| part.strip_suffix(edge).unwrap_or(part));
        if depth > 0 { &mut piece } else { &mut outside }.push_str(before);
        match edge {
            Some(edge) if edge == start => depth += 1,
            Some(_) if depth > 1 => depth -= 1,
            Some(_) => {
                let html = std::mem::take(if depth == 1 { &mut piece } else { &mut outside });
                folded.add(&std::mem::take(&mut outside), html);
                depth = 0;
            }
            None => {}
        }
    }
    if depth > 0 {
        folded.add(&outside, piece);
    } else {
        folded.text.push_str(&outside);
    }
    folded
}

impl Folded {
    fn add(&mut self, before: &str, html: String) {
        self.text.push_str(before);
        self.text.push(self.start);
        self.pieces.push(html);
    }

    /// Puts back what `write` makes of the pieces.
    fn unfold(self, mut write: impl FnMut(String, &mut String)) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut pieces = self.pieces.into_iter();
        for part in self.text.split_inclusive(self.start) {
            match part.strip_suffix(self.start) {
                Some(before) => {
                    out.push_str(before);
                    if let Some(piece) = pieces.next() {
                        write(piece, &mut out);
                    }
                }
                None => out.push_str(part),
            }
        }
        out
    }
}

/// Tells whether Markdown reads a text as itself everywhere: words, numbers, addresses, or nothing.
fn is_inert(text: &str) -> bool {
    let mut last = None;
    let is_word = |c: char| c.is_alphanumeric() || mark::index(c).is_some();
    let stays = |c: char| match (last.replace(c), c) {
        (Some(':' | '/'), '/') => true,
        (before, ' ' | '.' | '_' | '-' | '/' | ':' | '@') => before.is_some_and(is_word),
        _ => is_word(c),
    };
    let ends = text.ends_with(|c| is_word(c) || c == '.' || c == '/');
    text.trim().is_empty() || ends && text.chars().all(stays)
}

/// Returns HTML in which no line inside of `<pre>` is blank: the end of such a line is written as a reference.
///
/// In Markdown that somebody else reads, a blank line would end the HTML, and the code with it.
pub(super) fn closed(html: String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some((before, from)) = rest.position_of("<pre").and_then(|at| rest.split_at_checked(at)) {
        let (code, after) =
            from.position_of("</pre>").and_then(|at| from.split_at_checked(at)).unwrap_or((from, ""));
        out.push_str(before);
        let mut above = None;
        for line in code.split('\n') {
            out.push_str(match above {
                None => "",
                Some(true) => "&#10;",
                Some(false) => "\n",
            });
            out.push_str(line);
            above = Some(line.trim().is_empty());
        }
        rest = after;
    }
    out + rest
}

/// Returns HTML that Markdown reads as one block, apart from the inner text of its call.
///
/// What templates lay their lines out with means nothing in HTML, but a blank line ends a block of it, and four spaces
/// after that begin code. Blank lines beside the inner text stay: they let it be read as Markdown.
pub(super) fn compact(html: &str, inner: &str) -> String {
    let inner = inner.trim();
    let texts: Vec<Range<usize>> = match inner.has('\n') {
        true => html.match_indices(inner).map(|(at, _)| at..at + inner.len()).collect(),
        false => Vec::new(),
    };
    let kept = preformatted(html);
    let mut out = String::with_capacity(html.len());
    // Blank lines that wait for what is after them, and whether only such lines are after the inner text.
    let (mut blank, mut after_text) = (0..0, false);
    let mut start = 0;
    for line in html.split_inclusive('\n') {
        let end = start + line.len();
        let text = line.trim_start();
        let begins_text = texts.binary_search_by_key(&(end - text.len()), |range| range.start).is_ok();
        if text.is_empty() && !is_inside(&texts, start) && !is_inside(&kept, start) {
            if after_text || start == 0 {
                out.push_str(line);
            } else {
                blank = if blank.end == start { blank.start..end } else { start..end };
            }
        } else {
            let is_as_written = begins_text || is_inside(&texts, start) || is_inside(&kept, start);
            if begins_text && blank.end == start {
                out.push_str(html.between(blank.clone()));
            }
            out.push_str(if is_as_written { line } else { text });
            let last = start + line.trim_end().len();
            after_text = texts.binary_search_by_key(&last, |range| range.end).is_ok();
        }
        start = end;
    }
    out
}

/// Tells whether a position is in one of the ranges, which are in ascending order, after its start.
fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.start < at);
    before.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|range| at <= range.end)
}

/// Returns where white space is text: in `pre` and in elements whose text holds no markup.
fn preformatted(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for token in HtmlTokens::new(html) {
        match token {
            HtmlToken::StartTag(tag) if tag.is("pre") => open = open.or(Some(tag.range.start)),
            HtmlToken::EndTag(tag) if tag.is("pre") => {
                found.extend(open.take().map(|start| start..tag.range.start));
            }
            HtmlToken::RawText(range) if open.is_none() => found.push(range),
            _ => {}
        }
    }
    found.extend(open.map(|start| start..html.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn what_a_template_lays_its_lines_out_with_is_no_markdown() {
        for (html, inner, expected) in [
            ("<div>\n  \n    <p>x</p>\n  \n</div>\n", "x", "<div>\n<p>x</p>\n</div>\n"),
            ("<pre>\n\n    a\n</pre>\n\n    <b>c</b>", "", "<pre>\n\n    a\n</pre>\n<b>c</b>"),
            ("<script>\n\n    a\n</script>", "", "<script>\n\n    a\n</script>"),
            (
                "<div>\n  \n    a\n\n        b\n  \n    <i></i>\n\n    </div>",
                "\n    a\n\n        b\n",
                "<div>\n  \n    a\n\n        b\n  \n<i></i>\n</div>",
            ),
            ("    <p>a\n\nb</p>\n\n    <hr>", "a\n\nb", "<p>a\n\nb</p>\n<hr>"),
        ] {
            assert_eq!(compact(html, inner), expected, "{html}");
        }
    }
}
