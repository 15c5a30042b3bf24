//! The code blocks of 533 real pages: with a reader's values each is the same tree as before, but for the values.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use fastrand::Rng;
use sitevar_core::{
    Call, Expander, Failure, Filled, Format, Guide, HtmlOptions, Inner, Language, Layers, Layout, Library,
    Options, PassageKind, Run, SlotAt, Snippet, Source, Unknown, Values, expand,
};

use super::hostile::HOSTILE;
use super::judge::in_process;
use super::leaf::{Leaf, compare};

/// Number of sets of values for each block.
const SETS: usize = 20;

#[test]
fn blocks_of_real_pages_stay_the_same_tree() {
    let Some(pages) = pages() else { return };
    let mut rng = Rng::with_seed(533);
    let (mut blocks, mut slots, mut written, mut invalid) = (BTreeMap::new(), 0, 0, Vec::new());
    let mut failures = Vec::new();
    for (path, page) in &pages {
        for block in blocks_of(&guide(page)) {
            let crate_name = match block.snippet_language {
                "yaml" | "compose" => "serde_yaml",
                "json" => "serde_json",
                "toml" => "toml",
                _ => continue,
            };
            let marked = block.with(&(0..block.slots.len()).map(|at| block.sentinel(at)).collect::<Vec<_>>());
            let (Some(_), Some(default)) =
                (in_process(crate_name, &block.text), in_process(crate_name, &marked))
            else {
                invalid.push(format!(
                    "{}: {} lines of {}",
                    path.display(),
                    block.text.lines().count(),
                    block.snippet_language
                ));
                continue;
            };
            *blocks.entry(block.snippet_language).or_insert(0) += 1;
            slots += block.slots.len();
            for set in 0..SETS * 2 {
                let values = block.values(&mut rng, set >= SETS);
                let result = block.judge(crate_name, &default, &values);
                match result {
                    Ok(count) if set < SETS && count < values.len() => {
                        failures.push(format!("{}: {values:?}: a valid value is refused", path.display()));
                    }
                    Ok(count) => written += count,
                    Err(why) => failures.push(format!("{}: {values:?}: {why}", path.display())),
                }
            }
        }
    }
    eprintln!("{blocks:?} blocks with {slots} slots, {written} values written");
    eprintln!("{} blocks are not valid to begin with:\n  {}", invalid.len(), invalid.join("\n  "));
    failures.truncate(20);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(slots > 500 && written > slots * SETS, "the corpus holds slots, and they take values");
}

#[test]
fn the_language_of_every_block_of_real_pages_is_in_the_table() {
    let Some(pages) = pages() else { return };
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, page) in &pages {
        let html = guide(page).html(&Values::default(), &HtmlOptions::default()).body;
        for passage in Layout::read_html(&html).passages {
            let PassageKind::CodeBlock { language: name, title } = passage else { continue };
            let language = Language::find(&name, &title).inmost().name();
            assert_ne!(language, "an unknown language", "{}: {name}", path.display());
            *languages.entry(language).or_default() += 1;
        }
    }
    eprintln!("{languages:?}");
    assert!(languages.len() > 15, "the corpus has many languages");
}

/// A code block with slots.
struct Block {
    snippet_language: &'static str,
    layers: Layers,
    text: String,
    slots: Vec<(SlotAt, String)>,
}

impl Block {
    fn snippet(&self) -> Snippet {
        Snippet::new(
            self.layers,
            self.text.clone(),
            self.slots.iter().map(|(slot, _)| slot.clone()).collect(),
        )
    }

    /// Returns what stands for the default of a slot in the tree that is expected: of its kind, and nowhere else.
    fn sentinel(&self, at: usize) -> String {
        match self.text[self.slots[at].0.range.clone()].parse::<f64>() {
            Ok(_) => format!("{}", 50_001 + at),
            Err(_) => format!("zq{at:04}zq"),
        }
    }

    /// Returns the text with other words at the slots.
    fn with(&self, words: &[String]) -> String {
        let (mut out, mut at) = (String::new(), 0);
        for ((slot, _), word) in self.slots.iter().zip(words) {
            out += &self.text[at..slot.range.start];
            // A switch is a truth in the tree, and stays what it is.
            out +=
                if is_switch(&self.text[slot.range.clone()]) { &self.text[slot.range.clone()] } else { word };
            at = slot.range.end;
        }
        out + &self.text[at..]
    }

    /// One value for every variable, of its kind or hostile.
    fn values(&self, rng: &mut Rng, hostile: bool) -> Vec<String> {
        let mut chosen: BTreeMap<&str, String> = BTreeMap::new();
        let values = self.slots.iter().map(|(slot, variable)| {
            let default = &self.text[slot.range.clone()];
            let value = || match variable.as_str() {
                _ if is_switch(default) => default.to_owned(),
                _ if !hostile && default.parse::<f64>().is_ok() => rng.u16(1..).to_string(),
                _ if hostile && slot.format.is_none() => rng.choice(HOSTILE).unwrap().1.to_owned(),
                "domain" => format!("{}.{}.example.org", label(rng), label(rng)),
                _ => label(rng),
            };
            chosen.entry(variable).or_insert_with(value).clone()
        });
        values.collect()
    }

    /// Holds the block with some values against the tree that it must be; returns how many were written.
    fn judge(&self, crate_name: &str, default: &[Leaf], values: &[String]) -> Result<usize, String> {
        let snippet = self.snippet();
        let borrowed: Vec<Option<&str>> = values.iter().map(|value| Some(value.as_str())).collect();
        let written = snippet.fill(&borrowed);
        let text = snippet.write(&written);
        let filled = in_process(crate_name, &text).ok_or_else(|| format!("not valid:\n{text}"))?;
        let is_compose = self.snippet_language == "compose";
        let expect = |text: &str| {
            let mut text = text.to_owned();
            for (at, written) in written.iter().enumerate() {
                let (slot, _) = &self.slots[at];
                let value = match written {
                    Filled::Text(_) => {
                        slot.format.map_or(values[at].clone(), |format| format.apply(&values[at]))
                    }
                    _ => self.text[slot.range.clone()].to_owned(),
                };
                let value = if is_compose && matches!(written, Filled::Text(_)) {
                    value.replace('$', "$$")
                } else {
                    value
                };
                text = text.replace(&self.sentinel(at), &value);
            }
            text
        };
        compare(default, &filled, &expect).map_err(|why| format!("{why}\n{text}"))?;
        Ok(written.iter().filter(|written| matches!(written, Filled::Text(_))).count())
    }
}

fn is_switch(default: &str) -> bool {
    ["true", "false"].contains(&default)
}

fn label(rng: &mut Rng) -> String {
    (0..rng.usize(2..9)).map(|_| rng.lowercase()).collect()
}

/// Finds the code blocks of a guide that have slots.
fn blocks_of(guide: &Guide) -> Vec<Block> {
    guide.table(&Values::default()).runs.into_iter().filter_map(block).collect()
}

fn block(run: Run) -> Option<Block> {
    let PassageKind::CodeBlock { language, title } = run.kind else { return None };
    let layers = Language::find(&language, &title);
    let slots = run.slots.into_iter().map(|slot| {
        let at = SlotAt { range: slot.range, format: Format::parse(&slot.format), ..SlotAt::default() };
        (at, slot.variable)
    });
    Some(Block { snippet_language: layers.inmost().name(), layers, text: run.text, slots: slots.collect() })
}

/// Knows every name; each stands for nothing.
struct Silent;

impl Library for Silent {
    fn needs_inner(&self, _: &str) -> Option<bool> {
        Some(false)
    }

    fn expand(&self, _: &Arc<Call>, _: &Inner, _: &Expander) -> Result<String, Failure> {
        Ok(String::new())
    }
}

fn guide(page: &str) -> Guide {
    let options = Options { unknown: Unknown::Keep, ..Options::default() };
    expand(&Source::new("page.md", page), Arc::new(Silent), &options).value
}

/// Reads the pages of the corpus; `None`, with a line on why, where it is missing.
fn pages() -> Option<Vec<(PathBuf, String)>> {
    let folder = super::case::root().join("../shared/corpus/authelia/content");
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    let mut pages = Vec::new();
    let mut waiting = vec![folder.clone()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(path.read_dir().unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push((
                path.strip_prefix(&folder).unwrap().to_owned(),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    pages.sort();
    Some(pages)
}
