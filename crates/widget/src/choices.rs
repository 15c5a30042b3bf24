//! What the options of the secret panel offer, out of the tables that decide it.

use sitevar_secret::{ALGORITHMS, CHARSETS};
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the names of the algorithms, each followed by its usual number of iterations.
#[wasm_bindgen]
pub fn algorithms() -> Vec<String> {
    let pairs =
        ALGORITHMS.iter().map(|algorithm| [algorithm.name.to_owned(), algorithm.iterations.to_string()]);
    pairs.flatten().collect()
}

/// Returns the names of the sets of characters.
#[wasm_bindgen]
pub fn charsets() -> Vec<String> {
    CHARSETS.iter().map(|charset| charset.name.to_owned()).collect()
}

/// Returns Authelia's own command for such a pair; for a secret that there is already it asks for it.
///
/// The secret itself is never in it: what is in a command stays in the history of the shell.
#[wasm_bindgen]
pub fn command(algorithm: &str, iterations: u32, charset: Option<String>, length: u32) -> Option<String> {
    let algorithm = ALGORITHMS.iter().find(|known| known.name == algorithm)?;
    let iterations = if iterations == 0 { algorithm.iterations } else { iterations };
    let random = match charset {
        Some(name) => {
            CHARSETS.iter().find(|known| known.name == name && known.authelia)?;
            format!(" --random --random.length {length} --random.charset {name}")
        }
        None => String::new(),
    };
    Some(format!("authelia crypto hash generate {} {iterations}{random}", algorithm.authelia))
}
