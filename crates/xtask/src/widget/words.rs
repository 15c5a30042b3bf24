//! What the widget says: one file for each language, of which a page loads one; the loader has the few words of its own
//! inside, in English, and the command puts those of a site's language in their place.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::project;

/// The words of a language.
pub(super) struct Words {
    pub(super) language: String,
    /// What the application says, with the loader's words, as JSON.
    pub(super) text: String,
    /// The loader's words, as they are in its script.
    pub(super) loader: String,
}

/// The language of which the loader is.
const ENGLISH: &str = "en";

/// Reads the words of every language.
///
/// # Errors
///
/// Fails where a file is not as it should be.
pub(super) fn read() -> Result<Vec<Words>, String> {
    let folder = project::root().join("crates/cli/src/words");
    let files = std::fs::read_dir(&folder).map_err(|error| format!("`{}`: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| one(path))
        .collect()
}

fn one(path: &Path) -> Result<Words, String> {
    let broken = |why: String| format!("`{}`: {why}", path.display());
    let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let all: Value =
        serde_json::from_slice(&super::read(path)?).map_err(|error| broken(error.to_string()))?;
    let part =
        |name: &str| all[name].as_object().cloned().ok_or_else(|| broken(format!("there is no `{name}`")));
    let loader = part("loader")?;
    let mut words: Map<String, Value> = part("widget")?;
    words.extend(loader.clone());
    words.insert("language".to_owned(), language.clone().into());
    // English has none: it is what the program itself speaks.
    words.extend(part("texts").ok().map(|texts| ("texts".to_owned(), texts.into())));
    Ok(Words { language, text: Value::from(words).to_string(), loader: Value::from(loader).to_string() })
}

/// Returns the words in the loader, as they are in its script.
pub(super) fn loader(all: &[Words]) -> &str {
    all.iter().find(|words| words.language == ENGLISH).map_or("{}", |words| &words.loader)
}

/// Returns the line by which a module of the loader's knows its words.
pub(super) fn of_loader(all: &[Words]) -> String {
    format!("export const words = {};\n", loader(all))
}

/// Fails where a script does not hold the loader's words as they are here: the command could not replace them.
///
/// # Errors
///
/// Fails then.
pub(super) fn check(all: &[Words], script: &str) -> Result<(), String> {
    match script.matches(loader(all)).count() {
        1 => Ok(()),
        count => Err(format!("the loader's words are {count} times in its script")),
    }
}
