//! Random values in random snippets, put together from those of the test files.
//!
//! Snippets of a language are joined: below keys of YAML, in lists of JSON, one after another where a text is a
//! sequence of statements. Each slot gets a random value or none.

use std::fmt::Write as _;

use fastrand::Rng;
use sitevar_core::{Filled, SlotAt};

use super::case::{Case, File};
use super::hostile::HOSTILE;
use super::languages::{Try, each_language, judged};

/// Number of snippets for each language.
const SNIPPETS: usize = 300;

#[test]
fn random_values_in_random_snippets_come_back_or_are_refused() {
    let failures = each_language(|file| {
        let mut rng = Rng::with_seed(4);
        let cases: Vec<Case> = (0..SNIPPETS).map(|_| snippet(file, &mut rng)).collect();
        let tries = cases.iter().map(|case| {
            let values = case.slots.iter().map(|_| rng.bool().then(|| value(&mut rng))).collect();
            Try::new(case, "random", values)
        });
        let tries: Vec<Try> = tries.collect();
        let written = tries.iter().flat_map(|attempt| &attempt.written);
        let (accepted, refused): (Vec<_>, Vec<_>) = written
            .filter(|written| **written != Filled::Default)
            .partition(|written| matches!(written, Filled::Text(_)));
        eprintln!("{}: {} accepted, {} refused", file.path.display(), accepted.len(), refused.len());
        assert!(accepted.len() * 10 > refused.len(), "a language holds more than this");
        judged(file, &tries)
    });
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

fn value(rng: &mut Rng) -> String {
    let pieces = (0..rng.usize(1..4)).map(|_| match rng.u8(0..4) {
        0 => rng.char('!'..='~').to_string(),
        1 => rng.choice([" ", "\n", "\\", "'", "\"", "$", "`", "{", "}", "#", ":", "%"]).unwrap().to_owned(),
        2 => rng.choice(["é", "漢", "\u{301}", "\u{202e}", "\u{a0}"]).unwrap().to_owned(),
        _ => rng.choice(HOSTILE).unwrap().1.to_owned(),
    });
    pieces.collect()
}

/// Joins some snippets of a file.
fn snippet(file: &File, rng: &mut Rng) -> Case {
    let language = file.path.file_stem().unwrap().to_str().unwrap();
    let first = rng.usize(..file.cases.len());
    let is_same = |case: &&Case| case.layers == file.cases[first].layers;
    // A document begins once, and an anchor is named once.
    let is_once = |case: &&Case| case.text.contains("---") || case.text.contains(": &");
    let same: Vec<&Case> = file.cases.iter().filter(is_same).filter(|case| !is_once(case)).collect();
    let count = match language {
        "yaml" | "compose" | "json" | "bash" | "sh" | "python" | "ruby" | "nginx" => rng.usize(1..4),
        _ => 1,
    };
    let mut joined =
        Case { text: String::new(), slots: Vec::new(), name: "joined".to_owned(), ..case(file, first) };
    if count == 1 || same.is_empty() {
        push(&mut joined, &file.cases[first], "");
        return joined;
    }
    for number in 0..count {
        let case = rng.choice(&same).unwrap();
        let comma = if number > 0 { "," } else { "[" };
        match language {
            "yaml" | "compose" => {
                let indent = " ".repeat(rng.usize(1..5));
                let _ = writeln!(
                    joined.text,
                    "key{number}: # a comment\n{}",
                    if rng.bool() { "" } else { "  \n" }
                );
                push(&mut joined, case, &indent);
            }
            "json" => {
                joined.text.push_str(comma);
                push(&mut joined, case, "");
            }
            _ => {
                joined.text.push_str(rng.choice(["", "\n", "# it's a \"comment\n", "   \n\n"]).unwrap());
                push(&mut joined, case, "");
            }
        }
    }
    joined.text.push_str(if language == "json" { "]" } else { "" });
    match language {
        "yaml" | "compose" | "json" if rng.u8(0..6) == 0 => with_windows_line_ends(&joined),
        _ => joined,
    }
}

fn with_windows_line_ends(case: &Case) -> Case {
    let mut with = copy(case);
    with.text = case.text.replace('\n', "\r\n");
    for slot in &mut with.slots {
        let before = case.text[..slot.range.start].matches('\n').count();
        slot.range = slot.range.start + before..slot.range.end + before;
    }
    with
}

fn copy(case: &Case) -> Case {
    let (name, text, slots) = (case.name.clone(), case.text.clone(), case.slots.clone());
    Case { name, text, slots, layers: case.layers, refused: 0..0 }
}

fn case(file: &File, at: usize) -> Case {
    Case { text: String::new(), slots: Vec::new(), ..copy(&file.cases[at]) }
}

/// Appends a snippet, its lines indented, its defaults made different from all others.
fn push(joined: &mut Case, case: &Case, indent: &str) {
    let mut at = 0;
    joined.text.push_str(indent);
    let append =
        |joined: &mut Case, text: &str| joined.text.push_str(&text.replace('\n', &format!("\n{indent}")));
    for (number, slot) in case.slots.iter().enumerate() {
        append(joined, &case.text[at..slot.range.start]);
        let start = joined.text.len();
        let number = joined.slots.len() * 10 + number % 10;
        let is_number = case.default(slot_number(case, slot)).starts_with(|c: char| c.is_ascii_digit());
        let _ = match is_number {
            true => write!(joined.text, "7{number:03}"),
            false => write!(joined.text, "zqr{number}x"),
        };
        joined.slots.push(SlotAt { range: start..joined.text.len(), ..SlotAt::default() });
        at = slot.range.end;
    }
    append(joined, &case.text[at..]);
    joined.text.truncate(joined.text.trim_end_matches(' ').len());
}

fn slot_number(case: &Case, slot: &SlotAt) -> usize {
    case.slots.iter().position(|other| other == slot).unwrap_or_default()
}
