//! Where Hugo sees a file of the site, and the address that it gives to it: once for each language that shows it.

use serde_json::Value;

use super::paths::last_part;
use crate::config::ContentFolder;
use crate::site::Site;

/// A page or a file as Hugo sees it in one language.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// The index of the language.
    pub(crate) language: usize,
    /// Below the content folder of the language: `docs/page.md`.
    pub(crate) path: String,
    /// Where it is published: `/de/docs/page/`.
    pub(crate) address: String,
    /// The place of its folder among those that have the same path; the first one wins.
    pub(crate) rank: usize,
}

impl Seen {
    /// Returns a page of a site where Hugo sees what the build sees.
    pub(crate) fn plain(path: &str, address: &str) -> Self {
        Self { language: 0, path: path.to_owned(), address: address.to_owned(), rank: 0 }
    }

    /// Returns an address of its language.
    pub(crate) fn in_language(&self, site: &Site, address: &str) -> String {
        with_prefix(site, self.language, address)
    }

    /// Tells whether it is the page of a section.
    pub(crate) fn is_list(&self) -> bool {
        last_part(&self.path).starts_with("_index.")
    }

    /// Tells whether other files in its folder belong to it.
    pub(crate) fn is_bundle(&self) -> bool {
        last_part(&self.path).starts_with("index.")
    }
}

/// Returns where Hugo sees a page at `path` below the content folder; none where it is what the build sees.
pub(crate) fn of_page(site: &Site, path: &str, front_matter: &Value) -> Vec<Seen> {
    if site.config.publishing.languages.are_plain(&site.config.content) {
        return Vec::new();
    }
    let below_root = below_root(site, path);
    views(site, &below_root).map(|view| addressed(site, view, front_matter)).collect()
}

/// Returns the path of a file of the content folder below the root.
pub(crate) fn below_root(site: &Site, path: &str) -> String {
    format!("{}/{path}", site.config.content).trim_start_matches('/').to_owned()
}

/// A file in a language, not yet with its address.
pub(crate) struct View {
    pub(crate) language: usize,
    pub(crate) path: String,
    pub(crate) rank: usize,
}

/// Returns where Hugo sees the file at a path below the root.
pub(crate) fn views<'a>(site: &'a Site, path: &'a str) -> impl Iterator<Item = View> + 'a {
    let folders = site.config.publishing.languages.folders.iter().enumerate();
    folders.filter_map(move |(rank, folder)| Some((rank, folder, path_in(folder, path)?))).flat_map(
        move |(rank, folder, path)| {
            let (path, own) = without_language(site, &path);
            let speaking = own.map_or_else(|| folder.languages.clone(), |own| vec![own]).into_iter();
            speaking.map(move |language| View { language, path: path.clone(), rank })
        },
    )
}

/// Gives a view the address of its page.
pub(crate) fn addressed(site: &Site, view: View, front_matter: &Value) -> Seen {
    let View { language, path, rank } = view;
    let address = site.templates.rel_permalink(&path, front_matter);
    // An address that front matter writes from the root is taken as it is.
    let from_root = front_matter.get("url").and_then(Value::as_str).is_some_and(|url| url.starts_with('/'));
    let address = if from_root { address } else { with_prefix(site, language, &address) };
    Seen { language, path, address, rank }
}

/// Puts the first part of a language's addresses before an address.
pub(crate) fn with_prefix(site: &Site, language: usize, address: &str) -> String {
    let prefix = site.config.publishing.languages.all.get(language).map_or("", |own| own.prefix.as_str());
    if prefix.is_empty() { address.to_owned() } else { format!("/{prefix}{address}") }
}

/// Returns where a file is seen that is in a folder, or is that itself.
fn path_in(folder: &ContentFolder, path: &str) -> Option<String> {
    let rest = path.strip_prefix(folder.source.as_str())?;
    if !(rest.is_empty() || folder.source.is_empty() || rest.starts_with('/')) {
        return None;
    }
    let below = format!("{}/{}", folder.target, rest.trim_start_matches('/'));
    Some(below.trim_matches('/').to_owned())
}

/// Takes the language out of a file name: `docs/page.de.md`.
fn without_language(site: &Site, path: &str) -> (String, Option<usize>) {
    let languages = &site.config.publishing.languages;
    let parts = path.rsplit_once('.').and_then(|(stem, extension)| {
        let (stem, code) = stem.rsplit_once('.').filter(|_| languages.by_file_name)?;
        let index = languages.all.iter().position(|language| language.code.eq_ignore_ascii_case(code))?;
        Some((format!("{stem}.{extension}"), Some(index)))
    });
    parts.unwrap_or_else(|| (path.to_owned(), None))
}
