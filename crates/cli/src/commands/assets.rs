//! `sitevar assets`: the widget for a site that another generator builds.
//!
//! 1. The site's pages are looked through for what readers can set, as a build does; those with an error are named.
//! 2. The widget's files, `sitevar.json` and a snippet for the head of pages are written into one folder.
//! 3. `--json` lists the files with their hashes, for generators that write the head themselves.

use std::path::Path;

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
    let folder = OutputFolder::create(&args.output, &[&site.content()])?;
    let (manifest, mut found) = build::inspect(&site)?;
    findings.append(&mut found);
    // A page that cannot be read costs only what would be said of it.
    let verdict = report::print(findings, format);
    let at = address(args, &site);
    widget.write(Path::new(""), &folder)?;
    folder.write(Path::new(MANIFEST_NAME), manifest.as_bytes())?;
    folder.write(Path::new(SNIPPET_NAME), snippet(&widget, &at).as_bytes())?;
    folder.commit()?;
    if args.json {
        output::print(format!("{:#}\n", listing(&widget, &at)).as_bytes())?;
    }
    Ok(verdict)
}

/// Refuses an address that means another one on every page.
fn check_address(at: &str) -> Result<(), Abort> {
    if at.is_empty() || at.starts_with('/') || at.contains("://") {
        return Ok(());
    }
    let message = format!("`--at {at}` is relative: pages in folders would not find the files there");
    let from_root = at.trim_start_matches(['.', '/']);
    Err(Abort::new(message).help(format!("write `--at /{from_root}`, or the full address with `https://`")))
}

/// Returns where the folder is served, with a slash at both ends.
fn address(args: &Assets, site: &Site) -> String {
    if let Some(at) = &args.at {
        return format!("{}/", at.trim_end_matches('/'));
    }
    let base = site.config.base_url.split_once("://").map_or("", |(_, rest)| rest);
    let path = base.split_once('/').map_or("", |(_, path)| path.trim_matches('/'));
    let name = args.output.file_name().unwrap_or_default().to_string_lossy();
    let start = if path.is_empty() { String::new() } else { format!("/{path}") };
    format!("{start}/{name}/")
}

/// Writes what a page needs in its head: the style, and the one script, which knows the way to the declarations.
fn snippet(widget: &Widget, at: &str) -> String {
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
