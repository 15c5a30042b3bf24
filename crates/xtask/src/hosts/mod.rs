//! The generators that other sites are built by: `cargo xtask hosts [HOST…]`.
//!
//! 1. [`host`]: what each of them is like; its small site is in the folder `site`, one text for all.
//! 2. [`tools`]: the real generator, installed into `target/tools/hosts`.
//! 3. [`lay`] writes the site in the generator's own syntax, and [`build`](mod@build) has it built, with the plugin or plain.
//! 4. [`drive`] goes through the result in real browsers as a reader does, and [`report`] is the table of what was found.

mod build;
mod drive;
mod host;
mod lay;
mod report;
mod tools;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::project;
use host::Host;
use report::Report;
use tools::Tools;

/// Which generators are built and driven.
#[derive(Args)]
pub(crate) struct Hosts {
    /// Their names, all of them unless said: mkdocs, zensical, sphinx, hugo, vitepress, docusaurus, starlight, mdbook.
    #[arg(value_name = "HOST")]
    names: Vec<String>,
    /// No plugin and no table: plain pages, one script tag, and examples that `sitevar.yml` declares.
    #[arg(long)]
    plain: bool,
    /// Only builds the sites, into `target/hosts`.
    #[arg(long)]
    no_drive: bool,
    /// Whether saved values have to be there within a second: tests run on busy machines too.
    #[arg(skip = true)]
    timed: bool,
}

/// How a site becomes interactive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Shortcodes in the pages, and the plugin in the generator's configuration.
    Plugin,
    /// Plain pages, and one script tag.
    Plain,
}

impl Hosts {
    /// Builds the sites, drives them, and prints what was found to standard output.
    ///
    /// # Errors
    ///
    /// Fails where a generator cannot be had, a site does not build, or it is not as it should be.
    pub(crate) fn run(&self) -> Result<(), String> {
        let sitevar = sitevar()?;
        let mut report = Report::default();
        for host in self.hosts()? {
            match tools::or_install(host) {
                Ok(tools) => self.try_out(host, &tools, &sitevar, &mut report),
                Err(why) => report.fail(host, why),
            }
        }
        if !self.no_drive {
            println!("{}", report.table());
        }
        report.finish()
    }

    /// Has a host build its site, and drives that.
    fn try_out(&self, host: &Host, tools: &Tools, sitevar: &Path, report: &mut Report) {
        let mode = if self.plain { Mode::Plain } else { Mode::Plugin };
        let built = build::build(host, mode, tools, sitevar);
        match built.and_then(|site| {
            if self.no_drive { Ok(Vec::new()) } else { drive::drive(host, &site, sitevar, self.timed) }
        }) {
            Ok(found) => report.add(host, found),
            Err(why) => report.fail(host, why),
        }
    }

    fn hosts(&self) -> Result<Vec<&'static Host>, String> {
        if self.names.is_empty() {
            return Ok(host::ALL.iter().collect());
        }
        let find = |name: &String| {
            host::named(name).ok_or_else(|| {
                let names: Vec<&str> = host::ALL.iter().map(|host| host.name).collect();
                format!("no host is named `{name}`; there are {}", names.join(", "))
            })
        };
        self.names.iter().map(find).collect()
    }
}

/// Builds and drives the hosts that every run of the tests can afford; returns how to get those that cannot be had.
///
/// # Errors
///
/// Fails where one of them is not as it should be.
pub(crate) fn quick() -> Result<Vec<String>, String> {
    let names = ["mkdocs", "sphinx", "hugo"].map(str::to_owned).to_vec();
    let hosts = Hosts { names, plain: false, no_drive: false, timed: false };
    let sitevar = project::build_for_tests()?;
    let (mut report, mut missing) = (Report::default(), Vec::new());
    for host in hosts.hosts()? {
        match tools::or_install(host) {
            Ok(tools) => hosts.try_out(host, &tools, &sitevar, &mut report),
            Err(why) => missing.push(format!("{}: {why}", host.title)),
        }
    }
    report.finish().map(|()| missing)
}

/// Returns the command under test: the one that the environment names, or as it is released.
fn sitevar() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("SITEVAR").filter(|named| !named.is_empty()) {
        return Ok(PathBuf::from(named));
    }
    crate::widget::run_or_say_why();
    project::build_sitevar()
}
