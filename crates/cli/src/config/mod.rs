//! What a site says of itself: `sitevar.yml`, the Hugo configuration beside it, and the shipped declarations.
//!
//! `sitevar.yml` wins over Hugo's files, and both over the defaults. Everything has a default.

mod check;
mod declarations;
mod examples;
mod file;
mod hugo;
mod languages;
mod limits;
mod mounts;
mod publishing;
mod schemas;
mod theme;
mod variables;
mod words;
mod yaml;

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use sitevar_check::{SchemaRule, Schemas, Severities};
use sitevar_core::{Unknown, Variables};
use sitevar_templates::Shipped;
use url::Url;

use crate::report::{Abort, Findings};
use crate::words::{OwnWords, Words, primary};
pub(crate) use hugo::{is_hugo_file, is_hugo_site};
pub(crate) use mounts::{ContentFolder, Mount};
pub(crate) use publishing::{Publishing, is_here};
pub(crate) use theme::{HeaderLink, PATH, ThemeSettings};
pub(crate) use variables::{page_variables, shipped as shipped_variables, with_parts};

/// The name of the configuration file.
pub(crate) const FILE_NAME: &str = "sitevar.yml";

/// Everything that a site says of itself, defaults filled in.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    pub(crate) title: String,
    /// The language of the pages, such as `en` or `de-AT`.
    pub(crate) language: String,
    /// What theme and widget say in it.
    pub(crate) words: Words,
    /// What the site itself says in place of that, in any language.
    pub(crate) own_words: OwnWords,
    /// With the slash at its end; empty where the site does not say.
    pub(crate) base_url: String,
    /// The folder of the pages, below the root; empty for the root itself.
    pub(crate) content: String,
    pub(crate) data: String,
    pub(crate) shortcodes: Vec<String>,
    pub(crate) unknown: Unknown,
    pub(crate) shipped: Shipped,
    /// Addresses of other generators' pages that stay as they are, with `*`.
    pub(crate) off: Vec<String>,
    /// Code is coloured when pages are built.
    pub(crate) highlight: bool,
    /// Readers can search the pages.
    pub(crate) search: bool,
    pub(crate) variables: Arc<Variables>,
    /// `params` of the Hugo configuration.
    pub(crate) params: Value,
    /// The Hugo configuration as a whole.
    pub(crate) hugo: Value,
    /// Folders that Hugo sees elsewhere: themes and modules.
    pub(crate) mounts: Vec<Mount>,
    /// What Hugo publishes besides the pages, and where.
    pub(crate) publishing: Publishing,
    /// Names of emoji stand for emoji, as `enableEmoji` of the Hugo configuration asks.
    pub(crate) emoji: bool,
    pub(crate) limits: limits::Limits,
    /// How bad what `check` finds is.
    pub(crate) check: Severities,
    /// Which schemas `check` holds which blocks against.
    pub(crate) schemas: Vec<SchemaRule>,
    pub(crate) theme: ThemeSettings,
    /// The files that were read for this, below the root.
    pub(crate) files: Vec<String>,
}

impl Config {
    /// Returns the configuration of pages that belong to no site.
    pub(crate) fn without_site() -> Self {
        let mut config = Self::of(file::File::default(), hugo::Hugo::default());
        config.content = String::new();
        config
    }

    /// Reads the configuration of the site in `root`; what is wrong with it comes beside it.
    ///
    /// # Errors
    ///
    /// Fails where a file is there and cannot be read.
    pub(crate) fn read(root: &Path, shown: &Path) -> Result<(Self, Vec<Findings>), Abort> {
        let (file, mut findings) = file::read(root, shown)?;
        let (hugo, more) = hugo::read(root, shown)?;
        findings.extend(more);
        let mut config = Self::of(file, hugo);
        if !root.join(&config.content).is_dir() {
            config.content = config.publishing.content_folder(root).unwrap_or(config.content);
        }
        Ok((config, findings))
    }

    /// Checks that the published examples of secrets and digests belong together, which takes its time.
    pub(crate) fn check_examples(&self, root: &Path, shown: &Path) -> Option<Findings> {
        examples::check(root, shown, self)
    }

    /// Reads the schemas of `check`; what is wrong with them comes beside them.
    pub(crate) fn read_schemas(&self, root: &Path, shown: &Path) -> (Schemas, Vec<Findings>) {
        schemas::read(root, shown, &self.schemas)
    }

    fn of(file: file::File, hugo: hugo::Hugo) -> Self {
        let base_url = file.base_url.or_else(|| hugo.text("baseurl")).unwrap_or_default();
        let base_url = Url::parse(&base_url).map_or(base_url, String::from);
        let content =
            file.content.or_else(|| hugo.text("contentdir")).unwrap_or_else(|| "content".to_owned());
        let in_hugo = || ["languagecode", "defaultcontentlanguage"].iter().find_map(|key| hugo.text(key));
        let language = file.language.or_else(in_hugo).unwrap_or_else(|| "en".to_owned()).replace('_', "-");
        let mut files = hugo.files.clone();
        files.push(FILE_NAME.to_owned());
        Self {
            title: file.title.or_else(|| hugo.text("title")).unwrap_or_default(),
            words: Words::of(&language, &file.words),
            own_words: file.words.into_iter().map(|(name, words)| (primary(&name), words)).collect(),
            language,
            publishing: publishing::of(&hugo, content.trim_matches('/'), &base_url),
            content,
            base_url: if base_url.is_empty() || base_url.ends_with('/') { base_url } else { base_url + "/" },
            data: file.data.or_else(|| hugo.text("datadir")).unwrap_or_else(|| "data".to_owned()),
            shortcodes: file.shortcodes,
            unknown: file.unknown,
            shipped: file.shipped,
            off: file.off,
            highlight: file.highlight,
            search: file.search,
            variables: Arc::new(file.variables),
            mounts: mounts::of(&hugo),
            params: hugo.get("params").cloned().unwrap_or(Value::Null),
            emoji: hugo.get("enableemoji").and_then(Value::as_bool).unwrap_or_default(),
            hugo: hugo.whole,
            limits: file.limits,
            check: file.check,
            schemas: file.schemas,
            theme: file.theme,
            files,
        }
    }
}
