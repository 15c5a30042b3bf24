//! All pages of the site, by name and by address, and the tree of sections.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::page::{AllRead, Page};
use super::published::Published;
use super::resources::Resource;
use super::settle::settle;
use crate::pages::Found;
use crate::report::{Abort, Findings};
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
    /// Where each page stands among the pages of its folder.
    places: Vec<usize>,
    /// Pages that have an error: links to them are right, but nothing lists them.
    left_out: Vec<Page>,
    /// Their addresses, by name in lower case.
    left_out_by_name: HashMap<String, String>,
    pub(super) published: Published,
}

impl Catalogue {
    /// Puts the pages in order; folders without a page of their own get one, and pages whose place is taken are left
    /// out. `written` says that the site is built, so that what the build makes itself takes places too.
    ///
    /// # Errors
    ///
    /// Fails where the files of `static/` cannot be listed.
    pub(super) fn new(
        site: &Site,
        read: AllRead,
        files: &[Found],
        written: bool,
    ) -> Result<(Self, Vec<Findings>), Abort> {
        let AllRead { pages, unread, mut findings } = read;
        let (catalogue, refused, hidden) = Self::of(site, pages, unread, files, written)?;
        findings.extend(refused);
        findings.extend(hidden);
        Ok((catalogue, findings))
    }

    /// Takes pages out, so that no list and no navigation leads to them; the list that stands in for the page of a folder
    /// may then need the place of another.
    ///
    /// # Errors
    ///
    /// The same as [`Catalogue::new`].
    pub(super) fn without(
        &self,
        site: &Site,
        bad: &HashSet<&str>,
        files: &[Found],
    ) -> Result<(Self, Vec<Findings>), Abort> {
        let real = self.pages.iter().filter(|page| !page.made_up).cloned();
        let (out, pages): (Vec<Page>, Vec<Page>) = real.partition(|page| bad.contains(page.path.as_str()));
        // What is hidden was told the first time.
        let left_out = [&self.left_out[..], &out].concat();
        let (catalogue, refused, _) = Self::of(site, pages, left_out, files, true)?;
        Ok((catalogue, refused))
    }

    fn of(
        site: &Site,
        mut pages: Vec<Page>,
        mut left_out: Vec<Page>,
        files: &[Found],
        written: bool,
    ) -> Result<(Self, Vec<Findings>, Vec<Findings>), Abort> {
        let refused = settle(site, &mut pages, &mut left_out, written);
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
        let places = places(&children, pages.len());
        let (resources, hidden) = super::resources::find(site, &pages, files, written)?;
        let published = Published::new(site, &pages, &left_out, files, &resources);
        let files = resources.iter().map(Resource::address).collect();
        let catalogue = Self {
            pages,
            resources,
            by_name,
            by_address,
            files,
            children,
            places,
            left_out,
            left_out_by_name,
            published,
        };
        Ok((catalogue, refused, hidden))
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
    pub(super) fn children(&self, name: &str) -> impl ExactSizeIterator<Item = &Page> {
        let indexes = self.children.get(name).map(Vec::as_slice).unwrap_or_default();
        indexes.iter().map(|&index| &self.pages[index])
    }

    /// Returns where a page stands among the pages of its folder, without looking at each of them.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.by_name.get(&name.to_lowercase()).map(|&index| self.places[index])
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

/// Returns a page for every folder above a page that has none.
pub(super) fn missing_folders(site: &Site, pages: &[Page]) -> Vec<Page> {
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

/// Returns where each page stands in its list.
fn places(children: &BTreeMap<String, Vec<usize>>, pages: usize) -> Vec<usize> {
    let mut places = vec![0; pages];
    for list in children.values() {
        list.iter().enumerate().for_each(|(place, &index)| places[index] = place);
    }
    places
}
