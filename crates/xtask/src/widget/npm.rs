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
    let loads = "export const files = { app: { load: () => import(\"./app.js\") } };\n";
    let knows = "export const files = {\n\
                 worker: { url: new URL(\"./worker.js\", import.meta.url) },\n\
                 wasm: { url: new URL(\"./sitevar.wasm\", import.meta.url) },\n\
                 style: { url: new URL(\"./sitevar.css\", import.meta.url) },\n\
                 };\n";
    let bundle = |entry, files| parts.sources.bundle(entry, files);
    super::write(&folder.join("sitevar.js"), bundle("./loader.js", loads)?.module())?;
    super::write(&folder.join("app.js"), bundle("./app.js", knows)?.module())?;
    super::write(&folder.join("worker.js"), bundle("./worker.js", "")?.script())?;
    super::write(&folder.join("sitevar.css"), files::style(&parts.style))?;
    super::write(&folder.join("sitevar.wasm"), &parts.wasm)?;
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
            "./sitevar.wasm": "./sitevar.wasm",
            "./worker.js": "./worker.js",
            "./package.json": "./package.json"
        },
        "sideEffects": true,
        "files": ["*.js", "*.css", "*.wasm", "*.d.ts", "LICENSE-*"]
    })
}
