//! The languages of a Hugo site: where the pages of each lie, and below which address they are published.
//!
//! 1. The languages are those of `languages`, without the disabled ones; a site that names none has one.
//! 2. Folders of content come from `module.mounts`, or else from `contentDir`, which each language may name.
//! 3. The default language is published at the root of the site, unless the site says otherwise.

use std::collections::BTreeSet;

use serde_json::Value;

use super::hugo::{Hugo, key, texts};
use super::mounts::{self, ContentFolder};

/// Where the pages of a site lie, and where Hugo publishes them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Languages {
    pub(crate) all: Vec<Language>,
    /// The folders of content, those that win first.
    pub(crate) folders: Vec<ContentFolder>,
    /// The language of a page may be a part of its file name: `page.de.md`.
    pub(crate) by_file_name: bool,
}

/// A language of the site.
#[derive(Debug, Clone)]
pub(crate) struct Language {
    /// As the configuration writes it, such as `zh-CN`.
    pub(crate) code: String,
    /// The first part of its addresses; empty for a language at the root of the site.
    pub(crate) prefix: String,
}

impl Languages {
    /// Tells whether pages are published where their path in the content folder says.
    pub(crate) fn are_plain(&self, content: &str) -> bool {
        let at_root = self.all.iter().all(|language| language.prefix.is_empty());
        let here = |folder: &ContentFolder| folder.source == content && folder.target.is_empty();
        self.all.len() <= 1 && at_root && self.folders.iter().all(here)
    }
}

/// Reads the languages of a site; `content` is the folder of those that name none of their own.
pub(super) fn of(hugo: &Hugo, content: &str) -> Languages {
    let default = hugo.text("defaultcontentlanguage").unwrap_or_else(|| "en".to_owned());
    let named = names(hugo);
    let names = if named.is_empty() { vec![default.clone()] } else { named };
    // Each language on a host of its own has no prefix.
    let own_host =
        |code: &String| language(hugo, code).is_some_and(|language| key(language, "baseURL").is_some());
    let hosts = names.iter().all(own_host);
    let in_folder = hugo.get("defaultcontentlanguageinsubdir").and_then(Value::as_bool).unwrap_or_default();
    let only = names.len() == 1;
    let prefix = |code: &String| {
        let at_root = hosts || (!in_folder && (only || code.eq_ignore_ascii_case(&default)));
        if at_root { String::new() } else { code.to_lowercase() }
    };
    let all: Vec<Language> =
        names.iter().map(|code| Language { code: code.clone(), prefix: prefix(code) }).collect();
    let first = names.iter().position(|code| code.eq_ignore_ascii_case(&default)).unwrap_or_default();
    let mounted = mounts::content(hugo, &names, first);
    if !mounted.is_empty() {
        return Languages { all, folders: mounted, by_file_name: true };
    }
    let folder = |code: &String| {
        let own =
            language(hugo, code).and_then(|language| key(language, "contentDir")).and_then(Value::as_str);
        own.map_or_else(|| content.to_owned(), |own| own.trim_matches('/').to_owned())
    };
    let folders: Vec<String> = names.iter().map(folder).collect();
    let apart = folders.iter().collect::<BTreeSet<_>>().len() > 1;
    let folders = folders.into_iter().enumerate().map(|(index, source)| ContentFolder {
        source,
        target: String::new(),
        // In one folder for all languages, a file is of the default one unless its name says otherwise.
        languages: vec![if apart { index } else { first }],
    });
    let folders = folders.take(if apart { names.len() } else { 1 }).collect();
    Languages { all, folders, by_file_name: !only }
}

/// Returns the codes of the languages, without those that are turned off.
fn names(hugo: &Hugo) -> Vec<String> {
    let off = texts(hugo.get("disablelanguages"));
    let named = hugo.get("languages").and_then(Value::as_object);
    let on = named.into_iter().flatten().filter(|(code, language)| {
        let disabled = key(language, "disabled").and_then(Value::as_bool).unwrap_or_default();
        !disabled && !off.contains(code)
    });
    on.map(|(code, _)| code.clone()).collect()
}

fn language<'a>(hugo: &'a Hugo, code: &str) -> Option<&'a Value> {
    hugo.get("languages")?.get(code)
}
