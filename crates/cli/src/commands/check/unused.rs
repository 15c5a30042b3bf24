//! Variables that the site declares and no page uses: readers would be asked for what is nowhere.

use sitevar_core::{Code, Diagnostic, Source};

use super::Read;
use crate::config::{FILE_NAME, shipped_variables, with_parts};
use crate::files;
use crate::report::Findings;
use crate::site::Site;

/// Returns the variables of `sitevar.yml` that none of all pages uses.
pub(super) fn check(site: &Site, read: &[Read]) -> Option<Findings> {
    // What another generator's files use is not known.
    if !read.iter().all(|read| files::is_page(&read.file) && read.checked.is_some()) {
        return None;
    }
    let path = site.root.join(FILE_NAME);
    let text = std::fs::read_to_string(&path).ok()?;
    let unused = unused(site, read);
    let warn = |name: &String| {
        let message = format!("the variable `{name}` is declared, and no page uses it");
        let at = place(&text, name)?;
        let help = "use it on a page, or remove its declaration";
        Some(Diagnostic::warning(Code::UnusedVariable, message, at).help(help))
    };
    let mut diagnostics: Vec<Diagnostic> = unused.iter().filter_map(warn).collect();
    site.config.check.apply(FILE_NAME, &mut diagnostics);
    let source = Source::new(files::shown(&path).to_string_lossy(), text);
    (!diagnostics.is_empty()).then(|| Findings { source: source.into(), diagnostics })
}

fn unused(site: &Site, read: &[Read]) -> Vec<String> {
    let all = &*site.config.variables;
    let used = with_parts(all, read.iter().flat_map(|read| &read.used).map(String::as_str).collect());
    let shipped = shipped_variables();
    let is_own = |name: &&str| all.variables.contains_key(*name) && !shipped.contains(name);
    all.names().filter(is_own).filter(|name| !used.contains(name)).map(str::to_owned).collect()
}

/// Returns where a variable is declared: the key of a line of `variables:`.
fn place(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let mut at = text.find("variables:")?;
    for line in text.get(at..)?.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let key = line.trim_start().trim_start_matches(['"', '\'']);
        let rest = key.strip_prefix(name).map(|rest| rest.trim_start_matches(['"', '\'']));
        if rest.is_some_and(|rest| rest.trim_start().starts_with(':')) {
            return Some(start..start + name.len());
        }
    }
    None
}
