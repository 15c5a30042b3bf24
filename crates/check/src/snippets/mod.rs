//! Reads each block as the language that it says: whoever copies it gets a file that its program can read.
//!
//! 1. A block that leaves something out, is a template, or is bad on purpose is nobody's file.
//! 2. YAML is read by [`crate::yaml`], whose tree the other rules use, [`json`] and [`mod@toml`] by the crates that everybody has.
//! 3. [`xml`] is read by a crate; of [`shell`] and of [`lines`] only what no program takes is told.
//! 4. [`misnamed`] knows the language of a block that is right in another one.
//! 5. A part of a file is fine: JSON without its braces, several documents one after another.

pub(crate) mod json;
mod lines;
mod misnamed;
mod shell;
pub(crate) mod toml;
mod xml;

use std::ops::Range;

use sitevar_core::{Code, Diagnostic};

use crate::page::Block;
use crate::yaml::{self, Node, Problem, Value};
use lines::Flaw;

/// The largest block that is read; no example is larger, and a program's log may be.
const LARGEST: usize = 1 << 20;

/// The languages that are read.
const LANGUAGES: [&str; 14] = [
    "yaml", "yml", "json", "toml", "ini", "env", "dotenv", "xml", "plist", "sh", "bash", "shell", "zsh",
    "ksh",
];

/// How many values a block is; more are a bomb.
const MOST_PARTS: usize = 1_000_000;

/// Reads a block; returns the documents of one that is YAML, JSON or TOML.
pub(crate) fn check(block: &Block<'_>, found: &mut Vec<Diagnostic>) -> Vec<Node> {
    if block.text.len() > LARGEST {
        too_large(block, found);
        return Vec::new();
    }
    match block.language.as_str() {
        "yaml" | "yml" => {
            let read = yaml::read(block.text).map_err(|problem| with_tab(block.text, problem));
            check_tree(block, "YAML", read, found)
        }
        "json" => check_tree(block, "JSON", json::read(block.text), found),
        "toml" => check_toml(block, found),
        _ => {
            check_text(block, found);
            Vec::new()
        }
    }
}

/// Checks a block whose language has no tree here.
fn check_text(block: &Block<'_>, found: &mut Vec<Diagnostic>) {
    let is_environment = block.title.rsplit('/').next().is_some_and(|name| name.ends_with(".env"));
    let (language, flaws) = match block.language.as_str() {
        "env" | "dotenv" => ("an environment file", lines::environment(block.text)),
        "ini" => ("INI", lines::ini(block.text)),
        "xml" | "plist" => ("XML", first(xml::read(block.text))),
        "sh" | "bash" | "shell" | "zsh" | "ksh" if is_environment => {
            ("an environment file", lines::environment(block.text))
        }
        "sh" | "bash" | "shell" | "zsh" | "ksh" => ("shell", first(shell::read(block.text))),
        _ => return,
    };
    for flaw in flaws {
        match flaw {
            // A quotation mark that nothing closes is told where it opens: what is left out after it may close it.
            Flaw::Bad(_) if block.is_no_whole() => {}
            Flaw::Bad(problem) => report(block, language, problem, found),
            Flaw::Twice(key, at) => duplicate(block, &key, at, found),
        }
    }
}

fn first(read: Result<(), Problem>) -> Vec<Flaw> {
    read.err().map(Flaw::Bad).into_iter().collect()
}

fn check_tree(
    block: &Block<'_>,
    language: &str,
    read: Result<Vec<Node>, Problem>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Node> {
    let documents = match read {
        Ok(documents) => documents,
        Err(problem) => {
            report(block, language, problem, found);
            return Vec::new();
        }
    };
    if let [Node { value: Value::Scalar(..), .. }] = documents.as_slice()
        && lines::is_environment(block.text)
        && !block.is_no_whole()
    {
        // YAML reads the lines as one text.
        misname(block, language, &misnamed::ENVIRONMENT, found);
    }
    for key in yaml::duplicate_keys(&documents) {
        duplicate(block, key.text().unwrap_or_default(), key.at.clone(), found);
    }
    if let Some(large) = documents.iter().find(|document| yaml::size(document) > MOST_PARTS) {
        let message = format!("its aliases stand for more than {MOST_PARTS} values");
        report(block, language, Problem { message, at: large.at.start }, found);
    }
    documents
}

/// Tells whether a text can be read as a language; `None` for one that is not asked here.
pub fn reads(language: &str, text: &str) -> Option<bool> {
    match language {
        "yaml" | "yml" => Some(yaml::read(text).is_ok()),
        "json" => Some(json::read(text).is_ok()),
        "toml" => Some(!matches!(toml::read(text), Err(toml::Unread::Bad(_)))),
        "sh" | "bash" | "shell" => Some(shell::read(text).is_ok()),
        _ => None,
    }
}

/// Says that a tab is what YAML does not take, where one indents the line.
fn with_tab(text: &str, problem: Problem) -> Problem {
    let before = text.get(..problem.at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    match line.get(..indent).and_then(|indent| indent.find('\t')) {
        Some(tab) => {
            Problem { message: "a tab indents the line: YAML takes spaces only".to_owned(), at: start + tab }
        }
        None => problem,
    }
}

fn check_toml(block: &Block<'_>, found: &mut Vec<Diagnostic>) -> Vec<Node> {
    match toml::read(block.text) {
        Ok(tree) => return vec![tree],
        Err(toml::Unread::Bad(problem)) if toml::is_value(block.text) || block.is_alternative(problem.at) => {
        }
        Err(toml::Unread::Bad(problem)) => report(block, "TOML", problem, found),
        Err(toml::Unread::Twice(at)) => {
            let name = block.text.get(at.clone()).unwrap_or_default();
            duplicate(block, name, at, found);
        }
    }
    Vec::new()
}

fn report(block: &Block<'_>, language: &str, problem: Problem, found: &mut Vec<Diagnostic>) {
    if block.excuses(problem.at) {
        return;
    }
    if let Some(other) = misnamed::language(block.text).filter(|other| other.name != language) {
        return misname(block, language, &other, found);
    }
    let Problem { message, at } = problem;
    let text = format!("the block is not {language}: {message}");
    let help = unquoted(block.text, at).filter(|_| language == "YAML").unwrap_or(
        "correct it; if it leaves something out, write `...` there, and if it is bad on purpose, say so before it",
    );
    found.push(Diagnostic::error(Code::BadSnippet, text, block.span(&(at..at + 1))).help(help));
}

/// Says what to do where a value begins with a sign that means something in YAML, such as `*.example.com`.
fn unquoted(text: &str, at: usize) -> Option<&'static str> {
    let is_sign = text.get(at..).is_some_and(|rest| rest.starts_with(['*', '&', '!', '%', '@', '`']));
    is_sign.then_some("put the value in quotes: in YAML, its first character means something else")
}

/// Says that a block is in another language than it says.
fn misname(block: &Block<'_>, language: &str, other: &misnamed::Language, found: &mut Vec<Diagnostic>) {
    let text = format!("the block says that it is {language}, but it is {}", other.name);
    let help = format!(
        "write `{}` after the backticks, so that its colours are right, and readers' values as its program reads them",
        other.word
    );
    found.push(Diagnostic::warning(Code::BadSnippet, text, block.span(&(0..1))).help(help));
}

/// Says that a block is not read, where one of its size could be.
fn too_large(block: &Block<'_>, found: &mut Vec<Diagnostic>) {
    if !LANGUAGES.contains(&block.language.as_str()) {
        return;
    }
    let message = format!(
        "the block has {} MiB and is not read; no reader copies more than {} MiB",
        block.text.len().div_ceil(1 << 20),
        LARGEST >> 20
    );
    found.push(
        Diagnostic::warning(Code::BadSnippet, message, block.span(&(0..1)))
            .help("show the part that the page is about, and link the rest"),
    );
}

fn duplicate(block: &Block<'_>, key: &str, at: Range<usize>, found: &mut Vec<Diagnostic>) {
    if block.excuses(at.start) || block.is_alternative(at.start) {
        return;
    }
    let text = format!("the key `{key}` is in the block twice, and only one of them counts");
    found.push(
        Diagnostic::error(Code::DuplicateKey, text, block.span(&at))
            .help("remove one, or make two blocks of two alternatives"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;
    use sitevar_core::Variables;

    fn told(language: &str, text: &str) -> Vec<String> {
        let page = Page::new(&format!("```{language}\n{text}\n```\n"), &Variables::default());
        let mut found = Vec::new();
        for block in page.blocks() {
            check(&block, &mut found);
        }
        found.into_iter().map(|found| format!("{} {}", found.code, found.help.unwrap_or_default())).collect()
    }

    #[test]
    fn what_is_wrong_before_the_first_gap_is_told() {
        for gap in ["# ...", "b: {{ c }}", "..."] {
            for (before, code) in [("a: 'b' c", "bad-snippet"), ("a: 1\nb: 1\na: 2", "duplicate-key")] {
                let found = told("yaml", &format!("{before}\n{gap}\n"));
                assert!(
                    found.first().is_some_and(|found| found.starts_with(code)),
                    "{before} {gap}: {found:?}"
                );
            }
            for after in ["a: 'b' c", "a: 1\nb: 1\na: 2"] {
                assert!(told("yaml", &format!("{gap}\n{after}\n")).is_empty(), "{gap} {after}");
            }
        }
        assert!(told("sh", "echo 'a\n...\nb'").is_empty());
        assert!(told("sh", "echo 'a\n...").is_empty(), "what is left out may close it");
    }

    #[test]
    fn a_value_that_begins_with_a_sign_of_yaml_is_to_be_quoted() {
        for text in ["- *.example.com", "a: @x", "a: `x`", "a: %x"] {
            let found = told("yaml", text);
            assert!(found.first().is_some_and(|found| found.contains("in quotes")), "{text}: {found:?}");
        }
    }
}
