//! The package for npm, ready to pack: the same modules under plain names, so that any bundler can follow them.

use std::path::Path;

use serde_json::json;

use super::words::{self, Words};
use super::{Parts, Program, files};
use crate::project;

/// Writes the package's folder.
///
/// # Errors
///
/// Fails where a source is not understood or the system refuses.
pub(super) fn write(parts: &Parts, folder: &Path) -> Result<(), String> {
    let loads =
        words::of_loader(&parts.words) + "export const files = { app: () => import(\"./app.js\") };\n";
    let loader = parts.page.sources.bundle("./loader.js", &loads)?.module();
    super::write(&folder.join("sitevar.js"), loader)?;
    for words in &parts.words {
        super::write(&folder.join(format!("words-{}.json", words.language)), &words.text)?;
    }
    let plain = parts.plain.as_ref().map_or("", |_| "files.plain = () => import(\"./plain-app.js\");\n");
    let others = knows_words(&parts.words) + "files.secret = () => import(\"./secret.js\");\n" + plain;
    let guide = "files.guide = () => import(\"./guide-app.js\");\n";
    for (program, prefix, guide) in [(&parts.page, "", guide), (&parts.guide, "guide-", "")] {
        let wasm = format!("{prefix}sitevar.wasm");
        let known = knows(&[("wasm", &wasm), ("worker", "worker.js"), ("secretWasm", "secret.wasm")]);
        let app = program.sources.bundle("./app.js", &(known + &others + guide))?.module();
        super::write(&folder.join(format!("{prefix}app.js")), app)?;
        super::write(&folder.join(wasm), &program.wasm)?;
    }
    let Program { wasm, sources } = &parts.secret;
    super::write(&folder.join("secret.js"), sources.bundle("./secret.js", "")?.module())?;
    super::write(&folder.join("worker.js"), sources.bundle("./worker.js", "")?.script())?;
    super::write(&folder.join("secret.wasm"), wasm)?;
    if let Some(plain) = &parts.plain {
        let known = knows(&[("worker", "plain-worker.js"), ("program", "plain-program.js")]);
        let known = known + &knows_words(&parts.words);
        super::write(&folder.join("plain-app.js"), plain.sources.bundle("./app.js", &known)?.module())?;
        super::write(&folder.join("plain-worker.js"), plain.sources.bundle("./worker.js", "")?.script())?;
        super::write(&folder.join("plain-program.js"), &plain.program)?;
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
fn knows(files: &[(&str, &str)]) -> String {
    let row =
        |(key, name): &(&str, &str)| format!("{key}: {{ url: new URL(\"./{name}\", import.meta.url) }},\n");
    let rows: String = files.iter().map(row).collect();
    format!("export const files = {{\n{rows}}};\n")
}

/// Returns what such a module has more: the words of each language.
fn knows_words(all: &[Words]) -> String {
    let row = |Words { language, .. }: &Words| {
        format!("{language}: {{ url: new URL(\"./words-{language}.json\", import.meta.url) }}")
    };
    let rows: Vec<String> = all.iter().map(row).collect();
    format!("files.words = {{ {} }};\n", rows.join(", "))
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
        "files": ["*.js", "*.json", "*.css", "*.wasm", "*.d.ts", "LICENSE-*"]
    })
}
