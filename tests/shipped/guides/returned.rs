//! The first rule: the product that reads a block finds every value exactly as the reader set it, and nothing else changes.
//!
//! What it finds with plain values says where values are; these need no escaping anywhere. A block may refuse a value,
//! which the command says; then the plain one is in its place, and every variable has to get through often enough.

use std::collections::BTreeMap;

use super::super::pages::{Fence, fences, project};
use super::guide::{self, Guide, Set};
use super::judge::{self, Verdict};
use super::values;

/// How many random sets of values each guide gets.
const SETS: usize = 20;

/// How many of them a variable has to get through.
const ACCEPTED: usize = 5;

/// A block for a reader, and the same block with plain values.
struct Pair {
    what: String,
    set: Set,
    plain: Set,
    blocks: [Fence; 2],
}

#[test]
fn every_product_finds_exactly_what_the_reader_set() {
    let pairs: Vec<Pair> = guide::all().iter().flat_map(pairs).collect();
    let blocks: Vec<&Fence> = pairs.iter().flat_map(|pair| &pair.blocks).collect();
    let Some(verdicts) = judge::ask(&blocks) else { return };
    let verdicts = pairs.iter().zip(verdicts.chunks_exact(2));
    let failures: Vec<String> = verdicts
        .filter_map(|(pair, verdicts)| {
            let why = difference(pair, &verdicts[0], &verdicts[1])?;
            Some(format!("{}: {why}\n{}", pair.what, pair.blocks[0].text))
        })
        .collect();
    eprintln!("{} blocks were read", pairs.len());
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

/// Returns the blocks of a guide as it is published, and for each random set.
fn pairs(guide: &Guide) -> Vec<Pair> {
    let examples = values::examples(guide);
    let published = guide.blocks(&mut Set::new(), &examples);
    let mut pairs = together(guide, "as published", published, &examples);
    let mut accepted: BTreeMap<&str, usize> = BTreeMap::new();
    for number in 0..SETS {
        let mut set = values::random(guide, number);
        let wanted = set.clone();
        let blocks = guide.blocks(&mut set, &values::plain(guide, &wanted));
        for name in guide.variables.keys() {
            *accepted.entry(name).or_default() += usize::from(set[name] == wanted[name]);
        }
        pairs.extend(together(guide, &format!("set {number}"), blocks, &set));
    }
    let rare: Vec<_> = accepted.iter().filter(|(_, count)| **count < ACCEPTED).collect();
    assert!(rare.is_empty(), "{}: seldom accepted in {SETS} sets: {rare:?}", guide.source);
    pairs
}

/// Puts the blocks for a set beside those with plain values.
fn together(guide: &Guide, what: &str, blocks: Vec<Fence>, set: &Set) -> Vec<Pair> {
    let plain = values::plain(guide, set);
    let with_plain = guide.blocks(&mut plain.clone(), &plain);
    assert_eq!(
        (blocks.len(), with_plain.len()),
        (guide.own_blocks().len(), blocks.len()),
        "{}",
        guide.source
    );
    let pair = |(block, with_plain): (Fence, Fence)| Pair {
        what: format!("{}, {what}, {}", guide.source, block.title),
        set: set.clone(),
        plain: plain.clone(),
        blocks: [block, with_plain],
    };
    blocks.into_iter().zip(with_plain).map(pair).collect()
}

/// Says what a product finds that the reader did not set, or does not find.
fn difference(pair: &Pair, read: &Verdict, with_plain: &Verdict) -> Option<String> {
    let (read, with_plain) = match (&read.found, &with_plain.found) {
        (Ok(read), Ok(with_plain)) => (read, with_plain),
        (Err(why), _) => return Some(why.clone()),
        (_, Err(why)) => return Some(format!("with plain values: {why}")),
    };
    if read.len() != with_plain.len() {
        return Some(format!("{} values instead of {}", read.len(), with_plain.len()));
    }
    let expected = with_plain.iter().map(|leaf| leaf.with(&pair.plain, &pair.set));
    let wrong = read.iter().zip(expected).find(|(read, expected)| *read != expected);
    wrong.map(|(read, expected)| format!("{read:?} instead of {expected:?}"))
}

/// Blocks that products refuse, each with a title that says which judge reads it.
const BROKEN: &str = "tests/shipped/guides/broken.md";

#[test]
fn every_judge_refuses_what_its_product_refuses() {
    let broken = fences(&std::fs::read_to_string(project().join(BROKEN)).unwrap());
    let Some(verdicts) = judge::ask(&broken.iter().collect::<Vec<_>>()) else { return };
    for (block, verdict) in broken.iter().zip(verdicts) {
        assert!(verdict.found.is_err() || verdict.is_partial, "{}: {verdict:?}\n{}", block.title, block.text);
        eprintln!("{}: {}", block.title, verdict.found.err().unwrap_or_default());
    }
    for guide in guide::all() {
        for block in guide.own_blocks() {
            let judged = |one: &Fence| one.title == block.title || one.language == block.language;
            assert!(broken.iter().any(judged), "{BROKEN}: add a broken `{}`", block.title);
        }
    }
}

#[test]
fn a_value_that_was_not_escaped_is_found() {
    let set = |value: &str| Set::from([("text".to_owned(), value.to_owned())]);
    let block = |title: &str, language: &str, text: &str, value: &str| Fence {
        title: title.to_owned(),
        language: language.to_owned(),
        text: text.replace("{}", value),
    };
    let raw = [
        ("compose.yml", "yaml", "services:\n  a:\n    image: '{}'\n", "$HOME"),
        ("config.yaml", "yaml", "key: {}\n", "1"),
        ("config.yaml", "yaml", "key: {}\n", "a #b"),
        ("a.json", "json", "{\"key\": \"{}\"}\n", "a\\nb"),
        ("a.sh", "shell", "program {}\n", "a b"),
        ("a.sh", "shell", "program \"{}\"\n", "$x"),
        (".env", "shell", "KEY='{}'\n", "a'b"),
        ("a.xml", "xml", "<a>{}</a>\n", "a&amp;b"),
        ("a.html", "html", "<a href=\"{}\"></a>\n", "a&amp;b"),
        ("a.php", "php", "<?php\n$a = \"{}\";\n", "a$x"),
        ("a.conf", "nginx", "server {\n    root {};\n}\n", "/a b"),
        ("Caddyfile", "caddyfile", "a.test {\n\troot * {}\n}\n", "/a b"),
        ("a.toml", "toml", "key = \"{}\"\n", "a\\tb"),
        ("a.ini", "ini", "[a]\nkey = {}\n", " a"),
        ("domains.cfg", "text", "a: b\n\tkey {}\n", "a "),
    ];
    let blocks: Vec<Fence> = raw
        .iter()
        .flat_map(|(title, language, text, value)| {
            ["zq00x", value].map(|value| block(title, language, text, value))
        })
        .collect();
    let Some(verdicts) = judge::ask(&blocks.iter().collect::<Vec<_>>()) else { return };
    for ((title, _, text, value), verdicts) in raw.iter().zip(verdicts.chunks_exact(2)) {
        let (plain, set) = (set("zq00x"), set(value));
        let pair =
            Pair { what: String::new(), set, plain, blocks: [block("", "", "", ""), block("", "", "", "")] };
        let found = difference(&pair, &verdicts[1], &verdicts[0]);
        eprintln!("{title}, {text:?} with {value:?}: {found:?}");
        assert!(found.is_some() || verdicts[0].is_partial, "{title}: {text:?} with {value:?} is not found");
    }
}
