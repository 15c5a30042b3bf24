//! The page template and its style sheet: plain, readable, and nothing from outside.

use std::borrow::Cow;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Output, State, escape_formatter};
use serde::Serialize;

use super::navigation::{Contents, Entry, Listed};
use crate::pages::metadata::Support;
use crate::report::Abort;
use crate::widget::Head;
use crate::words::Texts;

/// The style sheet.
pub(super) const STYLE: &str = include_str!("theme/style.css");

/// Its name in the output folder.
pub(super) const STYLE_NAME: &str = "sitevar.css";

/// What the style sheet has more for a file that holds several guides.
pub(super) const OFFLINE_STYLE: &str = include_str!("theme/offline.css");

/// The templates: a page, the part of it that is the guide itself, and a file that holds guides.
const TEMPLATES: [(&str, &str); 3] = [
    (PAGE, include_str!("theme/page.html")),
    (CONTENT, include_str!("theme/content.html")),
    (OFFLINE, include_str!("theme/offline.html")),
];
const PAGE: &str = "page.html";
const CONTENT: &str = "content.html";
const OFFLINE: &str = "offline.html";

/// The page template, ready to be filled.
pub(super) struct Theme(Environment<'static>);

/// Everything that the page template shows.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    pub(super) site_title: &'a str,
    pub(super) language: &'a str,
    pub(super) words: &'a Texts,
    pub(super) window_title: &'a str,
    pub(super) title: &'a str,
    /// What the page is about, shown below its title.
    pub(super) lead: &'a str,
    /// The same for search engines.
    pub(super) description: &'a str,
    pub(super) canonical: Option<String>,
    pub(super) noindex: bool,
    /// The way to the site's root, such as `../../`.
    pub(super) root: String,
    pub(super) style: String,
    /// What makes the page interactive, where there is something for it to do.
    pub(super) widget: Option<Head>,
    pub(super) navigation: Vec<Entry<'a>>,
    pub(super) breadcrumbs: Vec<Listed<'a>>,
    pub(super) contents: Vec<Contents<'a>>,
    pub(super) support: Option<&'a Support>,
    /// The heading above the tested versions, where the page says that it lists them.
    pub(super) versions: Option<&'a str>,
    /// The page has a heading of the first level itself.
    pub(super) has_title: bool,
    /// The form in one line. Empty where the body has the page's title: then the bar is in the body, below the title.
    pub(super) bar: Value,
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
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.map_err(|error| broken(&error))?);
        environment.set_formatter(write_escaped);
        for (name, text) in TEMPLATES {
            environment.add_template(name, text).map_err(|error| broken(&error))?;
        }
        Ok(Self(environment))
    }

    /// Writes a page.
    pub(super) fn page(&self, view: &View<'_>) -> Result<String, Abort> {
        self.render(PAGE, view)
    }

    /// Writes the part of a page that is the guide itself.
    pub(super) fn content(&self, view: &View<'_>) -> Result<String, Abort> {
        self.render(CONTENT, view)
    }

    /// Writes a file that holds guides.
    pub(super) fn offline(&self, file: &impl Serialize) -> Result<String, Abort> {
        self.render(OFFLINE, file)
    }

    fn render(&self, template: &str, view: &impl Serialize) -> Result<String, Abort> {
        let template = self.0.get_template(template).map_err(|error| broken(&error))?;
        template.render(Serde(view)).map_err(|error| broken(&error))
    }
}

/// Writes a text with HTML's own characters escaped; minijinja's way escapes the slashes of every address too.
fn write_escaped(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    match value.as_str().filter(|_| !value.is_safe()) {
        Some(text) => out.write_str(&escape(text)).map_err(minijinja::Error::from),
        None => escape_formatter(out, state, value),
    }
}

/// Escapes what would end a text or an attribute of HTML or XML.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    Cow::Owned(text.replace('"', "&quot;").replace('\'', "&#39;"))
}

fn broken(error: &minijinja::Error) -> Abort {
    Abort::new(format!("the page template is broken: {error:#}")).help("this is a bug: please report it")
}
