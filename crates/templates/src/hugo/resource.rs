//! Resources: files beside a page or in `assets`.

use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::{Code, Failure, without_marks};

use crate::engine::object::{self, Object};
use crate::engine::text;
use crate::hugo::image::{self, Bytes, MediaType, Size};
use crate::hugo::page::Page;

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
        let address = format!("{}{name}", page.rel_permalink()?);
        Ok(found(page, path, address))
    }
}

/// Returns a file below `assets`, nil where there is none.
pub(crate) fn asset(page: &Arc<Page>, name: &str) -> Value {
    let name = name.trim_start_matches('/');
    found(page, format!("assets/{name}"), format!("/{name}"))
}

fn found(page: &Arc<Page>, path: String, address: String) -> Value {
    let inside = !path.split('/').any(|part| part == "..");
    // A file that cannot be read exists; asking for its content says why.
    if !inside || matches!(page.site.files.read_bytes(&path), Ok(None)) {
        return Value::Nil;
    }
    object::value(Resource { page: page.clone(), path, address, copy: None })
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// A file that a template may link to.
#[derive(Clone)]
struct Resource {
    page: Arc<Page>,
    path: String,
    address: String,
    /// The size that a copy of an image would have.
    copy: Option<Size>,
}

impl Resource {
    fn content(&self) -> Result<Value, Failure> {
        if self.copy.is_some() {
            return Ok(Bytes::pixel());
        }
        let failed = |message| Failure::new(Code::TemplateFailed, format!("`{}`: {message}", self.path));
        let bytes = self.page.site.files.read_bytes(&self.path).map_err(failed)?.unwrap_or_default();
        Ok(match String::from_utf8(bytes) {
            Ok(text) => without_marks(&text).as_ref().into(),
            Err(error) => Bytes::of(error.as_bytes()),
        })
    }

    fn size(&self) -> Result<Size, Failure> {
        self.copy.map_or_else(|| image::size(&self.page, &self.path), Ok)
    }

    fn copied(&self, way: &str, request: &Value) -> Result<Value, Failure> {
        image::warn(&self.path)?;
        let size = image::scaled(way, &text::print(request), self.size()?);
        Ok(object::value(Self { copy: Some(size), ..self.clone() }))
    }
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
            ("Name" | "Title", []) => {
                self.path.strip_prefix("assets").unwrap_or_else(|| file_name(&self.path)).into()
            }
            ("Content", []) => self.content()?,
            ("MediaType", []) => object::value(MediaType(image::media_type(&self.path))),
            ("ResourceType", []) => {
                image::media_type(&self.path).split('/').next().unwrap_or_default().into()
            }
            ("Width", []) => Value::Int(self.size()?.0),
            ("Height", []) => Value::Int(self.size()?.1),
            (way, [request]) if image::COPIES.contains(&way) => self.copied(way, request)?,
            _ => return Ok(None),
        }))
    }
}
