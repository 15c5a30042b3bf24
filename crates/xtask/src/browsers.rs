//! The browsers that tests drive, and what is used in them: axe, which judges whether everybody can use a page, and
//! hash-wasm, for a race.
//!
//! Chromium needs its driver beside it; Firefox speaks the protocol itself; WebKit needs its driver, which brings a small
//! browser with it, and a screen.

use std::path::PathBuf;

use crate::{components, packages, project};

/// A browser, by the names of its programs and of Debian's packages.
struct Browser {
    name: &'static str,
    /// Environment variables that may name its programs, and the names that they have otherwise.
    programs: &'static [(&'static str, &'static [&'static str])],
    packages: &'static [&'static str],
}

const BROWSERS: [Browser; 3] = [
    Browser {
        name: "Chromium",
        programs: &[("CHROMIUM", &["chromium"]), ("CHROMEDRIVER", &["chromedriver"])],
        packages: &["chromium", "chromium-driver"],
    },
    Browser {
        name: "Firefox",
        programs: &[("FIREFOX", &["firefox-esr", "firefox"])],
        packages: &["firefox-esr"],
    },
    Browser {
        name: "WebKit",
        programs: &[("WEBKITWEBDRIVER", &["WebKitWebDriver"]), ("XVFB", &["Xvfb"])],
        packages: &["webkit2gtk-driver", "xvfb"],
    },
];

/// axe is one file of half a megabyte, in a package with its sources.
const AXE: &str = "axe-core@4.14.1";
/// What WebAssembly in a browser is raced with; one package without dependencies.
const HASH_WASM: &str = "hash-wasm@4.13.0";

/// Installs the browsers that are missing, and returns how to install those that could not be.
pub(crate) fn install() -> Vec<String> {
    let missing = BROWSERS.iter().filter(|browser| !browser.is_there());
    missing.filter_map(|browser| browser.install().err()).collect()
}

impl Browser {
    fn is_there(&self) -> bool {
        let there = |(variable, names): &(&str, &[&str])| {
            std::env::var_os(variable).is_some_and(|value| !value.is_empty())
                || names.iter().any(|name| project::on_path(name).is_some())
        };
        self.programs.iter().all(there)
    }

    fn install(&self) -> Result<(), String> {
        components::apt(self.packages).map_err(|why| format!("{}: {why}", self.name))
    }
}

/// Returns axe's file, fetched into `target/tools` where it is missing.
///
/// # Errors
///
/// Fails with the command that would fetch it.
pub(crate) fn axe_or_install() -> Result<PathBuf, String> {
    packages::npm(AXE, "tools/axe", "node_modules/axe-core/axe.min.js")
}

/// Returns the folder of hash-wasm's files for browsers, fetched into `target/tools` where it is missing.
///
/// # Errors
///
/// Fails with the command that would fetch it.
pub(crate) fn hash_wasm_or_install() -> Result<PathBuf, String> {
    packages::npm(HASH_WASM, "tools/hash-wasm", "node_modules/hash-wasm/dist")
}
