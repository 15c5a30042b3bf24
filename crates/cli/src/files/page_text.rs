//! The text of a page, split once into front matter and body.

use std::sync::Arc;

use serde_json::Value;
use sitevar_core::{Code, Diagnostic, FrontMatter, FrontMatterFormat, Source, Span};
use sitevar_templates::{DataFormat, parse_data};

use super::advice;

/// A page as it is written; it is handed on as it is, so that nobody looks for its front matter again.
#[derive(Clone)]
pub(crate) struct PageText {
    pub(crate) source: Arc<Source>,
    front_matter: Option<FrontMatter>,
}

impl PageText {
    /// Splits a page.
    pub(crate) fn new(source: impl Into<Arc<Source>>) -> Self {
        let source = source.into();
        let front_matter = FrontMatter::find(source.text());
        Self { source, front_matter }
    }

    /// Returns the front matter as it is written, with its place in the page.
    pub(crate) fn data(&self) -> Option<(Span, &str)> {
        let span = self.front_matter?.data;
        Some((span, self.source.text().get(span.range())?))
    }

    /// Returns the text below the front matter.
    pub(crate) fn body(&self) -> &str {
        let start = self.front_matter.map_or(0, |front_matter| front_matter.body);
        self.source.text().get(start..).unwrap_or_default()
    }

    /// Reads the front matter; null where there is none.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with it.
    pub(crate) fn front_matter(&self) -> Result<Value, Box<Diagnostic>> {
        let (Some(front_matter), Some((span, data))) = (self.front_matter, self.data()) else {
            return Ok(Value::Null);
        };
        let format = match front_matter.format {
            FrontMatterFormat::Yaml => DataFormat::Yaml,
            FrontMatterFormat::Toml => DataFormat::Toml,
            FrontMatterFormat::Json => DataFormat::Json,
        };
        parse_data(data, format).map_err(|error| {
            let at = span.start + error.offset;
            let advice = advice(&error.message).filter(|_| format == DataFormat::Yaml);
            let problem = Diagnostic::error(Code::BadFrontMatter, error.message, at..at + 1);
            Box::new(Diagnostic { help: advice.map(str::to_owned), ..problem })
        })
    }
}
