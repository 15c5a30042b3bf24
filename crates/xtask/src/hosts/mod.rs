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

use std::path::PathBuf;

use clap::Args;

use crate::{project, step};
use host::Host;
use report::Report;

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
    /// Fails where a site does not build or is not as it should be.
    pub(crate) fn run(&self) -> Result<(), String> {
        let hosts = self.hosts()?;
        let sitevar = sitevar()?;
        let mode = if self.plain { Mode::Plain } else { Mode::Plugin };
        let mut report = Report::default();
        for host in hosts {
            let built = tools::or_install(host).and_then(|tools| build::build(host, mode, &tools, &sitevar));
            match built {
                Ok(_) if self.no_drive => step::announce(&format!("{} is built", host.name)),
                Ok(site) => report.add(host, drive::drive(host, &site, &sitevar)?),
                Err(why) => report.fail(host, why),
            }
        }
        if !self.no_drive {
            println!("{}", report.table());
        }
        report.finish()
    }

    fn hosts(&self) -> Result<Vec<&'static Host>, String> {
        if self.names.is_empty() {
            return Ok(host::ALL.iter().collect());
        }
        let find = |name: &String| {
            host::ALL.iter().find(|host| host.name == name).ok_or_else(|| {
                let names: Vec<&str> = host::ALL.iter().map(|host| host.name).collect();
                format!("no host is named `{name}`; there are {}", names.join(", "))
            })
        };
        self.names.iter().map(find).collect()
    }
}

/// Builds and drives the hosts that every run of the tests can afford.
///
/// # Errors
///
/// Fails where one of them is not as it should be.
pub(crate) fn quick() -> Result<(), String> {
    let names = ["mkdocs", "sphinx", "hugo"].map(str::to_owned).to_vec();
    Hosts { names, plain: false, no_drive: false }.run()
}

/// Returns the command under test: the one that the environment names, or as it is released.
fn sitevar() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("SITEVAR").filter(|named| !named.is_empty()) {
        return Ok(PathBuf::from(named));
    }
    crate::widget::run_or_say_why();
    project::build_sitevar()
}
