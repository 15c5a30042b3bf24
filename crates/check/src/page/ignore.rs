//! What an author has answered for: `<!-- sitevar-ignore: code reason -->` before a block.
//!
//! A comment is about one code, and says why; several may be before one block. One that ignores nothing is told, so that
//! none outlives what it was written for.

use std::collections::BTreeMap;
use std::ops::Range;

use sitevar_core::{Code, Diagnostic, Edit, PassageKind, did_you_mean};

use super::Page;
use super::ranges::Ranges;

const NAME: &str = "sitevar-ignore";

/// How a comment begins and ends in Markdown, and in MDX.
const FORMS: [(&str, &str); 2] = [("<!--", "-->"), ("{/*", "*/}")];

/// The comments of a page.
#[derive(Debug, Default)]
pub(crate) struct Ignores {
    /// Whether the page is MDX, where what looks like a comment may be a text in a component.
    is_mdx: bool,
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
    pub(crate) fn of(page: &Page, source: &str, path: &str) -> Self {
        let mut ignores = Self { is_mdx: path.ends_with(".mdx"), ..Self::default() };
        let mut written = comments(source);
        if written.is_empty() {
            return ignores;
        }
        let shown = page.passages().iter().filter(|passage| passage.passage.kind != PassageKind::Prose);
        let shown = shown.map(|passage| page.span(passage, &(0..passage.passage.text.len())).range());
        let shown = Ranges::new(shown.collect());
        written.retain(|(whole, _)| !shown.contains(whole.start));
        let blocks = blocks_after(source, &written);
        for ((whole, words), block) in written.into_iter().zip(blocks) {
            ignores.read(source, whole, words, block);
        }
        ignores
    }

    fn read(&mut self, source: &str, at: Range<usize>, words: &str, block: Range<usize>) {
        let Some(words) = words.trim_start().strip_prefix(':') else {
            let help = format!("write `{}`", form(source, &at, "code reason"));
            self.report(format!("the comment ignores nothing: `:` is missing after `{NAME}`"), &at, help);
            return;
        };
        let words = words.trim();
        let (name, reason) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let Some(code) = Code::ALL.iter().find(|code| code.as_str() == name) else {
            let known: Vec<String> = Code::ALL.iter().map(ToString::to_string).collect();
            let help =
                did_you_mean(name, &known, || "write the code of a message, in brackets there".to_owned());
            self.report(format!("there is no code `{name}` to ignore"), &at, help);
            return;
        };
        if reason.trim().is_empty() {
            let help = format!("write it after the code: `{}`", form(source, &at, &format!("{name} reason")));
            self.report(format!("the comment does not say why `{name}` is ignored"), &at, help);
        }
        // Only MDX reads the other form as a comment: elsewhere it is text, which `--fix` must not remove.
        let is_html = source.get(at.clone()).is_some_and(|written| written.starts_with(FORMS[0].0));
        let line = line_of(source, &at).filter(|_| is_html && !self.is_mdx);
        self.comments.push(Comment { code: *code, at, block, line });
    }

    fn report(&mut self, message: String, at: &Range<usize>, help: String) {
        self.problems.push(Diagnostic::warning(Code::BadIgnore, message, at.clone()).help(help));
    }

    /// Leaves out what the comments ignore, and adds what is wrong with them.
    pub(crate) fn apply(mut self, found: &mut Vec<Diagnostic>) {
        let mut starts: BTreeMap<Code, Vec<usize>> = BTreeMap::new();
        for found in found.iter() {
            starts.entry(found.code).or_default().push(found.span.start);
        }
        starts.values_mut().for_each(|starts| starts.sort_unstable());
        let mut ignored: BTreeMap<Code, Vec<Range<usize>>> = BTreeMap::new();
        for Comment { code, at, block, line } in std::mem::take(&mut self.comments) {
            let starts = starts.get(&code).map(Vec::as_slice).unwrap_or_default();
            let next = starts.partition_point(|start| *start < block.start);
            if starts.get(next).is_none_or(|start| *start >= block.end) {
                let message = format!("no `{code}` is in the block after the comment");
                let line = line.filter(|_| !OF_SITES.contains(&code));
                let edit = line.map(|line| Edit { span: line.into(), text: String::new() });
                let warning = Diagnostic::warning(Code::BadIgnore, message, at);
                self.problems.push(warning.help("remove the comment").edits(edit));
            }
            ignored.entry(code).or_default().push(block);
        }
        let ignored: BTreeMap<Code, Ranges> =
            ignored.into_iter().map(|(code, blocks)| (code, Ranges::new(blocks))).collect();
        found.retain(|found| {
            !ignored.get(&found.code).is_some_and(|blocks| blocks.contains(found.span.start))
        });
        found.append(&mut self.problems);
    }
}

/// Returns the comments of a text, each with the words after its name.
fn comments(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    // Where nothing closes one comment, nothing closes a later one.
    let mut is_closed = [true; FORMS.len()];
    for (at, _) in text.match_indices(NAME) {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let rest = text.get(at + NAME.len()..).unwrap_or_default();
        let form = FORMS.iter().position(|(opening, _)| before.ends_with(opening));
        let Some(form) = form.filter(|_| rest.starts_with([':', ' ', '\t', '\r', '\n'])) else { continue };
        let (opening, closing) = FORMS[form];
        let Some(end) = is_closed[form].then(|| rest.find(closing)).flatten() else {
            is_closed[form] = false;
            continue;
        };
        let start = before.len() - opening.len();
        // Escaped, it is text.
        if text.get(..start).is_some_and(|before| before.ends_with('\\')) {
            continue;
        }
        let whole = start..at + NAME.len() + end + closing.len();
        found.push((whole, rest.get(..end).unwrap_or_default()));
    }
    found
}

/// Returns how a comment is written with other words.
fn form(source: &str, comment: &Range<usize>, words: &str) -> String {
    let written = source.get(comment.clone()).unwrap_or_default();
    let (opening, closing) =
        FORMS.into_iter().find(|(opening, _)| written.starts_with(opening)).unwrap_or(FORMS[0]);
    format!("{opening} {NAME}: {words} {closing}")
}

/// Returns a text without its comments that ignore something, of which no reader sees anything.
pub(crate) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (whole, _) in comments(text) {
        out.push_str(text.get(from..whole.start).unwrap_or_default());
        from = whole.end;
        if (out.is_empty() || out.ends_with('\n'))
            && text.get(from..).is_some_and(|rest| rest.starts_with('\n'))
        {
            from += 1;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
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

/// Returns the block after each comment; that of several in a row is the same.
fn blocks_after(source: &str, comments: &[(Range<usize>, &str)]) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::with_capacity(comments.len());
    let mut next: Option<(usize, Range<usize>)> = None;
    for (whole, _) in comments.iter().rev() {
        let is_before =
            |at: usize| source.get(whole.end..at).is_some_and(|between| between.trim().is_empty());
        let block = match next.take() {
            Some((at, block)) if is_before(at) => block,
            _ => block_at(source, whole.end),
        };
        next = Some((whole.start, block.clone()));
        blocks.push(block);
    }
    blocks.reverse();
    blocks
}

/// Returns the block that is next from a place on: a fence to its end, or the lines up to an empty one.
fn block_at(source: &str, from: usize) -> Range<usize> {
    let rest = source.get(from..).unwrap_or_default();
    let is_line = |line: &&str| !line.trim().is_empty();
    let before: usize = rest.split_inclusive('\n').take_while(|line| !is_line(line)).map(str::len).sum();
    let (start, block) = (from + before, rest.get(before..).unwrap_or_default());
    let first = block.lines().next().unwrap_or_default().trim();
    let sign = first.chars().next().filter(|sign| "`~".contains(*sign)).unwrap_or('\0');
    let fence = first.get(..first.len() - first.trim_start_matches(sign).len()).unwrap_or_default();
    if fence.len() < 3 {
        return start..start + to_empty_line(block);
    }
    let mut end = start;
    for (at, line) in block.split_inclusive('\n').enumerate() {
        end += line.len();
        if at > 0 && line.trim().starts_with(fence) {
            break;
        }
    }
    start..end
}

/// Returns the length of the lines up to an empty one, and with it.
fn to_empty_line(text: &str) -> usize {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if line.trim().is_empty() {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitevar_core::Variables;

    fn left(source: &str) -> Vec<String> {
        let page = Page::new(source, &Variables::default());
        let at = source.find("HERE").unwrap_or_default();
        let mut found = vec![Diagnostic::error(Code::BadSnippet, "x", at..at + 4)];
        Ignores::of(&page, source, "a.md").apply(&mut found);
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
    fn a_comment_is_written_in_any_way_that_its_page_has() {
        let none: Vec<String> = Vec::new();
        let words = "sitevar-ignore: bad-snippet a part of a file";
        for comment in [
            format!("<!--{words}-->"),
            format!("<!--\n{words}\n-->"),
            format!("{{/* {words} */}}"),
            format!("{{/*{words}*/}}"),
        ] {
            assert_eq!(left(&format!("{comment}\n\nHERE\n")), none, "{comment}");
            assert_eq!(without_comments(&format!("a\n\n{comment}\nb\n")), "a\n\nb\n");
        }
        assert_eq!(left("<!-- sitevar-ignore bad-snippet why -->\nHERE\n"), ["bad-snippet", "bad-ignore"]);
        for text in [
            "<!-- sitevar-ignored -->",
            "<!-- sitevar-ignore: bad-snippet why",
            "sitevar-ignore: bad-snippet why",
        ] {
            assert_eq!(left(&format!("{text}\nHERE\n")), ["bad-snippet"], "{text}");
        }
    }

    #[test]
    fn only_what_no_reader_sees_anywhere_is_removed() {
        let edits = |comment: &str, path: &str| {
            let source = format!("{comment}\n\nx\n");
            let page = Page::new(&source, &Variables::default());
            let mut found = Vec::new();
            Ignores::of(&page, &source, path).apply(&mut found);
            (found.len(), found.iter().map(|found| found.edits.len()).sum::<usize>())
        };
        let comment = "<!-- sitevar-ignore: duplicate-key why -->";
        assert_eq!(edits(comment, "a.md"), (1, 1));
        assert_eq!(edits(comment, "a.mdx"), (1, 0));
        assert_eq!(edits("{/* sitevar-ignore: duplicate-key why */}", "a.md"), (1, 0));
        assert_eq!(edits(&format!("\\{comment}"), "a.md"), (0, 0));
    }

    #[test]
    fn comments_in_a_row_are_about_one_block() {
        let comment = "<!-- sitevar-ignore: bad-snippet why -->\n";
        let none: Vec<String> = Vec::new();
        assert_eq!(
            left(&format!("{comment}<!-- sitevar-ignore: bad-digest why -->\n\nHERE\n")),
            ["bad-ignore"]
        );
        assert_eq!(left(&format!("{comment}\n{comment}\nHERE\n")), none);
    }

    #[test]
    fn a_comment_in_code_is_none() {
        assert_eq!(left("```\n<!-- sitevar-ignore: nothing -->\nHERE\n```\n"), ["bad-snippet"]);
    }
}
