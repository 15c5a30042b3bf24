//! The script of a single HTML file: the application, the worker and the loader in one; the WebAssembly of both is beside
//! it, or the same program as plain JavaScript is in it.
//!
//! A page from a disk may load nothing, not even a file beside it, so nothing in here has an address.

use std::path::Path;

use super::bundle::Sources;
use super::{Parts, Plain, bundle, words};

/// Writes `script.js`, and `plain.js` where the program is there as JavaScript; style and WebAssembly are those of a site.
///
/// # Errors
///
/// Fails where a source is not understood or the system refuses.
pub(super) fn write(parts: &Parts, folder: &Path) -> Result<(), String> {
    let secret = &parts.secret.sources;
    let knows = with_wasm(&secret.bundle("./worker.js", "")?.script());
    let secret = format!("const $secret = {};\n", secret.bundle("./secret.js", "")?.expression());
    super::write(&folder.join("script.js"), script(parts, &parts.page.sources, &knows, &secret)?)?;
    let Some(Plain { program, sources }) = &parts.plain else { return Ok(()) };
    let program = program.strip_prefix("export function program(").ok_or("the program is no function")?;
    let script = script(parts, sources, PLAIN, "")?;
    super::write(&folder.join("plain.js"), format!("function $program({program}{script}"))
}

/// Returns the script of an application; `before` is what of it belongs to another program.
fn script(parts: &Parts, sources: &Sources, knows: &str, before: &str) -> Result<String, String> {
    let app = sources.bundle("./app.js", &format!("{WORDS}{knows}"))?.expression();
    let knows =
        "export const files = { app: async () => $app };\n".to_owned() + &words::of_loader(&parts.words);
    let loader = sources.bundle("./loader.js", &knows)?.script();
    let script = bundle::minified(&format!("{before}const $app = {app};\n{loader}"));
    words::check(&parts.words, &script)?;
    Ok(script)
}

/// How such a file reads what is beside its script, the words first.
const WORDS: &str = "import { document } from \"./clean.js\";\n\
     const textOf = (name) => document.head.querySelector(`script#sitevar-${name}`).textContent;\n\
     const words = () => JSON.parse(textOf(\"words\"));\n";

/// What an application knows whose program is in the script. It has no worker: WebCrypto derives the keys.
const PLAIN: &str =
    "export const files = { offline: true, words, worker: null, program: { own: $program } };\n";

/// Returns what an application knows whose programs are WebAssembly: it decodes them, and has the text of the worker and
/// what makes secrets without one.
fn with_wasm(worker: &str) -> String {
    // A script element ends at `</script`, and `<!--` changes how it is read: in texts `\x3c` is `<`.
    // The bundler reads this again, and does not look into texts that hold quotes of their own.
    let worker = serde_json::Value::from(worker).to_string().replace('<', "\\x3c").replace('`', "\\x60");
    format!(
        "const bytes = (name) => Uint8Array.from(atob(textOf(name).trim()), (letter) => letter.charCodeAt(0));\n\
         export const files = {{ offline: true, words, worker: {{ source: {worker} }}, secret: async () => $secret,\n\
         wasm: {{ bytes: () => bytes(\"wasm\") }}, secretWasm: {{ bytes: () => bytes(\"secret-wasm\") }} }};\n"
    )
}
