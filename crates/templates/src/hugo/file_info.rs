//! Where a page stands: file, section, kind, and links to other pages.

use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::engine::object::{self, Object};
use crate::engine::text;
use crate::hugo::page::Page;

/// Answers a template that asks where a page stands.
pub(crate) fn member(page: &Arc<Page>, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
    let file = File(page.clone());
    Ok(Some(match (name, args) {
        ("Path", []) => logical_path(&page.path).into(),
        ("File", []) => object::value(file),
        ("Kind", []) => kind(&page.path).into(),
        ("IsPage", []) => Value::Bool(kind(&page.path) == "page"),
        ("IsHome", []) => Value::Bool(kind(&page.path) == "home"),
        ("IsSection", []) => Value::Bool(kind(&page.path) == "section"),
        ("IsNode", []) => Value::Bool(kind(&page.path) != "page"),
        ("BundleType", []) => match file.stem() {
            "index" => "leaf",
            "_index" => "branch",
            _ => "",
        }
        .into(),
        ("Section", []) => section(&page.path).into(),
        ("Type", []) => match section(&page.path) {
            "" => "page",
            section => section,
        }
        .into(),
        ("CurrentSection" | "Parent" | "FirstSection", []) => crate::hugo::link::section(page, name)?,
        ("Language", []) => page.site.language(),
        ("Lang", []) => "en".into(),
        ("Ref" | "RelRef" | "GetPage", [target]) => crate::hugo::link::follow(page, name, target)?,
        ("Resources", []) => object::value(crate::hugo::resource::Resources(page.clone())),
        _ => return Ok(None),
    }))
}

/// Returns Hugo's logical path of a page: lower case, without extension and `index`.
pub(crate) fn logical_path(path: &str) -> String {
    let without = path.strip_suffix(".md").unwrap_or(path).to_lowercase().replace(' ', "-");
    let last = without.rsplit('/').next().unwrap_or_default();
    let path = match last {
        "index" | "_index" => without.strip_suffix(last).unwrap_or_default().trim_end_matches('/'),
        _ => &without,
    };
    format!("/{path}")
}

fn kind(path: &str) -> &'static str {
    match path {
        "_index.md" => "home",
        _ if path.ends_with("/_index.md") => "section",
        _ => "page",
    }
}

fn section(path: &str) -> &str {
    path.split_once('/').map_or("", |(section, _)| section)
}

/// `.File`.
struct File(Arc<Page>);

impl File {
    fn name(&self) -> &str {
        self.0.path.rsplit('/').next().unwrap_or_default()
    }

    fn stem(&self) -> &str {
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
