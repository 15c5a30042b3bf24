//! The pages of a site: by name and by address, in the tree of sections, and where the links between them lead.
//!
//! 1. [`page`](mod@page): every content file is read, with the [`metadata`] in its front matter.
//! 2. [`settle`](mod@settle) leaves out pages whose [output paths](output_paths) another has.
//! 3. [`resources`]: the files that are no pages.
//! 4. [`seen`]: where Hugo sees the same files; [`published`]: what it publishes of them.
//! 5. [`links`]: where the links of a page lead.

pub(crate) mod links;
pub(crate) mod metadata;
mod output_paths;
pub(crate) mod page;
pub(crate) mod paths;
mod published;
mod redirects;
pub(crate) mod resources;
mod seen;
mod settle;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::files::Found;
use crate::report::Findings;
use crate::site::Site;
pub(crate) use output_paths::Reserved;
pub(crate) use page::{AllRead, Page, read_all};
use published::Published;
pub(crate) use redirects::Redirect;
use resources::Resource;
use settle::settle;

/// The files that a site is made of.
#[derive(Clone, Copy)]
pub(crate) struct SiteFiles<'a> {
    /// Those of the content folder.
    pub(crate) content: &'a [Found],
    /// Those of `static/`.
    pub(crate) fixed: &'a [Found],
}

/// The pages of a site, sorted by path.
pub(crate) struct Pages {
    pub(crate) all: Vec<Page>,
    pub(crate) resources: Vec<Resource>,
    /// The pages at their other addresses; only a site that is built has them.
    pub(crate) redirects: Vec<Redirect>,
    /// Indexes by name in lower case, as Hugo looks pages up.
    by_name: HashMap<String, usize>,
    /// Indexes by address in lower case, aliases included.
    by_address: HashMap<String, usize>,
    /// The addresses of the other files.
    files: HashSet<String>,
    /// Indexes of the pages right below a page, in the order of lists.
    children: BTreeMap<String, Vec<usize>>,
    /// Where each page is among the pages of its folder.
    positions: Vec<usize>,
    /// Pages that have an error: links to them are right, but nothing lists them.
    left_out: Vec<Page>,
    /// Their addresses, by name in lower case.
    left_out_by_name: HashMap<String, String>,
    pub(crate) published: Published,
}

impl Pages {
    /// Puts the pages in order; folders without a page of their own get one, and pages whose path is taken are left
    /// out. `reserved` are the files that a build makes itself; a site that is not built has none.
    pub(crate) fn new(
        site: &Site,
        read: AllRead,
        files: SiteFiles<'_>,
        reserved: Option<&Reserved>,
    ) -> (Self, Vec<Findings>) {
        let AllRead { pages, unread, mut findings } = read;
        let (pages, refused, hidden) = Self::of(site, pages, unread, files, reserved);
        findings.extend(refused);
        findings.extend(hidden);
        (pages, findings)
    }

    /// Takes pages out, so that no list and no navigation leads to them; the list that stands in for the page of a folder
    /// may then need the path of another.
    pub(crate) fn without(
        &self,
        site: &Site,
        bad: &HashSet<&str>,
        files: SiteFiles<'_>,
        reserved: &Reserved,
    ) -> (Self, Vec<Findings>) {
        let real = self.all.iter().filter(|page| !page.made_up).cloned();
        let (out, pages): (Vec<Page>, Vec<Page>) = real.partition(|page| bad.contains(page.path.as_str()));
        // What is hidden was told the first time.
        let left_out = [&self.left_out[..], &out].concat();
        let (pages, refused, _) = Self::of(site, pages, left_out, files, Some(reserved));
        (pages, refused)
    }

    fn of(
        site: &Site,
        mut pages: Vec<Page>,
        mut left_out: Vec<Page>,
        files: SiteFiles<'_>,
        reserved: Option<&Reserved>,
    ) -> (Self, Vec<Findings>, Vec<Findings>) {
        let refused = settle(site, &mut pages, &mut left_out, reserved);
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        let by = |key: fn(&Page) -> &str| {
            pages.iter().enumerate().map(|(index, page)| (key(page).to_lowercase(), index)).collect()
        };
        let by_name = by(|page| &page.name);
        let mut by_address: HashMap<String, usize> = by(|page| &page.address);
        for (index, page) in pages.iter().enumerate() {
            for alias in &page.metadata.aliases {
                by_address.entry(with_slash(alias)).or_insert(index);
            }
        }
        let left_out_by_name =
            left_out.iter().map(|page| (page.name.to_lowercase(), page.address.clone())).collect();
        let children = children(&pages);
        let positions = positions(&children, pages.len());
        let mut paths = resources::taken(&pages, files, reserved);
        let (resources, mut hidden) = resources::find(site, &mut paths, &pages, files);
        let (redirects, refused_aliases) =
            if reserved.is_some() { redirects::find(site, &mut paths, &pages) } else { Default::default() };
        hidden.extend(refused_aliases);
        let published = Published::new(site, &pages, &left_out, files.content, &resources);
        let files = resources.iter().map(Resource::address).collect();
        let site_pages = Self {
            all: pages,
            resources,
            redirects,
            by_name,
            by_address,
            files,
            children,
            positions,
            left_out,
            left_out_by_name,
            published,
        };
        (site_pages, refused, hidden)
    }

    /// Returns how many pages the site has, those that are left out among them.
    pub(crate) fn count(&self) -> usize {
        self.all.iter().filter(|page| !page.made_up).count() + self.left_out.len()
    }

    /// Returns the address of the page of a name, also where the page is left out.
    pub(crate) fn address_of(&self, name: &str) -> Option<&str> {
        let left_out = || self.left_out_by_name.get(&name.to_lowercase()).map(String::as_str);
        self.named(name).map(|page| page.address.as_str()).or_else(left_out)
    }

    /// Returns the page of a name: `guides/headscale`.
    pub(crate) fn named(&self, name: &str) -> Option<&Page> {
        self.by_name.get(&name.to_lowercase()).map(|&index| &self.all[index])
    }

    /// Returns the page at an address or an alias: `/guides/headscale/`, the last slash may be missing.
    pub(crate) fn at(&self, address: &str) -> Option<&Page> {
        self.by_address.get(&with_slash(address)).map(|&index| &self.all[index])
    }

    /// Tells whether another file of the site has the address.
    pub(crate) fn has_file(&self, address: &str) -> bool {
        self.files.contains(address)
    }

    /// Returns the pages right below a page that are listed, by weight, date and title.
    pub(crate) fn children(&self, name: &str) -> impl ExactSizeIterator<Item = &Page> {
        let indexes = self.children.get(name).map(Vec::as_slice).unwrap_or_default();
        indexes.iter().map(|&index| &self.all[index])
    }

    /// Returns the pages as a reader would go through the site: a section before the pages in it.
    pub(crate) fn in_order(&self) -> Vec<&Page> {
        let mut ordered = Vec::new();
        let mut open: Vec<&Page> = self.named("").into_iter().collect();
        while let Some(page) = open.pop() {
            let children: Vec<&Page> = self.children(&page.name).collect();
            open.extend(children.into_iter().rev());
            ordered.push(page);
        }
        ordered
    }

    /// Returns all pages in that order, and last those to which no list leads.
    pub(crate) fn all_in_order(&self) -> Vec<&Page> {
        let mut ordered = self.in_order();
        let reached: HashSet<&str> = ordered.iter().map(|page| page.name.as_str()).collect();
        let others = self.all.iter().filter(|page| !reached.contains(page.name.as_str()));
        ordered.extend(others.collect::<Vec<_>>());
        ordered
    }

    /// Returns where a page is among the pages of its folder, without looking at each of them.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.by_name.get(&name.to_lowercase()).map(|&index| self.positions[index])
    }

    /// Returns the pages above a page, the home page first.
    pub(crate) fn ancestors(&self, page: &Page) -> Vec<&Page> {
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

/// Returns an address as the pages knows it: in lower case, with a slash at its end.
fn with_slash(address: &str) -> String {
    format!("{}/", address.to_lowercase().trim_end_matches('/'))
}

/// Returns the name above a name; the home page has none.
fn parent(name: &str) -> Option<&str> {
    if name.is_empty() { None } else { Some(name.rsplit_once('/').map_or("", |(above, _)| above)) }
}

/// Returns a page for every folder above a page that has none.
pub(crate) fn missing_folders(site: &Site, pages: &[Page]) -> Vec<Page> {
    let known: BTreeSet<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    let mut missing = BTreeSet::from([""]);
    for page in pages {
        let mut name = page.name.as_str();
        while let Some(above) = parent(name) {
            missing.insert(above);
            name = above;
        }
    }
    missing.difference(&known).map(|name| Page::of_folder(site, name)).collect()
}

fn children(pages: &[Page]) -> BTreeMap<String, Vec<usize>> {
    let mut children: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| !page.metadata.unlisted) {
        if let Some(above) = parent(&page.name) {
            children.entry(above.to_owned()).or_default().push(index);
        }
    }
    // Hugo's order: by weight, those without one last and the newest of them first, then by title.
    let order = |&index: &usize| {
        let page: &Page = &pages[index];
        let weight = if page.metadata.weight == 0 { i64::MAX } else { page.metadata.weight };
        let date = page.metadata.date.as_deref().filter(|_| page.metadata.weight == 0);
        (weight, Reverse(date), page.title.to_lowercase(), page.path.clone())
    };
    children.values_mut().for_each(|list| list.sort_by_cached_key(order));
    children
}

/// Returns where each page is in its list.
fn positions(children: &BTreeMap<String, Vec<usize>>, pages: usize) -> Vec<usize> {
    let mut positions = vec![0; pages];
    for list in children.values() {
        list.iter().enumerate().for_each(|(position, &index)| positions[index] = position);
    }
    positions
}
