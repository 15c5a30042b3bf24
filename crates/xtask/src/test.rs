//! Everything that CI runs, in an order in which the quick complaints come first.
//!
//! 1. The widget is compiled for the browser, because the command takes it in.
//! 2. Form: rustfmt and clippy.
//! 3. Documentation builds without a warning.
//! 4. Core and secret compile for the browser.
//! 5. All tests, with the real Hugo and passlib as judges and in real browsers, where they can be had.
//! 6. Three generators with their plugins, in the same browsers.
//!
//! Every step runs, whatever became of those before it, and the last lines say what failed and what was left out.

use std::process::Command;

use crate::components;
use crate::project::cargo;
use crate::{browsers, hosts, judges, step};

/// What became of the steps.
#[derive(Default)]
struct Report {
    failed: Vec<String>,
    skipped: Vec<String>,
}

/// Runs everything that CI runs.
///
/// # Errors
///
/// Fails where a step failed.
pub(crate) fn run() -> Result<(), String> {
    let mut report = Report::default();
    report.widget();
    report.form();
    report
        .run("documentation", cargo(&["doc", "--no-deps", "--workspace"]).env("RUSTDOCFLAGS", "-D warnings"));
    report.browser();
    report.tests();
    report.hosts();
    report.finish()
}

/// Records the expected outputs of the tests again.
///
/// # Errors
///
/// Fails where a test fails although its output was recorded.
pub(crate) fn bless() -> Result<(), String> {
    let mut command = tests(&mut Report::default());
    // Each snapshot tool has its own word for it.
    for variable in ["SITEVAR_BLESS", "SNAPSHOTS", "TRYCMD"] {
        command.env(variable, "overwrite");
    }
    step::run("record", &mut command)
}

impl Report {
    fn widget(&mut self) {
        match components::browser() {
            Ok(_) => {
                self.failed.extend(crate::widget::run().err());
                self.package();
            }
            Err(why) => self.skip("the widget", &why),
        }
    }

    /// npm says whether the package is one, where npm is on the machine.
    fn package(&mut self) {
        if crate::project::on_path("npm").is_none() {
            return self.skip("the npm package", "npm is not on this machine");
        }
        let mut pack = Command::new("npm");
        pack.args(["pack", "--dry-run", "--loglevel=error"]).current_dir(crate::widget::folder().join("npm"));
        self.run("the npm package", &mut pack);
    }

    fn form(&mut self) {
        match components::subcommand("fmt", "rustfmt") {
            Ok(()) => self.run("form", &mut cargo(&["fmt", "--all", "--check"])),
            Err(why) => self.skip("form", &why),
        }
        match components::subcommand("clippy", "clippy") {
            Ok(()) => {
                let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
                self.run("lints", &mut cargo(&arguments));
            }
            Err(why) => self.skip("lints", &why),
        }
    }

    /// Core and secret are pure: they need nothing that a browser lacks.
    fn browser(&mut self) {
        let mut arguments = vec!["check", "--package", "sitevar-core", "--package", "sitevar-secret"];
        arguments.push("--all-features");
        match components::browser() {
            Ok(browser) => self.run("core and secret for the browser", &mut browser.cargo(&arguments)),
            Err(why) => self.skip("core and secret for the browser", &why),
        }
    }

    fn tests(&mut self) {
        let mut command = tests(self);
        self.run("tests", &mut command);
    }

    /// MkDocs, Sphinx and Hugo build a small site; a reader goes through it.
    fn hosts(&mut self) {
        match hosts::quick() {
            Ok(missing) => missing.iter().for_each(|why| self.skip("a generator", why)),
            Err(why) => self.failed.push(why),
        }
    }

    fn run(&mut self, what: &str, command: &mut Command) {
        self.failed.extend(step::run(what, command).err());
    }

    fn skip(&mut self, what: &str, why: &str) {
        step::announce(&format!("{what} skipped: {why}"));
        self.skipped.push(format!("{what}: {why}"));
    }

    fn finish(self) -> Result<(), String> {
        for skipped in &self.skipped {
            step::announce(&format!("skipped {skipped}"));
        }
        if self.failed.is_empty() {
            step::announce("all is well");
            return Ok(());
        }
        Err(self.failed.join("\n       "))
    }
}

/// Returns the command that runs all tests, with the judges that can be had.
fn tests(report: &mut Report) -> Command {
    let mut command = cargo(&["test", "--workspace"]);
    match judges::hugo_or_install() {
        Ok(hugo) => {
            step::announce(&format!("judge: {}", judges::version(&hugo)));
            command.env("HUGO", hugo);
        }
        Err(why) => report.skip("comparisons with the real Hugo", &why),
    }
    for missing in browsers::install() {
        report.skip("tests in a browser", &missing);
    }
    match browsers::axe_or_install() {
        Ok(axe) => {
            command.env("AXE", axe);
        }
        Err(why) => report.skip("checks with axe", &why),
    }
    match judges::passlib_or_install() {
        Ok(python) => {
            command.env("PASSLIB", python);
        }
        Err(why) => report.skip("comparisons with passlib", &why),
    }
    command
}
