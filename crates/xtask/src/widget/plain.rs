//! The program as plain JavaScript, for readers whose browser or whose site's policy refuses WebAssembly.
//!
//! binaryen's `wasm2js` translates the very program that pages of other generators load, which is all that pages of ours
//! need too; so the bytes that it writes are the same. It is asked for only where WebAssembly is refused.
//!
//! 1. It is compiled for the oldest WebAssembly: newer instructions have no counterpart in JavaScript.
//! 2. `wasm-opt` takes the names of features away that the standard library was built with: wasm-bindgen would use them.
//! 3. wasm-bindgen writes its JavaScript.
//! 4. `wasm-opt` replaces the new instructions of the standard library; `wasm2js` translates; esbuild takes away what is
//!    for people.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::bundle::{Kind, Sources};
use super::compile::{self, Extent};
use crate::{packages, project, step};

/// The program in JavaScript, and the JavaScript around it.
pub(super) struct Plain {
    /// A module that exports `program`, which takes what the program imports and returns what it exports.
    pub(super) program: String,
    pub(super) sources: Sources,
}

/// Translates; packages of its own platforms, without dependencies.
const BINARYEN: &str = "binaryen@132.0.0";
/// Knows JavaScript, which this file is too large for without; one program.
const ESBUILD: &str = "esbuild@0.28.2";

/// What of the newest WebAssembly a precompiled standard library may hold.
const FEATURES: [&str; 8] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What replaces it by what `wasm2js` knows.
const LOWERED: [&str; 4] =
    ["--signext-lowering", "--llvm-nontrapping-fptoint-lowering", "--llvm-memory-copy-fill-lowering", "-Oz"];

/// Makes the program, or returns nothing where npm cannot bring the tools, which is said.
///
/// # Errors
///
/// Fails where something does not compile, or a tool writes something else than is expected of it.
pub(super) fn make() -> Result<Option<Plain>, String> {
    let tools = match Tools::find() {
        Ok(tools) => tools,
        Err(why) => {
            step::announce(&format!("without what runs where WebAssembly is refused: {why}"));
            return Ok(None);
        }
    };
    let raw = compile::program(Extent::Plain)?;
    let folder = compile::bound(Extent::Plain);
    let [known, program, glue] = ["known", "program.js", "wasm.js"].map(|name| folder.join(name));
    // To translate takes as long as everything else, and most changes are ones of the JavaScript around.
    let hash = super::hash(&[super::read(&raw)?, [BINARYEN, ESBUILD, START].concat().into_bytes()].concat());
    if super::read_text(&known).ok().as_ref() != Some(&hash) {
        super::remove(&folder)?;
        tools.make(&raw, &folder, &program)?;
        super::write(&known, hash)?;
    }
    let sources = Sources::new(super::read_text(&glue)?, Kind::Plain);
    Ok(Some(Plain { program: super::read_text(&program)?, sources }))
}

/// How wasm-bindgen's JavaScript begins with a program that is none of WebAssembly.
const START: &str = "export function startWith(program) {\n\
     return __wbg_finalize_init({ exports: program(__wbg_get_imports()[\"./wasm_bg.js\"]) }, null);\n\
     }\n";

/// Where the tools are.
struct Tools {
    binaryen: PathBuf,
    esbuild: PathBuf,
}

impl Tools {
    fn find() -> Result<Self, String> {
        Ok(Self {
            binaryen: packages::npm(BINARYEN, "tools/binaryen", "node_modules/.bin")?,
            esbuild: packages::npm(ESBUILD, "tools/esbuild", "node_modules/.bin/esbuild")?,
        })
    }

    /// Writes the program as a module, and wasm-bindgen's JavaScript beside it.
    fn make(&self, raw: &Path, folder: &Path, program: &Path) -> Result<(), String> {
        let [stripped, lowered, translated] =
            ["stripped.wasm", "lowered.wasm", "translated.js"].map(|name| folder.join(name));
        super::write(&stripped, "")?;
        self.optimize(raw, &["--strip-target-features"], &stripped)?;
        compile::bind(&stripped, folder)?;
        let glue = folder.join("wasm.js");
        super::write(&glue, super::read_text(&glue)? + START)?;
        self.optimize(&folder.join("wasm_bg.wasm"), &LOWERED, &lowered)?;
        self.translate(&lowered, &translated)?;
        super::write(&translated, as_function(&super::read_text(&translated)?)?)?;
        self.minify(&translated, program)
    }

    fn optimize(&self, from: &Path, passes: &[&str], to: &Path) -> Result<(), String> {
        let mut command = Command::new(self.binaryen.join("wasm-opt"));
        command.args(FEATURES).args(passes).arg(from).arg("-o").arg(to);
        step::run("prepare the program for wasm2js", &mut command)
    }

    fn translate(&self, from: &Path, to: &Path) -> Result<(), String> {
        let mut command = Command::new(self.binaryen.join("wasm2js"));
        command.args(FEATURES).arg("-Oz").arg(from).arg("-o").arg(to);
        step::run("translate the program to JavaScript", &mut command)
    }

    fn minify(&self, from: &Path, to: &Path) -> Result<(), String> {
        let mut command = Command::new(&self.esbuild);
        command.args(["--minify", "--log-level=error"]).arg(from);
        command.arg(format!("--outfile={}", to.display())).current_dir(project::root());
        step::run("make it small", &mut command)
    }
}

/// Turns the module of `wasm2js` into one that begins when it is told to, with what it imports as a parameter.
///
/// Where memory grows, the old one is wiped, because it may hold a secret, and detached as that of WebAssembly is, by
/// which wasm-bindgen's JavaScript knows that it is the old one.
fn as_function(module: &str) -> Result<String, String> {
    const IMPORT: &str = "import * as $_wasm_bg_js from './wasm_bg.js';\n";
    const GROWN: &str = "newHEAP8.set(HEAP8);";
    const WIPED: &str =
        "newHEAP8.set(HEAP8); HEAP8.fill(0); structuredClone(buffer, { transfer: [buffer] });";
    const EXPORTS: &str = "export var ";
    let body = module.strip_prefix(IMPORT).filter(|body| body.matches(GROWN).count() == 1);
    let body = body.ok_or("wasm2js writes another module than is expected; was binaryen updated?")?;
    let lines = body.lines().filter(|line| !line.starts_with(EXPORTS));
    let body: Vec<&str> = lines.collect();
    let body = body.join("\n").replace(GROWN, WIPED);
    Ok(format!("export function program($_wasm_bg_js) {{\n{body}\nreturn retasmFunc;\n}}\n"))
}
