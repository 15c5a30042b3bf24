//! One page: expanded for HTML and for Markdown, its links resolved, put into the theme and written.

use std::collections::HashSet;
use std::sync::Arc;

use minijinja::value::Value;
use sitevar_core::{Diagnostic, Guide, Html, HtmlOptions, Mark, Outcome, Severity, Variables, highlight};

use super::cache::CacheEntry;
use super::look;
use super::manifest::{self, Declared};
use super::navigation::{self, Sequence, Shown};
use super::tested;
use super::theme::{SCRIPT_NAME, STYLE_NAME, Theme, View, escape, is_right_to_left};
use crate::expansion::Expansion;
use crate::output::Outputs;
use crate::pages::Page;
use crate::pages::Pages;
use crate::pages::links::Links;
use crate::pages::paths::relative;
use crate::report::{self, Abort, Findings};
use crate::site::Site;
use crate::widget::Widget;

/// Where the widget's files are, below the site's root.
pub(super) const WIDGET_FOLDER: &str = "sitevar";

/// Renders pages; shared by all threads.
pub(super) struct Renderer<'a> {
    site: &'a Site,
    pages: &'a Arc<Pages>,
    sequence: Sequence<'a>,
    expansion: &'a Expansion<'a>,
    theme: Theme,
    widget: Option<Widget>,
}

/// What came of a page.
pub(super) struct Rendered {
    pub(super) entry: CacheEntry,
    /// Whether its files are there; a page with an error has none.
    pub(super) written: bool,
    pub(super) findings: Option<Findings>,
    /// How many links lead to what is not here.
    pub(super) unknown_links: usize,
}

/// The content of a page as HTML, and what was found out on the way.
pub(super) struct PageHtml {
    pub(super) html: Html,
    pub(super) links: Arc<Links>,
    /// The page has something for the widget to do.
    pub(super) interactive: bool,
    /// The variables that the page can use, its own among them.
    pub(super) variables: Arc<Variables>,
}

/// The two texts of a page.
#[derive(Default)]
struct Texts {
    html: String,
    markdown: String,
    set: Vec<String>,
    variables: Declared,
    /// The page has something for the widget to do.
    interactive: bool,
    /// How many links lead to what is not here.
    unknown_links: usize,
}

impl<'a> Renderer<'a> {
    pub(super) fn new(
        site: &'a Site,
        pages: &'a Arc<Pages>,
        expansion: &'a Expansion<'a>,
    ) -> Result<Self, Abort> {
        Ok(Self {
            site,
            pages,
            sequence: Sequence::of(pages),
            expansion,
            theme: Theme::new(site)?,
            widget: Widget::speaking(&site.config.words),
        })
    }

    /// Renders a page and writes it, unless it has errors.
    pub(super) fn render(&self, page: &Page, folder: &dyn Outputs) -> Result<Rendered, Abort> {
        let mut diagnostics = Vec::new();
        let texts = match report::catch(|| self.texts(page, &mut diagnostics)) {
            Ok(texts) => texts?,
            Err(bug) => {
                diagnostics.push(*bug);
                None
            }
        };
        // Both expansions tell the same, where they use the same templates.
        let mut told = HashSet::new();
        diagnostics.retain(|found| told.insert((found.span, found.code, found.message.clone())));
        let mut entry = CacheEntry::new(page);
        let unknown_links = texts.as_ref().map_or(0, |texts| texts.unknown_links);
        let texts = texts.filter(|_| diagnostics.iter().all(|found| found.severity != Severity::Error));
        let written = texts.is_some();
        if let Some(texts) = texts {
            folder.write(&page.folder.join("index.html"), texts.html.as_bytes())?;
            folder.write(&page.folder.join("index.md"), texts.markdown.as_bytes())?;
            entry.set = texts.set;
            entry.variables = texts.variables;
            entry.interactive = texts.interactive;
            entry.quiet = diagnostics.is_empty() && unknown_links == 0;
        }
        let findings =
            (!diagnostics.is_empty()).then(|| Findings { source: page.text.source.clone(), diagnostics });
        Ok(Rendered { entry, written, findings, unknown_links })
    }

    fn texts(&self, page: &Page, diagnostics: &mut Vec<Diagnostic>) -> Result<Option<Texts>, Abort> {
        if page.made_up {
            let html = self.theme.page(&self.view(page, &Html::default(), &HashSet::new(), false))?;
            let markdown = self.list_as_markdown(page);
            return Ok(Some(Texts { html, markdown, ..Texts::default() }));
        }
        let for_markdown = self.expansion.page(&page.path, &page.text);
        diagnostics.extend(for_markdown.diagnostics);
        let for_html = self.html(page, diagnostics);
        let (Some(PageHtml { html, links, interactive, .. }), Some(for_markdown)) =
            (for_html, for_markdown.value)
        else {
            return Ok(None);
        };
        diagnostics.extend(links.warnings(&html.links));
        // All code can be copied, also where it holds no value.
        let interactive = interactive || html.body.contains("<pre");
        let html = self.theme.page(&self.view(page, &html, &links.take_followed(), interactive))?;
        let Outcome { value: markdown, diagnostics: refused } =
            for_markdown.guide.markdown(&for_markdown.values);
        diagnostics.extend(refused);
        let variables = manifest::declared(self.site, &for_markdown.variables);
        let (set, unknown_links) = (for_markdown.set, links.unknown());
        Ok(Some(Texts { html, markdown, set, variables, interactive, unknown_links }))
    }

    /// Writes the content of a page as HTML, its links resolved.
    pub(super) fn html(&self, page: &Page, diagnostics: &mut Vec<Diagnostic>) -> Option<PageHtml> {
        let links = Arc::new(Links::new(self.pages.clone(), page));
        let in_templates = {
            let links = links.clone();
            Arc::new(move |destination: &str| links.resolve(destination))
        };
        let expanded = self.expansion.html_page(&page.path, &page.text, in_templates);
        diagnostics.extend(expanded.diagnostics);
        let expanded = expanded.value?;
        let resolve = |destination: &str| links.resolve(destination);
        let alerts = self.site.config.words.alerts();
        let translate = |english: &str| self.site.config.words.translated(english);
        let options = HtmlOptions {
            links: Some(&resolve),
            emoji: self.site.config.emoji,
            focusable_tables: true,
            anchors: true,
            alerts: Some(&alerts),
            not_made: self.site.config.words.text("notMade"),
            translate: Some(&translate),
            ..HtmlOptions::default()
        };
        let mut html = expanded.guide.html(&expanded.values, &options);
        diagnostics.append(&mut html.diagnostics);
        let interactive = is_interactive(&expanded.guide, &html);
        if self.site.config.highlight {
            html.body = highlight(&html.body, &|code| code.classes());
        }
        Some(PageHtml { html, links, interactive, variables: expanded.variables })
    }

    /// Writes the page of an address that has none; it may be shown below any address, so its links begin at the root.
    pub(super) fn not_found(&self) -> Result<String, Abort> {
        let config = &self.site.config;
        let root = &config.publishing.base_path;
        let title = config.words.text("notFound");
        let (text, home) = (config.words.text("notFoundText"), config.words.text("home"));
        let home = format!("<p><a href=\"{}\">{}</a></p>\n", escape(root), escape(home));
        let body = format!("<p>{}</p>\n{home}", escape(text));
        self.theme.page(&View {
            site_title: &config.title,
            language: &config.language,
            right_to_left: is_right_to_left(&config.language),
            words: config.words.theme(),
            window_title: title,
            title,
            lead: "",
            description: "",
            canonical: None,
            noindex: true,
            markdown: false,
            root: root.clone(),
            style: format!("{root}{STYLE_NAME}"),
            script: format!("{root}{SCRIPT_NAME}"),
            search: config.search,
            widget: None,
            navigation: navigation::entries(self.pages, Shown::Anywhere(root), &config.words),
            breadcrumbs: Vec::new(),
            contents: Vec::new(),
            support: None,
            tested: None,
            opening: Value::default(),
            bar: Value::default(),
            body: Value::from_safe_string(body),
            pages: Vec::new(),
            look: look::below(self.site, root),
            previous: None,
            next: None,
        })
    }

    /// Writes the part of a page that is the guide itself, as it is in the page.
    pub(super) fn content(&self, page: &Page, made: &PageHtml) -> Result<String, Abort> {
        self.theme.content(&self.view(page, &made.html, &made.links.take_followed(), false))
    }

    /// Returns the templates.
    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }

    fn view<'b>(
        &'b self,
        page: &'b Page,
        html: &'b Html,
        followed: &HashSet<String>,
        interactive: bool,
    ) -> View<'b> {
        let metadata = &page.metadata;
        let base = &self.site.config.base_url;
        let (opening, body) = opening(html);
        let [previous, next] = self.sequence.around(page);
        let own_address = || (!base.is_empty()).then(|| absolute(base, &page.address));
        View {
            site_title: &self.site.config.title,
            language: &self.site.config.language,
            right_to_left: is_right_to_left(&self.site.config.language),
            words: self.site.config.words.theme(),
            window_title: metadata.window_title.as_deref().unwrap_or(&page.title),
            title: &page.title,
            lead: &metadata.description,
            description: &metadata.meta_description,
            canonical: metadata.canonical.clone().or_else(own_address),
            noindex: metadata.noindex,
            markdown: true,
            root: relative(&page.address, "/"),
            style: relative(&page.address, &format!("/{STYLE_NAME}")),
            script: relative(&page.address, &format!("/{SCRIPT_NAME}")),
            search: self.site.config.search,
            widget: self.widget.as_ref().filter(|_| interactive).and_then(|widget| {
                let way = |address: &str| relative(&page.address, address);
                widget.head(&way(&format!("/{WIDGET_FOLDER}/")), way("/sitevar.json"))
            }),
            navigation: navigation::entries(self.pages, Shown::On(page), &self.site.config.words),
            breadcrumbs: navigation::breadcrumbs(self.pages, page),
            contents: navigation::contents(&html.headings, metadata.toc),
            support: metadata.support.as_ref(),
            tested: tested::find(page, &html.headings, &html.body),
            opening: Value::from_safe_string(opening.to_owned()),
            bar: Value::from_safe_string(html.bar.clone()),
            body: Value::from_safe_string(body.to_owned()),
            pages: navigation::listed(self.pages, page, followed),
            look: look::of_page(self.site, page),
            previous,
            next,
        }
    }

    /// Writes the list of a folder that has no page of its own.
    fn list_as_markdown(&self, page: &Page) -> String {
        let mut text = format!("# {}\n\n", page.title);
        for child in self.pages.children(&page.name) {
            let href = relative(&page.address, &child.address);
            text.push_str(&format!("- [{}]({href}index.md)\n", child.title));
        }
        text
    }
}

/// Returns the title that an author wrote at the beginning of a page, with the comments before it, and the rest.
fn opening(html: &Html) -> (&str, &str) {
    const END: &str = "</h1>\n";
    let mut rest = html.body.trim_start();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = after.trim_start();
    }
    let title = rest.find(END).filter(|_| rest.starts_with("<h1"));
    let start = html.body.len() - rest.len();
    html.body.split_at(title.map_or(0, |end| start + end + END.len()))
}

/// Tells whether a page holds a reader's value or an element of the widget, which authors may write themselves.
fn is_interactive(guide: &Guide, html: &Html) -> bool {
    let marked = |mark: &Mark| matches!(mark, Mark::Slot(_) | Mark::Preferences);
    guide.marks().iter().any(marked) || html.body.contains("<sitevar-guide")
}

/// Returns the whole address of a page.
pub(super) fn absolute(base_url: &str, address: &str) -> String {
    format!("{}{}", base_url.trim_end_matches('/'), address)
}
