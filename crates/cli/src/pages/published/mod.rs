//! What Hugo publishes of the same site: a link that leads there is not broken, whoever builds the site.
//!
//! 1. [`seen`](super::seen): where Hugo sees a file, and the addresses that it gives to it, for each language.
//! 2. [`index`]: all pages and files by these addresses, and the lists and feeds that go with them.
//! 3. [`redirects`]: the rules that lead from other addresses to these.
//! 4. [`hooks`] and [`snippets`]: what a site's own template makes of links, and pages whose links lead from others.
//! 5. [`gaps`]: what would come from folders that are not here; nothing is said of links that lead there.
//! 6. [`Published::find`] follows a link in Hugo's way, and says what is there.

mod gaps;
mod hooks;
mod index;
mod redirects;
mod snippets;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::page::Page;
use super::paths::{folder, join, last_part, name_of};
use super::resources::Resource;
use super::seen::Seen;
use crate::config::{Mount, Publishing};
use crate::files::Found;
use crate::site::Site;
use gaps::Gaps;
use hooks::Hooks;
use index::{Index, key};
use redirects::Redirects;

/// What Hugo publishes, besides what a build finds by itself.
pub(crate) struct Published {
    publishing: Publishing,
    root: PathBuf,
    index: Index,
    redirects: Redirects,
    hooks: Hooks,
    /// The paths of pages that Hugo does not publish by themselves.
    snippets: HashSet<String>,
    gaps: Gaps,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LinkTarget {
    /// To an address of this build.
    Here(String),
    /// To something that Hugo publishes.
    Elsewhere,
    /// To something that may come from a folder that is not here.
    Unknown,
}

impl Published {
    /// Collects what Hugo publishes; `left_out` are pages that are not built.
    pub(super) fn new(
        site: &Site,
        pages: &[Page],
        left_out: &[Page],
        files: &[Found],
        resources: &[Resource],
    ) -> Self {
        let publishing = site.config.publishing.clone();
        let gaps = Gaps::of(site, files);
        let index = Index::new(site, pages, left_out, files, resources);
        Self {
            redirects: Redirects::of(site),
            hooks: Hooks::of(site),
            snippets: snippets::of(site, pages),
            root: site.root.clone(),
            publishing,
            index,
            gaps,
        }
    }

    /// Returns the folders that are not here.
    pub(crate) fn missing(&self) -> &[String] {
        &self.gaps.missing
    }

    /// Follows a link of a page; `path` is decoded and has neither query nor fragment.
    pub(super) fn find(&self, page: &Page, path: &str) -> Option<LinkTarget> {
        let own = [Seen::plain(&page.path, &page.address)];
        let seen = if page.seen.is_empty() { &own[..] } else { &page.seen };
        let named = || seen.iter().find_map(|seen| self.named(seen, path));
        let at = || seen.iter().find_map(|seen| self.at(&self.absolute(seen, path)));
        named()
            .or_else(at)
            .or_else(|| self.below_base(path))
            .or_else(|| {
                // Nobody can say from where the links of a snippet lead.
                let taken_in = !path.starts_with('/') && self.snippets.contains(&page.path);
                (taken_in || self.hooks.name(path)).then_some(LinkTarget::Elsewhere)
            })
            .or_else(|| {
                let unknown = |seen: &Seen| {
                    let named = self
                        .bases(seen, path)
                        .any(|base| self.gaps.may_name(seen.language, &join(base, path)));
                    named || self.gaps.may_hold(&self.absolute(seen, path))
                };
                seen.iter().any(unknown).then_some(LinkTarget::Unknown)
            })
    }

    /// Tells whether paths are looked up from the root of the content too.
    pub(super) fn looks_from_root(&self) -> bool {
        self.hooks.from_root
    }

    /// Looks a page or a file up by its path, as Hugo's link hook does.
    fn named(&self, seen: &Seen, path: &str) -> Option<LinkTarget> {
        self.bases(seen, path).find_map(|base| {
            let below = join(base, path);
            self.index
                .named(seen.language, &name_of(&below))
                .or_else(|| self.index.file(seen.language, &below))
        })
    }

    /// Returns the folders from which a path is looked up.
    fn bases<'a>(&self, seen: &'a Seen, path: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let own = folder(&seen.path);
        let above = if seen.is_bundle() { folder(own) } else { own };
        let root = (self.hooks.from_root && !path.starts_with('.')).then_some("");
        [own, above].into_iter().chain(root)
    }

    /// Returns the address that a browser would ask for.
    fn absolute(&self, seen: &Seen, path: &str) -> String {
        let base = percent_decode_str(&seen.address).decode_utf8_lossy();
        // A page that is a file is beside what its links name.
        let is_file = !base.ends_with('/') || (self.publishing.ugly && !seen.is_list());
        let base = if is_file { folder(base.trim_end_matches('/')) } else { &*base };
        format!("/{}", join(base, path))
    }

    /// Looks an address up.
    fn at(&self, address: &str) -> Option<LinkTarget> {
        self.index.at(address).or_else(|| self.is_made(address).then_some(LinkTarget::Elsewhere))
    }

    /// Looks an address up that starts with the folder of the whole site.
    fn below_base(&self, path: &str) -> Option<LinkTarget> {
        let base = self.publishing.base_path.as_str();
        let rest = path.strip_prefix(base).filter(|_| base != "/")?;
        self.at(&format!("/{}", join("", rest)))
    }

    /// Tells whether an address is a file that Hugo copies or makes, or one that leads on.
    fn is_made(&self, address: &str) -> bool {
        let path = address.trim_matches('/');
        self.is_further_page(path)
            || self.is_further_format(path)
            || ["robots.txt", "sitemap.xml", "404.html", "llms.txt"].contains(&last_part(path))
            || self.is_fixed(path)
            || self.root.join("assets").join(path).is_file()
            || self.redirects.lead_on(path)
    }

    /// Tells whether an address is one of the further pages of a list: `tags/page/2`.
    fn is_further_page(&self, path: &str) -> bool {
        let Some((list, number)) = path.rsplit_once('/') else { return false };
        let list = list.strip_suffix(self.publishing.pager.as_str());
        let numbered = number.bytes().all(|digit| digit.is_ascii_digit());
        list.is_some_and(|list| {
            numbered && (list.is_empty() || list.ends_with('/')) && self.index.is_known(list)
        })
    }

    /// Tells whether an address is a page or a list in another format, such as its feed.
    fn is_further_format(&self, path: &str) -> bool {
        self.publishing.formats.iter().any(|(folder, file)| {
            let (page, name) = path.rsplit_once('/').unwrap_or(("", path));
            let fits = if file.ends_with('.') { name.starts_with(file.as_str()) } else { name == file };
            let page = page.strip_suffix(folder.as_str()).filter(|_| fits);
            let bare = || path.strip_suffix(folder.as_str()).filter(|_| file.starts_with("index."));
            page.or_else(bare).is_some_and(|page| self.index.is_known(page))
        })
    }

    /// Tells whether a file that Hugo copies has the address, or a folder with a page of its own.
    fn is_fixed(&self, path: &str) -> bool {
        self.publishing.fixed.iter().any(|mount| {
            self.fixed_path(mount, path)
                .is_some_and(|real| real.is_file() || real.join("index.html").is_file())
        })
    }

    /// Returns the place of a file in a folder of static files, which must be in the site.
    fn fixed_path(&self, mount: &Mount, path: &str) -> Option<PathBuf> {
        let rest = path.strip_prefix(mount.target.as_str())?;
        let inside = !mount.source.split('/').any(|part| part == "..");
        let boundary = mount.target.is_empty() || rest.is_empty() || rest.starts_with('/');
        (inside && boundary).then(|| self.root.join(&mount.source).join(rest.trim_start_matches('/')))
    }
}

/// Returns whether a file of the content folder is a page of Hugo's that is not written in Markdown.
fn is_other_page(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["html", "htm", "adoc", "asciidoc", "ad", "org", "rst", "pandoc", "pdc"].contains(&extension)
}

/// Returns a key by which addresses are compared; a file name at its end that browsers do not show is left out.
fn address_key(address: &str) -> String {
    key(address.strip_suffix("index.html").unwrap_or(address))
}
