//! The ways through a site as a page shows them: the sections around it, its breadcrumbs, its table of contents, and the
//! pages before and after it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use minijinja::value::Value;
use serde::Serialize;
use sitevar_core::Heading;

use crate::pages::Page;
use crate::pages::Pages;
use crate::pages::paths::relative;
use crate::words::Words;

/// How many pages of one folder the navigation shows; of a larger folder those around the page that is read.
///
/// Docsy, a theme of Hugo's for documentation, cuts its menu at the same number (`sidebar_menu_truncate`). A page that
/// listed every page beside it would make a folder of thousands of pages quadratic.
const SHOWN: usize = 100;

/// Up to how many pages a site has all of them in its navigation, folded away; in a larger one a section that is not open
/// is a link to its page. Every page carries the navigation, so the size of a site grows with the square of this number.
const WHOLE: usize = 150;

/// An entry of the navigation; the sections above the page are open.
#[derive(Debug, Serialize)]
pub(super) struct Entry<'a> {
    title: Cow<'a, str>,
    href: String,
    current: bool,
    /// There are pages below it, which are not in this list.
    more: bool,
    /// The page is this section or in it, or there is no other to choose from.
    open: bool,
    children: Vec<Entry<'a>>,
}

/// Where a navigation is shown.
#[derive(Clone, Copy)]
pub(super) enum Shown<'a> {
    /// On a page.
    On(&'a Page),
    /// At any address: its links begin at the root of the site, such as `/` or `/docs/`.
    Anywhere(&'a str),
}

impl Shown<'_> {
    fn name(&self) -> Option<&str> {
        match self {
            Self::On(page) => Some(&page.name),
            Self::Anywhere(_) => None,
        }
    }

    fn href(&self, address: &str) -> String {
        match self {
            Self::On(page) => relative(&page.address, address),
            Self::Anywhere(root) => format!("{root}{}", address.trim_start_matches('/')),
        }
    }
}

/// Returns the navigation of a page.
pub(super) fn entries<'a>(pages: &'a Pages, shown: Shown<'_>, words: &Words) -> Vec<Entry<'a>> {
    below(pages, shown, "", words)
}

fn below<'a>(pages: &'a Pages, shown: Shown<'_>, name: &str, words: &Words) -> Vec<Entry<'a>> {
    let is_small = pages.all.len() <= WHOLE;
    let has_children = |child: &Page| pages.children(&child.name).len() > 0;
    let is_only =
        name.is_empty() && is_small && pages.children(name).filter(|child| has_children(child)).count() == 1;
    let entry = |child: &'a Page| {
        let is_around = shown.name().is_some_and(|page| holds(&child.name, page));
        let open = is_around || is_only && has_children(child);
        Entry {
            title: Cow::Borrowed(&child.title),
            href: shown.href(&child.address),
            current: shown.name() == Some(&child.name),
            more: has_children(child) && !open && !is_small,
            open,
            children: if open || is_small { below(pages, shown, &child.name, words) } else { Vec::new() },
        }
    };
    let all = pages.children(name).len();
    let open = shown.name().and_then(|page| open_child(name, page));
    let range = around(open.and_then(|child| pages.position(child)), all);
    let entries = pages.children(name).skip(range.start).take(range.len()).map(entry);
    entries.chain(rest(pages, shown, name, all, words)).collect()
}

/// Returns which of `all` entries are shown: all of them, or as many as fit around one.
fn around(position: Option<usize>, all: usize) -> Range<usize> {
    let start = position.unwrap_or_default().saturating_sub(SHOWN / 2).min(all.saturating_sub(SHOWN));
    start..all.min(start + SHOWN)
}

/// Returns the entry that leads to the whole list, where the navigation shows a part of it.
fn rest<'a>(pages: &'a Pages, shown: Shown<'_>, name: &str, all: usize, words: &Words) -> Option<Entry<'a>> {
    let section = pages.named(name).filter(|_| all > SHOWN)?;
    let href = shown.href(&section.address);
    let title = words.counted("allPages", all).into();
    Some(Entry { title, href, current: false, more: false, open: false, children: Vec::new() })
}

/// Returns the name right below `name` on the way to a page.
fn open_child<'a>(name: &str, page: &'a str) -> Option<&'a str> {
    let below = if name.is_empty() { page } else { page.strip_prefix(name)?.strip_prefix('/')? };
    let first = below.split('/').next().filter(|first| !first.is_empty())?;
    page.get(..page.len() - below.len() + first.len())
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

/// Returns the pages that a section, or the page of a large folder, lists: those that its own text does not link to already.
pub(super) fn listed<'a>(pages: &'a Pages, page: &Page, followed: &HashSet<String>) -> Vec<Listed<'a>> {
    let children = pages.children(&page.name);
    // The navigation leads to this list where it shows a part of the folder.
    let lists = page.is_section() || children.len() > SHOWN;
    children
        .filter(|_| lists)
        .map(|child| list(page, child))
        .filter(|listed| !followed.contains(&listed.href))
        .collect()
}

/// Returns the pages above a page, the home page first.
pub(super) fn breadcrumbs<'a>(pages: &'a Pages, page: &'a Page) -> Vec<Listed<'a>> {
    pages.ancestors(page).into_iter().map(|above| list(page, above)).collect()
}

fn list<'a>(from: &Page, to: &'a Page) -> Listed<'a> {
    let href = relative(&from.address, &to.address);
    Listed { title: &to.title, description: &to.metadata.description, href }
}

/// A heading in the table of contents.
#[derive(Debug, Serialize)]
pub(super) struct Contents<'a> {
    id: &'a str,
    html: Value,
    children: Vec<Contents<'a>>,
}

/// How many headings of the second level a page has that gets a list of its contents without asking for one.
const WORTH_A_LIST: usize = 3;

/// Returns the table of contents: the headings of the second level, with those of the third below them. Where the page does
/// not say whether it wants one, its length does.
pub(super) fn contents(headings: &[Heading], wanted: Option<bool>) -> Vec<Contents<'_>> {
    let mut contents: Vec<Contents<'_>> = Vec::new();
    let second = headings.iter().filter(|heading| heading.level == 2);
    if !wanted.unwrap_or_else(|| second.count() >= WORTH_A_LIST) {
        return contents;
    }
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

/// All pages in the order of the navigation, for the links to the page before and the page after.
pub(super) struct Sequence<'a> {
    pages: Vec<&'a Page>,
    positions: HashMap<&'a str, usize>,
}

impl<'a> Sequence<'a> {
    pub(super) fn of(pages: &'a Pages) -> Self {
        let pages = pages.in_order();
        let positions = pages.iter().enumerate().map(|(at, page)| (page.name.as_str(), at)).collect();
        Self { pages, positions }
    }

    /// Returns the page before a page and the one after it.
    pub(super) fn around(&self, page: &Page) -> [Option<Listed<'a>>; 2] {
        let Some(&at) = self.positions.get(page.name.as_str()) else { return [None, None] };
        let find = |at: Option<usize>| Some(list(page, self.pages.get(at?)?));
        [find(at.checked_sub(1)), find(Some(at + 1))]
    }
}
