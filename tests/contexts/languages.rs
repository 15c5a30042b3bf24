//! Every hostile value, in every place of every language: it comes back, or it is refused with a reason.

use std::collections::{BTreeMap, HashSet};

use sitevar_core::Filled;

use super::case::{Case, File, files};
use super::hostile::HOSTILE;
use super::judge;
use super::leaf::compare;

#[test]
fn every_hostile_value_comes_back_or_is_refused() {
    let mut failures = each_language(|file| {
        let tries: Vec<Try> = file.cases.iter().flat_map(tries).collect();
        let mut failures = judged(file, &tries);
        failures.extend(refused_as_written(file, &tries));
        failures
    });
    let count = failures.len();
    failures.truncate(60);
    assert!(count == 0, "{count} failures:\n{}", failures.join("\n"));
}

/// Looks for failures in every test file, or in those that `SITEVAR_LANGUAGE` names a part of, side by side.
pub fn each_language(failures: impl Fn(&File) -> Vec<String> + Sync) -> Vec<String> {
    let chosen = std::env::var("SITEVAR_LANGUAGE").unwrap_or_default();
    let files: Vec<File> =
        files().into_iter().filter(|file| file.path.to_string_lossy().contains(&chosen)).collect();
    std::thread::scope(|scope| {
        let running: Vec<_> = files.iter().map(|file| scope.spawn(|| failures(file))).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// A snippet with values.
pub struct Try<'c> {
    pub case: &'c Case,
    /// The name of the value.
    pub name: String,
    /// The slots that it was given to.
    pub slots: Vec<usize>,
    pub values: Vec<Option<String>>,
    pub written: Vec<Filled>,
    pub text: String,
}

impl<'c> Try<'c> {
    pub fn new(case: &'c Case, name: &str, values: Vec<Option<String>>) -> Self {
        let snippet = case.snippet();
        let borrowed: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
        let written = snippet.fill(&borrowed);
        let text = snippet.write(&written);
        let slots = (0..values.len()).filter(|slot| values[*slot].is_some()).collect();
        Self { case, name: name.to_owned(), slots, values, written, text }
    }

    /// Replaces the defaults of a text by the values that were accepted.
    pub fn expect(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (slot, written) in self.written.iter().enumerate() {
            if let (Filled::Text(_), Some(value)) = (written, &self.values[slot]) {
                text = text.replace(self.case.default(slot), value);
            }
        }
        text
    }
}

/// Each hostile value in each slot, and in all of them.
fn tries(case: &Case) -> Vec<Try<'_>> {
    let count = case.slots.len();
    let mut tries = Vec::new();
    for (name, value) in HOSTILE {
        let value = Some((*value).to_owned());
        for slot in 0..count {
            let mut values = vec![None; count];
            values[slot].clone_from(&value);
            tries.push(Try::new(case, name, values));
        }
        if count > 1 {
            tries.push(Try::new(case, name, vec![value; count]));
        }
    }
    tries
}

/// Asks the judges of a file about texts; returns what is wrong with them.
pub fn judged(file: &File, tries: &[Try<'_>]) -> Vec<String> {
    let language = file.path.file_stem().unwrap().to_string_lossy().into_owned();
    let defaults = tries.iter().map(|attempt| attempt.case.text.clone());
    let texts: HashSet<String> = defaults.chain(tries.iter().map(|attempt| attempt.text.clone())).collect();
    // A text with NUL in it is for no judge outside; it is one that no language holds.
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.contains('\0')).collect();
    let mut failures = BTreeMap::new();
    for (judge, program) in &file.judges {
        let Some(verdicts) = judge::ask(judge, program, &texts) else { continue };
        for attempt in tries {
            let default = verdicts[&attempt.case.text].as_ref();
            let verdict = match (default, verdicts.get(&attempt.text)) {
                (None, _) => Err("the snippet is not valid to begin with".to_owned()),
                (_, None) => Err("a NUL was written".to_owned()),
                (_, Some(None)) => Err("it is not valid".to_owned()),
                (Some(default), Some(Some(filled))) => compare(default, filled, &|text| attempt.expect(text)),
            };
            if let Err(why) = verdict {
                let place = format!("{language}, {}, at {:?}: {judge}", attempt.case.name, attempt.slots);
                let told = format!("  {}: {why}\n{}", attempt.name, attempt.text);
                failures
                    .entry(place)
                    .or_insert_with(Vec::new)
                    .push(told.chars().take(600).collect::<String>());
            }
        }
    }
    // One failure for each place, with the names of the others behind it.
    let names = |told: &[String]| told.iter().filter_map(|told| told.split(':').next()).collect::<String>();
    failures.into_iter().map(|(place, told)| format!("{place}:{}\n{}", names(&told), told[0])).collect()
}

/// Holds what is refused against what the file says; records it with `SITEVAR_BLESS`.
fn refused_as_written(file: &File, tries: &[Try<'_>]) -> Vec<String> {
    let mut lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
    let mut failures = Vec::new();
    for case in file.cases.iter().rev() {
        let told = refused(case, tries);
        let said: Vec<String> =
            lines[case.refused.clone()].iter().filter(|line| !line.is_empty()).cloned().collect();
        if said != told {
            failures.push(format!(
                "{}, {}:\n  {}\nit was\n  {}",
                file.path.display(),
                case.name,
                told.join("\n  "),
                said.join("\n  ")
            ));
        }
        let last = if case.refused.end < lines.len() { vec![String::new()] } else { Vec::new() };
        lines.splice(case.refused.clone(), [String::new()].into_iter().chain(told).chain(last));
    }
    if std::env::var_os("SITEVAR_BLESS").is_some() {
        std::fs::write(&file.path, lines.join("\n") + "\n").unwrap();
        return Vec::new();
    }
    failures
}

/// Says which values the places of a snippet refuse, in one line where all of them refuse the same.
fn refused(case: &Case, tries: &[Try<'_>]) -> Vec<String> {
    let mut by_slot: BTreeMap<usize, Vec<&str>> =
        (0..case.slots.len()).map(|slot| (slot, Vec::new())).collect();
    for attempt in tries.iter().filter(|attempt| std::ptr::eq(attempt.case, case) && attempt.slots.len() == 1)
    {
        let slot = attempt.slots[0];
        if let Filled::Refused(reason) = &attempt.written[slot] {
            assert!(!reason.is_empty(), "{}: a refusal has a reason", case.name);
            by_slot.entry(slot).or_default().push(&attempt.name);
        }
    }
    let list = |names: &Vec<&str>| match names.len() {
        0 => "nothing".to_owned(),
        count if count * 2 < HOSTILE.len() => names.join(" "),
        _ => {
            let others = HOSTILE.iter().map(|(name, _)| *name).filter(|name| !names.contains(name));
            format!("all but {}", others.collect::<Vec<_>>().join(" "))
        }
    };
    if by_slot.values().all(|names| names == &by_slot[&0]) {
        return vec![format!("Refused: {}", list(&by_slot[&0]))];
    }
    by_slot
        .iter()
        .map(|(slot, names)| format!("Refused at `{}`: {}", case.default(*slot), list(names)))
        .collect()
}
