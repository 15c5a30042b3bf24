//! What the theme and the widget say, in the language of a site.
//!
//! English, German and French ship, one file each in `words/`; a site changes them, or brings another language, under
//! `words:` in its `sitevar.yml`. What a language lacks is said in English.
//!
//! The texts of the program itself, such as why a value is refused, are in one more table of each other language. There
//! the English text is the key, as in gettext, with its parts in braces: core and secret speak English, and whoever
//! shows what they say looks it up.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};
use sitevar_core::AlertWords;

/// The language in which everything is said that another one lacks.
const ENGLISH: &str = "en";

/// The languages that ship.
const SHIPPED: [(&str, &str); 3] = [
    (ENGLISH, include_str!("words/en.json")),
    ("de", include_str!("words/de.json")),
    ("fr", include_str!("words/fr.json")),
];

/// The key of the texts of the program, among the others of a language.
pub(crate) const TEXTS: &str = "texts";

/// The kinds of alerts and callouts, by the keys of their words.
pub(crate) const CALLOUTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// The words of one part, by their keys: a text, or one for each plural form.
pub(crate) type Texts = Map<String, Value>;

/// A site's own words, by language.
pub(crate) type OwnWords = BTreeMap<String, Texts>;

/// The words of a language.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Words {
    /// What a page says before anything is loaded for it.
    loader: Texts,
    /// What the form says, and whatever else comes with it.
    widget: Texts,
    /// What the pages themselves say.
    theme: Texts,
    /// The texts of the program, by the English ones.
    #[serde(default)]
    texts: Texts,
    /// Whose rules of plural hold, such as `de`.
    #[serde(skip)]
    language: String,
}

impl Words {
    /// Returns the words of a language, such as `de-AT`, with a site's own.
    pub(crate) fn of(language: &str, own: &OwnWords) -> Self {
        let language = primary(language);
        let own = own.iter().find(|(name, _)| primary(name) == language).map(|(_, texts)| texts);
        let shipped = SHIPPED.iter().find(|(name, _)| *name == language);
        let mut words = read(shipped.map_or(SHIPPED[0].1, |(_, text)| text));
        let is_known = shipped.is_some() || own.is_some();
        words.language = if is_known { language } else { ENGLISH.to_owned() };
        for (key, text) in own.into_iter().flatten() {
            if let (TEXTS, Some(texts)) = (key.as_str(), text.as_object()) {
                words.texts.extend(texts.clone());
            }
            for part in words.parts() {
                if let Some(word) = part.get_mut(key) {
                    *word = text.clone();
                }
            }
        }
        words
    }

    /// Returns what the pages themselves say.
    pub(crate) fn theme(&self) -> &Texts {
        &self.theme
    }

    /// Returns a text of the theme with a large number in it.
    pub(crate) fn counted(&self, key: &str, number: usize) -> String {
        let forms = self.theme.get(key).and_then(Value::as_object);
        // So many are `other` in most languages, and `many` in those that tell them apart.
        let form = forms.and_then(|forms| forms.get("many").or_else(|| forms.get("other"))?.as_str());
        form.unwrap_or_else(|| self.text(key)).replace("{number}", &number.to_string())
    }

    /// Returns a text of the theme.
    pub(crate) fn text(&self, key: &str) -> &str {
        self.theme.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// Returns a text of the program that has no parts, such as a shipped label; what has no translation is English.
    pub(crate) fn translated(&self, english: &str) -> Option<String> {
        self.texts.get(english).and_then(Value::as_str).map(str::to_owned)
    }

    /// Returns the language whose rules of plural hold.
    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// Returns the words above the five kinds of alerts and callouts.
    pub(crate) fn alerts(&self) -> Arc<AlertWords> {
        Arc::new(CALLOUTS.map(|kind| self.text(kind).to_owned()))
    }

    /// Returns the loader's words as JSON.
    pub(crate) fn loader(&self) -> String {
        // In a single file the script is in the page, where `</script` would end it.
        Value::from(self.loader.clone()).to_string().replace('<', "\\u003c")
    }

    /// Returns all that the widget says as JSON, for a file that loads nothing.
    pub(crate) fn widget(&self) -> String {
        let mut all = self.widget.clone();
        all.extend(self.loader.clone());
        all.insert("language".to_owned(), self.language.clone().into());
        all.insert(TEXTS.to_owned(), self.texts.clone().into());
        Value::from(all).to_string()
    }

    fn parts(&mut self) -> [&mut Texts; 3] {
        [&mut self.loader, &mut self.widget, &mut self.theme]
    }
}

/// Returns all keys, with the text that each has in English.
pub(crate) fn keys() -> Texts {
    let mut english = read(SHIPPED[0].1);
    english.parts().into_iter().flat_map(std::mem::take).collect()
}

/// Returns the texts of the program that can be translated: each is its own key.
pub(crate) fn texts() -> Texts {
    let languages = SHIPPED.iter().map(|(_, text)| read(text).texts);
    languages.flatten().map(|(english, _)| (english.clone(), english.into())).collect()
}

fn read(text: &str) -> Words {
    serde_json::from_str(text).unwrap_or_default()
}

/// Returns the language of `de-AT` or `de_AT`, which is `de`.
pub(crate) fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests;
