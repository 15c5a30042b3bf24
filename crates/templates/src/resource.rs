//! Resources: files beside a page or in `assets`, as plain files; nothing is processed here.

use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::{Code, Failure, without_marks};

use crate::object::{self, Object};
use crate::page::Page;
use crate::text;

/// `.Resources` of a page.
pub(crate) struct Resources(pub(crate) Arc<Page>);

impl Object for Resources {
    fn type_name(&self) -> &'static str {
        "resource.Resources"
    }

    fn print(&self) -> String {
        "[]".to_owned()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        Ok(match (name, args) {
            ("Get" | "GetMatch", [pattern]) => Some(self.get(&text::print(pattern))?),
            _ => None,
        })
    }
}

impl Resources {
    /// Returns the file beside the page that has a name; a pattern with wildcards finds nothing here.
    fn get(&self, name: &str) -> Result<Value, Failure> {
        let page = &self.0;
        let folder = page.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let name = name.trim_start_matches("./");
        let path = page.site.content_path(&format!("{folder}{name}"));
        if !exists(page, &path) {
            return Ok(Value::Nil);
        }
        let address = format!("{}{name}", page.rel_permalink()?);
        Ok(object::value(Resource { page: page.clone(), path, address }))
    }
}

/// Returns a file below `assets`, nil where there is none.
pub(crate) fn asset(page: &Arc<Page>, name: &str) -> Result<Value, Failure> {
    let name = name.trim_start_matches('/');
    let path = format!("assets/{name}");
    if !exists(page, &path) {
        return Ok(Value::Nil);
    }
    Ok(object::value(Resource { page: page.clone(), path, address: format!("/{name}") }))
}

/// Tells whether a file is there; one that is no text is there as well.
fn exists(page: &Page, path: &str) -> bool {
    !path.split('/').any(|part| part == "..") && !matches!(page.site.files.read(path), Ok(None))
}

/// A file that a template may link to.
struct Resource {
    page: Arc<Page>,
    path: String,
    address: String,
}

impl Object for Resource {
    fn type_name(&self) -> &'static str {
        "*resources.resourceAdapter"
    }

    fn print(&self) -> String {
        self.path.clone()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        let site = &self.page.site;
        Ok(Some(match (name, args) {
            ("RelPermalink", []) => site.rel_url(&self.address).into(),
            ("Permalink", []) => site.abs_url(&self.address).into(),
            ("Name" | "Title", []) => self.path.rsplit('/').next().unwrap_or_default().into(),
            ("Content", []) => match site.files.read(&self.path) {
                Ok(text) => without_marks(&text.unwrap_or_default()).as_ref().into(),
                Err(message) => {
                    return Err(Failure::new(Code::TemplateFailed, format!("`{}`: {message}", self.path)));
                }
            },
            ("Width" | "Height" | "Resize" | "Fit" | "Fill" | "Crop" | "Filter" | "Process" | "Exif", _) => {
                return Err(Failure::new(
                    Code::UnsupportedFunction,
                    format!("`.{name}` of an image does not exist here: images are not processed"),
                )
                .help("give the site a Markdown template for this shortcode"));
            }
            _ => return Ok(None),
        }))
    }
}
