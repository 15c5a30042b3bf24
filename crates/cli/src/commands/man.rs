//! `sitevar man`: the manual page, with every subcommand after the overview.

use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

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
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_options_section(page)?;
    render_examples(&command, page)?;
    for subcommand in command.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("sitevar {}", subcommand.get_name());
        let man = Man::new(subcommand.clone().display_name(name));
        man.render_name_section(page)?;
        man.render_synopsis_section(page)?;
        man.render_options_section(page)?;
        render_examples(subcommand, page)?;
    }
    Man::new(command).render_version_section(page)
}

/// Writes what follows the help of a command, line by line: a manual fills lines, which would break examples.
fn render_examples(command: &Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    let Some(text) = command.get_after_help() else { return Ok(()) };
    let mut section = Roff::new();
    section.control("SH", ["EXAMPLES"]).control("nf", []);
    for line in text.to_string().lines().filter(|line| !line.starts_with("Example")) {
        section.text([roman(line)]);
    }
    section.control("fi", []);
    section.to_writer(page)
}
