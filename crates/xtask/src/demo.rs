//! The demo: everything built, the widget first, the product's own site built by it, and served.

use clap::Args;

use crate::{project, serve, step};

/// How the demo is shown.
#[derive(Args)]
pub(crate) struct Demo {
    /// Only builds.
    #[arg(long)]
    no_serve: bool,
    /// The port on loopback; 0 takes any that is free.
    #[arg(long, default_value_t = 4000)]
    port: u16,
}

impl Demo {
    /// Builds everything and the site into `target/demo`, and serves it.
    ///
    /// # Errors
    ///
    /// Fails where something does not build, or the port is taken.
    pub(crate) fn run(&self) -> Result<(), String> {
        crate::widget::run_or_say_why();
        step::run("build", &mut project::cargo(&["build", "--release", "--workspace"]))?;
        let folder = project::target().join("demo");
        // What an older command wrote has no record, and would be taken for somebody else's.
        let _ = std::fs::remove_dir_all(&folder);
        let mut build = std::process::Command::new(project::sitevar());
        build.args(["build", "site", "-o"]).arg(&folder).current_dir(project::root());
        step::run("build the site", &mut build)?;
        if self.no_serve {
            step::announce(&format!("the site is in {}", folder.display()));
            return Ok(());
        }
        serve::serve(&folder, self.port)
    }
}
