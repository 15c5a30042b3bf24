//! What is not here: themes, modules and mounted folders whose files nobody can know.
//!
//! A folder that is mounted below an address may publish anything there. A theme or a module publishes files, but the
//! links of a site's pages do not lead to its pages.

use std::collections::BTreeSet;

use super::super::paths::name_of;
use super::super::seen;
use crate::config::{Mount, is_here};
use crate::files::Found;
use crate::site::Site;

/// The addresses of which nothing is known.
#[derive(Default)]
pub(super) struct Gaps {
    /// Everything below these, without slashes around them.
    below: BTreeSet<String>,
    /// Everything below these paths in the content of a language.
    named: BTreeSet<(usize, String)>,
    /// Every file that is no page.
    files: bool,
    /// The folders that are not here, as the configuration names them.
    pub(super) missing: Vec<String>,
}

impl Gaps {
    /// Finds out what is not here.
    pub(super) fn of(site: &Site, files: &[Found]) -> Self {
        let mut gaps = Self::default();
        let publishing = &site.config.publishing;
        for folder in &publishing.languages.folders {
            if gaps.is_missing(site, &folder.source) {
                for &language in &folder.languages {
                    gaps.add_content(site, language, &folder.target);
                }
            }
        }
        for Mount { source, target } in &publishing.content_of_modules {
            if gaps.is_missing(site, source) {
                (0..publishing.languages.all.len())
                    .for_each(|language| gaps.add_content(site, language, target));
            }
        }
        for Mount { source, target } in publishing.fixed.iter().filter(|mount| !mount.target.is_empty()) {
            if gaps.is_missing(site, source) {
                gaps.below.insert(target.to_lowercase());
            }
        }
        let missing = publishing.missing_parts(&site.root);
        gaps.files = !missing.is_empty();
        gaps.missing.extend(missing.into_iter().map(str::to_owned));
        gaps.add_adapters(site, files);
        gaps.missing.sort();
        gaps.missing.dedup();
        gaps
    }

    /// Tells whether something that is not here may be published at an address.
    pub(super) fn may_hold(&self, address: &str) -> bool {
        let path = address.trim_matches('/').to_lowercase();
        self.below.iter().any(|folder| is_below(&path, folder)) || (self.files && is_file(&path))
    }

    /// Tells whether something that is not here may have a path in the content of a language.
    pub(super) fn may_name(&self, language: usize, path: &str) -> bool {
        let name = name_of(path).to_lowercase();
        self.named.iter().any(|(own, folder)| *own == language && is_below(&name, folder))
    }

    fn is_missing(&mut self, site: &Site, source: &str) -> bool {
        let missing = !is_here(&site.root, source);
        if missing {
            self.missing.push(source.to_owned());
        }
        missing
    }

    fn add_content(&mut self, site: &Site, language: usize, target: &str) {
        let address = seen::with_prefix(site, language, &format!("/{}", name_of(target)));
        self.below.insert(address.trim_matches('/').to_lowercase());
        self.named.insert((language, name_of(target).to_lowercase()));
    }

    /// Adds the folders whose pages a template makes.
    fn add_adapters(&mut self, site: &Site, files: &[Found]) {
        for file in files {
            let path = seen::below_root(site, &file.page_path(""));
            let Some((folder, _)) = path.rsplit_once('/').filter(|(_, name)| name.starts_with("_content."))
            else {
                continue;
            };
            let folders: Vec<_> = seen::views(site, folder).collect();
            folders.iter().for_each(|view| self.add_content(site, view.language, &view.path));
            self.missing.push(path);
        }
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Tells whether an address names a file that is no page.
fn is_file(path: &str) -> bool {
    let name = super::last_part(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let short =
        (1..=5).contains(&extension.len()) && extension.bytes().any(|byte| byte.is_ascii_alphabetic());
    short
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !["html", "htm", "md"].contains(&extension)
}
