//! `path`: paths with slashes, as Go's `path` package cleans them.

use gotmpl::Value;

use super::args::{Args, Function, MANY, function};
use crate::engine::convert;
use crate::engine::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("path.Base", 1, 1, |args| Ok(base(&args.text(0)?).into())),
    function("path.BaseName", 1, 1, |args| {
        let path = args.text(0)?;
        let base = base(&path);
        Ok(base.rsplit_once('.').map_or(base, |(stem, _)| stem).into())
    }),
    function("path.Clean", 1, 1, |args| Ok(clean(&args.text(0)?).into())),
    function("path.Dir", 1, 1, |args| {
        let path = args.text(0)?;
        Ok(clean(path.rfind('/').map_or("", |at| &path[..=at])).into())
    }),
    function("path.Ext", 1, 1, |args| {
        let path = args.text(0)?;
        let base = path.rsplit('/').next().unwrap_or_default();
        Ok(base.rfind('.').map_or("", |at| &base[at..]).into())
    }),
    function("path.Join", 0, MANY, join),
    function("path.Split", 1, 1, |args| {
        let path = args.text(0)?;
        let (dir, file) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
        Ok(convert::map([("Dir", dir.into()), ("File", file.into())]))
    }),
];

fn base(path: &str) -> &str {
    match path.trim_end_matches('/') {
        "" if path.is_empty() => ".",
        "" => "/",
        path => path.rsplit('/').next().unwrap_or_default(),
    }
}

fn join(args: &Args<'_>) -> Result<Value, Stop> {
    let parts: Vec<String> = args.flat_texts().filter(|part| !part.is_empty()).collect();
    Ok(if parts.is_empty() { "".into() } else { clean(&parts.join("/")).into() })
}

/// Cleans a path as Go's `path.Clean` does.
pub(super) fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            ".." if rooted => {}
            part => parts.push(part),
        }
    }
    match (rooted, parts.is_empty()) {
        (true, _) => format!("/{}", parts.join("/")),
        (false, true) => ".".to_owned(),
        (false, false) => parts.join("/"),
    }
}
