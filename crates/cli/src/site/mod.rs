//! The site that a page belongs to: its root, its configuration and its templates.
//!
//! It is the nearest parent folder with `sitevar.yml` or a Hugo configuration. A page without one works too.

mod changes;
mod disk;

use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use sitevar_templates::{Shipped, Site as Templates, SiteOptions};

use crate::config::{Config, FILE_NAME, is_hugo_file, is_hugo_site};
use crate::files::{self, shown};
use crate::report::{Abort, Findings};
use changes::Changes;
pub(crate) use disk::DiskFiles;

/// A site that was found and read.
pub(crate) struct Site {
    /// The folder of the site, without links in it.
    pub(crate) root: PathBuf,
    pub(crate) config: Config,
    pub(crate) files: Arc<DiskFiles>,
    pub(crate) templates: Arc<Templates>,
    /// Read when the first page asks.
    changes: OnceLock<Changes>,
}

/// What is asked of a site besides its own configuration.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OpenOptions {
    /// Only the site's own templates count.
    pub(crate) hugo_exact: bool,
}

impl Site {
    /// Opens the site that a page or a folder of pages belongs to; without one, the folder is a site of its own.
    ///
    /// # Errors
    ///
    /// Fails where the folder or a configuration file cannot be read, and at a link that leads out of the site.
    pub(crate) fn around(named: &Path, options: OpenOptions) -> Result<(Self, Vec<Findings>), Abort> {
        check_named(named)?;
        let folder = real(if named.is_dir() { named } else { named.parent().unwrap_or(named) })?;
        match folder.ancestors().find(|folder| is_site(folder)) {
            Some(root) => Self::open_real(root.to_owned(), options),
            None => Ok((Self::with(folder, Config::without_site(), options), Vec::new())),
        }
    }

    /// Opens the site in `root`, whether or not it has a configuration.
    ///
    /// # Errors
    ///
    /// Fails where the folder or a configuration file cannot be read.
    pub(crate) fn open(root: &Path, options: OpenOptions) -> Result<(Self, Vec<Findings>), Abort> {
        Self::open_real(real(root)?, options)
    }

    fn open_real(root: PathBuf, options: OpenOptions) -> Result<(Self, Vec<Findings>), Abort> {
        let (config, findings) = Config::read(&root, &shown(&root))?;
        let own = template_folders(&config).into_iter().chain([config.content.clone()]);
        let named = own.map(|folder| shown_root(&root.join(folder)));
        for folder in named.filter(|folder| folder.symlink_metadata().is_ok()) {
            files::check_link(&folder, &root)?;
        }
        Ok((Self::with(root, config, options), findings))
    }

    fn with(root: PathBuf, config: Config, options: OpenOptions) -> Self {
        let files = DiskFiles::new(
            root.clone(),
            config.mounts.clone(),
            config.content.clone(),
            template_folders(&config),
        );
        let files = Arc::new(files);
        let options = SiteOptions {
            title: config.title.clone(),
            base_url: config.base_url.clone(),
            params: config.params.clone(),
            hugo: config.hugo.clone(),
            content: config.content.clone(),
            data: config.data.clone(),
            shortcodes: config.shortcodes.clone(),
            limits: config.limits.templates(),
            shipped: if options.hugo_exact { Shipped::None } else { config.shipped.clone() },
        };
        let templates = Templates::new(files.clone(), options);
        Self { root, config, files, templates, changes: OnceLock::new() }
    }

    /// Returns the folder of the pages.
    pub(crate) fn content(&self) -> PathBuf {
        if self.config.content.is_empty() { self.root.clone() } else { self.root.join(&self.config.content) }
    }

    /// Returns the folder of the pages, which is there.
    ///
    /// # Errors
    ///
    /// Fails where it is not, and says how to name it.
    pub(crate) fn content_folder(&self) -> Result<PathBuf, Abort> {
        let content = self.content();
        if content.is_dir() {
            return Ok(content);
        }
        let message = format!("the site has no folder `{}`", shown(&content).display());
        Err(Abort::new(message).help(
            "name the folder of the pages with `content:` in `sitevar.yml`, or start a site with `sitevar init`",
        ))
    }

    /// Returns the date of a page's last change, such as `2026-11-27`, where the site wants it and git knows it.
    pub(crate) fn changed(&self, page: &str) -> Option<String> {
        if !self.config.theme.last_change {
            return None;
        }
        self.changes.get_or_init(|| changes::of_folder(&self.content())).get(page).cloned()
    }

    /// Returns the path of a page or a folder as templates know it: below the content folder, or else below the root.
    ///
    /// Of what is not there, a path that leads to neither is taken for one below the content folder.
    pub(crate) fn page_path(&self, path: &Path) -> String {
        let real = path.canonicalize();
        let named = real.as_ref().map_or_else(|_| place_of(path), Clone::clone);
        let below = named.strip_prefix(self.content()).or_else(|_| named.strip_prefix(&self.root));
        let other = if real.is_ok() { &named } else { path };
        below.unwrap_or(other).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }
}

impl Site {
    /// Returns the folder that links among the pages of a folder may not lead out of: the root, or the folder itself
    /// where `--site` named a site elsewhere.
    pub(crate) fn bounds(&self, folder: &Path) -> PathBuf {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if real.starts_with(&self.root) { self.root.clone() } else { real }
    }

    /// Says which part of the site a file is, if it is one.
    pub(crate) fn part(&self, real: &Path) -> Option<&'static str> {
        let below = real.strip_prefix(&self.root).ok()?;
        if self.config.files.iter().any(|file| below == Path::new(file)) {
            return Some("the configuration of the site");
        }
        if template_folders(&self.config).iter().any(|folder| below.starts_with(folder)) {
            return Some("a template or data of the site");
        }
        (files::is_page(real) && real.starts_with(self.content())).then_some("a page of the site")
    }

    /// Tells whether a build reads a file, or would if it were there: it is in a folder beside which others of the site
    /// are, or configures it. Where templates have read anything else, any file may be one of theirs.
    pub(crate) fn reads(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else { return false };
        let Some(first) = below.iter().next() else { return true };
        let first_of = |folder: &str| Path::new(folder).iter().next().is_none_or(|own| own == first);
        let publishing = &self.config.publishing;
        let mounts = self.config.mounts.iter().chain(&publishing.fixed).chain(&publishing.content_of_modules);
        let named = mounts.map(|mount| mount.source.as_str());
        let named = named.chain(publishing.languages.folders.iter().map(|folder| folder.source.as_str()));
        let named = named.chain(publishing.parts.iter().flatten().map(String::as_str));
        let named = named.chain(["static", "config", THEME, &self.config.content]);
        let is_config = below == Path::new(FILE_NAME) || is_hugo_file(below);
        is_config
            || self.files.asked_elsewhere()
            || named.chain(template_folders(&self.config).iter().map(String::as_str)).any(first_of)
    }

    /// Tells whether the root says itself that it is a site.
    pub(crate) fn is_declared(&self) -> bool {
        is_site(&self.root)
    }

    /// Hands over every file that decides how all pages come out: configuration, templates and data.
    pub(crate) fn fingerprint(&self, add: &mut dyn FnMut(&[u8])) {
        add(self.config.content.as_bytes());
        for path in &self.config.files {
            add(path.as_bytes());
            add(&std::fs::read(self.root.join(path)).unwrap_or_default());
        }
        for folder in template_folders(&self.config).into_iter().chain([THEME.to_owned()]) {
            self.files.fingerprint(&folder, add);
        }
    }
}

/// The folder of a site's own files in place of the theme's.
pub(crate) const THEME: &str = "theme";

/// Returns the folders whose files decide how pages are expanded, below the root.
pub(crate) fn template_folders(config: &Config) -> Vec<String> {
    let mut folders: Vec<String> = ["layouts", "assets", "i18n"].map(str::to_owned).to_vec();
    folders.push(config.data.clone());
    folders.extend(config.shortcodes.iter().cloned());
    folders
}

fn is_site(folder: &Path) -> bool {
    folder.join(FILE_NAME).is_file() || is_hugo_site(folder)
}

/// Refuses a named page or folder that is a link out of the site that the link is in; a page without a site may
/// not be a link out of its folder. Streams and pipes, such as a shell's `<(…)`, are nobody's files.
///
/// # Errors
///
/// Fails where it is one.
pub(crate) fn check_named(named: &Path) -> Result<(), Abort> {
    let Ok(real) = named.canonicalize() else { return Ok(()) };
    let place = place_of(named);
    if files::is_stream(&place) || !(real.is_file() || real.is_dir()) {
        return Ok(());
    }
    let mut sites: Vec<&Path> = place.ancestors().filter(|folder| is_site(folder)).collect();
    if sites.is_empty() && real.is_file() {
        sites.extend(place.parent());
    }
    let roots = sites.iter().filter_map(|site| site.canonicalize().ok());
    let Some(root) = roots.into_iter().find(|root| !real.starts_with(root)) else { return Ok(()) };
    let message = format!(
        "`{}` is a link that leads out of `{}`, to `{}`",
        named.display(),
        shown_root(&root).display(),
        real.display()
    );
    Err(Abort::new(message).help("copy the pages there, or name them where they are"))
}

/// Returns the absolute path of something without following a link in its last parts: those without `..`.
fn place_of(named: &Path) -> PathBuf {
    let absolute = std::path::absolute(named).unwrap_or_else(|_| named.to_owned());
    let parts: Vec<Component<'_>> = absolute.components().collect();
    let Some(last) = parts.iter().rposition(|part| *part == Component::ParentDir) else { return absolute };
    let (up, rest) = parts.split_at(last + 1);
    let up: PathBuf = up.iter().collect();
    up.canonicalize().unwrap_or(up).join(rest.iter().collect::<PathBuf>())
}

fn shown_root(root: &Path) -> PathBuf {
    let shown = shown(root);
    if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }
}

fn real(folder: &Path) -> Result<PathBuf, Abort> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let real = folder.canonicalize().map_err(|error| Abort::io("read", folder, &error))?;
    if real.is_dir() { Ok(real) } else { Err(Abort::new(format!("`{}` is not a folder", folder.display()))) }
}
