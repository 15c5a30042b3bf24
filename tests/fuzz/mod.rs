//! Random pages for the parser, the expansion and the HTML writer: whatever a page holds, it is a page.
//!
//! 1. [`pages`]: pages that look like guides gone wrong, made of the pieces of [`grammar`]; [`worst`]: written down.
//! 2. [`library`]: shortcodes of every kind that a template can be.
//! 3. [`rules`]: what must hold of every page.
//! 4. A target each for parse, expand and html runs a fixed time; `cargo xtask fuzz` runs them longer.
//! 5. [`examples`] has pages around examples of secrets, [`info`] what is written behind fences and headings,
//!    [`found`] examples in passages of every kind, [`letters`] a letter beyond ASCII at every place of small pages.
//! 6. [`digest`] does the same with digests, [`pattern`] with patterns of attributes, [`contexts`] with values in texts
//!    of any language, [`templates`] with templates.

mod contexts;
mod digest;
mod examples;
mod expand;
mod found;
mod grammar;
mod html;
mod info;
mod letters;
mod library;
mod pages;
mod parse;
mod pattern;
mod rules;
mod templates;
mod worst;

use std::time::Duration;

/// How long each target runs in an ordinary test run.
const SECONDS: u64 = 2;

/// Feeds random pages to a rule for a fixed time; a page that breaks it is shrunk and shown.
fn feed(rule: impl Fn(&str) + std::panic::RefUnwindSafe) {
    bolero::check!()
        .with_test_time(Duration::from_secs(seconds()))
        .with_generator(pages::pages())
        .for_each(|page| rule(&page.0));
}

/// Returns how long each target runs.
fn seconds() -> u64 {
    let chosen = std::env::var("SITEVAR_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    chosen.unwrap_or(SECONDS)
}
