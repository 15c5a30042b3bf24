//! Starts a real Chromium, Firefox or WebKit with a profile of its own, and ends it when its user does.

mod chromium;
mod firefox;
mod webkit;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::keep::Kept;
use crate::protocol::Protocol;

/// The engines that scenarios run in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// What Chrome, Edge and most others are made of; driven through its driver.
    Chromium,
    /// Firefox, which needs no driver.
    Firefox,
    /// What Safari and everything on an iPhone is made of, as WebKitGTK; its driver speaks the older WebDriver.
    WebKit,
}

/// What a browser is like in a scenario.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// The page is asked for in dark colours.
    pub dark: bool,
    /// Every request is sent to a place where nobody answers.
    pub network_off: bool,
    /// No page may run a script.
    pub scripts_off: bool,
    /// No page may keep anything, as a reader can set it: storage throws a `SecurityError`. Not in WebKit.
    pub storage_off: bool,
    /// There is no WebAssembly, as where a reader or a lockdown switches it off.
    pub wasm_off: bool,
}

/// A host name that leads to this machine, as a name in a home network does: it is no secure context.
pub const LAN_HOST: &str = "guides.lan";

/// A browser that runs.
pub struct Running {
    // The browser is ended before the screen that it is on.
    kept: Kept,
    _screen: Option<Kept>,
    version: String,
}

impl Engine {
    /// Starts the browser, where it is on the machine.
    pub(crate) fn start(self, wish: Wish) -> Option<(Running, Box<dyn Protocol>)> {
        match self {
            Engine::Chromium => chromium::start(wish),
            Engine::Firefox => firefox::start(wish),
            Engine::WebKit => webkit::start(wish),
        }
    }
}

impl Running {
    /// Returns the browser's version, such as `156.0.8078.79`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns the folder that downloads go to.
    pub fn downloads(&self) -> PathBuf {
        downloads(self.kept.folder())
    }
}

/// Makes the folder of a browser, which whoever keeps the browser removes.
fn folder() -> PathBuf {
    tempfile::Builder::new().prefix("sitevar-browser-").tempdir().unwrap().keep()
}

fn downloads(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

/// Reads the version out of what a browser says of itself.
fn version(capabilities: &Value) -> String {
    capabilities["browserVersion"].as_str().unwrap_or("of an unknown version").to_owned()
}

/// Returns a program that an environment variable names, or the first of these on `PATH`.
fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let chosen = std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path =
        |name: &&str| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|p| p.is_file());
    chosen.or_else(|| names.iter().find_map(on_path))
}
