//! Single pages: from files or standard input, to standard output or files.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::{expansion, open_site, stop_at_config};
use crate::args::{Expand, Format};
use crate::files::{self, PageText, Unread};
use crate::output;
use crate::report::{self, Abort, Findings, Tally, Verdict};
use crate::settings::Settings;
use crate::site::{Site, check_named};

/// Expands each page on its own; where one of them has an error, nothing is written, or only the others.
pub(super) fn run(
    args: &Expand,
    settings: &Settings,
    format: Format,
    inputs: &[PathBuf],
    output: Option<&Path>,
) -> Result<Verdict, Abort> {
    if inputs.len() > 1 && !output.is_some_and(Path::is_dir) {
        return Err(Abort::new("several pages need a folder to be written to")
            .help("name an existing folder with `-o OUT`, or expand one page at a time"));
    }
    let mut results = Vec::new();
    let mut findings = Vec::new();
    for input in inputs {
        let named = named(args, input);
        if args.keep_going
            && let Err(abort) = check_named(named)
        {
            findings.push(abort.at_file(input));
            continue;
        }
        // A page in another site gets that site's configuration.
        let (site, mut problems) = open_site(args, named)?;
        if let Some(verdict) = stop_at_config(&mut problems, format) {
            return Ok(verdict);
        }
        let expansion = expansion(args, &site, settings)?;
        let text = match read(args, input) {
            Ok(text) => text,
            Err(Unread::Bad(found)) => {
                findings.push(found);
                continue;
            }
            Err(Unread::Abort(abort)) => return Err(abort),
        };
        let path = page_path(args, &site, input);
        check_inside(args, &path)?;
        let outcome = expansion.markdown(&path, &text);
        let good = !outcome.has_errors();
        findings.extend([Findings { source: text.source, diagnostics: outcome.diagnostics }]);
        expansion.check_set()?;
        let target = output.map(|output| target(output, input));
        results.extend(outcome.value.filter(|_| good).map(|text| ExpandedPage { target, site, text }));
    }
    let tally = Tally::new(inputs.len(), &findings);
    let verdict = report::print(findings, tally.telling(format, args.keep_going));
    if verdict == Verdict::Success || args.keep_going {
        check(inputs, &results)?;
        for ExpandedPage { target, text, .. } in results {
            match target {
                Some(target) => output::write_file(&target, &text)?,
                None => output::print(text.as_bytes())?,
            }
        }
    }
    Ok(verdict)
}

/// A page that was expanded, and where it goes.
struct ExpandedPage {
    /// Standard output, where there is none.
    target: Option<PathBuf>,
    site: Site,
    text: String,
}

/// Refuses files that must not be written, all of them before the first is.
fn check(inputs: &[PathBuf], results: &[ExpandedPage]) -> Result<(), Abort> {
    let inputs: Vec<&Path> = inputs.iter().filter(|input| !is_stdin(input)).map(PathBuf::as_path).collect();
    let mut targets = BTreeSet::new();
    for ExpandedPage { target, site, .. } in results {
        let Some(target) = target else { continue };
        output::check_file(target, &inputs, site)?;
        if !targets.insert(target) {
            let message = format!("two pages would be written to `{}`", target.display());
            return Err(Abort::new(message).help("expand pages of the same name one at a time"));
        }
    }
    Ok(())
}

fn is_stdin(input: &Path) -> bool {
    input == Path::new("-")
}

/// Returns what the site of a page is found by.
fn named<'a>(args: &'a Expand, input: &'a Path) -> &'a Path {
    match &args.page {
        _ if !is_stdin(input) => input,
        Some(page) if page.exists() => page,
        _ => Path::new("."),
    }
}

fn read(args: &Expand, input: &Path) -> Result<PageText, Unread> {
    if !is_stdin(input) {
        return files::read_page(input);
    }
    files::read_stdin_as(args.page.as_deref().unwrap_or(Path::new("<stdin>")))
}

fn page_path(args: &Expand, site: &Site, input: &Path) -> String {
    match &args.page {
        _ if !is_stdin(input) => site.page_path(input),
        Some(page) => site.page_path(page),
        None => "stdin.md".to_owned(),
    }
}

/// Refuses a page of standard input that would not be one of the site.
fn check_inside(args: &Expand, path: &str) -> Result<(), Abort> {
    let is_inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if args.page.is_none() || Path::new(path).components().all(is_inside) {
        return Ok(());
    }
    Err(Abort::new(format!("`--as {path}` is no page of the site"))
        .help("write the path of a page below the folder of the site's pages"))
}

/// Returns where the expansion of a page goes: the output itself, or a file of the page's name in it.
fn target(output: &Path, input: &Path) -> PathBuf {
    if output.is_dir() {
        output.join(input.file_name().filter(|_| !is_stdin(input)).unwrap_or("stdin.md".as_ref()))
    } else {
        output.to_owned()
    }
}
