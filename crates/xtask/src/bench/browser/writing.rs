//! What an author feels: how soon an edit is on the screen while the site is served.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sitevar_browser::tab::{Browser, Tab};

use super::Time;
use super::stage::Stage;
use crate::bench::goal::Goal;
use crate::bench::race::write;

const EDITED: &str = "from an edit to the screen, 534 pages";

/// In each lap.
const EDITS: usize = 3;

const PAGE: &str = "content/edited.md";
const ADDRESS: &str = "edited/";

/// When the page was painted, in milliseconds since 1970.
const PAINTED: &str =
    "performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime";

/// A server that ends with the lap.
struct Server(Child);

impl Server {
    /// Serves a site, and returns its address too.
    fn start(sitevar: &Path, site: &Path) -> (Self, String) {
        let mut command = Command::new(sitevar);
        command.arg("serve").arg(site).args(["--port", "0"]).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the command was run before");
        let mut said = BufReader::new(process.stderr.take().expect("it was asked for")).lines();
        let address = said.find_map(|line| {
            let line = line.ok()?;
            line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned)
        });
        // What it says later is read by nobody, but has to go somewhere.
        thread::spawn(move || said.for_each(drop));
        (Self(process), address.expect("it says where it is"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Edits a page that is open, and looks when the new text was painted.
pub(super) fn edits(stage: &Stage, browser: &mut Browser, tab: &Tab) -> Vec<Time> {
    let page = stage.many.join(PAGE);
    let edit = |number: usize| write(&page, &format!("---\ntitle: Edited\n---\n\nEdit {number}\n"));
    edit(0).expect("the site was written before");
    let (_server, address) = Server::start(&stage.sitevar, &stage.many);
    browser.go(tab, &format!("{address}{ADDRESS}"));
    let mut times = Vec::new();
    for number in 1..=EDITS {
        // An author looks before they go on; meanwhile the other pages are checked.
        thread::sleep(Duration::from_secs(1));
        let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1e3;
        edit(number).expect("the site was written before");
        let is_there = format!(
            "document.querySelector('article').textContent.includes('Edit {number}') \
             && performance.getEntriesByName('first-contentful-paint').length > 0"
        );
        browser.wait_through(tab, &is_there);
        let painted = browser.eval(tab, PAINTED).as_f64().unwrap_or(f64::INFINITY);
        times.push((EDITED, painted - start));
    }
    times
}

/// What the product promises of it.
pub(super) fn goals() -> Vec<Goal> {
    vec![Goal::median("an edit is on the screen within 150 ms", EDITED, 150.0)]
}
