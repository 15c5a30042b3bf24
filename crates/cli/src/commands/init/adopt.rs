//! A folder of guides that is there: its generator gets a plugin, and what the guides show is declared.
//!
//! A site that has its configuration, such as one that `sitevar build` made until now, only gets the plugin.
//! Hugo's own shortcodes and layouts stay what they are: where one of the plugin's files is there, it is not written.

use std::path::{Path, PathBuf};

use sitevar_core::Passage;

use super::generator::{self, Generator};
use super::write;
use crate::args::{Format, Init};
use crate::config::FILE_NAME;
use crate::examples::{Guide, Suggestion, declarations, guides, suggest};
use crate::report::{self, Abort, Findings, Verdict, plural};

/// The guides of a folder, and what makes pages of them.
pub(super) struct Adopted {
    generator: Option<&'static Generator>,
    /// Where the guides are, below the folder.
    content: &'static str,
    guides: Vec<Guide>,
    findings: Vec<Findings>,
}

/// Finds the guides of a folder; `None` where there are none.
///
/// # Errors
///
/// Fails where the folder cannot be read.
pub(super) fn find(folder: &Path) -> Result<Option<Adopted>, Abort> {
    let Ok(root) = folder.canonicalize() else { return Ok(None) };
    let generator = generator::of(&root);
    let content = generator.map_or(".", |generator| generator.content(&root));
    let below = if content == "." { root.clone() } else { root.join(content) };
    let (guides, findings) = guides(&below, &root)?;
    Ok((!guides.is_empty()).then_some(Adopted { generator, content, guides, findings }))
}

/// Writes the declarations of what the guides show, and the generator's plugin; a configuration that is there stays.
pub(super) fn run(args: &Init, adopted: Adopted, format: Format) -> Result<Verdict, Abort> {
    let passages: Vec<&[Passage]> = adopted.guides.iter().map(|guide| guide.passages.as_slice()).collect();
    let found = suggest(&passages);
    let is_new = |(path, _): &(PathBuf, String)| path.symlink_metadata().is_err();
    let plugin = adopted.generator.map_or(&[][..], |generator| generator.files);
    let plugin = plugin.iter().map(|(name, text)| (args.folder.join(name), (*text).to_owned()));
    let mut files: Vec<(PathBuf, String)> = plugin.filter(is_new).collect();
    let config = (args.folder.join(FILE_NAME), config(&adopted, &found));
    // Without a generator, nothing would be left to do.
    let is_configured = !is_new(&config) && adopted.generator.is_some();
    if !is_configured {
        files.insert(0, config);
    }
    write(&args.folder, &files)?;
    if is_configured {
        tell_kept(&adopted, &found);
    } else {
        tell_found(&adopted, &found);
    }
    tell_next(args, &adopted);
    Ok(report::print(adopted.findings, format))
}

fn config(adopted: &Adopted, found: &[Suggestion]) -> String {
    let count = plural(adopted.guides.len(), "guide");
    format!(
        "# What readers of these guides can set. `sitevar init` read {count} and declared what stands for a value of\n\
         # theirs; `sitevar examples` lists where each is. Delete what is no reader's choice.\n\
         content: {}\n\n{}",
        adopted.content,
        declarations(found)
    )
}

/// Says what a configuration that was there may lack: where the guides are, and what they show.
fn tell_kept(adopted: &Adopted, found: &[Suggestion]) {
    report::line(format!("kept {FILE_NAME} as it is; a new one would say:"));
    report::line(format!("\n{}", config(adopted, found).trim_end()));
    report::line("");
}

/// Says what was found.
fn tell_found(adopted: &Adopted, found: &[Suggestion]) {
    let certain: Vec<&Suggestion> = found.iter().filter(|one| one.doubt.is_none()).collect();
    let slots = certain.iter().map(|one| one.slots).sum();
    let (places, guides) = (plural(slots, "place"), plural(adopted.guides.len(), "guide"));
    let (values, doubtful) = (plural(certain.len(), "value"), found.len() - certain.len());
    report::line(format!("found {places} for {values} in {guides}; {doubtful} more values are comments"));
}

/// Says what is left to do.
fn tell_next(args: &Init, adopted: &Adopted) {
    match adopted.generator {
        Some(generator) => report::line(format!("next, for {}: add {}", generator.name, generator.add)),
        None => report::line(format!(
            "next: `sitevar assets {} -o sitevar`, and `sitevar/snippet.html` goes into the head of your pages",
            args.folder.display()
        )),
    }
    let folder =
        if args.folder == Path::new(".") { String::new() } else { format!(" {}", args.folder.display()) };
    report::line(format!("`sitevar examples{folder}` lists every place"));
}
