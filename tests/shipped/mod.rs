//! The words of the product: the shipped shortcodes, and the site that documents them.

mod ci;
mod diagnostics;
mod examples;
mod files;
pub mod guides;
mod headscale;
mod links;
mod lookup;
mod nested;
pub mod pages;
mod promises;
mod published;
mod readers;
