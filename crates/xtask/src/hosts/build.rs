//! Has a host build its site, with the plugin or plain, and once more without anything of ours to compare with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Mode;
use super::host::Host;
use super::lay;
use super::tools::Tools;
use crate::{project, step};

/// A site that was built.
pub(super) struct Site {
    pub(super) mode: Mode,
    /// The folder of its sources.
    pub(super) folder: PathBuf,
    /// The folder that is published.
    pub(super) output: PathBuf,
}

/// Writes the site of a host and builds it.
///
/// # Errors
///
/// Fails where the host does, with the end of what it said.
pub(super) fn build(host: &Host, mode: Mode, tools: &Tools, sitevar: &Path) -> Result<Site, String> {
    let kind = if mode == Mode::Plain { "plain" } else { "plugin" };
    // Packages of npm are found from folders below theirs; a link to them would lead out of the site for Astro.
    let folder = match tools.packages.as_deref().and_then(Path::parent) {
        Some(tools) => tools.join(kind),
        None => project::target().join("hosts").join(format!("{}-{kind}", host.name)),
    };
    let _ = fs::remove_dir_all(&folder);
    lay::lay(host, mode, sitevar, &folder)?;
    if mode == Mode::Plain {
        expand_pages(host, &folder, sitevar)?;
    } else if host.name == "hugo" {
        assets(sitevar, &folder, &folder.join("static/sitevar"))?;
    }
    run(host, tools, sitevar, &folder)?;
    let output = folder.join(host.output);
    if mode == Mode::Plain {
        assets(sitevar, &folder, &output.join("sitevar"))?;
        add_snippet(&output)?;
    }
    Ok(Site { mode, folder, output })
}

/// Puts examples in the place of shortcodes, as the author of a plain guide would have written it.
fn expand_pages(host: &Host, folder: &Path, sitevar: &Path) -> Result<(), String> {
    for (name, _) in lay::PAGES {
        let content = folder.join(host.content);
        let page = [format!("{name}.md"), format!("_{name}.md")].map(|name| content.join(name));
        let Some(page) = page.iter().find(|page| page.is_file()) else { continue };
        let text = fs::read_to_string(page).map_err(|error| error.to_string())?;
        // A plain guide has no form of its own.
        fs::write(page, text.replace("{{< sitevar-preferences >}}\n\n", ""))
            .map_err(|error| error.to_string())?;
        let output = Command::new(sitevar).arg("expand").arg(page).output();
        let output = output.map_err(|error| format!("`{}`: {error}", sitevar.display()))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        fs::write(page, output.stdout).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Runs the generator.
fn run(host: &Host, tools: &Tools, sitevar: &Path, folder: &Path) -> Result<(), String> {
    let mut paths = vec![tools.programs.clone()];
    paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path = std::env::join_paths(paths).map_err(|error| error.to_string())?;
    let program = tools.programs.join(host.command[0]);
    let program = if program.exists() { program } else { PathBuf::from(host.command[0]) };
    let mut command = Command::new(program);
    command.args(&host.command[1..]).current_dir(folder).env("PATH", path).env("SITEVAR", sitevar);
    command.env("PYTHONPATH", folder).env("NO_UPDATE_NOTIFIER", "1").env("ASTRO_TELEMETRY_DISABLED", "1");
    // Two sites beside one folder of packages would take each other's pages.
    command.env("DOCUSAURUS_NO_PERSISTENT_CACHE", "true");
    step::announce(&format!("{}: {}", host.name, step::line(&command)));
    let output = command.output().map_err(|error| format!("`{}`: {error}", host.command[0]))?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    fs::write(folder.join("build.log"), &said).map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    let lines: Vec<&str> = said.lines().collect();
    Err(format!("{} failed:\n{}", host.name, lines[lines.len().saturating_sub(20)..].join("\n")))
}

fn assets(sitevar: &Path, folder: &Path, output: &Path) -> Result<(), String> {
    let mut command = Command::new(sitevar);
    command.arg("assets").arg(folder).arg("-o").arg(output).args(["--at", "/sitevar/"]);
    step::run("the form's files", &mut command)
}

/// Puts the snippet into the head of every page, as a line in the host's template would.
fn add_snippet(output: &Path) -> Result<(), String> {
    let snippet =
        fs::read_to_string(output.join("sitevar/snippet.html")).map_err(|error| error.to_string())?;
    let mut folders = vec![output.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| error.to_string())?.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                let page = fs::read_to_string(&path).map_err(|error| error.to_string())?;
                let page = page.replacen("</head>", &format!("{snippet}</head>"), 1);
                fs::write(&path, page).map_err(|error| error.to_string())?;
            }
        }
    }
    Ok(())
}
