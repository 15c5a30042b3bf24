//! The page template, its style sheet and its script: plain, readable, and nothing from outside.

use std::borrow::Cow;
use std::fmt::Write as _;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Output, State, escape_formatter};
use serde::Serialize;
use sitevar_core::did_you_mean;

use super::accent;
use super::navigation::{Contents, Entry, Listed};
use super::tested::Tested;
use crate::files;
use crate::pages::metadata::Support;
use crate::report::{self, Abort};
use crate::site::{Site, THEME};
use crate::widget::Head;
use crate::words::{CALLOUTS, Texts, primary};

/// The parts of the style sheet, which lacks the words that it writes above callouts.
const STYLES: [(&str, &str); 5] = [
    ("frame.css", include_str!("theme/frame.css")),
    ("text.css", include_str!("theme/text.css")),
    ("blocks.css", include_str!("theme/blocks.css")),
    ("code.css", include_str!("theme/code.css")),
    ("search.css", include_str!("theme/search.css")),
];

/// A site's own style, after all of it.
const OWN_STYLE: &str = "own.css";

/// Its name in the output folder.
pub(super) const STYLE_NAME: &str = "sitevar.css";

/// The script: the choice between light and dark, the sidebar, the list of contents, tabs, and what asks for the search.
pub(super) const SCRIPT: &str = include_str!("theme/theme.js");

/// Its name in the output folder.
pub(super) const SCRIPT_NAME: &str = "sitevar-theme.js";

/// What the style sheet has more for a file that holds several guides.
pub(super) const OFFLINE_STYLE: &str = include_str!("theme/offline.css");

/// The templates: a page, the part of it that is the guide itself, a file that holds guides, a page that leads on, the choice
/// between light and dark, and the button of the search.
const TEMPLATES: [(&str, &str); 6] = [
    (PAGE, include_str!("theme/page.html")),
    (CONTENT, include_str!("theme/content.html")),
    (OFFLINE, include_str!("theme/offline.html")),
    ("switch.html", include_str!("theme/switch.html")),
    ("search.html", include_str!("theme/search.html")),
    (REDIRECT, include_str!("theme/redirect.html")),
];
const PAGE: &str = "page.html";
const CONTENT: &str = "content.html";
const OFFLINE: &str = "offline.html";
const REDIRECT: &str = "redirect.html";

/// How many instructions a page may take; one of a folder of 10,000 pages takes less than a hundredth.
const FUEL: u64 = 50_000_000;

/// The page template, ready to be filled.
pub(super) struct Theme(Environment<'static>);

/// Everything that the page template shows.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    pub(super) site_title: &'a str,
    pub(super) language: &'a str,
    pub(super) right_to_left: bool,
    pub(super) words: &'a Texts,
    pub(super) window_title: &'a str,
    pub(super) title: &'a str,
    /// What the page is about, shown below its title.
    pub(super) lead: &'a str,
    /// The same for search engines.
    pub(super) description: &'a str,
    pub(super) canonical: Option<String>,
    pub(super) noindex: bool,
    /// Its Markdown is beside it.
    pub(super) markdown: bool,
    /// The way to the site's root, such as `../../`.
    pub(super) root: String,
    pub(super) style: String,
    pub(super) script: String,
    /// Readers can search the pages.
    pub(super) search: bool,
    /// What makes the page interactive, where there is something for it to do.
    pub(super) widget: Option<Head>,
    pub(super) navigation: Vec<Entry<'a>>,
    pub(super) breadcrumbs: Vec<Listed<'a>>,
    pub(super) contents: Vec<Contents<'a>>,
    pub(super) support: Option<&'a Support>,
    pub(super) tested: Option<Tested<'a>>,
    /// The title that the author wrote at the beginning of a page; else empty.
    pub(super) opening: Value,
    /// The form in one line.
    pub(super) bar: Value,
    /// What follows the opening.
    pub(super) body: Value,
    pub(super) pages: Vec<Listed<'a>>,
    /// What the site says of its look.
    pub(super) look: Look<'a>,
    pub(super) previous: Option<Listed<'a>>,
    pub(super) next: Option<Listed<'a>>,
}

/// Returns the style sheet of a site, with its own parts; the words above callouts are in its language.
///
/// # Errors
///
/// Fails where a file of the site cannot be read.
pub(super) fn style(site: &Site) -> Result<String, Abort> {
    let mut style = String::new();
    for (name, shipped) in STYLES {
        style.push_str(&own(site, name)?.map_or(Cow::Borrowed(shipped), Cow::Owned));
        style.push('\n');
    }
    style.push_str(":root {");
    for kind in CALLOUTS {
        let _ = write!(style, " --word-{kind}: \"{}\";", in_style(site.config.words.text(kind)));
    }
    style.push_str(" }\n");
    style.extend(site.config.theme.accent.map(accent::style));
    style.extend(own(site, OWN_STYLE)?);
    Ok(style)
}

/// Reads a site's own file in place of one of the theme's.
fn own(site: &Site, name: &str) -> Result<Option<String>, Abort> {
    let path = site.root.join(THEME).join(name);
    let refused = |reason: &str| Abort::new(format!("`{}` {reason}", files::shown(&path).display()));
    let bytes = files::read_inside(&site.root, &path).map_err(|reason| refused(&reason))?;
    bytes.map(|bytes| String::from_utf8(bytes).map_err(|_| refused("is not UTF-8 text"))).transpose()
}

/// Says which files of a site's theme folder are in place of nothing, and which layouts of Hugo are not used.
pub(super) fn tell_unused(site: &Site) {
    let known: Vec<String> = names().map(str::to_owned).collect();
    let there = std::fs::read_dir(site.root.join(THEME)).into_iter().flatten().flatten();
    let mut others: Vec<String> = there
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| (name.ends_with(".css") || name.ends_with(".html")) && !known.contains(name))
        .collect();
    others.sort();
    for name in others {
        let advice = did_you_mean(&name, &known, || format!("the theme has `{}`", known.join("`, `")));
        report::note(&format!("`{THEME}/{name}` is in place of no file of the theme: {advice}"));
    }
    if site.root.join("layouts/_default").is_dir() {
        report::note("the page layouts in `layouts/` are not used: `sitevar build` has a theme of its own");
    }
}

/// Returns the names of the files that a site may have in place of the theme's.
fn names() -> impl Iterator<Item = &'static str> {
    TEMPLATES.iter().chain(&STYLES).map(|(name, _)| *name).chain([OWN_STYLE])
}

/// Escapes what would end a text of CSS, or the element that holds the style of an offline file.
fn in_style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' | '<' | '\0'..='\x1f' => {
                let _ = write!(out, "\\{:x} ", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}

/// Tells whether a language is written from right to left: those with a web of documentation, by their scripts.
pub(super) fn is_right_to_left(language: &str) -> bool {
    matches!(primary(language).as_str(), "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi")
}

/// What a site says of the look of a page, as that page sees it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Look<'a> {
    pub(super) logo: Option<String>,
    pub(super) links: Vec<HeaderLinkView<'a>>,
    /// Where the page is edited.
    pub(super) edit: Option<String>,
    pub(super) footer: &'a str,
    /// When the page was changed last.
    pub(super) changed: Option<&'a str>,
    /// A picture for those who share the page.
    pub(super) image: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct HeaderLinkView<'a> {
    pub(super) title: &'a str,
    pub(super) href: String,
}

/// What a page says that leads to another.
#[derive(Debug, Serialize)]
pub(super) struct RedirectView<'a> {
    pub(super) language: &'a str,
    pub(super) title: &'a str,
    /// The relative way to the other page.
    pub(super) href: &'a str,
    /// Its whole address, or the same way where the site has none.
    pub(super) canonical: String,
}

impl Theme {
    /// Reads the templates: the site's own, and ours for the others.
    ///
    /// # Errors
    ///
    /// Fails where a template is wrong.
    pub(super) fn new(site: &Site) -> Result<Self, Abort> {
        let mut environment = Environment::new();
        environment.set_fuel(Some(FUEL));
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.map_err(|error| broken(&error))?);
        environment.set_formatter(write_escaped);
        for (name, shipped) in TEMPLATES {
            let text = own(site, name)?.map_or(Cow::Borrowed(shipped), Cow::Owned);
            environment.add_template_owned(name, text).map_err(|error| broken(&error))?;
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

    /// Writes a page that leads to another.
    pub(super) fn redirect(&self, view: &RedirectView<'_>) -> Result<String, Abort> {
        self.render(REDIRECT, view)
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
    // An error in a template that another includes is the cause of one there.
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<minijinja::Error>());
    if let Some(cause) = cause {
        return broken(cause);
    }
    let name = error.name().unwrap_or_default();
    let line = error.line().map(|line| format!(", line {line}")).unwrap_or_default();
    let detail = error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    Abort::new(format!("the template `{name}`{line}: {}{detail}", error.kind())).help(format!(
        "if `{THEME}/{name}` is yours, see `reference/theme` in the documentation; otherwise this is a bug: please report it"
    ))
}
