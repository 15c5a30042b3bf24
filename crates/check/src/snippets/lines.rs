//! Files of one setting a line: INI, and the environment of a program.
//!
//! Nobody reads all kinds of INI alike, and readers of environment files expand what is written: a crate would refuse what
//! a product takes, or read the environment of this process. So only what no product takes is told.

use std::collections::HashSet;
use std::ops::Range;

use crate::yaml::Problem;

/// What is wrong with a file.
#[derive(Debug, PartialEq)]
pub(super) enum Flaw {
    Bad(Problem),
    /// A key that is there before.
    Twice(String, Range<usize>),
}

/// Keys of INI that are lists, one item each, in some products.
const LISTS: [&str; 9] =
    ["extension", "zend_extension", "fetch", "push", "url", "plugin", "env", "include", "path"];

/// Sections of products whose keys are lists.
const LIST_SECTIONS: [&str; 3] = ["uwsgi", "remote", "alias"];

/// Returns what is wrong with an INI file.
pub(super) fn ini(text: &str) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut section: Option<&str> = None;
    let mut seen = HashSet::new();
    let mut goes_on = false;
    for (at, line) in lines(text) {
        let is_continued = std::mem::replace(&mut goes_on, line.ends_with('\\'));
        if is_continued || line.starts_with([' ', '\t']) || is_comment(line) {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            match rest.split_once(']') {
                Some((name, _)) => section = Some(name),
                None if !rest.contains('=') => flaws.push(bad("nothing closes the section", at)),
                None => {}
            }
            seen.clear();
            continue;
        }
        let Some((key, _)) = line.split_once('=') else { continue };
        let key = key.trim();
        if section.is_some_and(|section| is_once(section, key)) && !seen.insert(key) {
            flaws.push(Flaw::Twice(key.to_owned(), at..at + key.len()));
        }
    }
    flaws
}

/// Tells whether a key is there once in every product: systemd's and WireGuard's, which begin with a capital, are lists.
fn is_once(section: &str, key: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c);
    let name = section.split([' ', '"', '.']).next().unwrap_or_default();
    !key.is_empty()
        && key.chars().all(is_plain)
        && !LISTS.contains(&key)
        && !LIST_SECTIONS.contains(&name)
        && !section.contains('"')
}

/// Returns what is wrong with the environment of a program.
pub(super) fn environment(text: &str) -> Vec<Flaw> {
    let is_setting = |(_, line): (usize, &str)| {
        line.trim().trim_start_matches("export ").split_once('=').is_some_and(|(key, _)| is_name(key.trim()))
    };
    // What has no setting at all is a part of something else, such as an address to copy.
    if !lines(text).any(is_setting) {
        return Vec::new();
    }
    let mut flaws = Vec::new();
    let mut seen = HashSet::new();
    let mut end = 0;
    for (at, line) in lines(text) {
        if at < end || is_comment(line) {
            continue;
        }
        let start = at + line.len() - line.trim_start().len();
        let bare = line.trim_start();
        let named = bare.strip_prefix("export ").unwrap_or(bare).trim_start();
        let (key, value) = named.split_once('=').unwrap_or((named, ""));
        let start = start + bare.len() - named.len();
        let key = key.trim_end();
        if !is_name(key) {
            flaws.push(bad(&format!("`{}` is not the name of a variable", shortened(key)), start));
            break;
        }
        match closing(text, at + line.len() - value.len()) {
            Ok(closing) => end = closing,
            Err(quote) => {
                flaws.push(bad("nothing closes the quotation mark", quote));
                break;
            }
        }
        if named.contains('=') && !seen.insert(key) {
            flaws.push(Flaw::Twice(key.to_owned(), start..start + key.len()));
        }
    }
    flaws
}

/// Tells whether a text is nothing but settings of an environment; their names are in capitals, unlike those of labels.
pub(super) fn is_environment(text: &str) -> bool {
    let mut settings = lines(text).map(|(_, line)| line).filter(|line| !is_comment(line)).peekable();
    let is_setting = |line: &str| {
        let named = line.strip_prefix("export ").unwrap_or(line);
        named.split_once('=').is_some_and(|(key, _)| is_name(key) && key.to_uppercase() == key)
    };
    settings.peek().is_some() && settings.all(is_setting) && environment(text).iter().all(is_no_fault)
}

fn is_no_fault(flaw: &Flaw) -> bool {
    matches!(flaw, Flaw::Twice(..))
}

fn is_name(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// Returns the end of a value that begins with a quotation mark, which may be lines below; else where it begins.
fn closing(text: &str, at: usize) -> Result<usize, usize> {
    let rest = text.get(at..).unwrap_or_default();
    let value = rest.trim_start_matches([' ', '\t']);
    let start = at + rest.len() - value.len();
    let Some(quote) = value.chars().next().filter(|c| "'\"".contains(*c)) else { return Ok(at) };
    let mut is_escaped = false;
    for (offset, c) in value.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if quote == '"' => is_escaped = true,
            _ if c == quote => return Ok(start + offset + 1),
            _ => {}
        }
    }
    Err(start)
}

fn shortened(key: &str) -> &str {
    key.get(..key.floor_char_boundary(40)).unwrap_or(key)
}

fn bad(message: &str, at: usize) -> Flaw {
    Flaw::Bad(Problem { message: message.to_owned(), at })
}

fn is_comment(line: &str) -> bool {
    let bare = line.trim();
    bare.is_empty() || bare.starts_with(['#', ';']) || bare.starts_with("//")
}

/// Returns the lines of a text with where each begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what is wrong as the word at its place.
    fn words(text: &str, flaws: Vec<Flaw>) -> Vec<String> {
        let word = |flaw: Flaw| match flaw {
            Flaw::Bad(problem) => text.get(problem.at..problem.at + 1).map(|c| format!("bad {c}")),
            Flaw::Twice(key, at) => Some(format!("twice {key} {}", at.start)),
        };
        flaws.into_iter().filter_map(word).collect()
    }

    #[test]
    fn an_ini_file_has_keys_once_where_no_product_takes_lists() {
        let none: Vec<String> = Vec::new();
        for text in [
            "[a]\nb = 1\nb2 = 2\n[c]\nb = 1\n[a]\nb = 1\n",
            "[Service]\nEnvironment=A=1\nEnvironment=B=1\nExecStart=a \\\n b=1\n",
            "[remote \"x\"]\nurl = a\nfetch = a\nfetch = b\n",
            "[a]\nb =\n  c = 1\n  c = 2\nflag\n; c = 1\n# [x\n",
            "server=1\nserver=2\n",
        ] {
            assert_eq!(words(text, ini(text)), none, "{text}");
        }
        let text = "[a]\nb = 1\n c\nb = 2\n[d\n";
        assert_eq!(
            words(text, ini(text)),
            ["twice b 13", "bad d"].map(|word| word.replace("bad d", "bad ["))
        );
    }

    #[test]
    fn an_environment_has_names_and_closed_quotes() {
        let none: Vec<String> = Vec::new();
        for text in [
            "A=1\nexport B='x y'\n# c\nC=\nD\nE=it's\nF=\"a\nb=c\n\"\nG='a\\'\n",
            "https://example.com/callback\n",
            "A=1\n\nA_B.C-D=\"x \\\" y\"\n",
        ] {
            assert_eq!(words(text, environment(text)), none, "{text}");
        }
        for (text, found) in [
            ("A=1\nB=2\nA=3\n", "twice A 8"),
            ("A=\"b\nC=1\n", "bad \""),
            ("A=1\nb c: 1\n", "bad b"),
            ("export A='b\n", "bad '"),
        ] {
            assert_eq!(words(text, environment(text)), [found], "{text}");
        }
    }
}
