//! The shipped shortcodes in each other, around every kind of block.

use sitevar_core::OutputFormat;

use super::blocks::BLOCKS;
use super::{Case, between, hold, html, markdown, read, with_defaults};
use crate::html::tree::texts_of;
use crate::shipped::files::MemorySite;

const BOTH: [OutputFormat; 2] = [OutputFormat::Html, OutputFormat::Markdown];

/// The shipped shortcodes that take a text; those of the last two names are the tabs again.
const NAMES: [&str; 5] = ["callout", "details", "tabs", "envTabs", "sessionTabs"];

/// How many of them are different ones.
const DIFFERENT: usize = 3;

/// Puts a text into a call, written with `<` or `%`.
pub fn call(name: &str, angle: bool, inner: &str) -> String {
    let [open, close] = if angle { ["{{<", ">}}"] } else { ["{{%", "%}}"] };
    let tag = |text: &str| format!("{open} {text} {close}");
    match name.strip_suffix("abs") {
        Some(tabs) => {
            let tab = |title: &str, text: &str| {
                format!("{}\n{text}\n{}\n", tag(&format!("{tabs}ab {title}")), tag(&format!("/{tabs}ab")))
            };
            let tabs = tab("One", inner) + &tab("Two", "other");
            format!("{}\n{tabs}{}", tag(name), tag(&format!("/{name}")))
        }
        None => format!("{}\n{inner}\n{}", tag(&format!("{name} note")), tag(&format!("/{name}"))),
    }
}

/// Calls in each other, the outermost first.
fn nested(names: &[&str], angles: usize, inner: &str) -> String {
    let calls = names.iter().enumerate().rev();
    calls.fold(inner.to_owned(), |inner, (at, name)| {
        call(name, angles >> at & 1 == 0, inner.trim_end_matches('\n'))
    })
}

/// Where a call may stand: what its first line starts with, and the others.
const PLACES: [(&str, &str, &str); 5] = [
    ("text", "", ""),
    ("an item", "- ", "  "),
    ("an item below its text", "1. item\n\n   ", "   "),
    ("a quote", "> ", "> "),
    ("a quote in an item", "- a\n\n  > ", "  > "),
];

fn put(page: &str, (_, first, others): (&str, &str, &str)) -> String {
    let lines: Vec<String> = page
        .lines()
        .enumerate()
        .map(|(at, line)| match at {
            0 => format!("{first}{line}"),
            _ => format!("{others}{line}").trim_end().to_owned(),
        })
        .collect();
    format!("before\n\n{}\n\nafter\n", lines.join("\n"))
}

fn case(names: &[&str], angles: usize, place: (&str, &str, &str), block: (&str, &str)) -> Case {
    let inner = between(block.1);
    let name = format!("{} in {names:?} ({angles:03b}) in {}", block.0, place.0);
    Case { name, page: put(&nested(names, angles, &inner), place), inner }
}

#[test]
fn pairs_give_every_kind_of_block_that_stands_inside() {
    let mut cases = Vec::new();
    for outer in &NAMES[..DIFFERENT] {
        for inner in &NAMES[..DIFFERENT] {
            for (number, block) in BLOCKS.into_iter().enumerate() {
                for (at, place) in PLACES.into_iter().enumerate() {
                    // Delimiters change from case to case; every block and every place meets all of them.
                    cases.push(case(&[outer, inner], number + at, place, block));
                    cases.push(case(&[outer, inner], number + at + 1, place, block));
                }
                for angles in 0..4 {
                    cases.push(case(&[outer, inner], angles, PLACES[0], block));
                }
            }
        }
    }
    hold(&MemorySite::new().site(), cases, &BOTH);
}

#[test]
fn triples_give_the_blocks_that_stand_inside() {
    let mut cases = Vec::new();
    for (number, outer) in NAMES.iter().enumerate() {
        for (middle_number, middle) in NAMES.iter().enumerate() {
            for (inner_number, inner) in NAMES.iter().enumerate() {
                for angles in 0..8 {
                    let turn = number + 2 * middle_number + 3 * inner_number + angles;
                    for (at, place) in PLACES.into_iter().enumerate() {
                        let block = BLOCKS[(turn + at * 4) % BLOCKS.len()];
                        cases.push(case(&[outer, middle, inner], angles, place, block));
                    }
                }
            }
        }
    }
    hold(&MemorySite::new().site(), cases, &BOTH);
}

/// The elements that a call around a text has none of itself.
const ELEMENTS: [&str; 6] = ["pre", "td", "th", "h1", "h3", "dd"];

#[test]
fn a_block_that_begins_the_text_of_a_call_is_the_same_block() {
    let site = MemorySite::new().site();
    let blocks = BLOCKS
        .into_iter()
        .chain([("code", "    a: 1\n\n    # b\n      - c"), ("a fence", "```\n\n\n# a\n```")]);
    for (number, (kind, block)) in blocks.enumerate() {
        let alone = read(&with_defaults(block));
        for outer in &NAMES[..DIFFERENT] {
            for inner in &NAMES[..DIFFERENT] {
                for (at, place) in PLACES.into_iter().enumerate() {
                    let page = put(&nested(&[outer, inner], number + at, block), place);
                    for made in [html(&site, &page), read(&markdown(&site, &page))] {
                        for element in ELEMENTS {
                            // The last line of a text may be without its end.
                            let trimmed = |text: String| text.trim_end_matches('\n').to_owned();
                            let texts =
                                |html: &String| texts_of(html, element).into_iter().map(trimmed).collect();
                            let [expected, found]: [Vec<String>; 2] = [&alone, &made].map(texts);
                            assert_eq!(found, expected, "{element} of {kind}\n{page}\n{made}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_cell_of_a_table_holds_every_kind_of_block_in_html() {
    let mut cases = Vec::new();
    for (number, outer) in NAMES.iter().enumerate() {
        for inner in &NAMES[..DIFFERENT] {
            for block in BLOCKS {
                let text = between(block.1);
                let call = nested(&[outer, inner], number, &text);
                let page = format!("| a | b |\n| --- | --- |\n| {call} | c |\n");
                cases.push(Case { name: format!("{} in a cell", block.0), page, inner: text });
            }
        }
    }
    hold(&MemorySite::new().site(), cases, &[OutputFormat::Html]);
}

#[test]
fn a_cell_of_a_table_is_one_line_of_static_markdown() {
    let site = MemorySite::new().site();
    for name in NAMES {
        for angle in [true, false] {
            let call = call(name, angle, "BEGINNING\n\n- a|b\n\n```\nc\n```\n\nENDING");
            let page = format!("> | a | b |\n> | --- | --- |\n> | {call} | c |\n");
            let html = read(&markdown(&site, &page));
            let cells = texts_of(&html, "td");
            assert_eq!(cells.len(), 2, "{html}");
            for text in ["BEGINNING", "a|b", "c", "ENDING"] {
                assert!(cells[0].contains(text), "{text} of {name}: {html}");
            }
        }
    }
}

#[test]
fn twenty_calls_in_each_other_keep_the_code() {
    let names: Vec<&str> = (0..20).map(|at| NAMES[at % NAMES.len()]).collect();
    let cases = (0..4).map(|angles| case(&names, angles * 0x2_5a5a, PLACES[0], BLOCKS[0])).collect();
    hold(&MemorySite::new().site(), cases, &BOTH);
}
