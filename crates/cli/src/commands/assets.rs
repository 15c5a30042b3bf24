//! `sitevar assets`: the widget for a site that another generator builds.
//!
//! 1. The site's pages are looked through for what readers can set, as a build does; those with an error are named.
//! 2. The widget's files, `sitevar.json`, the tables of the pages and a snippet for their head are written into one
//!    folder.
//! 3. `--json` lists the files with their hashes and the elements of the head, for generators that write it themselves.
//! 4. `--check` looks for all slots in the pages that the other generator has built.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::args::{Assets, Format};
use crate::build::{self, Checked, Inspected, MANIFEST_NAME};
use crate::output::{self, OutputFolder};
use crate::report::{self, Abort, Findings, Verdict};
use crate::site::{OpenOptions, Site};
use crate::widget::{File, Widget};

/// What a page needs in its head.
pub(super) const SNIPPET_NAME: &str = "snippet.html";

/// Runs the command.
pub(super) fn run(args: &Assets, format: Format) -> Result<Verdict, Abort> {
    args.at.as_deref().map_or(Ok(()), check_address)?;
    let (site, mut findings) = Site::open(&args.site, OpenOptions::default())?;
    if findings.iter().any(Findings::has_errors) {
        return Ok(report::print(findings, format));
    }
    let widget = args.output.as_ref().map(|_| Widget::needed(&site.config.words)).transpose()?;
    let folder = args
        .output
        .as_ref()
        .map(|output| OutputFolder::create("assets", output, &[&site.content()]))
        .transpose()?;
    let mut inspected = build::inspect(&site)?;
    findings.append(&mut inspected.findings);
    let checked = args.check.as_ref().map(|public| build::check(&inspected, public)).transpose()?;
    let checked = checked.map(|mut checked| {
        findings.append(&mut checked.findings);
        checked
    });
    // A page that cannot be read costs only what would be said of it.
    let verdict = report::print(findings, format);
    if let (Some(output), Some(widget), Some(folder)) = (&args.output, widget, folder) {
        let head = Head { at: address(args, output, &site)?, pattern: inspected.pattern(&site), widget };
        write(&inspected, &site, &head, folder)?;
        if !head.widget.is_complete() {
            report::warn(INCOMPLETE);
        }
        if args.json {
            output::print(format!("{:#}\n", head.listing()).as_bytes())?;
        }
    }
    if let (Some(checked), Some(public)) = (&checked, &args.check) {
        tell(checked, public, args.json && args.output.is_none())?;
    }
    Ok(verdict)
}

/// What is said where npm was not there when the widget was built.
const INCOMPLETE: &str = "this `sitevar` was built without npm: where a browser or a policy refuses WebAssembly, readers \
                          keep the examples; run `cargo xtask widget` where npm is, then build the command again";

/// Writes the widget's files, what they load, and the snippet.
fn write(inspected: &Inspected, site: &Site, head: &Head, folder: OutputFolder) -> Result<(), Abort> {
    head.widget.write(Path::new(""), &folder)?;
    folder.write(Path::new(MANIFEST_NAME), inspected.manifest(site)?.as_bytes())?;
    for table in inspected.tables() {
        let path = Path::new(&table.name);
        path.parent().map_or(Ok(()), |parent| folder.make_folder(parent))?;
        folder.write(path, table.text.as_bytes())?;
    }
    folder.write(Path::new(SNIPPET_NAME), head.snippet().as_bytes())?;
    folder.commit()
}

/// Says what a check came to.
fn tell(checked: &Checked, public: &Path, as_json: bool) -> Result<(), Abort> {
    let Checked { placed, lost, pages, missing, .. } = checked;
    if let Some(first) = missing.first() {
        let (count, public) = (report::plural(missing.len(), "page"), public.display());
        let (have, more) = if missing.len() == 1 { ("has", "") } else { ("have", ", the first of them") };
        report::warn(&format!("{count} with slots {have} no HTML in `{public}`{more}: `{first}`"));
    }
    let line = match as_json {
        true => json!({ "placed": placed, "lost": lost, "pages": pages, "missing": missing }).to_string(),
        false => format!("{placed} placed, {lost} lost, {}", report::plural(*pages, "page")),
    };
    output::print(format!("{line}\n").as_bytes())
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
fn address(args: &Assets, output: &Path, site: &Site) -> Result<String, Abort> {
    if let Some(at) = &args.at {
        return Ok(format!("{}/", at.trim_end_matches('/')));
    }
    let base = site.config.base_url.split_once("://").map_or("", |(_, rest)| rest);
    let path = base.split_once('/').map_or("", |(_, path)| path.trim_matches('/'));
    let folder = output.canonicalize().unwrap_or_else(|_| output.to_owned());
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

/// What a page needs in its head: the style and the one script, which finds the declarations beside it.
struct Head {
    /// Where the folder is served.
    at: String,
    /// What a page with slots matches.
    pattern: Option<String>,
    widget: Widget,
}

impl Head {
    /// Returns the elements, each with its attributes; addresses begin with `at`.
    fn elements(&self, at: &str) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
        let address = |file: &File| format!("{at}{}", file.name);
        let style = self.widget.file("style").map(|file| {
            let rel = ("rel", "stylesheet".to_owned());
            ("link", vec![rel, ("href", address(file)), ("integrity", file.integrity.clone())])
        });
        let script = self.widget.file("loader").map(|file| {
            let mut attributes = vec![("type", "module".to_owned()), ("async", String::new())];
            attributes.extend([("src", address(file)), ("integrity", file.integrity.clone())]);
            attributes.extend(self.pattern.clone().map(|pattern| ("data-find", pattern)));
            ("script", attributes)
        });
        style.into_iter().chain(script).collect()
    }

    /// Writes the elements as HTML.
    fn snippet(&self) -> String {
        let mut out = String::new();
        for (element, attributes) in self.elements(&self.at) {
            out.push_str(&format!("<{element}"));
            for (name, value) in attributes {
                out.push_str(&match value.is_empty() {
                    true => format!(" {name}"),
                    false => format!(" {name}=\"{}\"", escaped(&value)),
                });
            }
            out.push_str(if element == "script" { "></script>\n" } else { ">\n" });
        }
        out
    }

    /// Returns the files, and the elements as data; their addresses are relative to the folder.
    fn listing(&self) -> Value {
        let row = |file: &File| {
            json!({
                "role": file.role,
                "name": file.name,
                "address": format!("{}{}", self.at, file.name),
                "integrity": file.integrity,
                "size": file.size,
            })
        };
        let head = self.elements("").into_iter().map(|(element, attributes)| {
            let attributes: Map<String, Value> =
                attributes.into_iter().map(|(name, value)| (name.to_owned(), Value::from(value))).collect();
            json!({ "element": element, "attributes": attributes })
        });
        json!({
            "files": self.widget.files.iter().map(row).collect::<Vec<_>>(),
            "declarations": format!("{}{MANIFEST_NAME}", self.at),
            "head": head.collect::<Vec<_>>(),
            "snippet": SNIPPET_NAME,
        })
    }
}

/// Writes the value of an attribute.
fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
