//! A site's own template for links: what it reads as an address may be none.
//!
//! With such a template, or with Hugo's, which sites in several languages have, a path is looked up from the root of
//! the content too. A destination that is written in the template as it is means something of its own.

use std::collections::HashSet;

use walkdir::WalkDir;

use crate::site::Site;

/// What is known of the templates for links.
#[derive(Default)]
pub(super) struct Hooks {
    /// Paths are looked up from the root of the content.
    pub(super) from_root: bool,
    /// The texts that are in the templates.
    literals: HashSet<String>,
}

impl Hooks {
    /// Reads the templates of a site and of its themes.
    pub(super) fn of(site: &Site) -> Self {
        let publishing = &site.config.publishing;
        let is_one_missing = !publishing.missing_parts(&site.root).is_empty();
        let themes = publishing.parts.iter().flatten().map(|place| format!("{place}/layouts"));
        let folders: Vec<String> = std::iter::once("layouts".to_owned()).chain(themes).collect();
        let templates: Vec<String> = folders.iter().flat_map(|folder| templates(site, folder)).collect();
        let several = publishing.languages.all.len() > 1;
        let from_root = several || is_one_missing || !templates.is_empty();
        Self { from_root, literals: templates.iter().flat_map(|text| literals(text)).collect() }
    }

    /// Tells whether a destination means something of its own.
    pub(super) fn name(&self, destination: &str) -> bool {
        self.literals.contains(destination)
    }
}

/// Returns the texts of the templates for links below a folder.
fn templates(site: &Site, folder: &str) -> Vec<String> {
    let walk = WalkDir::new(site.root.join(folder)).into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.file_type().is_file() && name.starts_with("render-link.")
    });
    files.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
}

/// Returns the texts in quotation marks within a template's actions.
fn literals(template: &str) -> Vec<String> {
    let actions = template.split("{{").skip(1).filter_map(|rest| rest.split("}}").next());
    let actions = actions.filter(|action| !action.trim_start_matches(['-', ' ']).starts_with("/*"));
    let quoted = |action: &str, quote: char| -> Vec<String> {
        action.split(quote).skip(1).step_by(2).map(str::to_owned).collect()
    };
    actions.flat_map(|action| [quoted(action, '"'), quoted(action, '`')].concat()).collect()
}
