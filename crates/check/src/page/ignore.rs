//! What an author has answered for: `<!-- sitevar-ignore: code reason -->` before a block.
//!
//! A comment is about one code, and says why; several may be before one block. One that ignores nothing is told, so that
//! none outlives what it was written for.

use std::ops::Range;

use sitevar_core::{Code, Diagnostic, Edit, did_you_mean};

use super::Page;

const OPENING: &str = "<!-- sitevar-ignore:";
const CLOSING: &str = "-->";

/// The comments of a page.
#[derive(Debug, Default)]
pub(crate) struct Ignores {
    comments: Vec<Comment>,
    problems: Vec<Diagnostic>,
}

#[derive(Debug)]
struct Comment {
    code: Code,
    at: Range<usize>,
    /// The block after it.
    block: Range<usize>,
    /// Its line, where nothing changes without it.
    line: Option<Range<usize>>,
}

/// What only the whole site tells, so that a page alone cannot say that a comment ignores nothing.
const OF_SITES: [Code; 3] = [Code::BrokenLink, Code::BrokenAnchor, Code::SharedSecret];

impl Ignores {
    /// Reads the comments of a page; those that a page shows in its code are none.
    pub(crate) fn of(page: &Page, source: &str) -> Self {
        let mut ignores = Self::default();
        if !source.contains(OPENING) {
            return ignores;
        }
        let shown: Vec<Range<usize>> = page
            .passages()
            .iter()
            .map(|passage| page.span(passage, &(0..passage.passage.text.len())).range())
            .collect();
        for (at, _) in source.match_indices(OPENING) {
            if shown.iter().any(|range| range.contains(&at)) {
                continue;
            }
            ignores.read(source, at);
        }
        ignores
    }

    fn read(&mut self, source: &str, at: usize) {
        let rest = source.get(at + OPENING.len()..).unwrap_or_default();
        let Some(end) = rest.find(CLOSING) else { return };
        let words = rest.get(..end).unwrap_or_default().trim();
        let whole = at..at + OPENING.len() + end + CLOSING.len();
        let (name, reason) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let Some(code) = Code::ALL.iter().find(|code| code.as_str() == name) else {
            let known: Vec<String> = Code::ALL.iter().map(ToString::to_string).collect();
            let help =
                did_you_mean(name, &known, || "write the code of a message, in brackets there".to_owned());
            self.report(format!("there is no code `{name}` to ignore"), &whole, help);
            return;
        };
        if reason.trim().is_empty() {
            let help = format!("write it after the code: `{OPENING} {name} reason {CLOSING}`");
            self.report(format!("the comment does not say why `{name}` is ignored"), &whole, help);
        }
        let block = block_after(source, whole.end);
        let line = line_of(source, &whole);
        self.comments.push(Comment { code: *code, at: whole, block, line });
    }

    fn report(&mut self, message: String, at: &Range<usize>, help: String) {
        self.problems.push(Diagnostic::warning(Code::BadIgnore, message, at.clone()).help(help));
    }

    /// Leaves out what the comments ignore, and adds what is wrong with them.
    pub(crate) fn apply(mut self, found: &mut Vec<Diagnostic>) {
        for Comment { code, at, block, line } in std::mem::take(&mut self.comments) {
            let before = found.len();
            found.retain(|found| found.code != code || !block.contains(&found.span.start));
            if found.len() == before {
                let message = format!("no `{code}` is in the block after the comment");
                let line = line.filter(|_| !OF_SITES.contains(&code));
                let edit = line.map(|line| Edit { span: line.into(), text: String::new() });
                let warning = Diagnostic::warning(Code::BadIgnore, message, at);
                self.problems.push(warning.help("remove the comment").edits(edit));
            }
        }
        found.append(&mut self.problems);
    }
}

/// Returns a text without its comments that ignore something, of which no reader sees anything.
pub(crate) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once(OPENING) {
        out.push_str(before);
        rest = from.split_once(CLOSING).map_or("", |(_, after)| after);
        if out.is_empty() || out.ends_with('\n') {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
    }
    out.push_str(rest);
    out
}

/// Returns the line of a comment that is alone on it, beside an empty line: there it parts no paragraphs. What is after it
/// must be no part of a list or a quote, which would go on in the one before.
fn line_of(source: &str, comment: &Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (source.get(..comment.start)?, source.get(comment.end..)?);
    let after = after.strip_prefix('\n').or_else(|| after.strip_prefix("\r\n"))?;
    let is_alone = before.is_empty() || before.ends_with('\n');
    let is_empty = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    let is_beside = is_empty(before.lines().next_back()) || is_empty(after.lines().next());
    let next = after.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let goes_on =
        next.starts_with([' ', '\t', '-', '*', '+', '>']) || next.starts_with(|c: char| c.is_ascii_digit());
    (is_alone && is_beside && !goes_on).then(|| comment.start..source.len() - after.len())
}

/// Returns the block after a comment: a fence to its end, or the lines up to an empty one.
fn block_after(source: &str, from: usize) -> Range<usize> {
    let mut at = from;
    let mut start = None;
    let mut fence: Option<&str> = None;
    for line in source.get(from..).unwrap_or_default().split_inclusive('\n') {
        let (begin, bare) = (at, line.trim());
        at += line.len();
        let Some(_) = start else {
            if !bare.is_empty() && !bare.starts_with(OPENING) {
                start = Some(begin);
                let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
                fence = mark.map(|mark| {
                    let sign = mark.chars().next().unwrap_or('`');
                    bare.get(..bare.len() - bare.trim_start_matches(sign).len()).unwrap_or(mark)
                });
            }
            continue;
        };
        let ends = match fence {
            Some(fence) => bare.starts_with(fence),
            None => bare.is_empty(),
        };
        if ends {
            break;
        }
    }
    start.unwrap_or(at)..at
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitevar_core::Variables;

    fn left(source: &str) -> Vec<String> {
        let page = Page::new(source, &Variables::default());
        let at = source.find("HERE").unwrap_or_default();
        let mut found = vec![Diagnostic::error(Code::BadSnippet, "x", at..at + 4)];
        Ignores::of(&page, source).apply(&mut found);
        found.into_iter().map(|found| found.code.to_string()).collect()
    }

    #[test]
    fn a_comment_ignores_its_code_in_the_next_block() {
        let none: Vec<String> = Vec::new();
        let comment = "<!-- sitevar-ignore: bad-snippet a part of a file -->\n";
        assert_eq!(left(&format!("{comment}\n```yaml\n\nHERE\n```\n")), none);
        assert_eq!(left(&format!("{comment}HERE `x`\n")), none);
        assert_eq!(
            left(&format!("{comment}\n```yaml\na\n```\n\n```yaml\nHERE\n```\n")),
            ["bad-snippet", "bad-ignore"]
        );
        assert_eq!(left("<!-- sitevar-ignore: duplicate-key why -->\nHERE\n"), ["bad-snippet", "bad-ignore"]);
    }

    #[test]
    fn a_comment_names_a_code_and_a_reason() {
        assert_eq!(left("<!-- sitevar-ignore: bad-snipet why -->\nHERE\n"), ["bad-snippet", "bad-ignore"]);
        assert_eq!(left("<!-- sitevar-ignore: bad-snippet -->\nHERE\n"), ["bad-ignore"]);
    }

    #[test]
    fn a_comment_in_code_is_none() {
        assert_eq!(left("```\n<!-- sitevar-ignore: nothing -->\nHERE\n```\n"), ["bad-snippet"]);
    }
}
