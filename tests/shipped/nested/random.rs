//! Random nestings of random blocks: no byte of code is lost, in both outputs.

use fastrand::Rng;
use sitevar_core::OutputFormat;

use super::blocks::BLOCKS;
use super::calls::call;
use super::{Case, FIRST, LAST, hold};
use crate::shipped::files::MemorySite;

/// How many pages are tried; `SITEVAR_SEED` gives others.
const PAGES: usize = 400;

#[test]
fn random_nestings_keep_random_blocks() {
    let seed = std::env::var("SITEVAR_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7);
    let mut rng = Rng::with_seed(seed);
    let cases = (0..PAGES).map(|number| page(number, &mut rng)).collect();
    hold(&MemorySite::new().site(), cases, &[OutputFormat::Html, OutputFormat::Markdown]);
}

fn page(number: usize, rng: &mut Rng) -> Case {
    let block = |rng: &mut Rng| {
        // A footnote needs a name of its own.
        BLOCKS[rng.usize(..BLOCKS.len())].1.replace("[^1]", &format!("[^{}]", rng.u32(..)))
    };
    // Two lists that follow each other would be one.
    let blocks: Vec<String> = (0..rng.usize(1..4)).map(|_| block(rng)).collect();
    let inner = format!("{FIRST}\n\n{}\n\n{LAST}\n", blocks.join("\n\n***\n\n"));
    let mut text = inner.clone();
    for _ in 0..rng.usize(1..6) {
        let name = ["callout", "details", "tabs", "envTabs"][rng.usize(..4)];
        text = call(name, rng.bool(), text.trim_end());
        if rng.u8(..3) == 0 {
            text = format!("{}\n\n{text}", "before");
        }
        if rng.u8(..4) == 0 {
            let lines: Vec<String> =
                text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
            text = lines.join("\n");
        } else if rng.u8(..4) == 0 {
            let lines: Vec<String> =
                text.lines().map(|line| format!("   {line}").trim_end().to_owned()).collect();
            text = format!("1. item\n\n{}", lines.join("\n"));
        }
    }
    Case { name: format!("page {number}"), page: text + "\n", inner }
}
