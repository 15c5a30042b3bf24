//! The site that a page belongs to: its root, its configuration and its templates.
//!
//! It is the nearest parent folder with `sitevar.yml` or a Hugo configuration. A page without one works too.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sitevar_templates::{Shipped, Site as Templates, SiteOptions};

use crate::config::{Config, FILE_NAME, is_hugo_site};
use crate::files::DiskFiles;
use crate::report::{Abort, Findings};

/// A site that was found and read.
pub(crate) struct Site {
    /// The folder of the site, without links in it.
    pub(crate) root: PathBuf,
    pub(crate) config: Config,
    pub(crate) files: Arc<DiskFiles>,
    pub(crate) templates: Arc<Templates>,
}

/// What is asked of a site besides its own configuration.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wish {
    /// Only the site's own templates count.
    pub(crate) hugo_exact: bool,
}

impl Site {
    /// Opens the site that the pages in `folder` belong to; without one, `folder` is a site of its own.
    ///
    /// # Errors
    ///
    /// Fails where the folder or a configuration file cannot be read.
    pub(crate) fn around(folder: &Path, wish: Wish) -> Result<(Self, Vec<Findings>), Abort> {
        let folder = real(folder)?;
        match folder.ancestors().find(|folder| is_site(folder)) {
            Some(root) => Self::open_real(root.to_owned(), wish),
            None => Ok((Self::with(folder, Config::without_site(), wish), Vec::new())),
        }
    }

    /// Opens the site in `root`, whether or not it has a configuration.
    ///
    /// # Errors
    ///
    /// Fails where the folder or a configuration file cannot be read.
    pub(crate) fn open(root: &Path, wish: Wish) -> Result<(Self, Vec<Findings>), Abort> {
        Self::open_real(real(root)?, wish)
    }

    fn open_real(root: PathBuf, wish: Wish) -> Result<(Self, Vec<Findings>), Abort> {
        let (config, findings) = Config::read(&root, &shown(&root))?;
        Ok((Self::with(root, config, wish), findings))
    }

    fn with(root: PathBuf, config: Config, wish: Wish) -> Self {
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
            shipped: if wish.hugo_exact { Shipped::None } else { config.shipped.clone() },
        };
        let templates = Templates::new(files.clone(), options);
        Self { root, config, files, templates }
    }

    /// Returns the folder of the pages.
    pub(crate) fn content(&self) -> PathBuf {
        if self.config.content.is_empty() { self.root.clone() } else { self.root.join(&self.config.content) }
    }

    /// Returns the path of a page or a folder as templates know it: below the content folder, or else below the root.
    pub(crate) fn page_path(&self, path: &Path) -> String {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let below = real.strip_prefix(self.content()).or_else(|_| real.strip_prefix(&self.root));
        below.unwrap_or(&real).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }
}

impl Site {
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
        for folder in template_folders(&self.config) {
            self.files.fingerprint(&folder, add);
        }
    }
}

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

fn real(folder: &Path) -> Result<PathBuf, Abort> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let real = folder.canonicalize().map_err(|error| Abort::io("read", folder, &error))?;
    if real.is_dir() { Ok(real) } else { Err(Abort::new(format!("`{}` is not a folder", folder.display()))) }
}

/// Returns a path as the user would write it: from the working folder where it is below that.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    match here.as_ref().map(|here| path.strip_prefix(here)) {
        Ok(Ok(below)) => below.to_owned(),
        _ => path.to_owned(),
    }
}
