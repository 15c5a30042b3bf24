//! The program as plain JavaScript, for readers whose browser or whose site's policy refuses WebAssembly.
//!
//! binaryen's `wasm2js` translates the very program that the page would load as WebAssembly, so the bytes that it writes
//! are the same. It is asked for only where WebAssembly is refused.
//!
//! 1. It is compiled for the oldest WebAssembly: newer instructions have no counterpart in JavaScript.
//! 2. `wasm-opt` takes the names of features away that the standard library was built with: wasm-bindgen would use them.
//! 3. wasm-bindgen writes its JavaScript.
//! 4. `wasm-opt` replaces the new instructions of the standard library; `wasm2js` translates; esbuild takes away what is
//!    for people.

use std::path::Path;

use super::bundle::{Kind, Sources};
use super::compile::{self, Extent};
use super::tools::{self, Tools};

/// The program in JavaScript, and the JavaScript around it.
pub(super) struct Plain {
    /// A module that exports `program`, which takes what the program imports and returns what it exports.
    pub(super) program: String,
    pub(super) sources: Sources,
}

/// What replaces it by what `wasm2js` knows.
const LOWERED: [&str; 4] =
    ["--signext-lowering", "--llvm-nontrapping-fptoint-lowering", "--llvm-memory-copy-fill-lowering", "-Oz"];

/// Makes the program.
///
/// # Errors
///
/// Fails where something does not compile, or a tool writes something else than is expected of it.
pub(super) fn make(tools: &Tools, extent: Extent) -> Result<Plain, String> {
    let raw = compile::program(extent)?;
    let folder = compile::bound(extent);
    let [known, program, glue] = ["known", "program.js", "wasm.js"].map(|name| folder.join(name));
    // To translate takes as long as everything else, and most changes are ones of the JavaScript around.
    let hash =
        super::hash(&[super::read(&raw)?, [tools::BINARYEN, START, WIPED].concat().into_bytes()].concat());
    if super::read_text(&known).ok().as_ref() != Some(&hash) {
        super::remove(&folder)?;
        translate(tools, &raw, &folder, &program)?;
        super::write(&known, hash)?;
    }
    let sources = Sources::new(super::read_text(&glue)?, Kind::Plain);
    Ok(Plain { program: super::read_text(&program)?, sources })
}

/// Writes the program as a module, and wasm-bindgen's JavaScript beside it.
fn translate(tools: &Tools, raw: &Path, folder: &Path, program: &Path) -> Result<(), String> {
    let [stripped, lowered, translated] =
        ["stripped.wasm", "lowered.wasm", "translated.js"].map(|name| folder.join(name));
    super::write(&stripped, "")?;
    tools.optimize(raw, &["--strip-target-features"], &stripped)?;
    compile::bind(&stripped, folder)?;
    let glue = folder.join("wasm.js");
    super::write(&glue, super::read_text(&glue)? + START)?;
    tools.optimize(&folder.join("wasm_bg.wasm"), &LOWERED, &lowered)?;
    tools.to_javascript(&lowered, &translated)?;
    super::write(program, tools.minified(&as_function(&super::read_text(&translated)?)?)?)
}

/// How wasm-bindgen's JavaScript begins with a program that is none of WebAssembly.
const START: &str = "export function startWith(program) {\n\
     return __wbg_finalize_init({ exports: program(__wbg_get_imports()[\"./wasm_bg.js\"]) }, null);\n\
     }\n";

/// What the module of `wasm2js` does where memory grows, and what it is to do: the old memory is wiped, because it may hold
/// a secret, and detached as that of WebAssembly is, by which wasm-bindgen's JavaScript knows that it is the old one.
const GROWN: &str = "newHEAP8.set(HEAP8);";
const WIPED: &str = "newHEAP8.set(HEAP8); HEAP8.fill(0); structuredClone(buffer, { transfer: [buffer] });";

/// Turns the module of `wasm2js` into one that begins when it is told to, with what it imports as a parameter.
fn as_function(module: &str) -> Result<String, String> {
    const IMPORT: &str = "import * as $_wasm_bg_js from './wasm_bg.js';\n";
    const EXPORTS: &str = "export var ";
    let body = module.strip_prefix(IMPORT).filter(|body| body.matches(GROWN).count() == 1);
    let body = body.ok_or("wasm2js writes another module than is expected; was binaryen updated?")?;
    let lines = body.lines().filter(|line| !line.starts_with(EXPORTS));
    let body: Vec<&str> = lines.collect();
    let body = body.join("\n").replace(GROWN, WIPED);
    Ok(format!("export function program($_wasm_bg_js) {{\n{body}\nreturn retasmFunc;\n}}\n"))
}
