//! The files of a site: their names hold their hashes, so that a browser may keep them for ever, and each knows by name
//! and hash what it loads.

use std::path::Path;

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};

use super::Parts;

/// A file of a site.
struct File {
    role: &'static str,
    name: String,
    integrity: String,
    bytes: Vec<u8>,
}

/// Writes the files of a site, and `files.json`, which lists them.
///
/// # Errors
///
/// Fails where a source is not understood or the system refuses.
pub(super) fn write(parts: &Parts, folder: &Path) -> Result<(), String> {
    let style = File::new("style", "sitevar", "css", style(&parts.style).into_bytes());
    let wasm = File::new("wasm", "sitevar", "wasm", parts.wasm.clone());
    let worker = parts.sources.bundle("./worker.js", "")?.script();
    let worker = File::new("worker", "worker", "js", worker.into_bytes());
    let beside = [("worker", &worker), ("wasm", &wasm), ("style", &style)];
    let app = parts.sources.bundle("./app.js", &known(&beside))?.module();
    let app = File::new("app", "app", "js", app.into_bytes());
    let loader = parts.sources.bundle("./loader.js", &loads(&app))?.module();
    let loader = File::new("loader", "sitevar", "js", loader.into_bytes());
    let files = [loader, style, app, worker, wasm];
    for file in &files {
        super::write(&folder.join(&file.name), &file.bytes)?;
    }
    let list: Vec<Value> = files.iter().map(File::row).collect();
    super::write(&folder.join("files.json"), format!("{:#}\n", Value::from(list)))
}

impl File {
    fn new(role: &'static str, stem: &str, extension: &str, bytes: Vec<u8>) -> Self {
        let hash: String = Sha256::digest(&bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        let integrity = format!("sha384-{}", Base64::encode_string(&Sha384::digest(&bytes)));
        Self { role, name: format!("{stem}-{hash}.{extension}"), integrity, bytes }
    }

    fn row(&self) -> Value {
        let size = self.bytes.len();
        json!({ "role": self.role, "name": self.name, "integrity": self.integrity, "size": size })
    }
}

/// Returns a module that knows where other files are.
fn known(files: &[(&str, &File)]) -> String {
    let rows: Vec<String> = files
        .iter()
        .map(|(key, file)| {
            let (name, integrity) = (&file.name, &file.integrity);
            format!("{key}: {{ url: new URL(\"./{name}\", import.meta.url), integrity: \"{integrity}\" }}")
        })
        .collect();
    format!("export const files = {{ {} }};\n", rows.join(", "))
}

/// Returns a module that loads the application, if its bytes are those that were built.
///
/// An import cannot name a hash, but what was preloaded with one is what is imported.
fn loads(app: &File) -> String {
    let (name, integrity) = (&app.name, &app.integrity);
    format!(
        "const url = new URL(\"./{name}\", import.meta.url).href;\n\
         export const files = {{ app: {{ load: () => new Promise((done, failed) => {{\n\
         const link = document.createElement(\"link\");\n\
         Object.assign(link, {{ rel: \"modulepreload\", integrity: \"{integrity}\", href: url, onload: done, onerror: failed }});\n\
         document.head.append(link);\n\
         }}).then(() => import(url)) }} }};\n"
    )
}

/// Leaves out what a browser does not need of a style sheet: indentation and comments that stand alone.
pub(super) fn style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut comment = false;
    for line in text.lines().map(str::trim) {
        if comment || line.starts_with("/*") {
            comment = !line.ends_with("*/");
        } else if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
