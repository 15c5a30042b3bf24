//! `sitevar init`: a site to begin with, which expands and builds as it is; or what a folder of guides needs.
//!
//! In a folder that holds guides or another generator's configuration, [`adopt`] reads them instead of adding a guide.
//! Nothing that is there already is touched: where one of the files exists, none is written, but for the plugin of a
//! generator, whose files are each written where they are missing.

mod adopt;
mod generator;

use std::path::{Path, PathBuf};

use crate::args::{Format, Init};
use crate::config::FILE_NAME;
use crate::output;
use crate::report::{self, Abort, Verdict};

const CONFIG: &str = include_str!("files/sitevar.yml");
const GUIDE: &str = include_str!("files/first-guide.md");

/// The shortcodes that are built in here and that Hugo has to be given.
const HUGO_SHORTCODES: [(&str, &str); 2] = [
    ("layouts/_shortcodes/sitevar.html", include_str!("../../../../../shortcodes/sitevar.html")),
    (
        "layouts/_shortcodes/sitevar-preferences.html",
        include_str!("../../../../../shortcodes/sitevar-preferences.html"),
    ),
];

/// Runs the command.
pub(super) fn run(args: &Init, format: Format) -> Result<Verdict, Abort> {
    if !(args.hugo || args.mdbook || args.mkdocs)
        && let Some(found) = adopt::find(&args.folder)?
    {
        return adopt::run(args, found, format);
    }
    let files: Vec<(PathBuf, String)> =
        files(args).into_iter().map(|(path, text)| (args.folder.join(path), text)).collect();
    write(&args.folder, &files)?;
    report::line(next_step(args));
    Ok(Verdict::Success)
}

/// Writes all files, or none where one of them is there.
fn write(folder: &Path, files: &[(PathBuf, String)]) -> Result<(), Abort> {
    refuse_existing(files)?;
    refuse_links(folder, files)?;
    for (path, text) in files {
        output::create_file(path, text)?;
        report::line(format!("wrote {}", path.strip_prefix(".").unwrap_or(path).display()));
    }
    Ok(())
}

fn files(args: &Init) -> Vec<(String, String)> {
    let content = content_folder(args);
    let mut files = vec![
        (FILE_NAME.to_owned(), config(args, content)),
        (format!("{content}/guides/first-guide.md"), GUIDE.to_owned()),
    ];
    if args.hugo {
        files.extend(HUGO_SHORTCODES.map(|(path, text)| (path.to_owned(), text.to_owned())));
    }
    files
}

/// Returns the configuration; what Hugo's own says is left to it.
fn config(args: &Init, content: &str) -> String {
    let config = CONFIG.replace("@CONTENT@", content);
    if !args.hugo {
        return config;
    }
    let of_hugo = |line: &str| ["title:", "content:", "data:"].iter().any(|key| line.starts_with(key));
    config
        .split_inclusive('\n')
        .map(|line| if of_hugo(line) { format!("# {line}") } else { line.to_owned() })
        .collect()
}

/// Returns where the pages of a generator are.
fn content_folder(args: &Init) -> &'static str {
    if args.mdbook {
        "src"
    } else if args.mkdocs {
        "docs"
    } else {
        "content"
    }
}

fn refuse_existing(files: &[(PathBuf, String)]) -> Result<(), Abort> {
    match files.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        Some((path, _)) => {
            let message = format!("`{}` already exists, so nothing was written", path.display());
            Err(Abort::new(message).help("choose another folder, or move the file away"))
        }
        None => Ok(()),
    }
}

/// Refuses to write through a link that leads out of the folder; the folder itself may be one.
fn refuse_links(folder: &Path, files: &[(PathBuf, String)]) -> Result<(), Abort> {
    let root = folder.canonicalize();
    let leads_out = |link: &Path| {
        let real = link.canonicalize();
        link.is_symlink() && !real.is_ok_and(|real| root.as_ref().is_ok_and(|root| real.starts_with(root)))
    };
    let above = |path: &'_ Path| -> Option<PathBuf> {
        let folders = path.ancestors().skip(1).take_while(|above| *above != folder);
        folders.filter(|above| leads_out(above)).last().map(Path::to_owned)
    };
    match files.iter().find_map(|(path, _)| above(path)) {
        Some(link) => {
            let message = format!(
                "`{}` is a link that leads out of the folder, so nothing was written",
                link.display()
            );
            Err(Abort::new(message).help("choose another folder, or move the link away"))
        }
        None => Ok(()),
    }
}

/// Tells what to try: a generator builds the site itself, from the expanded pages.
fn next_step(args: &Init) -> String {
    let in_folder = |path: &str| match path {
        "" => args.folder.clone(),
        path if args.folder == Path::new(".") => PathBuf::from(path),
        path => args.folder.join(path),
    };
    if args.hugo || args.mdbook || args.mkdocs {
        return format!("next: sitevar expand {} -o expanded", in_folder(content_folder(args)).display());
    }
    format!("next: sitevar serve {} --open", in_folder("").display())
}
