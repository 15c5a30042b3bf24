//! Other pages: `GetPage`, `ref` and `relref`, and the list of all.

use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::engine::text;
use crate::hugo::page::Page;
use crate::hugo::page_index::logical_path;
use crate::hugo::site::Site;

/// Answers `.Ref`, `.RelRef` and `.GetPage` of a page.
pub(crate) fn follow(page: &Arc<Page>, name: &str, target: &Value) -> Result<Value, Failure> {
    if name == "GetPage" {
        return get_page(&page.site, &page.path, target);
    }
    reference(page, target, name == "Ref").map(Value::from)
}

/// Returns the address of the page that a reference names, a path or a map with one.
///
/// # Errors
///
/// Fails where there is no such page.
pub(crate) fn reference(page: &Arc<Page>, target: &Value, absolute: bool) -> Result<String, Failure> {
    let target = &match target {
        Value::Map(options) => options.get("path").map(text::print).unwrap_or_default(),
        other => text::print(other),
    };
    let (path, anchor) =
        target.split_once('#').map_or((target.as_str(), None), |(path, anchor)| (path, Some(anchor)));
    let found = if path.is_empty() { Some(page.clone()) } else { find(&page.site, &page.path, path)? };
    let Some(found) = found else {
        return Err(Failure::new(Code::BrokenLink, format!("there is no page `{target}`"))
            .help("write the path of the page below the content folder"));
    };
    let address = match (path.is_empty(), absolute) {
        (true, _) => String::new(),
        (_, true) => page.site.abs_url(&found.rel_permalink()?),
        _ => page.site.rel_url(&found.rel_permalink()?),
    };
    Ok(anchor.map_or(address.clone(), |anchor| format!("{address}#{anchor}")))
}

/// Answers `GetPage`: nil where there is no such page.
pub(crate) fn get_page(site: &Arc<Site>, from: &str, target: &Value) -> Result<Value, Failure> {
    Ok(find(site, from, &text::print(target))?.map_or(Value::Nil, |page| page.value()))
}

/// Returns all pages that are in lists, in Hugo's order.
pub(crate) fn pages(site: &Arc<Site>, name: &str) -> Result<Value, Failure> {
    let regular = name == "RegularPages";
    let paths = site.pages().values().filter(|path| !regular || !path.ends_with("_index.md"));
    let mut ranked = Vec::new();
    for path in paths {
        let page = Page::find(site, path)?;
        if page.is_listed()? {
            ranked.push((page.rank()?, page));
        }
    }
    ranked.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(ranked.iter().map(|(_, page)| page.value()).collect::<Vec<_>>().into())
}

/// Returns the section around a page: the nearest, the next one up, or the first below the home page.
pub(crate) fn section(page: &Arc<Page>, name: &str) -> Result<Value, Failure> {
    let is_section = page.path.ends_with("_index.md");
    if is_section && name == "CurrentSection" {
        return Ok(page.value());
    }
    let own = logical_path(&page.path);
    let mut folders: Vec<&str> = own.match_indices('/').map(|(at, _)| &own[..at.max(1)]).collect();
    if name == "FirstSection" {
        folders.push(&own);
    } else {
        folders.reverse();
    }
    let index = page.site.pages();
    let sections = folders.into_iter().filter(|folder| name != "FirstSection" || *folder != "/");
    for folder in sections {
        if let Some(path) = index.get(folder).filter(|path| path.ends_with("_index.md")) {
            return Page::find(&page.site, path).map(|section| section.value());
        }
    }
    // The home page needs no file.
    Page::find(&page.site, "_index.md")
        .map(|home| if is_section && name == "Parent" && own == "/" { Value::Nil } else { home.value() })
}

fn find(site: &Arc<Site>, from: &str, target: &str) -> Result<Option<Arc<Page>>, Failure> {
    let index = site.pages();
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let absolute = normalize(target);
    let mut wanted = vec![absolute];
    if !target.starts_with('/') {
        wanted.insert(0, normalize(&format!("{folder}/{target}")));
    }
    for path in &wanted {
        if let Some(path) = index.get(path.as_str()) {
            return Page::find(site, path).map(Some);
        }
    }
    // Hugo also knows a page by its bare name, where only one page has it.
    if target.contains('/') {
        return Ok(None);
    }
    let name = normalize(target);
    let mut same = index.iter().filter(|(path, _)| path.ends_with(&name));
    match (same.next(), same.next()) {
        (Some((_, path)), None) => Page::find(site, path).map(Some),
        _ => Ok(None),
    }
}

/// Resolves `.` and `..`, and writes the path as the index has it.
fn normalize(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    logical_path(&parts.join("/"))
}
