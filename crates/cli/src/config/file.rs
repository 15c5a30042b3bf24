//! `sitevar.yml`, exactly as documented: an unknown key or a wrong type is an error with its place.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use serde::Deserialize;
use serde_yaml::Spanned;
use sitevar_check::{SchemaRule, Severities};
use sitevar_core::{Code, Diagnostic, Source, Unknown, Variable, Variables, did_you_mean};
use sitevar_templates::Shipped;
use url::Url;

use super::limits::Limits;
use super::theme::ThemeSettings;
use super::{FILE_NAME, check, declarations, theme, variables, words, yaml};
use crate::files::{self, read_inside};
use crate::report::{Abort, Findings};
use crate::words::OwnWords;

/// The folder of a site's own shortcodes, where it names none.
const SHORTCODES: &str = "shortcodes";

/// The file as it is raw.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    title: Option<String>,
    base_url: Option<Spanned<String>>,
    content: Option<Spanned<String>>,
    data: Option<Spanned<String>>,
    shortcodes: Option<Vec<Spanned<String>>>,
    unknown_shortcodes: UnknownShortcodes,
    shipped: Option<ShippedSetting>,
    off: Vec<String>,
    highlight: Option<bool>,
    search: Option<bool>,
    language: Option<Spanned<String>>,
    words: OwnWords,
    variables: BTreeMap<String, Variable>,
    derived: BTreeMap<String, Spanned<String>>,
    limits: Limits,
    check: check::Raw,
    theme: theme::Raw,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum UnknownShortcodes {
    #[default]
    Error,
    Keep,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "`shipped` takes `true`, `false` or a list of names")]
enum ShippedSetting {
    All(bool),
    Only(Vec<String>),
}

/// What the file says, checked; what it leaves out is `None` or the default.
#[derive(Debug)]
pub(super) struct File {
    pub(super) title: Option<String>,
    pub(super) base_url: Option<String>,
    pub(super) content: Option<String>,
    pub(super) data: Option<String>,
    pub(super) shortcodes: Vec<String>,
    pub(super) unknown: Unknown,
    pub(super) shipped: Shipped,
    pub(super) off: Vec<String>,
    pub(super) highlight: bool,
    pub(super) search: bool,
    pub(super) language: Option<String>,
    pub(super) words: OwnWords,
    pub(super) variables: Variables,
    pub(super) limits: Limits,
    pub(super) check: Severities,
    pub(super) schemas: Vec<SchemaRule>,
    pub(super) theme: ThemeSettings,
}

impl Default for File {
    fn default() -> Self {
        Self::of(Raw::default(), variables::shipped())
    }
}

/// Reads the file of the site in `root`, if there is one; `shown` is how the user named the root.
pub(super) fn read(root: &Path, shown: &Path) -> Result<(File, Vec<Findings>), Abort> {
    let path = root.join(FILE_NAME);
    let name = shown.join(FILE_NAME);
    let read = read_inside(root, &path);
    let read = read.map_err(|reason| Abort::new(format!("`{}` {reason}", name.display())))?;
    let Some(bytes) = read else { return Ok((File::default(), Vec::new())) };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            return Ok((File::default(), vec![files::not_utf8(&name.to_string_lossy(), &error)]));
        }
    };
    let (file, diagnostics) = parse(&text);
    let source = Source::new(name.to_string_lossy(), text);
    Ok((file, vec![Findings { source: source.into(), diagnostics }]))
}

fn parse(text: &str) -> (File, Vec<Diagnostic>) {
    let raw: Raw = match yaml::parse(text) {
        Ok(raw) => raw,
        Err(diagnostic) => return (File::default(), vec![*diagnostic]),
    };
    let variables = match variables::merged(text) {
        Ok(variables) => variables,
        Err(diagnostics) => return (File::default(), diagnostics),
    };
    let mut diagnostics = folders_outside(text, &raw);
    diagnostics.extend(no_full_address(text, &raw));
    diagnostics.extend(unknown_shipped(text, &raw));
    diagnostics.extend(theme::problems(text, &raw.theme));
    diagnostics.extend(check::problems(text, &raw.check));
    diagnostics.extend(words::problems(text, raw.language.as_ref(), &raw.words));
    diagnostics.extend(declarations::unknown_parts(text, &raw.derived, &variables));
    match declarations::too_deep(text, &raw.derived, &variables) {
        Some(problem) => diagnostics.push(problem),
        None => diagnostics.extend(declarations::circles(text, &raw.derived, &variables)),
    }
    (File::of(raw, variables), diagnostics)
}

impl File {
    fn of(raw: Raw, variables: Variables) -> Self {
        let folder = |folder: Option<Spanned<String>>| folder.map(|folder| clean(&folder.value));
        Self {
            title: raw.title,
            base_url: raw.base_url.map(|address| address.value),
            content: folder(raw.content),
            data: folder(raw.data),
            shortcodes: match raw.shortcodes {
                Some(folders) => folders.iter().map(|folder| clean(&folder.value)).collect(),
                None => vec![SHORTCODES.to_owned()],
            },
            unknown: match raw.unknown_shortcodes {
                UnknownShortcodes::Error => Unknown::Error,
                UnknownShortcodes::Keep => Unknown::Keep,
            },
            shipped: match raw.shipped {
                None | Some(ShippedSetting::All(true)) => Shipped::All,
                Some(ShippedSetting::All(false)) => Shipped::None,
                Some(ShippedSetting::Only(names)) => Shipped::Only(names),
            },
            off: raw.off,
            highlight: raw.highlight.unwrap_or(true),
            search: raw.search.unwrap_or(true),
            language: raw.language.map(|language| language.value),
            words: raw.words,
            variables,
            limits: raw.limits,
            check: check::severities(&raw.check),
            schemas: check::schemas(&raw.check),
            theme: ThemeSettings::of(raw.theme),
        }
    }
}

/// Reports folders that would be read outside the site.
fn folders_outside(text: &str, raw: &Raw) -> Vec<Diagnostic> {
    let folders = raw.content.iter().chain(&raw.data).chain(raw.shortcodes.iter().flatten());
    folders
        .filter(|folder| {
            Path::new(&folder.value)
                .components()
                .any(|part| !matches!(part, Component::Normal(_) | Component::CurDir))
        })
        .map(|folder| {
            let start = yaml::offset(text, &folder.referenced);
            let message = format!("the folder `{}` is not below the site", folder.value);
            Diagnostic::error(Code::BadConfig, message, start..start + folder.value.len())
                .help("name a folder below the one of `sitevar.yml`, without `..`")
        })
        .collect()
}

/// Reports an address that no browser and no search engine could follow.
fn no_full_address(text: &str, raw: &Raw) -> Option<Diagnostic> {
    let address = raw.base_url.as_ref()?;
    let written = address.value.as_str();
    let (message, help) = match Url::parse(written) {
        _ if written.is_empty() => return None,
        Ok(url) if url.query().is_some() || url.fragment().is_some() => {
            let pages = written.split(['?', '#']).next().unwrap_or_default();
            (format!("no page can be below `{written}`"), format!("write `{pages}`"))
        }
        Ok(url) if url.has_host() => return None,
        _ if written.contains("://") => {
            (format!("`{written}` is not an address"), "write it as `https://docs.example.org/`".to_owned())
        }
        _ => {
            let help = format!("write `https://{}`", written.trim_start_matches('/'));
            (format!("`{written}` is not a full address"), help)
        }
    };
    let start = yaml::offset(text, &address.referenced);
    Some(Diagnostic::error(Code::BadConfig, message, start..start + written.len()).help(help))
}

/// Reports names under `shipped:` that no shipped shortcode has.
fn unknown_shipped(text: &str, raw: &Raw) -> Vec<Diagnostic> {
    let Some(ShippedSetting::Only(names)) = &raw.shipped else { return Vec::new() };
    let known: Vec<String> = sitevar_templates::shipped_names().map(str::to_owned).collect();
    let unknown = names.iter().filter(|name| !known.iter().any(|known| known.eq_ignore_ascii_case(name)));
    let report = |name: &String| {
        let key = text.find("shipped:").unwrap_or(0);
        let start = text[key..].find(name.as_str()).map_or(key, |at| key + at);
        let message = format!("no shipped shortcode is called `{name}`");
        Diagnostic::error(Code::BadConfig, message, start..start + name.len()).help(did_you_mean(
            name,
            &known,
            || format!("the shipped shortcodes are `{}`", known.join("`, `")),
        ))
    };
    unknown.map(report).collect()
}

/// Returns a folder without `./` and slashes around it.
fn clean(folder: &str) -> String {
    let parts = Path::new(folder).components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}
