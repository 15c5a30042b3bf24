//! Partials: templates that templates run, which print a text or return a value.

use std::sync::{Arc, PoisonError};

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use super::args::{Args, Function, MANY, function};
use crate::engine::call_context;
use crate::engine::convert;
use crate::engine::run::Answer;
use crate::engine::stop::Stop;
use crate::engine::template::Template;
use crate::engine::text;
use crate::hugo::page::Page;

pub(super) const FUNCTIONS: &[Function] = &[
    function("partials.Include partial", 1, 2, |args| Ok(include(args)?)),
    function("partials.IncludeCached partialCached", 2, MANY, |args| Ok(cached(args)?)),
    function("template", 1, 2, |args| Ok(template(args)?)),
    function("return", 0, 1, |args| Err(Stop::Return(args.value(0).clone()))),
    function("templates.Exists", 1, 1, |args| {
        let name = args.text(0)?;
        let name = strip_folder(&name);
        Ok(Value::Bool(find(name)?.is_some()))
    }),
    function("try", 1, 1, |args| Ok(convert::map([("Value", args.value(0).clone()), ("Err", Value::Nil)]))),
    function("templates.Defer templates.Inner inner templates.Current", 0, MANY, |args| {
        Err(args.unsupported("expanding a shortcode runs one template after the other").into())
    }),
];

/// A template, and which of its definitions.
type Found = (Arc<Template>, Option<String>);

fn include(args: &Args<'_>) -> Result<Value, Failure> {
    let name = args.text(0)?;
    let Some(found) = find(&name)? else { return Err(missing(&name)) };
    run(&found, args.value(1))
}

/// Runs a partial once per page and set of further arguments.
///
/// Hugo keeps the result for the whole site, where the page that is built first would decide what later pages show.
fn cached(args: &Args<'_>) -> Result<Value, Failure> {
    let key = std::iter::once(0).chain(2..args.len()).map(|index| text::print(args.value(index)));
    let key = key.collect::<Vec<_>>().join("\0");
    let page = Page::current()?;
    let lock = || page.partials.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(value) = lock().get(&key) {
        return Ok(value.clone());
    }
    let value = include(args)?;
    lock().insert(key, value.clone());
    Ok(value)
}

/// Runs a definition of another file, or a partial by its whole path.
fn template(args: &Args<'_>) -> Result<Value, Failure> {
    let name = args.text(0)?;
    if let Some(other) = Page::current()?.site.lookup.defined(&name) {
        return run(&(other, Some(name)), args.value(1));
    }
    match find(strip_folder(&name))? {
        Some(found) if strip_folder(&name) != name => run(&found, args.value(1)),
        _ => Err(Failure::new(Code::MissingPartial, format!("there is no template `{name}`"))
            .help("define it with `{{ define }}` in the same file")),
    }
}

fn run((template, define): &Found, dot: &Value) -> Result<Value, Failure> {
    Ok(match template.run(define.as_deref(), dot, call_context::current()?)? {
        Answer::Text(text) if template.is_html() => convert::html(text),
        Answer::Text(text) => text.into(),
        Answer::Value(value) => value,
    })
}

/// Finds a partial: defined in the running file, a file of its own, or defined in any file.
fn find(name: &str) -> Result<Option<Found>, Failure> {
    let name = strip_folder(name);
    let running = call_context::template()?;
    let names: Vec<String> = ["_partials/", "partials/"]
        .iter()
        .flat_map(|folder| [format!("{folder}{name}"), format!("{folder}{name}.html")])
        .collect();
    if let Some(define) = names.iter().find(|name| running.defines().contains(*name)) {
        return Ok(Some((running, Some(define.clone()))));
    }
    let lookup = &Page::current()?.site.lookup;
    if let Some(template) = lookup.partial(name) {
        return template.map(|template| Some((template, None)));
    }
    let elsewhere = names.into_iter().find_map(|name| lookup.defined(&name).map(|found| (found, Some(name))));
    Ok(elsewhere)
}

fn strip_folder(name: &str) -> &str {
    name.strip_prefix("_partials/").or_else(|| name.strip_prefix("partials/")).unwrap_or(name)
}

fn missing(name: &str) -> Failure {
    Failure::new(Code::MissingPartial, format!("there is no partial `{name}`")).help(format!(
        "add `layouts/_partials/{}`",
        if name.contains('.') { name.to_owned() } else { format!("{name}.html") }
    ))
}
