//! The options of a site, as its configuration sets them.

use crate::engine::limits::Limits;

/// The options of a site.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// `.Site.Title`.
    pub title: String,
    /// `.Site.BaseURL`, with the slash at its end.
    pub base_url: String,
    /// `.Site.Params`, from the Hugo configuration.
    pub params: serde_json::Value,
    /// The whole Hugo configuration, for templates that ask for more.
    pub hugo: serde_json::Value,
    /// The folder of the pages.
    pub content: String,
    /// The folder of the data files.
    pub data: String,
    /// Folders with shortcode templates, searched before `layouts/_shortcodes` and `layouts/shortcodes`.
    pub shortcodes: Vec<String>,
    /// Which of the shipped shortcodes a site has.
    pub shipped: Shipped,
    /// How much work the templates of one page may be.
    pub limits: Limits,
}

/// Which of the shipped shortcodes a site has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shipped {
    /// All of them.
    #[default]
    All,
    /// None of them; always so with `--hugo-exact`.
    None,
    /// Those of these names.
    Only(Vec<String>),
}
