//! The package for npm, ready to pack: the same modules under plain names, so that any bundler can follow them.

use std::path::Path;

use serde_json::json;

use super::{Parts, files};
use crate::project;

/// Writes the package's folder.
///
/// # Errors
///
/// Fails where a source is not understood or the system refuses.
pub(super) fn write(parts: &Parts, folder: &Path) -> Result<(), String> {
    let loads = "export const files = { app: (page) => page.querySelector(\"sitevar-guide\") ? import(\"./guide-app.js\") : import(\"./app.js\") };\n";
    let loader = parts.page.sources.bundle("./loader.js", loads)?.module();
    super::write(&folder.join("sitevar.js"), loader)?;
    for (program, prefix) in [(&parts.page, ""), (&parts.guide, "guide-")] {
        let named = |name: &str| folder.join(format!("{prefix}{name}"));
        super::write(&named("app.js"), program.sources.bundle("./app.js", &knows(prefix))?.module())?;
        super::write(&named("worker.js"), program.sources.bundle("./worker.js", "")?.script())?;
        super::write(&named("sitevar.wasm"), &program.wasm)?;
    }
    super::write(&folder.join("sitevar.css"), files::style(&parts.style))?;
    let manifest = format!("{:#}\n", manifest());
    super::write(&folder.join("package.json"), manifest)?;
    super::write(&folder.join("README.md"), README)?;
    let copies = [
        ("crates/widget/js/sitevar.d.ts", "sitevar.d.ts"),
        ("LICENSE-MIT", "LICENSE-MIT"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
    ];
    for (from, to) in copies {
        super::write(&folder.join(to), super::read(&project::root().join(from))?)?;
    }
    Ok(())
}

/// Returns the module by which an application finds its files; bundlers follow addresses that are written like this.
fn knows(prefix: &str) -> String {
    let row = |key: &str, name: &str| format!("{key}: {{ url: new URL(\"./{name}\", import.meta.url) }},\n");
    let worker = row("worker", &format!("{prefix}worker.js"));
    let wasm = row("wasm", &format!("{prefix}sitevar.wasm"));
    format!("export const files = {{\n{worker}{wasm}}};\n")
}

const README: &str = include_str!("npm/README.md");

fn manifest() -> serde_json::Value {
    json!({
        "name": "sitevar",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Guides with the reader's own values and secrets in every snippet",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "types": "./sitevar.d.ts",
        "exports": {
            ".": { "types": "./sitevar.d.ts", "default": "./sitevar.js" },
            "./sitevar.css": "./sitevar.css",
            "./package.json": "./package.json"
        },
        "sideEffects": true,
        "files": ["*.js", "*.css", "*.wasm", "*.d.ts", "LICENSE-*"]
    })
}
