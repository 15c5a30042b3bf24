//! Reads the guides of a folder, whatever generator they are for, as the passages that examples are looked for in.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use sitevar_core::{FrontMatter, Passage, PassageKind, Source, SourcePassage, source_passages};

use crate::files::{self, Refused, Unread};
use crate::progress::Progress;
use crate::report::{Abort, Findings};

/// A guide taken apart.
pub(crate) struct Guide {
    pub(crate) source: Arc<Source>,
    pub(crate) passages: Vec<Passage>,
    places: Vec<SourcePassage>,
    /// Where the text begins after the front matter.
    body: usize,
}

impl Guide {
    fn new(source: Arc<Source>) -> Self {
        let body = FrontMatter::find(source.text()).map_or(0, |front_matter| front_matter.body);
        let places = source_passages(source.text().get(body..).unwrap_or_default());
        let is_mdx = is_mdx(Path::new(source.name()));
        let passages = places.iter().map(|place| passage(place, is_mdx)).collect();
        Self { source, passages, places, body }
    }

    /// Returns where a range of a passage begins in the file.
    pub(crate) fn position(&self, passage: usize, range: &std::ops::Range<usize>) -> usize {
        let source = self.places.get(passage).and_then(|place| place.source(range));
        self.body + source.map_or(0, |source| source.start)
    }
}

/// Returns what a passage is to its generator: in MDX, what is only indented is the inside of a component.
fn passage(place: &SourcePassage, is_mdx: bool) -> Passage {
    let mut passage = place.passage.clone();
    if is_mdx && place.is_indented_code() && !passage.text.contains("```") {
        passage.kind = PassageKind::Prose;
    }
    passage
}

fn is_mdx(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "mdx")
}

/// Reads the guides below a folder; `root` is the folder that links may not lead out of.
///
/// # Errors
///
/// Fails where the folder cannot be read.
pub(crate) fn guides(folder: &Path, root: &Path) -> Result<(Vec<Guide>, Vec<Findings>), Abort> {
    let walked = files::walk_sources(folder, root)?;
    let mut findings: Vec<Findings> =
        walked.refused.iter().filter(|refused| is_guide(refused.path())).map(Refused::findings).collect();
    let files: Vec<_> = walked.files.into_iter().filter(|file| is_guide(&file.path)).collect();
    let progress = Progress::new(files.len());
    let read = |file: &files::Found| {
        let text = files::read_page_as(&file.path, &files::shown(&file.path));
        let guide = text.map(|text| Guide::new(text.source));
        progress.tick();
        guide
    };
    let mut guides = Vec::new();
    for guide in files.par_iter().map(read).collect::<Vec<_>>() {
        match guide {
            Ok(guide) => guides.push(guide),
            Err(Unread::Bad(found)) => findings.push(found),
            Err(Unread::Abort(abort)) => return Err(abort),
        }
    }
    Ok((guides, findings))
}

/// Tells whether a file is a guide of any generator: Markdown, with components in it or not, and no list of changes.
pub(crate) fn is_guide(path: &Path) -> bool {
    let is_changelog = path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("changelog"));
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_text = ["md", "markdown", "mdx"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    !is_changelog && is_text
}
