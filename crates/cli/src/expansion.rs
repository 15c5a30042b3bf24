//! Expands one page of a site with the values that were set on the command line.
//!
//! A page may declare variables of its own in its front matter, under `sitevars:`, and names its clients in its text;
//! what was set is held against them again, and a refusal there stops the command as one of the site's own declarations does.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use sitevar_core::{
    Code, Diagnostic, Dialect, Guide, Options, Outcome, OutputFormat, RewriteLinks, Span, Unknown, Values,
    Variables, did_you_mean, expand,
};

use crate::config::page_variables;
use crate::files::PageText;
use crate::report::{self, Abort};
use crate::settings::Settings;
use crate::site::Site;

/// What all pages of a run are expanded with.
pub(crate) struct Expansion<'a> {
    site: &'a Site,
    dialect: Dialect,
    unknown: Unknown,
    settings: &'a Settings,
    /// The names among those set that a page declares or uses.
    seen: Mutex<BTreeSet<String>>,
    /// The names that pages use or declare which lack one of those set: who mistyped one is told of them.
    others: Mutex<BTreeSet<String>>,
    /// What the declarations of pages refused.
    refused: Mutex<Vec<Abort>>,
    values: Values,
}

/// A page whose shortcodes are expanded.
pub(crate) struct Expanded {
    pub(crate) guide: Guide,
    pub(crate) values: Values,
    /// The names among those set that the page uses or declares.
    pub(crate) set: Vec<String>,
    /// The variables that the page can use, its own among them.
    pub(crate) variables: Arc<Variables>,
}

impl<'a> Expansion<'a> {
    /// Prepares the expansion of a site's pages with what was set.
    ///
    /// # Errors
    ///
    /// Fails with everything that the site's variables refuse.
    pub(crate) fn new(
        site: &'a Site,
        unknown: Option<Unknown>,
        settings: &'a Settings,
    ) -> Result<Self, Abort> {
        Ok(Self {
            site,
            dialect: Dialect::Sitevar,
            unknown: unknown.unwrap_or(site.config.unknown),
            settings,
            seen: Mutex::default(),
            others: Mutex::default(),
            refused: Mutex::default(),
            values: settings.accept(&site.config.variables)?,
        })
    }

    /// Follows Hugo's rules where Sitevar's differ.
    pub(crate) fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// Expands the page at `path`, which is below the content folder, for static Markdown.
    ///
    /// A bug of ours is a diagnostic like any other.
    pub(crate) fn page(&self, path: &str, text: &PageText) -> Outcome<Option<Expanded>> {
        self.caught(path, text, OutputFormat::Markdown, None)
    }

    /// Writes the page at `path` as static Markdown; a value that does not fit somewhere is a diagnostic there.
    pub(crate) fn markdown(&self, path: &str, text: &PageText) -> Outcome<Option<String>> {
        Self::written(self.page(path, text))
    }

    /// Returns the variables that the page at `path` uses, with everything that is wrong with its static Markdown, for
    /// other values too.
    pub(crate) fn used_variables(&self, path: &str, text: &PageText) -> Outcome<BTreeSet<String>> {
        let page = self.page(path, text);
        let guide = page.value.as_ref().map(|page| &page.guide);
        let value = guide.map(|guide| guide.used_variables().into_iter().map(str::to_owned).collect());
        let narrow = guide.map(|guide| report::catch(|| sitevar_check::narrow_places(guide)));
        let mut diagnostics = Self::written(page).diagnostics;
        diagnostics.extend(narrow.into_iter().flat_map(|narrow| narrow.unwrap_or_else(|bug| vec![*bug])));
        Outcome { value: value.unwrap_or_default(), diagnostics }
    }

    fn written(page: Outcome<Option<Expanded>>) -> Outcome<Option<String>> {
        let Outcome { value, mut diagnostics } = page;
        let written = value.and_then(|page| {
            let written = report::catch(|| page.guide.markdown(&page.values));
            written.map_err(|bug| diagnostics.push(*bug)).ok()
        });
        let value = written.map(|written| {
            diagnostics.extend(written.diagnostics);
            written.value
        });
        Outcome { value, diagnostics }
    }

    /// Expands a page for HTML; `links` rewrites those in Markdown that templates render.
    pub(crate) fn html_page(
        &self,
        path: &str,
        text: &PageText,
        links: Arc<RewriteLinks>,
    ) -> Outcome<Option<Expanded>> {
        self.caught(path, text, OutputFormat::Html, Some(links))
    }

    fn caught(
        &self,
        path: &str,
        text: &PageText,
        output: OutputFormat,
        links: Option<Arc<RewriteLinks>>,
    ) -> Outcome<Option<Expanded>> {
        match report::catch(|| self.expand(path, text, output, links)) {
            Ok(Outcome { value, diagnostics }) => Outcome { value: Some(value), diagnostics },
            Err(bug) => Outcome { value: None, diagnostics: vec![*bug] },
        }
    }

    fn expand(
        &self,
        path: &str,
        text: &PageText,
        output: OutputFormat,
        links: Option<Arc<RewriteLinks>>,
    ) -> Outcome<Expanded> {
        let mut problems = Vec::new();
        let variables = self.variables(text).unwrap_or_else(|diagnostics| {
            problems = diagnostics;
            // It may declare any of them, as soon as its declarations can be read.
            self.note_set(&self.settings.typed().keys().cloned().collect::<Vec<_>>());
            self.site.config.variables.clone()
        });
        let library = self.site.templates.library(path, text.source.clone());
        let (dialect, unknown, emoji) = (self.dialect, self.unknown, self.site.config.emoji);
        let alerts = Some(self.site.config.words.alerts());
        let options = Options { output, dialect, unknown, variables, links, emoji, alerts };
        let Outcome { value: guide, mut diagnostics } = expand(&text.source, library, &options);
        explain_undeclared(text, &mut diagnostics);
        diagnostics.extend(problems);
        let variables = guide.variables().clone();
        let values = if Arc::ptr_eq(&variables, &self.site.config.variables) {
            self.values.clone()
        } else {
            self.values_of_page(&variables)
        };
        let used = guide.used_variables();
        let known = |name: &&String| used.contains(&name.as_str()) || variables.contains(name);
        let set: Vec<String> = self.settings.typed().keys().filter(known).cloned().collect();
        self.note_set(&set);
        if set.len() < self.settings.typed().len() {
            let names = used.iter().copied().chain(variables.names()).map(str::to_owned);
            self.others.lock().unwrap_or_else(PoisonError::into_inner).extend(names);
        }
        Outcome { value: Expanded { guide, values, set, variables }, diagnostics }
    }

    /// Holds what was set against the declarations of a page.
    fn values_of_page(&self, variables: &Variables) -> Values {
        self.settings.accept(variables).unwrap_or_else(|abort| {
            self.refused.lock().unwrap_or_else(PoisonError::into_inner).push(abort);
            Values::default()
        })
    }

    /// Returns the variables of a page.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with its declarations.
    pub(crate) fn variables(&self, text: &PageText) -> Result<Arc<Variables>, Vec<Diagnostic>> {
        let site = &self.site.config.variables;
        // Reading front matter costs more than the rest of most pages.
        let Some((span, data)) = text.data().filter(|(_, data)| data.contains("sitevars")) else {
            return Ok(site.clone());
        };
        let values = text.front_matter().map_err(|problem| vec![*problem])?;
        let at_page = |problem: Diagnostic| {
            let span = Span::new(span.start + problem.span.start, span.start + problem.span.end);
            Diagnostic { code: Code::BadFrontMatter, span, ..problem }
        };
        page_variables(site, values.get("sitevars").unwrap_or(&Value::Null), data)
            .map_err(|problems| problems.into_iter().map(at_page).collect())
    }

    /// Notes that a page uses or declares names that were set, so that setting them means something.
    pub(crate) fn note_set(&self, names: &[String]) {
        if !names.is_empty() {
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).extend(names.iter().cloned());
        }
    }

    /// Checks, after all pages, that everything set means something, and that every page takes it.
    ///
    /// # Errors
    ///
    /// Fails at a value that a page's own declaration refuses, at a name that nothing declares and no page uses, and at
    /// files of the site that could not be listed for its templates.
    pub(crate) fn check_set(&self) -> Result<(), Abort> {
        if let Some(refused) = self.refused.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Err(refused);
        }
        self.site.files.check()?;
        let variables = &self.site.config.variables;
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let stray = self
            .settings
            .typed()
            .keys()
            .find(|name| !variables.contains(name) && !seen.contains(name.as_str()));
        let Some(stray) = stray else { return Ok(()) };
        let mut known = self.others.lock().unwrap_or_else(PoisonError::into_inner).clone();
        known.extend(variables.names().map(str::to_owned));
        let known: Vec<String> = known.into_iter().collect();
        let message =
            format!("`--set {stray}=…`: nothing declares the variable `{stray}`, and no page uses it");
        Err(Abort::new(message)
            .help(did_you_mean(stray, &known, || format!("there are `{}`", known.join("`, `")))))
    }
}

/// Says what the key is where a page declares its variables with the one of `sitevar.yml`.
fn explain_undeclared(text: &PageText, diagnostics: &mut [Diagnostic]) {
    let is_key = |line: &str| line.starts_with("variables:");
    if !text.data().is_some_and(|(_, data)| data.lines().any(is_key)) {
        return;
    }
    for diagnostic in diagnostics.iter_mut().filter(|found| found.code == Code::UnknownVariable) {
        let help = "a page declares its own variables below `sitevars` in its front matter, not `variables`";
        diagnostic.help = Some(help.to_owned());
    }
}
