//! Pictures of the pages that a site has, for people who look at them: ten kinds of page in four widths, in light and dark,
//! with the form closed and open; and two prints.

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use sitevar_browser::launch::{Engine, Wish};
use sitevar_browser::server::{STRICT, Served, Serving};
use sitevar_browser::tab::{Browser, Tab};

use crate::{browsers, project, step};

/// Which pictures are taken.
#[derive(Args)]
pub(crate) struct Pictures {
    /// Only kinds with this in their name, such as `guide`.
    only: Option<String>,
    /// Only this width, in CSS pixels.
    #[arg(long)]
    width: Option<u32>,
}

const WIDTHS: [u32; 4] = [320, 768, 1280, 1920];
const HEIGHT: u32 = 900;

/// A kind of page: its name, where it is, and what is done on it before the picture.
struct Kind {
    name: &'static str,
    at: Place,
    /// An expression that is true when the page is ready for its picture.
    ready: &'static str,
}

enum Place {
    /// A page of the product's own site.
    Site(&'static str),
    /// A page of the site with every part of the theme.
    Parts(&'static str),
    /// The file of several guides.
    File,
}

const READY: &str = "document.readyState === 'complete'";
const FORM: &str =
    "document.querySelector('.sitevar-dialog[open]') || document.querySelector('.sitevar-open').click()";
const SEARCH: &str = "document.querySelector('dialog.search .excerpt mark')";

const KINDS: [Kind; 10] = [
    Kind { name: "home", at: Place::Site("/"), ready: READY },
    Kind { name: "guide", at: Place::Site("/guides/headscale/"), ready: READY },
    Kind { name: "guide-form", at: Place::Site("/guides/headscale/"), ready: FORM },
    Kind { name: "reference", at: Place::Site("/reference/configuration/"), ready: READY },
    Kind { name: "list", at: Place::Site("/reference/diagnostics/"), ready: READY },
    Kind { name: "parts", at: Place::Parts("/parts/"), ready: READY },
    Kind { name: "not-found", at: Place::Site("/404.html"), ready: READY },
    Kind { name: "search", at: Place::Site("/guides/headscale/"), ready: SEARCH },
    Kind { name: "file", at: Place::File, ready: READY },
    Kind { name: "file-form", at: Place::File, ready: FORM },
];

impl Pictures {
    /// Takes the pictures into `target/screenshots`.
    ///
    /// # Errors
    ///
    /// Fails where something does not build, or there is no browser.
    pub(crate) fn run(&self) -> Result<(), String> {
        crate::widget::run_or_say_why();
        let stage = Stage::set(&project::build_sitevar()?)?;
        browsers::install().iter().for_each(|why| step::announce(why));
        let mut count = 0;
        for dark in [false, true] {
            let wish = Wish { dark, ..Wish::default() };
            let mut browser = Browser::start(Engine::Chromium, wish).ok_or("there is no Chromium")?;
            let tab = browser.tab();
            for kind in
                KINDS.iter().filter(|kind| self.only.as_ref().is_none_or(|only| kind.name.contains(only)))
            {
                for width in WIDTHS.into_iter().filter(|width| self.width.is_none_or(|only| only == *width)) {
                    let colours = if dark { "dark" } else { "light" };
                    stage.show(&mut browser, &tab, kind, width);
                    browser.picture(&tab, &format!("{}-{width}-{colours}", kind.name));
                    count += 1;
                }
                if !dark && matches!(kind.name, "guide" | "parts") {
                    count += usize::from(print(&mut browser, &tab, kind.name)?);
                }
            }
        }
        step::announce(&format!("{count} pictures and prints are in {}", folder().display()));
        Ok(())
    }
}

fn folder() -> PathBuf {
    project::target().join("screenshots")
}

/// Prints the page that is shown; nothing where the browser cannot.
fn print(browser: &mut Browser, tab: &Tab, name: &str) -> Result<bool, String> {
    let Some(bytes) = browser.print(tab) else { return Ok(false) };
    let path = folder().join(format!("{name}.pdf"));
    std::fs::write(&path, bytes).map_err(|error| format!("`{}`: {error}", path.display()))?;
    Ok(true)
}

/// The sites and the file, served until this goes away.
struct Stage {
    site: Served,
    parts: Served,
    file: Served,
}

impl Stage {
    fn set(sitevar: &Path) -> Result<Self, String> {
        let room = project::target().join("pictures");
        let root = project::root();
        let [site, parts, file] = ["site", "parts", "file"].map(|name| room.join(name));
        build(sitevar, &root.join("site"), &site)?;
        build(sitevar, &root.join("tests/browser/theme/site"), &parts)?;
        let _ = std::fs::remove_dir_all(&file);
        std::fs::create_dir_all(&file).map_err(|error| format!("`{}`: {error}", file.display()))?;
        let mut offline = Command::new(sitevar);
        offline.current_dir(&root).args(["offline", "site/content/guides", "site/content/hosts", "-o"]);
        step::run("make the file", offline.arg(file.join("index.html")))?;
        let strict = |folder: &Path| Serving { headers: vec![STRICT], ..Serving::default() }.serve(folder);
        // A file brings its own policy, by which its own scripts may run.
        Ok(Self { site: strict(&site), parts: strict(&parts), file: Serving::default().serve(&file) })
    }

    /// Opens a page in a window of a width, and waits until it is ready.
    fn show(&self, browser: &mut Browser, tab: &Tab, kind: &Kind, width: u32) {
        browser.resize(tab, width, HEIGHT);
        let address = match kind.at {
            Place::Site(path) => self.site.at(path),
            Place::Parts(path) => self.parts.at(path),
            Place::File => self.file.at("/index.html"),
        };
        browser.go(tab, &address);
        if kind.ready == SEARCH {
            browser.click(tab, ".to-search");
            browser.wait_until(tab, "document.querySelector('dialog.search[open]')");
            browser.type_text(tab, "client secret");
        }
        browser.wait_until(tab, kind.ready);
        browser.wait_until(tab, "document.getAnimations().every((one) => one.playState === 'finished')");
    }
}

fn build(sitevar: &Path, site: &Path, out: &Path) -> Result<(), String> {
    // What an older command wrote has no record, and would be taken for somebody else's.
    let _ = std::fs::remove_dir_all(out);
    step::run("build a site", Command::new(sitevar).arg("build").arg(site).arg("-o").arg(out))
}
