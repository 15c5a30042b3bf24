//! The lists of all pages for programs: `llms.txt` (llmstxt.org) and `sitemap.xml` (sitemaps.org).

use std::fmt::Write as _;
use std::path::Path;

use super::catalogue::Catalogue;
use super::page::Page;
use super::render::absolute;
use super::theme::escape;
use crate::output::OutputFolder;
use crate::report::Abort;
use crate::site::Site;

/// The names of the lists.
pub(super) const LLMS_NAME: &str = "llms.txt";
pub(super) const SITEMAP_NAME: &str = "sitemap.xml";

/// Writes both lists; a sitemap needs whole addresses, so there is none without `base_url`.
pub(super) fn write(site: &Site, catalogue: &Catalogue, folder: &OutputFolder) -> Result<(), Abort> {
    folder.write(Path::new(LLMS_NAME), llms(site, catalogue).as_bytes())?;
    if !site.config.base_url.is_empty() {
        folder.write(Path::new(SITEMAP_NAME), sitemap(&site.config.base_url, catalogue).as_bytes())?;
    }
    Ok(())
}

/// Lists the Markdown of every page under the heading of its section.
fn llms(site: &Site, catalogue: &Catalogue) -> String {
    let home = catalogue.named("");
    let title = home.map_or(site.config.title.as_str(), |home| &home.title);
    let mut text = format!("# {}\n", one_line(title));
    if let Some(home) = home.filter(|home| !home.facts.description.is_empty()) {
        let _ = write!(text, "\n> {}\n", one_line(&home.facts.description));
    }
    list_section(site, catalogue, "", title, &mut text);
    text
}

/// Lists the pages right below a section, then its sections.
fn list_section(site: &Site, catalogue: &Catalogue, name: &str, title: &str, text: &mut String) {
    let has_pages = |page: &&Page| catalogue.children(&page.name).next().is_some();
    let (sections, pages): (Vec<&Page>, Vec<&Page>) =
        catalogue.children(name).filter(|page| !page.facts.noindex).partition(has_pages);
    if !pages.is_empty() {
        let _ = write!(text, "\n## {}\n\n", one_line(title));
    }
    for page in pages {
        list_page(site, page, text);
    }
    for section in sections {
        list_section(site, catalogue, &section.name, &section.title, text);
    }
}

fn list_page(site: &Site, page: &Page, text: &mut String) {
    let base = if site.config.base_url.is_empty() { "" } else { site.config.base_url.as_str() };
    let address = absolute(base, &page.address);
    let _ = write!(text, "- [{}]({address}index.md)", one_line(&page.title));
    if !page.facts.description.is_empty() {
        let _ = write!(text, ": {}", one_line(&page.facts.description));
    }
    text.push('\n');
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sitemap(base_url: &str, catalogue: &Catalogue) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in catalogue.pages.iter().filter(|page| !page.facts.noindex) {
        let _ = writeln!(text, "  <url><loc>{}</loc></url>", escape(&absolute(base_url, &page.address)));
    }
    text.push_str("</urlset>\n");
    text
}
