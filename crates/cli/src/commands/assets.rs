//! `sitevar assets`: the widget for a site that another generator builds.
//!
//! 1. The site's pages are looked through for what readers can set, as a build does; those with an error are named.
//! 2. The widget's files, `sitevar.json` and a snippet for the head of pages are written into one folder.
//! 3. `--json` lists the files with their hashes, for generators that write the head themselves.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::args::{Assets, Format};
use crate::build::{self, MANIFEST_NAME};
use crate::output::{self, OutputFolder};
use crate::report::{self, Abort, Findings, Verdict};
use crate::site::{OpenOptions, Site};
use crate::widget::{File, Widget};

/// What a page needs in its head.
const SNIPPET_NAME: &str = "snippet.html";

/// Runs the command.
pub(super) fn run(args: &Assets, format: Format) -> Result<Verdict, Abort> {
    let widget = Widget::needed()?;
    args.at.as_deref().map_or(Ok(()), check_address)?;
    let (site, mut findings) = Site::open(&args.site, OpenOptions::default())?;
    if findings.iter().any(Findings::has_errors) {
        return Ok(report::print(findings, format));
    }
    let folder = OutputFolder::create("assets", &args.output, &[&site.content()])?;
    let (manifest, mut found) = build::inspect(&site)?;
    findings.append(&mut found);
    // A page that cannot be read costs only what would be said of it.
    let verdict = report::print(findings, format);
    let at = address(args, &site)?;
    widget.write(Path::new(""), &folder)?;
    folder.write(Path::new(MANIFEST_NAME), manifest.as_bytes())?;
    folder.write(Path::new(SNIPPET_NAME), snippet(&widget, &at).as_bytes())?;
    folder.commit()?;
    if args.json {
        output::print(format!("{:#}\n", listing(&widget, &at)).as_bytes())?;
    }
    Ok(verdict)
}

/// Refuses an address that means another one on every page, or that is none.
fn check_address(at: &str) -> Result<(), Abort> {
    let in_url = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}'".contains(c);
    if !at.chars().all(in_url) {
        let message = format!("`--at {at}` is not an address: it has characters that an address cannot have");
        return Err(Abort::new(message).help("percent-encode them, such as `%20` for a space"));
    }
    if at.is_empty() || at.starts_with('/') || at.starts_with("https://") || at.starts_with("http://") {
        return Ok(());
    }
    if at.contains(':') {
        let message = format!("`--at {at}` is not an address that a page can load from");
        return Err(
            Abort::new(message).help("write a path such as `/sitevar`, or the full address with `https://`")
        );
    }
    let message = format!("`--at {at}` is relative: pages in folders would not find the files there");
    let from_root = at.trim_start_matches(['.', '/']);
    Err(Abort::new(message).help(format!("write `--at /{from_root}`, or the full address with `https://`")))
}

/// Returns where the folder is served, with a slash at both ends.
fn address(args: &Assets, site: &Site) -> Result<String, Abort> {
    if let Some(at) = &args.at {
        return Ok(format!("{}/", at.trim_end_matches('/')));
    }
    let base = site.config.base_url.split_once("://").map_or("", |(_, rest)| rest);
    let path = base.split_once('/').map_or("", |(_, path)| path.trim_matches('/'));
    let folder = args.output.canonicalize().unwrap_or_else(|_| args.output.clone());
    let name = folder.file_name().ok_or_else(|| {
        Abort::new("the folder has no name, so its address is not known")
            .help("say with `--at` where it is served")
    })?;
    let name = utf8_percent_encode(&name.to_string_lossy(), IN_PATH).to_string();
    let start = if path.is_empty() { String::new() } else { format!("/{path}") };
    Ok(format!("{start}/{name}/"))
}

/// What is percent-encoded in a step of a path.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Writes what a page needs in its head: the style, and the one script, which knows the way to the declarations.
fn snippet(widget: &Widget, at: &str) -> String {
    let at = at.replace('&', "&amp;");
    let link = |role: &str, write: &dyn Fn(&File) -> String| widget.file(role).map(write).unwrap_or_default();
    let style = link("style", &|file| {
        format!("<link rel=\"stylesheet\" href=\"{at}{}\" integrity=\"{}\">\n", file.name, file.integrity)
    });
    let script = link("loader", &|file| {
        let (name, integrity) = (&file.name, &file.integrity);
        format!(
            "<script type=\"module\" async src=\"{at}{name}\" integrity=\"{integrity}\" \
             data-declarations=\"{at}{MANIFEST_NAME}\"></script>\n"
        )
    });
    style + &script
}

fn listing(widget: &Widget, at: &str) -> Value {
    let row = |file: &File| {
        json!({
            "role": file.role,
            "name": file.name,
            "address": format!("{at}{}", file.name),
            "integrity": file.integrity,
            "size": file.size,
        })
    };
    let declarations = format!("{at}{MANIFEST_NAME}");
    json!({
        "files": widget.files.iter().map(row).collect::<Vec<_>>(),
        "declarations": declarations,
        "snippet": SNIPPET_NAME,
    })
}
