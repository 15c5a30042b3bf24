//! All pages, files and lists of the site by the names and addresses that they have for Hugo.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use sitevar_core::Source;

use super::super::metadata::Metadata;
use super::super::page::Page;
use super::super::paths::{folder, join, last_part, name_of};
use super::super::resources::Resource;
use super::super::seen::{self, Seen, View};
use super::{LinkTarget, address_key, is_other_page};
use crate::files::{self, Found, PageText, Walked};
use crate::site::Site;

/// What a name or an address leads to: an address of this build, or something that only Hugo publishes.
type Target = Option<Arc<str>>;

/// The pages and files of a site.
#[derive(Default)]
pub(super) struct Index {
    /// By language and name in lower case; the number is the rank of the folder.
    names: HashMap<(usize, String), (usize, Target)>,
    /// By language and path in lower case.
    files: HashMap<(usize, String), Target>,
    /// By address without slashes around it, in lower case.
    addresses: HashMap<String, Target>,
    /// The addresses of all pages and lists, of this build too.
    lists: HashSet<String>,
    /// The addresses of the folders of pages, by language and path.
    homes: HashMap<(usize, String), String>,
    ugly: bool,
    /// How many languages there are.
    languages: usize,
}

/// Returns an address or a path as it is compared.
pub(super) fn key(path: &str) -> String {
    path.trim_matches('/').to_lowercase()
}

impl Index {
    pub(super) fn new(
        site: &Site,
        pages: &[Page],
        left_out: &[Page],
        files: &[Found],
        resources: &[Resource],
    ) -> Self {
        let publishing = &site.config.publishing;
        let languages = publishing.languages.all.len();
        let mut index = Self { ugly: publishing.ugly, languages, ..Self::default() };
        for page in pages.iter().chain(left_out) {
            index.add_page(site, page);
        }
        index.add_lists(site);
        let ours: HashMap<&Path, String> =
            resources.iter().map(|resource| (resource.path(), resource.address())).collect();
        for file in files.iter().filter(|file| !files::is_page(&file.path)) {
            let path = seen::below_root(site, &file.page_path(""));
            index.add_file(site, &path, ours.get(file.path.as_path()).map(|own| own.as_str().into()));
        }
        index.add_other_folders(site);
        index
    }

    /// Returns what a name in a language leads to.
    pub(super) fn named(&self, language: usize, name: &str) -> Option<LinkTarget> {
        self.names.get(&(language, name.to_lowercase())).map(|(_, target)| link_target(target))
    }

    /// Returns what a file's path leads to; files of other languages stand in for one that is not translated.
    pub(super) fn file(&self, language: usize, path: &str) -> Option<LinkTarget> {
        let path = path.to_lowercase();
        let mut languages = std::iter::once(language).chain(0..self.languages);
        languages.find_map(|language| self.files.get(&(language, path.clone()))).map(link_target)
    }

    /// Returns what an address leads to.
    pub(super) fn at(&self, address: &str) -> Option<LinkTarget> {
        let key = address_key(address);
        let bare = key.strip_suffix(".html").filter(|_| self.ugly);
        let found = self.addresses.get(&key).or_else(|| self.addresses.get(bare?)).map(link_target);
        let is_list = |key: &str| self.lists.contains(key);
        found.or_else(|| (is_list(&key) || bare.is_some_and(is_list)).then_some(LinkTarget::Elsewhere))
    }

    /// Tells whether an address is one of a page or of a list.
    pub(super) fn is_known(&self, address: &str) -> bool {
        let key = key(address);
        key.is_empty() || self.lists.contains(&key) || self.addresses.contains_key(&key)
    }

    fn add_page(&mut self, site: &Site, page: &Page) {
        self.lists.insert(key(&page.address));
        self.lists.extend(page.lists.iter().map(|list| key(list)));
        let target: Target = Some(page.address.as_str().into());
        let plain = [Seen::plain(&page.path, &page.address)];
        if page.seen.is_empty() {
            self.add_aliases(site, &plain, &page.metadata.aliases, &target);
        }
        for seen in &page.seen {
            self.add_seen(seen, page.is_bundle() || page.is_section(), target.clone());
        }
        self.add_aliases(site, &page.seen, &page.metadata.aliases, &target);
    }

    fn add_seen(&mut self, seen: &Seen, is_home: bool, target: Target) {
        let name = name_of(&seen.path).to_lowercase();
        let slot = self.names.entry((seen.language, name)).or_insert_with(|| (seen.rank, target.clone()));
        if seen.rank < slot.0 {
            *slot = (seen.rank, target.clone());
        }
        self.addresses.entry(key(&seen.address)).or_insert(target);
        self.lists.insert(key(&seen.address));
        if is_home {
            let folder = folder(&seen.path).to_lowercase();
            self.homes.insert((seen.language, folder), seen.address.clone());
        }
    }

    /// Adds the other addresses of a page: from the root of the site, or beside the page.
    fn add_aliases(&mut self, site: &Site, seen: &[Seen], aliases: &[String], target: &Target) {
        for alias in aliases {
            for seen in seen {
                let beside = join(&seen.address, &format!("../{alias}"));
                let path = if alias.starts_with('/') { join("", alias) } else { beside };
                let below_language = seen::with_prefix(site, seen.language, &format!("/{path}"));
                for address in [address_key(&path), address_key(&below_language)] {
                    self.addresses.entry(address).or_insert_with(|| target.clone());
                }
            }
        }
    }

    /// Adds the lists that have no page: those of terms, and the sections of the first level.
    fn add_lists(&mut self, site: &Site) {
        for (index, language) in site.config.publishing.languages.all.iter().enumerate() {
            self.lists.insert(key(&language.prefix));
            for taxonomy in &site.config.publishing.taxonomies {
                self.lists.insert(key(&seen::with_prefix(site, index, &format!("/{taxonomy}"))));
            }
        }
        let sections =
            self.names.keys().filter_map(|(language, name)| Some((*language, name.split_once('/')?.0)));
        let sections: HashSet<String> = sections
            .map(|(language, section)| key(&seen::with_prefix(site, language, &format!("/{section}"))))
            .collect();
        self.lists.extend(sections);
    }

    /// Adds a file that is copied, or a page that is not written in Markdown.
    fn add_file(&mut self, site: &Site, below_root: &str, ours: Target) {
        for view in seen::views(site, below_root) {
            if is_other_page(Path::new(&view.path)) {
                let page = seen::addressed(site, view, &Value::Null);
                let is_home = name_of(&page.path).is_empty() || page.is_bundle();
                self.add_seen(&page, is_home, None);
                continue;
            }
            let address = self.address_of_file(site, &view);
            self.addresses.entry(key(&address)).or_insert_with(|| ours.clone());
            self.files.entry((view.language, view.path.to_lowercase())).or_insert_with(|| ours.clone());
        }
    }

    /// Returns the address of a file: that of the nearest page whose folder it is in, and the rest of its path.
    fn address_of_file(&self, site: &Site, view: &View) -> String {
        let mut above = folder(&view.path);
        loop {
            if let Some(home) = self.homes.get(&(view.language, above.to_lowercase())) {
                let rest = view.path.get(above.len()..).unwrap_or_default();
                return join(home, rest.trim_start_matches('/'));
            }
            if above.is_empty() {
                return seen::with_prefix(site, view.language, &format!("/{}", view.path));
            }
            above = folder(above);
        }
    }

    /// Adds what is in folders of content that the build does not read: of other languages, and of themes.
    fn add_other_folders(&mut self, site: &Site) {
        let publishing = &site.config.publishing;
        let own = site.content();
        for folder in &publishing.languages.folders {
            let real = site.root.join(&folder.source);
            let inside = real.canonicalize().is_ok_and(|real| real.starts_with(&site.root));
            if inside && !real.starts_with(&own) && !own.starts_with(&real) {
                self.add_folder(site, &real, &folder.source);
            }
        }
    }

    fn add_folder(&mut self, site: &Site, real: &Path, source: &str) {
        let files = if real.is_file() {
            vec![Found { path: real.to_owned(), below: "".into() }]
        } else {
            files::walk(real, &site.root).and_then(Walked::strict).unwrap_or_default().files
        };
        for file in files {
            let path = format!("{source}/{}", file.page_path("")).trim_end_matches('/').to_owned();
            if !files::is_page(&file.path) {
                self.add_file(site, &path, None);
                continue;
            }
            let text = std::fs::read_to_string(&file.path).unwrap_or_default();
            let front_matter = PageText::new(Source::new("", text)).front_matter().unwrap_or_default();
            let seen: Vec<Seen> =
                seen::views(site, &path).map(|view| seen::addressed(site, view, &front_matter)).collect();
            for seen in &seen {
                let last = last_part(&seen.path);
                self.add_seen(seen, last.starts_with("index.") || last.starts_with("_index."), None);
            }
            let metadata = Metadata::of(&front_matter);
            self.add_aliases(site, &seen, &metadata.aliases, &None);
        }
    }
}

fn link_target(target: &Target) -> LinkTarget {
    target.as_ref().map_or(LinkTarget::Elsewhere, |address| LinkTarget::Here(address.to_string()))
}
