//! The pages that the inputs name: files of the site, or folders of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::files::{self, Found, Walked};
use crate::pages::{Page, Pages};
use crate::report::{Abort, Findings};
use crate::site::Site;

/// Returns the pages that the inputs name, each once, in their order.
///
/// # Errors
///
/// Fails where a folder cannot be read, and where an input is no page of the site.
pub(super) fn find(site: &Site, inputs: &[PathBuf]) -> Result<Walked, Abort> {
    let content = site.content();
    let mut wanted = Walked::default();
    for input in inputs {
        let real = input.canonicalize().map_err(|error| Abort::io("read", input, &error))?;
        let walked = if real.is_dir() {
            files::walk(&real, &site.root)?
        } else if files::is_page(&real) {
            Walked { files: vec![Found { path: real, below: PathBuf::new() }], refused: Vec::new() }
        } else {
            let message = format!("`{}` is not a page", input.display());
            return Err(Abort::new(message).help("the name of a page ends in `.md` or `.markdown`"));
        };
        let below =
            |path: &Path| path.strip_prefix(&content).map(Path::to_owned).map_err(|_| outside(site, input));
        for Found { path, .. } in walked.files {
            let below = below(&path)?;
            if files::is_page(&path) && wanted.files.iter().all(|other| other.path != path) {
                wanted.files.push(Found { path, below });
            }
        }
        for mut refused in walked.refused {
            refused.found.below = below(&refused.found.path)?;
            wanted.refused.push(refused);
        }
    }
    Ok(wanted)
}

/// Returns the paths of the files, below the content folder.
pub(super) fn paths(wanted: &Walked) -> BTreeSet<String> {
    let refused = wanted.refused.iter().map(|refused| &refused.found);
    wanted.files.iter().chain(refused).map(|file| file.page_path("")).collect()
}

fn outside(site: &Site, input: &Path) -> Abort {
    let content = site.content();
    let shown = crate::files::shown(&content);
    Abort::new(format!("`{}` is not below `{}`, the pages of the site", input.display(), shown.display()))
        .help("one file holds guides of one site; name another one with `--site`")
}

/// Returns the pages of the inputs, as a reader would go through the site.
pub(super) fn choose<'a>(pages: &'a Pages, paths: &BTreeSet<String>) -> Vec<&'a Page> {
    let wanted = |page: &&Page| paths.contains(&page.path) && !page.made_up;
    pages.all_in_order().into_iter().filter(wanted).collect()
}

/// Keeps what is wrong with the pages of the inputs; the others are only there for links.
pub(super) fn retain(bad: Vec<Findings>, site: &Site, paths: &BTreeSet<String>) -> Vec<Findings> {
    let content = crate::files::shown(&site.content());
    let named: BTreeSet<String> =
        paths.iter().map(|path| content.join(path).to_string_lossy().into_owned()).collect();
    bad.into_iter().filter(|found| named.contains(found.source.name())).collect()
}
