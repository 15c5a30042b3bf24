//! `urls`: addresses on this site and elsewhere.

use gotmpl::Value;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sitevar_core::Failure;

use super::args::{Args, Function, MANY, function};
use super::path::clean;
use crate::engine::convert;
use crate::engine::stop::Stop;
use crate::hugo::link;
use crate::hugo::page::Page;
use crate::hugo::permalink;

pub(super) const FUNCTIONS: &[Function] = &[
    function("urls.AbsURL absURL", 1, 1, |args| Ok(absolute(args)?.into())),
    function("urls.RelURL relURL", 1, 1, |args| Ok(relative(args)?.into())),
    function("urls.AbsLangURL absLangURL", 1, 1, |args| Ok(absolute(args)?.into())),
    function("urls.RelLangURL relLangURL", 1, 1, |args| Ok(relative(args)?.into())),
    function("urls.URLize urlize", 1, 1, |args| Ok(escape_path(&permalink::urlize(&args.text(0)?)).into())),
    function("urls.Anchorize anchorize", 1, 1, |args| Ok(anchor(&args.text(0)?).into())),
    function("urls.JoinPath", 1, MANY, join),
    function("urls.Parse", 1, 1, parse),
    function("urls.PathEscape", 1, 1, |args| {
        Ok(utf8_percent_encode(&args.text(0)?, PATH).to_string().into())
    }),
    function("urls.PathUnescape", 1, 1, |args| {
        Ok(percent_decode_str(&args.text(0)?).decode_utf8_lossy().as_ref().into())
    }),
    function("urls.Ref ref", 2, 2, |args| Ok(reference(args, true)?)),
    function("urls.RelRef relref", 2, 2, |args| Ok(reference(args, false)?)),
];

/// What Go leaves unescaped in one segment of a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b':')
    .remove(b'=')
    .remove(b'@');

fn is_absolute(url: &str) -> bool {
    url.starts_with("//")
        || url.split_once(':').is_some_and(|(scheme, rest)| {
            rest.starts_with("//") && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
                || scheme == "mailto"
        })
}

/// A path that begins with a slash is relative to the host, any other to the base address.
fn absolute(args: &Args<'_>) -> Result<String, Failure> {
    let url = args.text(0)?;
    if is_absolute(&url) {
        return Ok(url);
    }
    let site = Page::current()?.site.clone();
    if url.starts_with('/') {
        let base = &site.options.base_url;
        let host = base
            .find("://")
            .map(|at| at + 3)
            .and_then(|from| base[from..].find('/').map(|at| &base[..from + at]));
        return Ok(format!("{}{url}", host.unwrap_or(base.trim_end_matches('/'))));
    }
    let slash = if url.starts_with(['#', '?']) { "" } else { "/" };
    Ok(format!("{}{slash}{url}", site.options.base_url.trim_end_matches('/')))
}

fn relative(args: &Args<'_>) -> Result<String, Failure> {
    let url = args.text(0)?;
    let site = Page::current()?.site.clone();
    let inside = url.strip_prefix(site.options.base_url.trim_end_matches('/'));
    Ok(match inside {
        Some(rest) => site.rel_url(&format!("/{}", rest.trim_start_matches('/'))),
        None if is_absolute(&url) || url.starts_with('/') => url,
        None => site.rel_url(&format!("/{url}")),
    })
}

fn reference(args: &Args<'_>, absolute: bool) -> Result<Value, Failure> {
    link::reference(&Page::current()?, args.value(1), absolute).map(Value::from)
}

fn join(args: &Args<'_>) -> Result<Value, Stop> {
    let joined = args.flat_texts().collect::<Vec<_>>().join("/");
    let slash = if joined.len() > 1 && joined.ends_with('/') { "/" } else { "" };
    let (host, path) = match joined.find("://") {
        Some(at) => {
            let end = joined[at + 3..].find('/').map_or(joined.len(), |slash| at + 3 + slash);
            joined.split_at(end)
        }
        None => ("", joined.as_str()),
    };
    let path = if path.is_empty() { String::new() } else { clean(path) };
    let path = if path == "." { String::new() } else { path };
    Ok(format!("{host}{}{}", path, if path.ends_with('/') { "" } else { slash }).into())
}

/// Takes an address apart.
fn parse(args: &Args<'_>) -> Result<Value, Stop> {
    let url = args.text(0)?;
    if url.starts_with(':') {
        return Err(args.fail(format!("`{url}` has no protocol")).into());
    }
    let (rest, fragment) = url.split_once('#').unwrap_or((&url, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (scheme, rest) = match rest.split_once(':') {
        Some((scheme, rest)) if !scheme.is_empty() && !scheme.contains('/') => (scheme, rest),
        _ => ("", rest),
    };
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name, port)
        }
        _ => (host, ""),
    };
    Ok(convert::map([
        ("Scheme", scheme.into()),
        ("Host", host.into()),
        ("Hostname", name.into()),
        ("Port", port.into()),
        ("Path", percent_decode_str(path).decode_utf8_lossy().as_ref().into()),
        ("EscapedPath", path.into()),
        ("RawQuery", query.into()),
        ("Fragment", fragment.into()),
        ("IsAbs", Value::Bool(!scheme.is_empty())),
        ("String", url.as_str().into()),
    ]))
}

fn escape_path(path: &str) -> String {
    path.split('/').map(|part| utf8_percent_encode(part, PATH).to_string()).collect::<Vec<_>>().join("/")
}

/// Writes a text as GitHub does in heading ids: lower case, spaces as dashes, only letters and digits.
fn anchor(text: &str) -> String {
    text.trim()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
