//! What programs read: `llms.txt` with the list of all pages and `llms-full.txt` with their texts (llmstxt.org),
//! `sitemap.xml` (sitemaps.org) and `robots.txt` (RFC 9309).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sitevar_core::FrontMatter;

use super::render::absolute;
use super::theme::escape;
use crate::output::Outputs;
use crate::pages::Page;
use crate::pages::Pages;
use crate::report::Abort;
use crate::site::Site;

/// The names of the lists.
pub(super) const LLMS_NAME: &str = "llms.txt";
pub(super) const LLMS_FULL_NAME: &str = "llms-full.txt";
pub(super) const SITEMAP_NAME: &str = "sitemap.xml";
pub(super) const ROBOTS_NAME: &str = "robots.txt";

/// How long all pages together may be in one file, in bytes: programs that read it whole take less.
const FULL_LIMIT: u64 = 16 << 20;

/// Writes the lists; a sitemap needs whole addresses, so there is none without `base_url`.
pub(super) fn write(site: &Site, pages: &Pages, folder: &dyn Outputs) -> Result<(), Abort> {
    folder.write(Path::new(LLMS_NAME), llms(site, pages).as_bytes())?;
    if let Some(text) = llms_full(site, pages, folder)? {
        folder.write(Path::new(LLMS_FULL_NAME), text.as_bytes())?;
    }
    if !site.config.base_url.is_empty() {
        folder.write(Path::new(SITEMAP_NAME), sitemap(&site.config.base_url, pages).as_bytes())?;
    }
    Ok(())
}

/// Lists the Markdown of every page under the heading of its section.
fn llms(site: &Site, pages: &Pages) -> String {
    let home = pages.named("");
    let title = home.map_or(site.config.title.as_str(), |home| &home.title);
    let mut text = format!("# {}\n", one_line(title));
    if let Some(home) = home.filter(|home| !home.metadata.description.is_empty()) {
        let _ = write!(text, "\n> {}\n", one_line(&home.metadata.description));
    }
    list_section(site, pages, "", title, &mut text);
    text
}

/// Returns the Markdown of every page, each after its title and its address; nothing where that would be too long.
fn llms_full(site: &Site, pages: &Pages, folder: &dyn Outputs) -> Result<Option<String>, Abort> {
    let listed = pages.all.iter().filter(|page| page.metadata.is_listed() && !page.made_up);
    let files: Vec<(&Page, PathBuf)> = listed.map(|page| (page, page.folder.join("index.md"))).collect();
    if files.iter().filter_map(|(_, path)| folder.size(path)).sum::<u64>() > FULL_LIMIT {
        return Ok(None);
    }
    let mut text = String::new();
    for (page, path) in files {
        let Some(markdown) = folder.read(&path)? else { continue };
        let markdown = String::from_utf8_lossy(&markdown);
        let body = FrontMatter::find(&markdown).map_or(0, |front_matter| front_matter.body);
        let body = markdown.get(body..).unwrap_or_default().trim();
        let address = absolute(&site.config.base_url, &page.address);
        let own = format!("# {}", one_line(&page.title));
        // A page may begin with its title.
        let (title, body) = match body.split_once('\n') {
            Some((title, rest)) if title.starts_with("# ") => (title, rest.trim_start()),
            _ => (own.as_str(), body),
        };
        let _ = write!(text, "{title}\n\nSource: {address}\n\n{body}\n\n");
    }
    Ok(Some(text))
}

/// Writes where crawlers find the sitemap, unless the site has such a file.
pub(super) fn write_robots(site: &Site, folder: &dyn Outputs) -> Result<(), Abort> {
    let base = &site.config.base_url;
    if base.is_empty() || folder.size(Path::new(ROBOTS_NAME)).is_some() {
        return Ok(());
    }
    let sitemap = absolute(base, &format!("/{SITEMAP_NAME}"));
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    folder.write(Path::new(ROBOTS_NAME), text.as_bytes())
}

/// Lists the pages right below a section, then its sections.
fn list_section(site: &Site, pages: &Pages, name: &str, title: &str, text: &mut String) {
    let has_pages = |page: &&Page| pages.children(&page.name).next().is_some();
    let (sections, single): (Vec<&Page>, Vec<&Page>) =
        pages.children(name).filter(|page| page.metadata.is_listed()).partition(has_pages);
    if !single.is_empty() {
        let _ = write!(text, "\n## {}\n\n", one_line(title));
    }
    for page in single {
        list_page(site, page, text);
    }
    for section in sections {
        list_section(site, pages, &section.name, &section.title, text);
    }
}

fn list_page(site: &Site, page: &Page, text: &mut String) {
    let base = if site.config.base_url.is_empty() { "" } else { site.config.base_url.as_str() };
    let address = absolute(base, &page.address);
    let _ = write!(text, "- [{}]({address}index.md)", one_line(&page.title));
    if !page.metadata.description.is_empty() {
        let _ = write!(text, ": {}", one_line(&page.metadata.description));
    }
    text.push('\n');
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sitemap(base_url: &str, pages: &Pages) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages.all.iter().filter(|page| page.metadata.is_listed()) {
        let changed = page.metadata.changed.as_ref();
        let changed = changed.map(|date| format!("<lastmod>{date}</lastmod>")).unwrap_or_default();
        let address = absolute(base_url, &page.address);
        let _ = writeln!(text, "  <url><loc>{}</loc>{changed}</url>", escape(&address));
    }
    text.push_str("</urlset>\n");
    text
}
