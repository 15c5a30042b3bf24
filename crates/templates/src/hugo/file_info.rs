//! `.File`: the file of a page, and what its path says of the page.

use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::engine::object::Object;
use crate::engine::text;
use crate::hugo::page::Page;

/// Returns what Hugo calls the kind of a page.
pub(crate) fn kind(path: &str) -> &'static str {
    match path {
        "_index.md" => "home",
        _ if path.ends_with("/_index.md") => "section",
        _ => "page",
    }
}

/// Returns the first folder of a path, empty where there is none.
pub(crate) fn section(path: &str) -> &str {
    path.split_once('/').map_or("", |(section, _)| section)
}

/// `.File`.
pub(crate) struct File(pub(crate) Arc<Page>);

impl File {
    fn name(&self) -> &str {
        self.0.path.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the name of the file without its extension.
    pub(crate) fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    fn folder(&self) -> &str {
        self.0.path.strip_suffix(self.name()).unwrap_or_default()
    }
}

impl Object for File {
    fn type_name(&self) -> &'static str {
        "*source.File"
    }

    fn print(&self) -> String {
        self.0.file_name()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        if !args.is_empty() {
            let args: Vec<String> = args.iter().map(text::print).collect();
            let message = format!("`.File.{name}` takes no arguments, got `{}`", args.join(" "));
            return Err(Failure::new(Code::TemplateFailed, message));
        }
        let folder = self.folder();
        Ok(Some(match name {
            "Path" => self.0.path.as_str().into(),
            "Dir" if folder.is_empty() => "/".into(),
            "Dir" => folder.into(),
            "Filename" => self.0.file_name().into(),
            "LogicalName" => self.name().into(),
            "BaseFileName" | "TranslationBaseName" => self.stem().into(),
            "ContentBaseName" if matches!(self.stem(), "index" | "_index") => {
                folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default().into()
            }
            "ContentBaseName" => self.stem().into(),
            "Ext" => self.name().rsplit_once('.').map_or("", |(_, extension)| extension).into(),
            "Section" => section(&self.0.path).into(),
            _ => return Ok(None),
        }))
    }
}
