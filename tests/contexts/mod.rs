//! Contexts: every value that is written into a snippet is read back by the real parser of the snippet's language.
//!
//! 1. [`case`]: a Markdown file for each language under `languages/`: its judges, its snippets, what each refuses.
//! 2. [`hostile`]: the values that break files.
//! 3. [`judge`]: the real parsers, in this process or as programs; each makes [`leaf`]s of a text.
//! 4. [`languages`]: each hostile value in each place of each snippet either comes back or is refused.
//! 5. [`random`]: the same for random values in snippets put together at random.
//! 6. [`commands`]: random commands, whose inner programs are given what was meant.
//! 7. [`named`]: the language of a block, wherever its author has written it.
//! 8. [`types`]: a value has the type of its default for every reader of YAML, TOML, JSON and INI.
//! 9. [`templates`]: what a program that reads a file first would run is escaped or refused.
//! 10. [`addresses`]: an address takes every kind of host.
//! 11. [`formats`] and [`corpus`]: expressions and names in every quote; the code blocks of real pages.

mod addresses;
mod case;
mod commands;
mod corpus;
mod formats;
mod hostile;
mod judge;
mod languages;
mod leaf;
mod named;
mod page;
mod random;
mod templates;
mod types;
