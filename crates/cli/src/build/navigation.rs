//! The ways through a site as a page shows them: the sections it stands in, its breadcrumbs, its table of contents.

use std::collections::HashSet;

use minijinja::value::Value;
use serde::Serialize;
use sitevar_core::Heading;

use super::catalogue::Catalogue;
use super::links::relative;
use super::page::Page;

/// An entry of the navigation; the sections that the page stands in are open.
#[derive(Debug, Serialize)]
pub(super) struct Entry<'a> {
    title: &'a str,
    href: String,
    current: bool,
    children: Vec<Entry<'a>>,
}

/// Returns the navigation of a page.
pub(super) fn entries<'a>(catalogue: &'a Catalogue, page: &Page) -> Vec<Entry<'a>> {
    below(catalogue, page, "")
}

fn below<'a>(catalogue: &'a Catalogue, page: &Page, name: &str) -> Vec<Entry<'a>> {
    let entry = |child: &'a Page| Entry {
        title: &child.title,
        href: relative(&page.address, &child.address),
        current: child.name == page.name,
        children: if holds(&child.name, &page.name) {
            below(catalogue, page, &child.name)
        } else {
            Vec::new()
        },
    };
    catalogue.children(name).map(entry).collect()
}

/// Tells whether a page is `name` itself or below it.
fn holds(name: &str, page: &str) -> bool {
    page.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A page in a list.
#[derive(Debug, Serialize)]
pub(super) struct Listed<'a> {
    title: &'a str,
    description: &'a str,
    href: String,
}

/// Returns the pages that a section lists: those that its own text does not link to already.
pub(super) fn listed<'a>(
    catalogue: &'a Catalogue,
    page: &Page,
    followed: &HashSet<String>,
) -> Vec<Listed<'a>> {
    let children = catalogue.children(&page.name).filter(|_| page.is_section());
    children.map(|child| list(page, child)).filter(|listed| !followed.contains(&listed.href)).collect()
}

/// Returns the pages above a page, the home page first.
pub(super) fn breadcrumbs<'a>(catalogue: &'a Catalogue, page: &'a Page) -> Vec<Listed<'a>> {
    catalogue.ancestors(page).into_iter().map(|above| list(page, above)).collect()
}

fn list<'a>(from: &Page, to: &'a Page) -> Listed<'a> {
    let href = relative(&from.address, &to.address);
    Listed { title: &to.title, description: &to.facts.description, href }
}

/// A heading in the table of contents.
#[derive(Debug, Serialize)]
pub(super) struct Contents<'a> {
    id: &'a str,
    html: Value,
    children: Vec<Contents<'a>>,
}

/// Returns the table of contents: the headings of the second level, with those of the third below them.
pub(super) fn contents(headings: &[Heading]) -> Vec<Contents<'_>> {
    let mut contents: Vec<Contents<'_>> = Vec::new();
    for heading in headings.iter().filter(|heading| matches!(heading.level, 2 | 3)) {
        let entry = Contents {
            id: &heading.id,
            html: Value::from_safe_string(heading.html.clone()),
            children: Vec::new(),
        };
        match contents.last_mut() {
            Some(above) if heading.level == 3 => above.children.push(entry),
            _ => contents.push(entry),
        }
    }
    contents
}
