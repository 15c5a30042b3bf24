//! Hostile pages: every slot is placed right or lost, never wrong, and no page takes long.

use std::ops::Range;
use std::time::{Duration, Instant};

use fastrand::Rng;
use sitevar_core::{Layout, PassageKind, Place, Point, Run, RunSlot, TextNode};

use super::text_at;

/// Words of several scripts, with what generators change.
const WORDS: &[&str] = &[
    "the",
    "file",
    "\"host\"",
    "office",
    "don't",
    "--",
    "---",
    "wait...",
    "über",
    "שלום",
    "\u{1F980}",
    "proxy",
    "listens",
    "https://",
    "port",
    "and",
    "waffle",
    "flow",
    "שרת",
    "a",
    "then",
    "server:",
    "{}",
    "-",
    "日本語",
    "configure",
];

const DEFAULTS: &[&str] = &["example.com", "auth", "9091", "My Cloud", "insecure_secret", "office\u{1F980}"];

/// A paragraph or a block of a page.
#[derive(Clone)]
struct Unit {
    /// The run that it is the place of; `None` for copies and for what has no slots.
    origin: Option<usize>,
    kind: PassageKind,
    text: String,
    slots: Vec<Range<usize>>,
}

fn words(rng: &mut Rng, count: Range<usize>) -> String {
    let words: Vec<&str> = (0..rng.usize(count)).map(|_| WORDS[rng.usize(..WORDS.len())]).collect();
    words.join(" ")
}

fn unit(rng: &mut Rng, number: usize) -> (Run, Unit) {
    let block = || PassageKind::CodeBlock { language: "yaml".to_owned(), title: String::new() };
    let kind = match rng.u8(..4) {
        0 => block(),
        1 => PassageKind::CodeSpan,
        _ => PassageKind::Prose,
    };
    let (mut text, mut run) = (String::new(), Run { kind: kind.clone(), ..Run::default() });
    for _ in 0..rng.usize(1..5) {
        text.push_str(&words(rng, 0..8));
        text.push(if rng.bool() { ' ' } else { '\n' });
        let default = DEFAULTS[rng.usize(..DEFAULTS.len())];
        let range = text.len()..text.len() + default.len();
        text.push_str(default);
        run.slots.push(RunSlot { range, variable: format!("v{}", rng.usize(..9)), ..RunSlot::default() });
        text.push(' ');
    }
    if rng.bool() {
        text.push_str(&format!("number {number} "));
    }
    text.push_str(&words(rng, 0..8));
    run.text.clone_from(&text);
    let slots = run.slots.iter().map(|slot| slot.range.clone()).collect();
    (run, Unit { origin: Some(number), kind, text, slots })
}

/// A page, and where the slots of each run are in it.
struct Page {
    layout: Layout,
    truth: Vec<Vec<Place>>,
}

/// Writes a unit as nodes, split anywhere and with what a generator changes.
fn write(rng: &mut Rng, page: &mut Page, unit: &Unit) {
    let passage = page.layout.passages.len();
    page.layout.passages.push(unit.kind.clone());
    let is_code = matches!(unit.kind, PassageKind::CodeBlock { .. });
    let splits = rng.usize(1..20);
    let mut node = TextNode { text: String::new(), passage, starts_line: true };
    let (mut starts, mut ends) = (vec![None; unit.slots.len()], vec![None; unit.slots.len()]);
    let mut rest = unit.text.as_str();
    while let Some(character) = rest.chars().next() {
        let at = unit.text.len() - rest.len();
        if rng.usize(..unit.text.len() + 1) < splits {
            let next = TextNode { passage, starts_line: is_code && rng.u8(..9) == 0, ..TextNode::default() };
            page.layout.nodes.push(std::mem::replace(&mut node, next));
        }
        let in_slot = unit.slots.iter().any(|slot| slot.start < at && at < slot.end);
        if rng.u8(..20) == 0 {
            node.text.push(['\u{AD}', '\u{200B}', '\u{2060}', '\u{200F}'][rng.usize(..4)]);
        }
        let (shown, length) = changed(rng, rest, is_code || in_slot, character);
        let point =
            |node: &TextNode| Point { node: page.layout.nodes.len(), at: node.text.encode_utf16().count() };
        for (slot, start) in unit.slots.iter().zip(&mut starts) {
            if slot.start == at {
                *start = Some(point(&node));
            }
        }
        node.text.push_str(&shown);
        for (slot, end) in unit.slots.iter().zip(&mut ends) {
            if slot.end == at + length {
                *end = Some(point(&node));
            }
        }
        rest = &rest[length..];
    }
    page.layout.nodes.push(node);
    if let Some(run) = unit.origin {
        let places = starts
            .into_iter()
            .zip(ends)
            .map(|(start, end)| Place { start: start.unwrap(), end: end.unwrap() });
        page.truth[run] = places.collect();
    }
}

/// Returns what a generator shows of the start of a text, and how much of it that is.
fn changed(rng: &mut Rng, rest: &str, keep: bool, character: char) -> (String, usize) {
    const CHANGES: &[(&str, &[&str])] = &[
        ("...", &["…"]),
        ("---", &["—", "–"]),
        ("--", &["–"]),
        ("\"", &["“", "”", "„", "«"]),
        ("'", &["’", "‘"]),
        ("ffi", &["ﬃ"]),
        ("fl", &["ﬂ"]),
        ("fi", &["ﬁ"]),
        (" ", &["\u{A0}", "\n  ", ""]),
        ("\n", &[" ", "\r\n"]),
    ];
    let found = CHANGES.iter().find(|(from, _)| rest.starts_with(from)).filter(|_| !keep && rng.bool());
    match found {
        Some((from, to)) => (to[rng.usize(..to.len())].to_owned(), from.len()),
        None => (character.to_string(), character.len_utf8()),
    }
}

/// What is done to the order and the number of units.
#[derive(Debug, Clone, Copy)]
enum Change {
    Nothing,
    Reversed,
    Shuffled,
    OneMoved,
    Contents,
    Twice,
    CopiesAnywhere,
    Removed,
    Edited,
}

const CHANGES: [Change; 9] = [
    Change::Nothing,
    Change::Reversed,
    Change::Shuffled,
    Change::OneMoved,
    Change::Contents,
    Change::Twice,
    Change::CopiesAnywhere,
    Change::Removed,
    Change::Edited,
];

fn apply(rng: &mut Rng, change: Change, units: &mut Vec<Unit>) {
    let copy = |unit: &Unit| Unit { origin: None, ..unit.clone() };
    match change {
        Change::Nothing => {}
        Change::Reversed => units.reverse(),
        Change::Shuffled => rng.shuffle(units),
        Change::OneMoved => {
            let unit = units.remove(rng.usize(..units.len()));
            units.insert(rng.usize(..=units.len()), unit);
        }
        // A list of contents, before the text or after it.
        Change::Contents => {
            let copies: Vec<Unit> = units.iter().filter(|_| rng.bool()).map(copy).collect();
            let at = if rng.bool() { 0 } else { units.len() };
            units.splice(at..at, copies);
        }
        Change::Twice => {
            let copies: Vec<Unit> = units.iter().map(copy).collect();
            let at = if rng.bool() { 0 } else { units.len() };
            units.splice(at..at, copies);
        }
        Change::CopiesAnywhere => {
            for _ in 0..rng.usize(1..9) {
                let unit = copy(&units[rng.usize(..units.len())]);
                units.insert(rng.usize(..=units.len()), unit);
            }
        }
        Change::Removed => {
            // What is removed is removed wherever its text is.
            for _ in 0..rng.usize(1..4) {
                if units.is_empty() {
                    return;
                }
                let text = units[rng.usize(..units.len())].text.clone();
                units.retain(|unit| unit.text != text);
            }
        }
        Change::Edited => {
            for unit in units.iter_mut() {
                if rng.u8(..3) == 0 {
                    edit(rng, unit);
                }
            }
        }
    }
}

/// Puts a word in between two words of a unit that are in no slot.
fn edit(rng: &mut Rng, unit: &mut Unit) {
    let spaces: Vec<usize> = unit.text.match_indices(' ').map(|(at, _)| at).collect();
    let free = |at: &usize| unit.slots.iter().all(|slot| *at < slot.start || slot.end <= *at);
    let spaces: Vec<usize> = spaces.into_iter().filter(free).collect();
    let Some(at) = rng.choice(&spaces).copied() else { return };
    unit.text.insert_str(at, " edited");
    for slot in &mut unit.slots {
        if slot.start > at {
            *slot = slot.start + 7..slot.end + 7;
        }
    }
}

#[test]
fn every_slot_is_placed_right_or_lost() {
    let (mut placed, mut all) = ([0; CHANGES.len()], [0; CHANGES.len()]);
    for seed in 0..900 {
        let mut rng = Rng::with_seed(seed);
        let which = seed as usize % CHANGES.len();
        let (mut runs, mut units) = (Vec::new(), Vec::new());
        for number in 0..rng.usize(2..30) {
            let (run, made) = match runs.len() {
                // The same text again, with the same slots or with others.
                known if known > 0 && rng.u8(..6) == 0 => again(&mut rng, &runs, &units, number),
                _ => unit(&mut rng, number),
            };
            runs.push(run);
            units.push(made);
        }
        apply(&mut rng, CHANGES[which], &mut units);
        let mut page = Page { layout: Layout::default(), truth: vec![Vec::new(); runs.len()] };
        for unit in &units {
            if rng.bool() {
                let text = words(&mut rng, 1..12) + " " + DEFAULTS[rng.usize(..DEFAULTS.len())];
                write(
                    &mut rng,
                    &mut page,
                    &Unit { origin: None, kind: PassageKind::Prose, text, slots: Vec::new() },
                );
            }
            write(&mut rng, &mut page, unit);
        }
        let located = page.layout.locate(&runs);
        for (number, (run, places)) in runs.iter().zip(&located).enumerate() {
            for (slot, place) in places.iter().enumerate() {
                all[which] += 1;
                let Some(place) = place else { continue };
                placed[which] += 1;
                let same = (0..runs.len()).filter(|other| runs[*other] == *run);
                let right = same
                    .filter_map(|run| page.truth[run].get(slot))
                    .any(|right| visible(&page.layout, right) == visible(&page.layout, place));
                let default = &run.text[run.slots[slot].range.clone()];
                let shown = text_at(&page.layout, place);
                assert!(
                    right,
                    "seed {seed}, {:?}: run {number} slot {slot} `{default}` of `{}` is at `{shown}`",
                    CHANGES[which], run.text
                );
            }
        }
    }
    for ((change, placed), all) in CHANGES.iter().zip(placed).zip(all) {
        eprintln!("{change:?}: {placed} of {all}");
    }
    let share = |which: usize| placed[which] as f64 / all[which] as f64;
    assert!(share(0) > 0.9, "a page in order keeps almost all of its slots");
    assert!([3, 4, 7].into_iter().all(|which| share(which) > 0.6), "most slots are found");
}

/// Returns a place as one that begins and ends at a character that is seen.
fn visible(layout: &Layout, place: &Place) -> (Option<Point>, Option<Point>) {
    let unseen = |c: char| c.is_whitespace() || "\u{AD}\u{200B}\u{2060}\u{200F}".contains(c);
    let (mut first, mut last) = (None, None);
    for number in place.start.node..=place.end.node {
        let mut at = 0;
        for character in layout.nodes[number].text.chars() {
            let end = at + character.len_utf16();
            let is_in = (number > place.start.node || at >= place.start.at)
                && (number < place.end.node || end <= place.end.at);
            if is_in && !unseen(character) {
                first = first.or(Some(Point { node: number, at }));
                last = Some(Point { node: number, at: end });
            }
            at = end;
        }
    }
    (first, last)
}

fn again(rng: &mut Rng, runs: &[Run], units: &[Unit], number: usize) -> (Run, Unit) {
    let which = rng.usize(..runs.len());
    let (mut run, unit) = (runs[which].clone(), units[which].clone());
    if rng.bool() {
        run.slots.iter_mut().for_each(|slot| slot.variable = format!("w{number}"));
    }
    (run, Unit { origin: Some(number), ..unit })
}

/// Long enough for a busy machine, and far too short for anything quadratic.
const LIMIT: Duration = Duration::from_secs(10);

fn timed(what: &str, layout: &Layout, runs: &[Run]) -> Vec<Vec<Option<Place>>> {
    let begun = Instant::now();
    let located = layout.locate(runs);
    let taken = begun.elapsed();
    eprintln!("{what}: {taken:?}");
    assert!(taken < LIMIT, "{what}: {taken:?}");
    located
}

fn prose(texts: impl Iterator<Item = String>) -> Layout {
    let node = |(passage, text): (usize, String)| TextNode { text, passage, starts_line: true };
    let nodes: Vec<TextNode> = texts.enumerate().map(node).collect();
    Layout { passages: vec![PassageKind::Prose; nodes.len()], nodes }
}

fn run(text: String, range: Range<usize>) -> Run {
    let slot = RunSlot { range, variable: "domain".to_owned(), ..RunSlot::default() };
    Run { text, slots: vec![slot], ..Run::default() }
}

#[test]
fn a_thousand_slots_take_no_time() {
    let texts: Vec<String> = (0..1000)
        .map(|at| format!("On host {at} of the site at example.com is service {}.", at * 7))
        .collect();
    let runs: Vec<Run> = texts
        .iter()
        .map(|text| run(text.clone(), text.find("example").unwrap()..text.find(" is").unwrap()))
        .collect();
    let located = timed("a thousand slots", &prose(texts.into_iter()), &runs);
    assert!(located.iter().flatten().all(Option::is_some));
}

#[test]
fn no_page_takes_long() {
    let a = |count: usize| "a".repeat(count);
    let many = || (0..1000).map(|at| run(a(100 + at % 7), 3..9)).collect::<Vec<_>>();
    timed("one letter", &prose([a(100_000)].into_iter()), &many());
    timed("one letter in a million nodes", &prose((0..1_000_000).map(|_| a(1))), &many());
    let page = prose((0..1000).map(|at| a(100 + at % 7)));
    timed("paragraphs of one letter", &page, &many());
    timed("short runs", &page, &(0..5000).map(|at| run(a(1 + at % 9), 0..1)).collect::<Vec<_>>());
    let edited = (0..1000).map(|at| run(format!("{}b{}", a(50), a(50 + at % 7)), 3..9)).collect::<Vec<_>>();
    timed("edited runs of one letter", &page, &edited);
    let words = "lorem ipsum dolor sit amet ";
    let nodes = (0..1_000_000).map(|at| TextNode {
        text: format!("{} {at} ", &words[at % 20..at % 20 + 5]),
        passage: 0,
        starts_line: false,
    });
    let page = Layout { nodes: nodes.collect(), passages: vec![PassageKind::Prose] };
    let runs: Vec<Run> = (0..1000).map(|at| run(format!("{} example.com", at * 900), 0..1)).collect();
    timed("a million nodes", &page, &runs);
    let ranges: Vec<(usize, Range<usize>)> = (0..100_000).map(|at| (0, at * 3..at * 3 + 2)).collect();
    let begun = Instant::now();
    page.places(&ranges);
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
}

#[test]
fn a_range_of_a_passage_is_the_same_text_in_its_nodes() {
    for seed in 0..200 {
        let mut rng = Rng::with_seed(seed);
        let mut page = Page { layout: Layout::default(), truth: vec![Vec::new(); 5] };
        for number in 0..5 {
            let (_, made) = unit(&mut rng, number);
            write(&mut rng, &mut page, &made);
        }
        for (passage, found) in page.layout.passages().iter().enumerate() {
            for word in found.text.split_whitespace() {
                let start = word.as_ptr() as usize - found.text.as_ptr() as usize;
                let place = page.layout.place(passage, &(start..start + word.len())).unwrap();
                assert_eq!(text_at(&page.layout, &place), word, "seed {seed}");
            }
        }
    }
}
