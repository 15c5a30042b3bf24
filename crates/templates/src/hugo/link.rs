//! Other pages: `GetPage`, `ref` and `relref`, and the list of all.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use gotmpl::Value;
use sitevar_core::{Code, Failure, Source};

use crate::engine::text;
use crate::hugo::file_info::logical_path;
use crate::hugo::page::Page;
use crate::hugo::site::Site;

/// The pages of a site, found and read when they are first asked for.
#[derive(Default)]
pub(crate) struct Links {
    by_path: OnceLock<BTreeMap<String, String>>,
    read: Mutex<BTreeMap<String, Arc<Page>>>,
}

/// Answers `.Ref`, `.RelRef` and `.GetPage` of a page.
pub(crate) fn follow(page: &Arc<Page>, name: &str, target: &Value) -> Result<Value, Failure> {
    if name == "GetPage" {
        return get_page(&page.site, &page.path, target);
    }
    let target = match target {
        Value::Map(options) => options.get("path").map(text::print).unwrap_or_default(),
        other => text::print(other),
    };
    reference(page, &target, name == "Ref").map(Value::from)
}

/// Returns the address of the page that a reference names.
///
/// # Errors
///
/// Fails where there is no such page.
pub(crate) fn reference(page: &Arc<Page>, target: &str, absolute: bool) -> Result<String, Failure> {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
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

/// Returns all pages, in Hugo's order.
pub(crate) fn pages(site: &Arc<Site>, name: &str) -> Result<Value, Failure> {
    let regular = name == "RegularPages";
    let paths = index(site).values().filter(|path| !regular || !path.ends_with("_index.md"));
    let pages = paths.map(|path| read(site, path)).map(|page| page.and_then(|page| Ok((page.rank()?, page))));
    let mut ranked = pages.collect::<Result<Vec<_>, Failure>>()?;
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
    let index = index(&page.site);
    let sections = folders.into_iter().filter(|folder| name != "FirstSection" || *folder != "/");
    for folder in sections {
        if let Some(path) = index.get(folder).filter(|path| path.ends_with("_index.md")) {
            return read(&page.site, path).map(|section| section.value());
        }
    }
    // The home page needs no file.
    read(&page.site, "_index.md")
        .map(|home| if is_section && name == "Parent" && own == "/" { Value::Nil } else { home.value() })
}

/// Tells whether a folder is a section: the first one is, the others need a page of their own.
pub(crate) fn is_section(site: &Site, folder: &str) -> bool {
    let page = index(site).get(&logical_path(folder));
    !folder.contains('/') || page.is_some_and(|path| path.ends_with("_index.md"))
}

fn find(site: &Arc<Site>, from: &str, target: &str) -> Result<Option<Arc<Page>>, Failure> {
    let index = index(site);
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let absolute = normalize(target);
    let mut wanted = vec![absolute];
    if !target.starts_with('/') {
        wanted.insert(0, normalize(&format!("{folder}/{target}")));
    }
    for path in &wanted {
        if let Some(path) = index.get(path.as_str()) {
            return read(site, path).map(Some);
        }
    }
    // Hugo also knows a page by its bare name, where only one page has it.
    if target.contains('/') {
        return Ok(None);
    }
    let name = normalize(target);
    let mut same = index.iter().filter(|(path, _)| path.ends_with(&name));
    match (same.next(), same.next()) {
        (Some((_, path)), None) => read(site, path).map(Some),
        _ => Ok(None),
    }
}

fn index(site: &Site) -> &BTreeMap<String, String> {
    site.links.by_path.get_or_init(|| {
        let content = site.options.content.trim_end_matches('/');
        let files = site.files.list(content);
        let below = files.iter().filter_map(|path| path.strip_prefix(content));
        let pages = below.map(|path| path.trim_start_matches('/')).filter(|path| path.ends_with(".md"));
        pages.map(|path| (logical_path(path), path.to_owned())).collect()
    })
}

fn read(site: &Arc<Site>, path: &str) -> Result<Arc<Page>, Failure> {
    let mut known = site.links.read.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(page) = known.get(path) {
        return Ok(page.clone());
    }
    let name = site.content_path(path);
    let text = site
        .files
        .read(&name)
        .map_err(|message| Failure::new(Code::IncludeFailed, format!("`{name}`: {message}")))?
        .unwrap_or_default();
    let page = Page::looked_up(site.clone(), path, Arc::new(Source::new(name, text)));
    known.insert(path.to_owned(), page.clone());
    Ok(page)
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
