//! Tools of npm, where it is on the machine: binaryen, which knows WebAssembly, and esbuild, which knows JavaScript.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{packages, step};

/// Translates WebAssembly to JavaScript; programs for every platform, without dependencies.
pub(super) const BINARYEN: &str = "binaryen@132.0.0";
/// Gives names of JavaScript one letter, which takes a language's whole grammar; one program.
const ESBUILD: &str = "esbuild@0.28.2";

/// Where the tools are.
pub(super) struct Tools {
    binaryen: PathBuf,
    esbuild: PathBuf,
}

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

impl Tools {
    /// Finds the tools, installed where they are missing.
    ///
    /// # Errors
    ///
    /// Fails with the command that would install them.
    pub(super) fn find() -> Result<Self, String> {
        Ok(Self {
            binaryen: packages::npm(BINARYEN, "tools/binaryen", "node_modules/.bin")?,
            esbuild: packages::npm(ESBUILD, "tools/esbuild", "node_modules/.bin/esbuild")?,
        })
    }

    /// Runs passes of binaryen over a program.
    ///
    /// # Errors
    ///
    /// Fails where the program is not understood.
    pub(super) fn optimize(&self, from: &Path, passes: &[&str], to: &Path) -> Result<(), String> {
        let mut command = Command::new(self.binaryen.join("wasm-opt"));
        command.args(FEATURES).args(passes).arg(from).arg("-o").arg(to);
        step::run("prepare the program for wasm2js", &mut command)
    }

    /// Translates a program.
    ///
    /// # Errors
    ///
    /// Fails where the program is not understood.
    pub(super) fn to_javascript(&self, from: &Path, to: &Path) -> Result<(), String> {
        let mut command = Command::new(self.binaryen.join("wasm2js"));
        command.args(FEATURES).arg("-Oz").arg(from).arg("-o").arg(to);
        step::run("translate the program to JavaScript", &mut command)
    }

    /// Returns a script or a module as small as it can be.
    ///
    /// # Errors
    ///
    /// Fails where it is not understood.
    pub(super) fn minified(&self, script: &str) -> Result<String, String> {
        let run = || {
            let mut command = Command::new(&self.esbuild);
            command.args(["--minify", "--log-level=error", "--target=es2022"]);
            let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
            child.stdin.take().map(|mut input| input.write_all(script.as_bytes())).transpose()?;
            child.wait_with_output()
        };
        let output = run().map_err(|error| format!("cannot run esbuild: {error}"))?;
        let text = String::from_utf8(output.stdout).ok().filter(|_| output.status.success());
        text.ok_or_else(|| "esbuild does not understand a script".to_owned())
    }
}
