//! Measures the command beside Hugo and mdBook, and the widget beside WebCrypto and hash-wasm.
//!
//! 1. [`mod@pages`]: the corpus, or a generated set of the same size and character.
//! 2. [`mod@sites`]: the same pages and shortcodes laid out for each contender.
//! 3. [`mod@check`]: the same pages checked, with a schema too.
//! 4. [`mod@race`]: contenders take turns as whole processes, so that a busy machine slows all of them alike.
//! 5. [`mod@folders`]: sites that grow, whose time may grow as they do.
//! 6. [`mod@digests`]: one digest beside OpenSSL's.
//! 7. [`mod@browser`]: the widget in a real Chromium.
//! 8. The widget's files, compressed.
//! 9. [`mod@report`]: medians, ratios, and the goals.

mod browser;
mod check;
mod digests;
mod folders;
mod goal;
mod pages;
mod race;
mod report;
mod sites;
mod timing;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::{Args, ValueEnum};

use crate::widget::sizes::Size;
use crate::{judges, project};
use goal::Goal;
use race::{Entrant, race};
use report::Report;
use sites::Layout;
use walkdir::WalkDir;

/// How the benchmark is run.
#[derive(Args)]
pub(crate) struct Bench {
    /// How often each contender runs; one more run warms up and is not counted.
    #[arg(long, default_value_t = 7)]
    runs: usize,
    /// Measures generated pages even where the corpus is.
    #[arg(long)]
    generated: bool,
    /// Prints JSON to standard output; what is going on goes to standard error.
    #[arg(long)]
    json: bool,
    /// Where the sites and their outputs are, `target/bench` unless said; a folder in memory, such as
    /// `/dev/shm/bench`, measures the work without the disk.
    #[arg(long, value_name = "DIR")]
    room: Option<PathBuf>,
    /// Measures only this, and says of every other goal that it was not run.
    part: Option<Part>,
}

/// What can be measured by itself.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Expand, build and check, beside Hugo and mdBook.
    Pages,
    /// Folders of up to 40,000 pages, and the pages a hundred times over.
    Folders,
    /// A digest, beside OpenSSL.
    Digest,
    /// The widget in Chromium, beside WebCrypto and hash-wasm.
    Browser,
}

impl Bench {
    /// Measures, and prints what was measured to standard output.
    ///
    /// # Errors
    ///
    /// Fails where a contender fails, which would make its time worthless.
    pub(crate) fn run(&self) -> Result<(), String> {
        // The command takes the widget in, so the widget is first.
        crate::widget::run_or_say_why();
        let sitevar = project::build_sitevar()?;
        let room = self.room.clone().unwrap_or_else(|| project::target().join("bench"));
        fs::create_dir_all(&room).map_err(|error| format!("`{}`: {error}", room.display()))?;
        let mut report = Report { goals: goals(), ..Report::default() };
        let pages = if self.generated { pages::generate(&room) } else { pages::find_or_generate(&room) }?;
        if self.measures(Part::Pages) || self.measures(Part::Folders) {
            if self.measures(Part::Pages) {
                report.results = race(entrants(&sitevar, &room, &pages)?, self.runs)?;
            }
            if self.measures(Part::Folders) {
                report.results.extend(folders::measure(&sitevar, &room, &pages, self.runs)?);
            }
            report.pages.clone_from(&pages.description);
        }
        if self.measures(Part::Digest) {
            report.results.extend(digests::race(&sitevar, self.runs)?);
        }
        if self.measures(Part::Browser) {
            report.browser = browser::measure(&sitevar, &pages.folder, self.runs)?;
        }
        report.sizes = crate::widget::sizes::measure()?;
        report.sizes.extend(search_sizes(&room.join("out/build"))?);
        println!("{}", if self.json { report.json() } else { report.table() });
        Ok(())
    }

    fn measures(&self, part: Part) -> bool {
        self.part.is_none_or(|only| only == part)
    }
}

/// Lays out every contender's folder and returns who runs.
fn entrants(sitevar: &Path, room: &Path, pages: &pages::Pages) -> Result<Vec<Entrant>, String> {
    let site = sites::hugo(&room.join("site"), &pages.folder, Layout::Full)?;
    let many = sites::hugo(&room.join("site-ten"), &pages::ten_copies(room, &pages.folder)?, Layout::Full)?;
    let expand = |site: &Path, out: &Path| {
        let mut command = Command::new(sitevar);
        command.arg("expand").arg(site.join("content")).arg("-o").arg(out).arg("--site").arg(site);
        command
    };
    let build = |site: &Path, out: &Path| {
        let mut command = Command::new(sitevar);
        command.arg("build").arg(site).arg("-o").arg(out);
        command
    };
    let out = |name: &str| room.join("out").join(name);
    let mut entrants = vec![
        Entrant::new("sitevar expand", out("expand"), |out| expand(&site, out)),
        Entrant::new("sitevar expand, ten copies", out("expand-ten"), |out| expand(&many, out)),
        Entrant::new("sitevar build", out("build"), |out| build(&site, out)),
        Entrant::new("sitevar build, ten copies", out("build-ten"), |out| build(&many, out)),
        Entrant::new("sitevar build, after one edit", out("build-again"), |out| build(&site, out))
            .again_after_editing(sites::some_page(&site)?),
    ];
    entrants.extend(check::entrants(sitevar, room, &pages.folder)?);
    if let Some(hugo) = judges::hugo() {
        let expand_only = sites::hugo(&room.join("site-expand"), &pages.folder, Layout::ExpandOnly)?;
        let run = |site: &Path, out: &Path| sites::hugo_command(&hugo, site, out);
        entrants.push(Entrant::new("hugo, expand only", out("hugo-expand"), |out| run(&expand_only, out)));
        entrants.push(Entrant::new("hugo, full render", out("hugo-full"), |out| run(&site, out)));
    }
    if let Some(mdbook) = judges::mdbook() {
        let expanded = out("for-mdbook");
        race::run_once(&mut expand(&site, &expanded))?;
        let book = sites::mdbook(&room.join("book"), &expanded)?;
        entrants.push(Entrant::new("mdbook build", out("mdbook"), |out| {
            let mut command = Command::new(&mdbook);
            command.arg("build").arg(&book).arg("--dest-dir").arg(out);
            command
        }));
    }
    Ok(entrants)
}

/// The list of words of a built site, and the text that it was made of.
const SEARCH: &str = "search";
const TEXT: &str = "text of all pages";

/// Returns the sizes of both in the site that was built last; nothing where none was.
fn search_sizes(out: &Path) -> Result<Vec<Size>, String> {
    let Ok(list) = fs::read(out.join("sitevar-search.json")) else { return Ok(Vec::new()) };
    let html = WalkDir::new(out).into_iter().flatten().filter(|entry| entry.file_name() == "index.html");
    let mut text = String::new();
    for page in html {
        let page = race::read(page.path())?;
        let article =
            page.split_once("<article>").and_then(|(_, rest)| Some(rest.rsplit_once("</article>")?.0));
        // What is between tags, with what is between words as one space.
        let texts = article.unwrap_or_default().split('<').filter_map(|part| Some(part.split_once('>')?.1));
        text.extend(texts.flat_map(str::split_whitespace).flat_map(|word| [word, " "]));
    }
    Ok(vec![Size::of(SEARCH, &list)?, Size::of(TEXT, text.as_bytes())?])
}

/// What the product promises of its speed.
fn goals() -> Vec<Goal> {
    let mut goals = vec![
        Goal::ratio(
            "expand takes at most a tenth of Hugo's time",
            "sitevar expand",
            "hugo, expand only",
            0.1,
        ),
        Goal::size("the loader has at most 2 kB compressed", "loader", 2.0),
        Goal::size("the WebAssembly of a page has at most 126 kB", "wasm", 126.0),
        Goal::peak("expand needs at most 40 MiB", "sitevar expand", 40.0),
        Goal::peak("build needs at most 150 MiB", "sitevar build", 150.0),
        Goal::share("the search has at most 15 % of the text", SEARCH, TEXT, 0.15),
        Goal::ratio(
            "build takes at most half of mdBook's time, both with search",
            "sitevar build",
            "mdbook build",
            0.5,
        ),
        Goal::ratio(
            "ten copies expand in at most 11 × the time",
            "sitevar expand, ten copies",
            "sitevar expand",
            11.0,
        ),
        Goal::ratio(
            "ten copies build in at most 11 × the time",
            "sitevar build, ten copies",
            "sitevar build",
            11.0,
        ),
        Goal::ratio(
            "a build after one edit takes less time than the first",
            "sitevar build, after one edit",
            "sitevar build",
            1.0,
        ),
        digests::goal(),
    ];
    goals.extend(check::goals());
    goals.extend(folders::goals());
    goals.extend(browser::goals());
    goals
}
