//! What a site is configured to be.

use crate::engine::limits::Limits;

/// What a site says of itself and of its shortcodes.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// `.Site.Title`.
    pub title: String,
    /// `.Site.BaseURL`, with the slash at its end.
    pub base_url: String,
    /// `.Site.Params`, from the Hugo configuration.
    pub params: serde_json::Value,
    /// The Hugo configuration as a whole, for what templates ask of it.
    pub hugo: serde_json::Value,
    /// The folder of the pages.
    pub content: String,
    /// The folder of the data files.
    pub data: String,
    /// Folders with shortcode templates, searched before `layouts/_shortcodes` and `layouts/shortcodes`.
    pub shortcodes: Vec<String>,
    /// Which of the shipped shortcodes are there.
    pub shipped: Shipped,
    /// How much work the templates of one page may be.
    pub limits: Limits,
}

/// Which of the shipped shortcodes are there.
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
