//! A page of the site: its text, what its front matter says, and where it goes.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use serde_json::Value;
use sitevar_check::check_front_matter;
use sitevar_core::{Code, Diagnostic, Source, own_title};

use super::metadata::{self, Metadata};
use super::paths::name_of;
use super::seen::{self, Seen};
use crate::files::{self, Found, PageText, Unread, Walked};
use crate::report::{Abort, Findings};
use crate::site::Site;

/// A page to be built.
#[derive(Clone)]
pub(crate) struct Page {
    /// Below the content folder, with `/`.
    pub(crate) path: String,
    /// Without its extension and `index` or `_index`; the home page's is empty.
    pub(crate) name: String,
    /// Below the site's address: `/guides/headscale/`.
    pub(crate) address: String,
    /// Below the output folder.
    pub(crate) folder: PathBuf,
    pub(crate) metadata: Metadata,
    /// Where its front matter asks for the address, if it does.
    pub(crate) claim: Option<Claim>,
    pub(crate) title: String,
    /// A page that no file is there for: a folder's list of pages.
    pub(crate) made_up: bool,
    pub(crate) text: PageText,
    /// Where Hugo sees and publishes it, if that is elsewhere: once for each language that shows it.
    pub(crate) seen: Vec<Seen>,
    /// The addresses of the lists of its terms, such as `/tags/docker/`.
    pub(crate) lists: Vec<String>,
}

/// The key of front matter that gives a page another address than its own file does.
#[derive(Clone)]
pub(crate) struct Claim {
    pub(crate) key: &'static str,
    /// The line that says so.
    pub(crate) span: Range<usize>,
}

impl Claim {
    /// Finds what gives a page its address, if that is its front matter.
    fn of(site: &Site, path: &str, address: &str, front_matter: &Value, text: &PageText) -> Option<Self> {
        let key = ["url", "slug"]
            .into_iter()
            .find(|key| front_matter.get(key).and_then(Value::as_str).is_some_and(|text| !text.is_empty()))?;
        let mut without = front_matter.clone();
        without.as_object_mut()?.retain(|key, _| key != "url" && key != "slug");
        let own = site.templates.rel_permalink(path, &without);
        (own != address).then(|| Self { key, span: line_of(key, text).unwrap_or(0..0) })
    }
}

/// Finds the line of front matter that gives a key its value.
fn line_of(key: &str, text: &PageText) -> Option<Range<usize>> {
    let (span, data) = text.data()?;
    let mut start = span.start;
    for line in data.split_inclusive('\n') {
        let written = line.trim();
        let unquoted = written.trim_start_matches(['{', '"', '\'', ' ']);
        let rest = unquoted.strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
        if rest.is_some_and(|rest| rest.starts_with([':', '='])) {
            let before = line.len() - line.trim_start().len();
            return Some(start + before..start + before + written.len());
        }
        start += line.len();
    }
    None
}

impl Page {
    /// Creates the page of a folder without `_index.md`, which only lists the folder's pages.
    pub(crate) fn of_folder(site: &Site, name: &str) -> Self {
        let path = if name.is_empty() { "_index.md".to_owned() } else { format!("{name}/_index.md") };
        let text = PageText::new(Source::new(path.clone(), ""));
        Self { made_up: true, ..Self::bare(site, path, name.to_owned(), text) }
    }

    /// Creates a page that cannot be read, for what other pages say of it.
    fn unread(site: &Site, file: &Found, source: Arc<Source>) -> Self {
        let path = file.page_path("");
        let name = name_of(&path);
        Self::bare(site, path, name, PageText::new(source))
    }

    /// Creates a page of which nothing is known but where it is.
    fn bare(site: &Site, path: String, name: String, text: PageText) -> Self {
        let address = site.templates.rel_permalink(&path, &Value::Null);
        let folder = folder_of(&address).unwrap_or_else(|| PathBuf::from(&name));
        let metadata = Metadata::default();
        let title = title(&metadata, &text, &name, site);
        let seen = seen::of_page(site, &path, &Value::Null);
        Self {
            path,
            name,
            address,
            folder,
            metadata,
            claim: None,
            title,
            made_up: false,
            text,
            seen,
            lists: Vec::new(),
        }
    }

    /// Returns its files below the output folder.
    pub(crate) fn files(&self) -> [PathBuf; 2] {
        ["index.html", "index.md"].map(|name| self.folder.join(name))
    }

    /// Tells whether the page lists the pages of its folder.
    pub(crate) fn is_section(&self) -> bool {
        self.path.rsplit('/').next().is_some_and(|file| file.starts_with("_index."))
    }

    /// Tells whether other files in the page's folder belong to it.
    pub(crate) fn is_bundle(&self) -> bool {
        self.path.rsplit('/').next().is_some_and(|file| file.starts_with("index."))
    }
}

/// The pages of a site, and those that nothing can be made of.
pub(crate) struct AllRead {
    pub(crate) pages: Vec<Page>,
    pub(crate) unread: Vec<Page>,
    pub(crate) findings: Vec<Findings>,
}

/// Reads every page among the files; drafts are left out, and what was refused is told.
pub(crate) fn read_all(site: &Site, walked: &Walked) -> Result<AllRead, Abort> {
    let shown = crate::files::shown(&site.content());
    let read: Vec<Read> = walked
        .files
        .par_iter()
        .filter(|file| files::is_page(&file.path))
        .map(|file| read(site, file, &shown.join(&file.below)))
        .collect::<Result<_, Abort>>()?;
    let mut all = AllRead { pages: Vec::with_capacity(read.len()), unread: Vec::new(), findings: Vec::new() };
    for read in read {
        match read {
            Read::Page(page, diagnostics) => {
                if !diagnostics.is_empty() {
                    all.findings.push(Findings { source: page.text.source.clone(), diagnostics });
                }
                all.pages.push(*page);
            }
            Read::Bad(page, found) => {
                all.unread.push(*page);
                all.findings.push(found);
            }
            Read::Draft => {}
        }
    }
    for refused in &walked.refused {
        let findings = refused.findings();
        if files::is_page(&refused.found.path) {
            all.unread.push(Page::unread(site, &refused.found, findings.source.clone()));
        }
        all.findings.push(findings);
    }
    Ok(all)
}

/// What came of reading a page.
enum Read {
    /// With what is worth knowing of its front matter.
    Page(Box<Page>, Vec<Diagnostic>),
    Draft,
    Bad(Box<Page>, Findings),
}

fn read(site: &Site, file: &Found, shown: &Path) -> Result<Read, Abort> {
    let bad = |found: Findings| Read::Bad(Box::new(Page::unread(site, file, found.source.clone())), found);
    if file.below.to_str().is_none() {
        // Two such names may look the same, so every byte is shown that is not text.
        let shown = format!("{shown:?}");
        let source = Source::new(shown.trim_matches('"'), "");
        let diagnostic = Diagnostic::error(Code::NotUtf8, "the name of the page is not UTF-8 text", 0..0)
            .help("rename the file");
        return Ok(bad(Findings::one(source, diagnostic)));
    }
    let text = match files::read_page_as(&file.path, shown) {
        Ok(text) => text,
        Err(Unread::Bad(findings)) => return Ok(bad(findings)),
        Err(Unread::Abort(abort)) => return Err(abort),
    };
    let wrong = |diagnostic| bad(Findings { source: text.source.clone(), diagnostics: vec![diagnostic] });
    let front_matter = match text.front_matter() {
        Ok(front_matter) => front_matter,
        Err(diagnostic) => return Ok(wrong(*diagnostic)),
    };
    let mut metadata = Metadata::of(&front_matter);
    if metadata.draft {
        return Ok(Read::Draft);
    }
    let path = file.page_path("");
    metadata.changed = metadata.changed.or_else(|| site.changed(&path));
    let name = name_of(&path);
    let address = site.templates.rel_permalink(&path, &front_matter);
    let claim = Claim::of(site, &path, &address, &front_matter, &text);
    let Some(folder) = folder_of(&address) else {
        let span = claim.map_or(0..0, |claim| claim.span);
        let message = format!("the page's address `{address}` is not below the site");
        let diagnostic = Diagnostic::error(Code::BadFrontMatter, message, span)
            .help("write `slug` and `url` in the front matter without `..`");
        return Ok(wrong(diagnostic));
    };
    let title = title(&metadata, &text, &name, site);
    let seen = seen::of_page(site, &path, &front_matter);
    let lists = lists(site, &seen, &front_matter);
    let told = check_front_matter(text.source.text());
    let page =
        Page { path, name, address, folder, metadata, claim, title, made_up: false, text, seen, lists };
    Ok(Read::Page(Box::new(page), told))
}

/// Returns the addresses of the lists that Hugo makes of a page's terms.
fn lists(site: &Site, seen: &[Seen], front_matter: &Value) -> Vec<String> {
    let mut lists = Vec::new();
    for taxonomy in &site.config.publishing.taxonomies {
        for term in metadata::texts(front_matter, taxonomy) {
            let address = site.templates.rel_permalink(&format!("{taxonomy}/{term}/_index.md"), &Value::Null);
            lists.extend(seen.iter().map(|seen| seen.in_language(site, &address)));
            if seen.is_empty() {
                lists.push(address);
            }
        }
    }
    lists
}

/// Returns the folder of an address, which may be percent-encoded; `None` where it leads elsewhere.
fn folder_of(address: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(address).decode_utf8().ok()?;
    let folder = PathBuf::from(decoded.trim_matches('/'));
    let inside = folder.components().all(|part| matches!(part, Component::Normal(_)));
    (inside && !decoded.contains('\0')).then_some(folder)
}

/// Returns the title of a page: that of its front matter, the one that its text begins with, or one made of its file name.
fn title(metadata: &Metadata, text: &PageText, name: &str, site: &Site) -> String {
    if let Some(title) = metadata.title.clone().or_else(|| own_title(text.body())) {
        return title;
    }
    let last = Path::new(name).file_name().map(|name| name.to_string_lossy().replace(['-', '_'], " "));
    match last {
        Some(last) => capitalised(&last),
        None if site.config.title.is_empty() => site.config.words.text("home").to_owned(),
        None => site.config.title.clone(),
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
