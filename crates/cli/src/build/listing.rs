//! The lists of all pages for programs: `llms.txt` (llmstxt.org) and `sitemap.xml` (sitemaps.org).

use std::fmt::Write as _;
use std::path::Path;

use super::render::absolute;
use super::theme::escape;
use crate::output::OutputFolder;
use crate::pages::Page;
use crate::pages::Pages;
use crate::report::Abort;
use crate::site::Site;

/// The names of the lists.
pub(super) const LLMS_NAME: &str = "llms.txt";
pub(super) const SITEMAP_NAME: &str = "sitemap.xml";

/// Writes both lists; a sitemap needs whole addresses, so there is none without `base_url`.
pub(super) fn write(site: &Site, pages: &Pages, folder: &OutputFolder) -> Result<(), Abort> {
    folder.write(Path::new(LLMS_NAME), llms(site, pages).as_bytes())?;
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

/// Lists the pages right below a section, then its sections.
fn list_section(site: &Site, pages: &Pages, name: &str, title: &str, text: &mut String) {
    let has_pages = |page: &&Page| pages.children(&page.name).next().is_some();
    let (sections, single): (Vec<&Page>, Vec<&Page>) =
        pages.children(name).filter(|page| !page.metadata.noindex).partition(has_pages);
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
    for page in pages.all.iter().filter(|page| !page.metadata.noindex) {
        let _ = writeln!(text, "  <url><loc>{}</loc></url>", escape(&absolute(base_url, &page.address)));
    }
    text.push_str("</urlset>\n");
    text
}
