//! What the front matter of a page says that the page's HTML shows; what is of another kind is left out.

use serde::Serialize;
use serde_json::Value;
use sitevar_check::is_date;

/// What a page says of itself.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) description: String,
    /// The smaller, the earlier in lists; zero is last, as in Hugo.
    pub(crate) weight: i64,
    pub(crate) draft: bool,
    /// Whether the page wants a list of its contents; who does not say leaves it to the theme.
    pub(crate) toc: Option<bool>,
    pub(crate) support: Option<Support>,
    /// The title of the window, where it is not the page's.
    pub(crate) window_title: Option<String>,
    pub(crate) meta_description: String,
    pub(crate) canonical: Option<String>,
    pub(crate) noindex: bool,
    /// The page is in no list of the site: `build: {list: never}`, as Hugo calls it.
    pub(crate) unlisted: bool,
    /// A picture for those who share the page: the first of `images`, as Hugo calls them.
    pub(crate) image: Option<String>,
    /// Its date, such as `2026-11-27`, by which pages without a weight are in order, the newest first.
    pub(crate) date: Option<String>,
    /// The date of its last change, such as `2026-11-27`.
    pub(crate) changed: Option<String>,
    /// Other addresses under which the page was or is known.
    pub(crate) aliases: Vec<String>,
    /// Hugo does not publish the page by itself: others include it.
    pub(crate) unrendered: bool,
    /// The same for all pages below it.
    pub(crate) cascades_unrendered: bool,
}

/// Who supports a guide.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Support {
    /// The author's own word, such as `community`.
    pub(crate) level: String,
    /// The page lists the versions it was tested with.
    pub(crate) versions: bool,
    /// The guide is about another product.
    pub(crate) integration: bool,
}

impl Metadata {
    /// Tells whether the page is in what is made of all pages: the search, the sitemap, the lists for programs.
    pub(crate) fn is_listed(&self) -> bool {
        !self.noindex && !self.unlisted
    }

    /// Reads what front matter says.
    pub(crate) fn of(front_matter: &Value) -> Self {
        let seo = front_matter.get("seo").unwrap_or(&Value::Null);
        let description = text(front_matter, "description").or_else(|| text(front_matter, "summary"));
        let description = description.unwrap_or_default();
        Self {
            title: text(front_matter, "title"),
            weight: number(front_matter, "weight"),
            draft: flag(front_matter, "draft"),
            toc: switch(front_matter, "toc"),
            support: front_matter.get("support").and_then(Support::of),
            window_title: text(seo, "title"),
            meta_description: text(seo, "description").unwrap_or_else(|| description.clone()),
            canonical: text(seo, "canonical"),
            noindex: flag(seo, "noindex") || flag(front_matter, "noindex"),
            unlisted: is_never(front_matter, "list"),
            image: texts(front_matter, "images").into_iter().next(),
            date: text(front_matter, "date").and_then(|text| date(&text)),
            changed: text(front_matter, "lastmod").and_then(|text| date(&text)),
            aliases: texts(front_matter, "aliases"),
            unrendered: flag(front_matter, "headless") || is_unrendered(front_matter),
            cascades_unrendered: cascades_unrendered(front_matter),
            description,
        }
    }
}

impl Support {
    fn of(value: &Value) -> Option<Self> {
        Some(Self {
            level: text(value, "level")?,
            versions: flag(value, "versions"),
            integration: flag(value, "integration"),
        })
    }
}

/// Tells whether a page is kept from being published by itself: `build: {render: never}`.
pub(crate) fn is_unrendered(value: &Value) -> bool {
    is_never(value, "render")
}

/// Tells whether an option of `build` is off.
fn is_never(value: &Value, option: &str) -> bool {
    let build = value.get("build").or_else(|| value.get("_build"));
    build.and_then(|build| build.get(option)).is_some_and(|option| option == "never" || option == false)
}

/// Tells whether all pages below one are kept from that.
fn cascades_unrendered(front_matter: &Value) -> bool {
    match front_matter.get("cascade") {
        Some(Value::Array(entries)) => {
            entries.iter().any(|entry| is_unrendered(entry) && entry.get("target").is_none())
        }
        Some(entry) => is_unrendered(entry),
        None => false,
    }
}

/// Returns a text; a number is the text that is written, as in Hugo: `title: 2026`.
fn text(value: &Value, key: &str) -> Option<String> {
    match value.get(key)? {
        Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned),
        number @ Value::Number(_) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns a number, which may be in quotes.
fn number(value: &Value, key: &str) -> i64 {
    let number = value.get(key).and_then(|value| value.as_i64().or_else(|| value.as_str()?.parse().ok()));
    number.unwrap_or_default()
}

/// Returns the day of a date, which may have a time after it.
fn date(text: &str) -> Option<String> {
    text.get(..10).filter(|_| is_date(text)).map(str::to_owned)
}

/// Returns a list of texts, which may be written as a single one.
pub(crate) fn texts(value: &Value, key: &str) -> Vec<String> {
    match value.get(key) {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(list)) => list.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

fn flag(value: &Value, key: &str) -> bool {
    switch(value, key).unwrap_or_default()
}

/// Tells whether something is on or off; the word may be in quotes, as in Hugo.
fn switch(value: &Value, key: &str) -> Option<bool> {
    let value = value.get(key)?;
    value.as_bool().or_else(|| value.as_str()?.to_lowercase().parse().ok())
}
