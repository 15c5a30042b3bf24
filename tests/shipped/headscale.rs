//! The Headscale guide is written anew, and its configurations are those of the guide it was made from.

use serde_json::Value;
use sitevar_core::Values;
use sitevar_templates::{DataFormat, parse_data};

use super::files::{MemorySite, options};
use super::pages::{self, fences, project};

/// The titles of the blocks that a reader pastes.
const BLOCKS: [&str; 2] = ["configuration.yml", "config.yaml"];

#[test]
fn the_configurations_equal_those_of_the_published_guide() {
    let path = project().join("../shared/seed/headscale.md");
    let Ok(seed) = std::fs::read_to_string(&path) else {
        return eprintln!("skipped: no {}", path.display());
    };
    let ours = pages::read("guides").into_iter().find(|page| page.path == "guides/headscale.md").unwrap();
    let (ours, seed) = (configurations(&ours.text), configurations(&seed));
    assert_eq!(ours, seed);
}

/// Returns what the blocks of a guide hold with the default values.
fn configurations(guide: &str) -> Vec<(String, Value)> {
    let outcome = MemorySite::new().expand("guides/headscale.md", guide, &options());
    let blocks = fences(&outcome.value.markdown(&Values::default()).value);
    let found: Vec<_> = BLOCKS
        .iter()
        .map(|title| {
            let block = blocks.iter().find(|block| block.title == *title).unwrap();
            ((*title).to_owned(), parse_data(&block.text, DataFormat::Yaml).unwrap())
        })
        .collect();
    assert!(found.iter().all(|(_, value)| value.is_object()));
    found
}
