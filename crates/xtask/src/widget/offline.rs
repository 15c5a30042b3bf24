//! The script of a single HTML file: the application, the worker and the loader in one; the WebAssembly is beside it.
//!
//! A page from a disk may load nothing, not even a file beside it, so nothing in here has an address.

use std::path::Path;

use super::{Parts, bundle, words};

/// Writes `script.js`; style and WebAssembly are those of a site.
///
/// # Errors
///
/// Fails where a source is not understood or the system refuses.
pub(super) fn write(parts: &Parts, folder: &Path) -> Result<(), String> {
    let worker = parts.page.sources.bundle("./worker.js", "")?.script();
    let app = parts.page.sources.bundle("./app.js", &known(&worker))?.expression();
    let knows =
        "export const files = { app: async () => $app };\n".to_owned() + &words::of_loader(&parts.words);
    let loader = parts.page.sources.bundle("./loader.js", &knows)?.script();
    let script = bundle::minified(&format!("const $app = {app};\n{loader}"));
    words::check(&parts.words, &script)?;
    super::write(&folder.join("script.js"), script)
}

/// Returns a module that holds the worker's text, decodes the WebAssembly in the page, and reads the words there.
fn known(worker: &str) -> String {
    // A script element ends at `</script`, and `<!--` changes how it is read: in texts `\x3c` is `<`.
    // The bundler reads this again, and does not look into texts that hold quotes of their own.
    let worker = serde_json::Value::from(worker).to_string().replace('<', "\\x3c").replace('`', "\\x60");
    format!(
        "import {{ document }} from \"./clean.js\";\n\
         const textOf = (name) => document.head.querySelector(`script#sitevar-${{name}}`).textContent;\n\
         export const files = {{ offline: true, worker: {{ source: {worker} }}, wasm: {{ bytes() {{\n\
         return Uint8Array.from(atob(textOf(\"wasm\").trim()), (letter) => letter.charCodeAt(0));\n\
         }} }}, words: () => JSON.parse(textOf(\"words\")) }};\n"
    )
}
