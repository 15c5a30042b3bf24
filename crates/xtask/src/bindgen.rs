//! Writes the JavaScript of a compiled widget: `bindgen IN.wasm OUT_DIR`.
//!
//! wasm-bindgen's own command has to be of the very version of the crate; linked as a library it always is, because
//! the lock file names both. It is a program of its own, so that the other chores need not wait for it to compile.
#![allow(clippy::print_stderr, reason = "chores talk to the person who runs them")]

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, folder] = arguments.as_slice() else {
        eprintln!("error: write `bindgen IN.wasm OUT_DIR`");
        return ExitCode::FAILURE;
    };
    match write(input, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn write(input: &str, folder: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    let bindgen =
        bindgen.input_path(input).out_name("wasm").remove_producers_section(true).remove_name_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.omit_default_module_path(true).generate(folder))
        .map_err(|error| format!("{error:#}"))
}
