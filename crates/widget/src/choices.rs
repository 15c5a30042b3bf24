//! What the options of the secret panel offer, out of the tables that decide it.

use sitevar_secret::{ALGORITHMS, Algorithm, CHARSETS, Charset};
#[cfg(feature = "page")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the names of the algorithms, each followed by its usual number of iterations.
#[cfg(feature = "page")]
#[wasm_bindgen]
pub fn algorithms() -> Vec<String> {
    let pairs =
        ALGORITHMS.iter().map(|algorithm| [algorithm.name.to_owned(), algorithm.iterations.to_string()]);
    pairs.flatten().collect()
}

/// Returns the names of the sets of characters.
#[cfg(feature = "page")]
#[wasm_bindgen]
pub fn charsets() -> Vec<String> {
    CHARSETS.iter().map(|charset| charset.name.to_owned()).collect()
}

/// Finds an algorithm; the form offers only those that there are, so that nobody has to be told which.
pub(crate) fn algorithm(name: &str) -> Option<&'static Algorithm> {
    ALGORITHMS.iter().find(|known| known.name == name)
}

/// Finds a set of characters.
pub(crate) fn charset(name: &str) -> Option<&'static Charset> {
    CHARSETS.iter().find(|known| known.name == name)
}

/// Returns Authelia's own command for such a pair; for a secret that there is already it asks for it. What was chosen is
/// a length, characters, an algorithm and iterations.
///
/// The secret itself is never in it: what is in a command stays in the history of the shell.
#[cfg(feature = "page")]
pub(crate) fn command(chosen: &[String], is_own: bool) -> Option<String> {
    let [length, characters, name, iterations] = chosen else { return None };
    let algorithm = algorithm(name)?;
    let usual = algorithm.iterations.to_string();
    let iterations = if iterations.is_empty() { &usual } else { iterations };
    let mut command = ["authelia crypto hash generate ", algorithm.authelia, " ", iterations].concat();
    if !is_own {
        charset(characters).filter(|known| known.authelia)?;
        command += &[" --random --random.length ", length, " --random.charset ", characters].concat();
    }
    Some(command)
}
