//! All pages of the site, by name and by address, and the tree of sections.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sitevar_core::{Code, Diagnostic};

use super::page::{AllRead, Page};
use super::published::Published;
use super::resources::Resource;
use crate::pages::Found;
use crate::report::Findings;
use crate::site::Site;

/// The pages of a site, sorted by path.
pub(crate) struct Catalogue {
    pub(super) pages: Vec<Page>,
    pub(super) resources: Vec<Resource>,
    /// Indexes by name in lower case, as Hugo looks pages up.
    by_name: HashMap<String, usize>,
    /// Indexes by address in lower case, aliases included.
    by_address: HashMap<String, usize>,
    /// The addresses of the other files.
    files: HashSet<String>,
    /// Indexes of the pages right below a page, in the order of lists.
    children: BTreeMap<String, Vec<usize>>,
    /// Pages that have an error: links to them are right, but nothing lists them.
    left_out: Vec<Page>,
    /// Their addresses, by name in lower case.
    left_out_by_name: HashMap<String, String>,
    pub(super) published: Published,
}

impl Catalogue {
    /// Puts the pages in order; folders without a page of their own get one.
    pub(super) fn new(site: &Site, read: AllRead, files: &[Found]) -> (Self, Vec<Findings>) {
        let AllRead { mut pages, unread: mut left_out, mut findings } = read;
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        findings.extend(refuse_same_address(&mut pages, &mut left_out));
        (Self::of(site, pages, left_out, files), findings)
    }

    /// Takes pages out, so that no list and no navigation leads to them.
    pub(super) fn without(&self, site: &Site, bad: &HashSet<&str>, files: &[Found]) -> Self {
        let real = self.pages.iter().filter(|page| !page.made_up).cloned();
        let (out, pages): (Vec<Page>, Vec<Page>) = real.partition(|page| bad.contains(page.path.as_str()));
        Self::of(site, pages, [&self.left_out[..], &out].concat(), files)
    }

    fn of(site: &Site, mut pages: Vec<Page>, left_out: Vec<Page>, files: &[Found]) -> Self {
        add_folders(site, &mut pages);
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        let by = |key: fn(&Page) -> &str| {
            pages.iter().enumerate().map(|(index, page)| (key(page).to_lowercase(), index)).collect()
        };
        let by_name = by(|page| &page.name);
        let mut by_address: HashMap<String, usize> = by(|page| &page.address);
        for (index, page) in pages.iter().enumerate() {
            for alias in &page.facts.aliases {
                by_address.entry(with_slash(alias)).or_insert(index);
            }
        }
        let left_out_by_name =
            left_out.iter().map(|page| (page.name.to_lowercase(), page.address.clone())).collect();
        let children = children(&pages);
        let resources = super::resources::find(site, &pages, files);
        let published = Published::new(site, &pages, &left_out, files, &resources);
        let files = resources.iter().map(Resource::address).collect();
        Self { pages, resources, by_name, by_address, files, children, left_out, left_out_by_name, published }
    }

    /// Returns how many pages the site has, those that are left out among them.
    pub(super) fn count(&self) -> usize {
        self.pages.iter().filter(|page| !page.made_up).count() + self.left_out.len()
    }

    /// Returns the address of the page of a name, also where the page is left out.
    pub(super) fn address_of(&self, name: &str) -> Option<&str> {
        let left_out = || self.left_out_by_name.get(&name.to_lowercase()).map(String::as_str);
        self.named(name).map(|page| page.address.as_str()).or_else(left_out)
    }

    /// Returns the page of a name: `guides/headscale`.
    pub(super) fn named(&self, name: &str) -> Option<&Page> {
        self.by_name.get(&name.to_lowercase()).map(|&index| &self.pages[index])
    }

    /// Returns the page at an address or an alias: `/guides/headscale/`, the last slash may be missing.
    pub(super) fn at(&self, address: &str) -> Option<&Page> {
        self.by_address.get(&with_slash(address)).map(|&index| &self.pages[index])
    }

    /// Tells whether another file of the site has the address.
    pub(super) fn has_file(&self, address: &str) -> bool {
        self.files.contains(address)
    }

    /// Returns the pages right below a page, by weight and title.
    pub(super) fn children(&self, name: &str) -> impl Iterator<Item = &Page> {
        self.children.get(name).into_iter().flatten().map(|&index| &self.pages[index])
    }

    /// Returns the pages above a page, the home page first.
    pub(super) fn ancestors(&self, page: &Page) -> Vec<&Page> {
        let mut ancestors = Vec::new();
        let mut name = page.name.as_str();
        while let Some(above) = parent(name) {
            ancestors.extend(self.named(above));
            name = above;
        }
        ancestors.reverse();
        ancestors
    }
}

/// Returns an address as the catalogue knows it: in lower case, with a slash at its end.
fn with_slash(address: &str) -> String {
    format!("{}/", address.to_lowercase().trim_end_matches('/'))
}

/// Returns the name above a name; the home page has none.
fn parent(name: &str) -> Option<&str> {
    if name.is_empty() { None } else { Some(name.rsplit_once('/').map_or("", |(above, _)| above)) }
}

/// Adds a page for every folder above a page that has none.
fn add_folders(site: &Site, pages: &mut Vec<Page>) {
    let known: BTreeSet<String> = pages.iter().map(|page| page.name.clone()).collect();
    let mut missing = BTreeSet::new();
    missing.insert(String::new());
    for page in pages.iter() {
        let mut name = page.name.as_str();
        while let Some(above) = parent(name) {
            missing.insert(above.to_owned());
            name = above;
        }
    }
    pages.extend(missing.difference(&known).map(|name| Page::of_folder(site, name)));
}

/// Takes out pages that would be written over another one, and reports them.
fn refuse_same_address(pages: &mut Vec<Page>, left_out: &mut Vec<Page>) -> Vec<Findings> {
    let mut first: HashMap<String, String> = HashMap::new();
    let mut findings = Vec::new();
    pages.retain(|page| {
        let key = page.folder.to_string_lossy().to_lowercase();
        let Some(other) = first.get(&key) else {
            first.insert(key, page.path.clone());
            return true;
        };
        let message = format!("the page has the address `{}`, but so has `{other}`", page.address);
        let diagnostic = Diagnostic::error(Code::DuplicateAddress, message, 0..0)
            .help("rename one of them, or give it a `slug` in its front matter");
        findings.push(Findings { source: page.source.clone(), diagnostics: vec![diagnostic] });
        left_out.push(page.clone());
        false
    });
    findings
}

fn children(pages: &[Page]) -> BTreeMap<String, Vec<usize>> {
    let mut children: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        if let Some(above) = parent(&page.name) {
            children.entry(above.to_owned()).or_default().push(index);
        }
    }
    // Hugo's order: by weight, those without one last, then by title.
    let order = |&index: &usize| {
        let page: &Page = &pages[index];
        let weight = if page.facts.weight == 0 { i64::MAX } else { page.facts.weight };
        (weight, page.title.to_lowercase(), page.path.clone())
    };
    children.values_mut().for_each(|list| list.sort_by_cached_key(order));
    children
}
