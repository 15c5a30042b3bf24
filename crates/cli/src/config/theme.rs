//! `theme:` of `sitevar.yml`: what a site says of the look of its pages.

use serde::Deserialize;
use serde_yaml::Spanned;
use sitevar_core::{Code, Diagnostic};

use super::yaml;

/// The placeholder for the path of a page, in the address where it is edited.
pub(crate) const PATH: &str = "{path}";

/// Schemes that a link of the header may have.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The settings as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Raw {
    accent: Option<Spanned<String>>,
    logo: Option<Spanned<String>>,
    links: Vec<RawLink>,
    edit: Option<Spanned<String>>,
    footer: Option<String>,
    last_change: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLink {
    title: String,
    url: Spanned<String>,
}

/// What a site says of its look.
#[derive(Debug, Clone, Default)]
pub(crate) struct ThemeSettings {
    /// The colour of links and of readers' values: red, green and blue.
    pub(crate) accent: Option<[u8; 3]>,
    /// A picture of the site, as its address below the root.
    pub(crate) logo: Option<String>,
    pub(crate) links: Vec<HeaderLink>,
    /// Where a page is edited, with [`PATH`] in it.
    pub(crate) edit: Option<String>,
    /// What is at the end of every page; empty for the site's title.
    pub(crate) footer: String,
    /// A page says when it was changed last, as git knows it.
    pub(crate) last_change: bool,
}

/// A link in the header: to an address below the root, or to another site.
#[derive(Debug, Clone)]
pub(crate) struct HeaderLink {
    pub(crate) title: String,
    pub(crate) url: String,
}

impl ThemeSettings {
    /// Takes the settings; what is wrong in them was reported.
    pub(super) fn of(raw: Raw) -> Self {
        let value = |text: Option<Spanned<String>>| text.map(|text| text.value);
        let link = |link: RawLink| HeaderLink { title: link.title, url: link.url.value };
        Self {
            accent: raw.accent.and_then(|accent| colour(&accent.value)),
            logo: value(raw.logo)
                .map(|logo| logo.trim_start_matches("./").trim_start_matches('/').to_owned()),
            links: raw.links.into_iter().map(link).collect(),
            edit: value(raw.edit),
            footer: raw.footer.unwrap_or_default(),
            last_change: raw.last_change,
        }
    }
}

/// Reports what is wrong in the settings.
pub(super) fn problems(text: &str, raw: &Raw) -> Vec<Diagnostic> {
    let error = |place: &Spanned<String>, message: String, help: &str| {
        let start = yaml::offset(text, &place.referenced);
        Diagnostic::error(Code::BadConfig, message, start..start + place.value.len()).help(help)
    };
    let accent = raw.accent.iter().filter(|accent| colour(&accent.value).is_none()).map(|accent| {
        error(accent, format!("`{}` is not a colour", accent.value), "write it as `\"#0c6470\"`, with quotes")
    });
    let logo = raw.logo.iter().filter(|logo| !is_path(&logo.value)).map(|logo| {
        let message = format!("the logo `{}` is not a file of the site", logo.value);
        error(logo, message, "name a file that the site publishes, such as `logo.svg` in `static/`")
    });
    let links =
        raw.links.iter().map(|link| &link.url).filter(|url| !leads_somewhere(&url.value)).map(|url| {
            let message = format!("`{}` is not an address that a header can lead to", url.value);
            error(url, message, "begin it with `https://`, or with `/` for a page of the site")
        });
    let edit =
        raw.edit.iter().filter(|edit| !is_web(&edit.value) || !edit.value.contains(PATH)).map(|edit| {
            let message = format!("`{}` does not say where a page is edited", edit.value);
            error(
                edit,
                message,
                "write an address with `{path}`, such as `https://example.org/edit/main/content/{path}`",
            )
        });
    accent.chain(logo).chain(links).chain(edit).collect()
}

/// Reads a colour: `#0c6470`, or `#069` for short.
fn colour(text: &str) -> Option<[u8; 3]> {
    let digits: Vec<u8> =
        text.strip_prefix('#')?.chars().map(|c| Some(c.to_digit(16)? as u8)).collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r, r2, g, g2, b, b2] => Some([r * 16 + r2, g * 16 + g2, b * 16 + b2]),
        _ => None,
    }
}

fn is_path(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(':')
        && !path.starts_with("//")
        && !path.split('/').any(|part| part == "..")
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn leads_somewhere(url: &str) -> bool {
    SCHEMES.iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme))
        || url.starts_with('/') && !url.starts_with("//")
}
