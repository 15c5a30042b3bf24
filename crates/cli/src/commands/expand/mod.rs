//! `sitevar expand`: pages as static Markdown.
//!
//! Single pages go to standard output or to a file, a folder of pages is mirrored into another one.

mod folder;
mod single;

use std::path::{Path, PathBuf};

use sitevar_core::{Dialect, Unknown};

use crate::args::{Expand, Format};
use crate::expansion::Expansion;
use crate::report::{self, Abort, Findings, Verdict};
use crate::settings::Settings;
use crate::site::{OpenOptions, Site, check_named};

/// Runs the command.
pub(super) fn run(args: &Expand, format: Format) -> Result<Verdict, Abort> {
    let standard_input = [PathBuf::from("-")];
    let inputs = if args.inputs.is_empty() { &standard_input[..] } else { &args.inputs };
    let output = args.output.as_deref().filter(|path| *path != Path::new("-"));
    check_page(args, inputs)?;
    let stdin = inputs.iter().any(|path| path == Path::new("-"));
    let settings = Settings::read(&args.values, stdin)?;
    match inputs.iter().find(|path| path.is_dir()) {
        Some(folder) if inputs.len() > 1 => {
            Err(Abort::new(format!("`{}` is a folder, and a folder is expanded alone", folder.display()))
                .help("run `sitevar expand` once for each folder"))
        }
        Some(folder) => match output {
            Some(output) => folder::run(args, &settings, format, folder, output),
            None => Err(Abort::new(format!(
                "`{}` is a folder, but nothing says where to write",
                folder.display()
            ))
            .help("name the folder to write with `-o OUT`")),
        },
        None => single::run(args, &settings, format, inputs, output),
    }
}

/// Refuses to take anything but standard input for another page.
fn check_page(args: &Expand, inputs: &[PathBuf]) -> Result<(), Abort> {
    if args.page.is_none() {
        return Ok(());
    }
    if inputs != [PathBuf::from("-")] {
        return Err(Abort::new("`--as` says which page standard input is, and a file says so itself")
            .help("write `sitevar expand - --as PATH`"));
    }
    Ok(())
}

/// Opens the site around a page or a folder, or the one that was named.
fn open_site(args: &Expand, named: &Path) -> Result<(Site, Vec<Findings>), Abort> {
    let options = OpenOptions { hugo_exact: args.hugo_exact };
    match &args.site {
        Some(root) => check_named(named).and_then(|()| Site::open(root, options)),
        None => Site::around(named, options),
    }
}

fn expansion<'a>(args: &Expand, site: &'a Site, settings: &'a Settings) -> Result<Expansion<'a>, Abort> {
    let expansion = Expansion::new(site, args.unknown.map(Unknown::from), settings)?;
    Ok(if args.hugo_exact { expansion.dialect(Dialect::HugoExact) } else { expansion })
}

/// Tells what is wrong with the configuration; with errors in it nothing else makes sense.
fn stop_at_config(findings: &mut Vec<Findings>, format: Format) -> Option<Verdict> {
    findings.iter().any(Findings::has_errors).then(|| report::print(std::mem::take(findings), format))
}
