//! The page template and its style sheet: plain, readable, and nothing from outside.

use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use serde::Serialize;

use super::facts::Support;
use super::navigation::{Contents, Entry, Listed};
use crate::report::Abort;

/// The style sheet.
pub(super) const STYLE: &str = include_str!("theme/style.css");

/// Its name in the output folder.
pub(super) const STYLE_NAME: &str = "sitevar.css";

const PAGE: &str = include_str!("theme/page.html");

/// The page template, ready to be filled.
pub(super) struct Theme(Environment<'static>);

/// Everything that the page template shows.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    pub(super) site_title: &'a str,
    pub(super) window_title: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) canonical: Option<String>,
    pub(super) noindex: bool,
    /// The way to the site's root, such as `../../`.
    pub(super) root: String,
    pub(super) style: String,
    pub(super) navigation: Vec<Entry<'a>>,
    pub(super) breadcrumbs: Vec<Listed<'a>>,
    pub(super) contents: Vec<Contents<'a>>,
    pub(super) support: Option<&'a Support>,
    /// The heading under which the tested versions stand, where the page says that it lists them.
    pub(super) versions: Option<&'a str>,
    /// The page has a heading of the first level itself.
    pub(super) has_title: bool,
    pub(super) body: Value,
    pub(super) pages: Vec<Listed<'a>>,
}

impl Theme {
    /// Reads the template.
    ///
    /// # Errors
    ///
    /// Fails where the template is wrong, which is ours.
    pub(super) fn new() -> Result<Self, Abort> {
        let mut environment = Environment::new();
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(|error| broken(&error))?);
        environment.add_template("page.html", PAGE).map_err(|error| broken(&error))?;
        Ok(Self(environment))
    }

    /// Writes a page.
    pub(super) fn page(&self, view: &View<'_>) -> Result<String, Abort> {
        let template = self.0.get_template("page.html").map_err(|error| broken(&error))?;
        template.render(minijinja::value::Serde(view)).map_err(|error| broken(&error))
    }
}

fn broken(error: &minijinja::Error) -> Abort {
    Abort::new(format!("the page template is broken: {error:#}")).help("this is a bug: please report it")
}
