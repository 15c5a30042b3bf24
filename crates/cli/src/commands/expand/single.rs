//! Single pages: from files or standard input, to standard output or files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{expansion, open_site, stop_at_config};
use crate::args::{Expand, Format};
use crate::output;
use crate::pages::{self, Unread};
use crate::report::{self, Abort, Findings, Tally, Verdict};
use crate::settings::Settings;

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
        let target = output.map(|output| place(output, input)).transpose()?;
        // A page on another site's ground gets that site's configuration.
        let (site, mut problems) = open_site(args, folder_of(input))?;
        if let Some(verdict) = stop_at_config(&mut problems, format) {
            return Ok(verdict);
        }
        let expansion = expansion(args, &site, settings)?;
        let source = match read(input) {
            Ok(source) => Arc::new(source),
            Err(Unread::Bad(found)) => {
                findings.push(found);
                continue;
            }
            Err(Unread::Abort(abort)) => return Err(abort),
        };
        let outcome = expansion.markdown(&page_path(&site, input), &source);
        let good = !outcome.has_errors();
        findings.extend([Findings { source, diagnostics: outcome.diagnostics }]);
        expansion.check_set()?;
        results.extend(outcome.value.filter(|_| good).map(|text| (target, text)));
    }
    let tally = Tally::new(inputs.len(), &findings);
    let verdict = report::print(findings, tally.telling(format, args.keep_going));
    if verdict == Verdict::Success || args.keep_going {
        for (target, text) in results {
            match target {
                Some(target) => output::write_file(&target, &text)?,
                None => output::print(text.as_bytes())?,
            }
        }
    }
    Ok(verdict)
}

fn is_stdin(input: &Path) -> bool {
    input == Path::new("-")
}

fn folder_of(input: &Path) -> &Path {
    if is_stdin(input) { Path::new(".") } else { input.parent().unwrap_or(Path::new(".")) }
}

fn read(input: &Path) -> Result<sitevar_core::Source, Unread> {
    if is_stdin(input) { pages::read_stdin() } else { pages::read(input) }
}

fn page_path(site: &crate::site::Site, input: &Path) -> String {
    if is_stdin(input) { "stdin.md".to_owned() } else { site.page_path(input) }
}

/// Returns where the expansion of a page goes: the output itself, or a file of the page's name in it.
fn place(output: &Path, input: &Path) -> Result<PathBuf, Abort> {
    let target = if output.is_dir() {
        output.join(input.file_name().filter(|_| !is_stdin(input)).unwrap_or("stdin.md".as_ref()))
    } else {
        output.to_owned()
    };
    let same =
        target.canonicalize().is_ok_and(|target| input.canonicalize().is_ok_and(|input| input == target));
    if same {
        let message = format!("`{}` would be written over itself", input.display());
        return Err(Abort::new(message).help("name another file with `-o`"));
    }
    Ok(target)
}
