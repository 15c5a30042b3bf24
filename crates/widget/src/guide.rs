//! A whole guide out of Markdown with shortcodes, as the build renders it.

use std::sync::Arc;

use sitevar_core::{
    FrontMatter, HtmlOptions, NoTemplates, Options, OutputFormat, Severity, Source, Values, expand,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::declaration;
use crate::reader::Reader;

/// A guide as HTML.
#[wasm_bindgen(getter_with_clone)]
pub struct Rendered {
    /// The content with its defaults; readers' values are put in as everywhere, and never pass as markup.
    pub html: String,
    /// What is wrong with the guide, each as a phrase.
    pub problems: Vec<String>,
    /// The variables that its text declares: for each its name, type, label, default and help.
    pub declared: Vec<String>,
    /// Whether its front matter declares values: only the build reads YAML, so names that the site does not declare are
    /// of a kind that is not known here, and may be secrets.
    pub declares: bool,
}

/// Renders a guide with the page's declarations and with its defaults.
#[wasm_bindgen]
pub fn render_guide(name: String, markdown: String, reader: &Reader) -> Rendered {
    let declares = FrontMatter::find(&markdown)
        .is_some_and(|front_matter| markdown[front_matter.data.range()].contains("sitevars"));
    let source = Source::new(name, markdown);
    let variables = Arc::new(reader.variables().clone());
    let options = Options { output: OutputFormat::Html, variables: variables.clone(), ..Options::default() };
    let outcome = expand(&source, Arc::new(NoTemplates), &options);
    let html = outcome.value.html(&Values::default(), &HtmlOptions::default());
    let found = outcome.diagnostics.into_iter().chain(html.diagnostics);
    let errors = found.filter(|found| found.severity == Severity::Error);
    let problems = errors.map(|found| found.message).collect();
    let own = outcome.value.variables().variables.iter().filter(|(name, _)| !variables.contains(name));
    let own = own.map(|(name, variable)| (name.clone(), variable.clone())).collect();
    Rendered { html: html.body, problems, declared: declaration::texts(&own), declares }
}
