//! `sitevar man`: the manual page, with every subcommand behind the overview.

use std::path::Path;

use clap::CommandFactory;
use clap_mangen::Man;

use crate::args::Args;
use crate::output;
use crate::report::{Abort, Verdict};

/// Writes the manual page to standard output.
pub(super) fn run() -> Result<Verdict, Abort> {
    let mut page = Vec::new();
    render(&mut page).map_err(|error| Abort::io("write", Path::new("<stdout>"), &error))?;
    output::print(&page)?;
    Ok(Verdict::Success)
}

fn render(page: &mut Vec<u8>) -> std::io::Result<()> {
    let mut command = Args::command();
    command.build();
    Man::new(command.clone()).render(page)?;
    for subcommand in command.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("sitevar {}", subcommand.get_name());
        let man = Man::new(subcommand.clone().display_name(name));
        man.render_name_section(page)?;
        man.render_synopsis_section(page)?;
        man.render_options_section(page)?;
        man.render_extra_section(page)?;
    }
    Ok(())
}
