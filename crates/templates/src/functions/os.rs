//! `os`: files below the site's root, never outside it.

use std::collections::BTreeMap;

use gotmpl::Value;
use sitevar_core::{Failure, without_marks};

use super::args::{Args, Function, MANY, function};
use crate::engine::convert;
use crate::engine::limits::LARGEST;
use crate::engine::stop::Stop;
use crate::hugo::page::Page;

pub(super) const FUNCTIONS: &[Function] = &[
    function("os.ReadFile readFile", 1, 1, read),
    function("os.FileExists fileExists", 1, 1, |args| Ok(Value::Bool(find(args)?.is_some()))),
    function("os.ReadDir readDir", 1, 1, read_dir),
    function("os.Getenv getenv os.Stat", 0, MANY, |args| {
        Err(args.unsupported("a build depends on nothing but the site's files").into())
    }),
];

/// Lists the files and folders directly in a folder.
fn read_dir(args: &Args<'_>) -> Result<Value, Stop> {
    let path = args.text(0)?;
    let folder = path.trim_matches('/');
    // Hugo accepts a folder with or without `./` before it.
    let folder = folder.split('/').filter(|part| !matches!(*part, "" | ".")).collect::<Vec<_>>().join("/");
    let folder = inside(args, &folder)?;
    let files = Page::current()?.site.files.list(folder);
    let mut entries: BTreeMap<&str, bool> = BTreeMap::new();
    for below in files.iter().filter_map(|file| file.strip_prefix(folder)) {
        let below = below.trim_start_matches('/');
        let (name, is_folder) = below.split_once('/').map_or((below, false), |(name, _)| (name, true));
        entries.insert(name, is_folder);
    }
    let entries = entries
        .into_iter()
        .map(|(name, is_folder)| convert::map([("Name", name.into()), ("IsDir", Value::Bool(is_folder))]));
    Ok(entries.collect::<Vec<_>>().into())
}

fn read(args: &Args<'_>) -> Result<Value, Stop> {
    match find(args)? {
        Some(text) => Ok(without_marks(&text).as_ref().into()),
        None => Err(args.fail(format!("there is no file `{}`", args.text(0)?)).into()),
    }
}

/// Accepts a path that does not lead out of the site.
fn inside<'a>(args: &Args<'_>, path: &'a str) -> Result<&'a str, Failure> {
    if path.split(['/', '\\']).any(|part| part == "..") {
        return Err(args.fail(format!("`{path}` leads out of the site")));
    }
    Ok(path)
}

/// Returns a file's text; as in Hugo, the content folder is searched as well.
fn find(args: &Args<'_>) -> Result<Option<String>, Failure> {
    let path = args.text(0)?;
    let path = inside(args, path.trim_start_matches('/'))?;
    let site = Page::current()?.site.clone();
    let content = site.content_path(path);
    for path in [path, content.as_str()] {
        if site.files.size(path).is_some_and(|size| size > LARGEST as u64) {
            return Err(args.fail(format!("`{path}` is larger than {} MiB", LARGEST >> 20)));
        }
        if let Some(text) =
            site.files.read(path).map_err(|message| args.fail(format!("`{path}`: {message}")))?
        {
            return Ok(Some(text));
        }
    }
    Ok(None)
}
