//! The search of a site: a list of all words, and where each of them is; a script looks words up in it when a reader asks.
//!
//! 1. [`mod@sections`] reads what a page says out of its HTML, as it was written, heading by heading.
//! 2. [`words`] splits that into words, as the script does with what a reader types.
//! 3. [`mod@index`] writes all of them into one small file.
//!
//! The script is in `theme/search/`. Pagefind was measured first, on a corpus of 534 pages with text: its files have 82 % of
//! the size of that text, against 14 % here; writing them takes more than twice as long as the whole build; and it needs
//! WebAssembly and a server, so it works neither in a file nor where a policy refuses WebAssembly.

mod index;
mod sections;
mod words;

use std::path::Path;

use rayon::prelude::*;
use serde_json::Value;

use crate::output::Outputs;
use crate::pages::{Page, Pages};
use crate::report::Abort;
use crate::site::Site;
use crate::words::Texts;
use index::Index;
use sections::word_ends;
pub(super) use sections::{Section, sections};

/// The list's name in the output folder.
pub(super) const INDEX_NAME: &str = "sitevar-search.json";

/// The script's name in the output folder.
pub(super) const SCRIPT_NAME: &str = "sitevar-search.js";

/// The parts of the script: each uses only those before it.
const PARTS: [&str; 5] = [
    include_str!("../theme/search/words.js"),
    include_str!("../theme/search/list.js"),
    include_str!("../theme/search/find.js"),
    include_str!("../theme/search/excerpt.js"),
    include_str!("../theme/search/dialog.js"),
];

/// A page as the search knows it.
pub(super) struct SearchPage {
    /// From the site's root, such as `guides/headscale/`; in a file of guides `#` and the guide's id.
    pub(super) address: String,
    pub(super) title: String,
    pub(super) sections: Vec<Section>,
}

/// Writes the list of a site's words, and the script that reads it.
///
/// # Errors
///
/// Fails where the system refuses.
pub(super) fn write(
    site: &Site,
    pages: &Pages,
    folder: &dyn Outputs,
    has_own_values: bool,
) -> Result<(), Abort> {
    let listed: Vec<&Page> = pages.all.iter().filter(|page| page.metadata.is_listed()).collect();
    let read = |page: &&Page| {
        let Some(html) = folder.read(&page.folder.join("index.html"))? else { return Ok(None) };
        Ok(Some(SearchPage {
            address: page.address.trim_start_matches('/').to_owned(),
            title: page.title.clone(),
            sections: sections(&String::from_utf8_lossy(&html), has_own_values),
        }))
    };
    let pages = listed.par_iter().map(read).collect::<Result<Vec<_>, Abort>>()?;
    folder.write(Path::new(INDEX_NAME), index(pages.into_iter().flatten()).as_bytes())?;
    folder.write(Path::new(SCRIPT_NAME), script(site, has_own_values).as_bytes())
}

/// Returns the list of the words of pages.
pub(super) fn index(pages: impl Iterator<Item = SearchPage>) -> String {
    pages
        .fold(Index::default(), |mut index, page| {
            index.add(&page);
            index
        })
        .json()
}

/// Returns the script, with its words in the language of the site; where somebody's own values were set, it shows none.
pub(super) fn script(site: &Site, has_own_values: bool) -> String {
    let theme = site.config.words.theme();
    let said = theme.iter().filter(|(key, _)| key.starts_with("search") || *key == "close");
    let said: Texts = said.map(|(key, text)| (key.clone(), text.clone())).collect();
    // In a single file the script is in the page, where `</script` would end it.
    let [said, language] = [Value::from(said), Value::from(site.config.words.language())]
        .map(|value| value.to_string().replace('<', "\\u003c"));
    let ends = Value::from(word_ends().collect::<Vec<_>>().join(", "));
    format!(
        "// What the parts of this script ask for: the texts that they show; whose rules of plural apply; whether values were set\n\
         // for these pages, which are not shown then; and the elements that end a word.\n\
         const WORDS = {said};\nconst LANGUAGE = {language};\nconst OWN_VALUES = {has_own_values};\n\
         const WORD_ENDS = {ends};\n\n{}",
        PARTS.join("\n")
    )
}
