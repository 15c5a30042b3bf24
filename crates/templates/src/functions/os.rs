//! `os`: files below the site's root, never outside it.

use gotmpl::Value;
use sitevar_core::{Failure, without_marks};

use super::{Args, Function, MANY, function};
use crate::scene;
use crate::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("os.ReadFile readFile", 1, 1, read),
    function("os.FileExists fileExists", 1, 1, |args| Ok(Value::Bool(find(args)?.is_some()))),
    function("os.Getenv getenv os.Stat os.ReadDir readDir", 0, MANY, |args| {
        Err(args.unsupported("a build depends on nothing but the site's files").into())
    }),
];

fn read(args: &Args<'_>) -> Result<Value, Stop> {
    match find(args)? {
        Some(text) => Ok(without_marks(&text).as_ref().into()),
        None => Err(args.fail(format!("there is no file `{}`", args.text(0)?)).into()),
    }
}

/// Returns a file's text; as in Hugo, the content folder is searched as well.
fn find(args: &Args<'_>) -> Result<Option<String>, Failure> {
    let path = args.text(0)?;
    let path = path.trim_start_matches('/');
    if path.split(['/', '\\']).any(|part| part == "..") {
        return Err(args.fail(format!("`{path}` leads out of the site")));
    }
    let site = scene::current()?.page.site.clone();
    let content = site.content_path(path);
    for path in [path, content.as_str()] {
        if let Some(text) =
            site.files.read(path).map_err(|message| args.fail(format!("`{path}`: {message}")))?
        {
            return Ok(Some(text));
        }
    }
    Ok(None)
}
