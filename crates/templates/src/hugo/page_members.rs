//! A page as templates see it.

use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::{Code, Dialect, Display, Failure, without_marks};

use crate::engine::call_context;
use crate::engine::convert;
use crate::engine::object::{self, Object};
use crate::engine::text;
use crate::hugo::file_info::{File, kind, section};
use crate::hugo::library::PageLibrary;
use crate::hugo::link;
use crate::hugo::page::Page;
use crate::hugo::page_index::logical_path;
use crate::hugo::resource::Resources;

impl Page {
    /// Returns the page as templates see it; several values may be the same page.
    pub(crate) fn value(self: &Arc<Self>) -> Value {
        object::value(self.clone())
    }
}

impl Object for Arc<Page> {
    fn type_name(&self) -> &'static str {
        "*hugolib.pageForShortcode"
    }

    fn print(&self) -> String {
        self.file_name()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        Ok(Some(match (name, args) {
            ("Title", []) => self.text_param("title")?,
            ("LinkTitle", []) => self.link_title()?,
            ("Description" | "Summary" | "Slug" | "Layout", []) => self.text_param(&name.to_lowercase())?,
            ("Keywords" | "Aliases", []) => match self.param(&name.to_lowercase())? {
                Value::Nil => Value::from(vec![]),
                list => list,
            },
            ("Weight", []) => match self.param("weight")? {
                Value::Nil => Value::Int(0),
                weight => weight,
            },
            ("Date" | "Lastmod" | "PublishDate" | "ExpiryDate", []) => self.date(name)?.value(),
            ("Draft", []) => Value::Bool(self.param("draft")?.is_truthy()),
            ("Params", []) => self.content.params()?,
            ("Param", [key]) => self.param_or_site(&text::print(key))?,
            ("Site", []) => self.site.value(),
            ("Page", []) => self.value(),
            ("Store" | "Scratch", []) => self.store.value(),
            ("RawContent", []) => without_marks(self.content.body()).as_ref().into(),
            ("RenderString", _) => render_string(args)?,
            ("RenderShortcodes", []) => render_shortcodes(self)?,
            ("TableOfContents", []) => table_of_contents()?,
            ("RelPermalink", []) => self.site.rel_url(&self.rel_permalink()?).into(),
            ("Permalink", []) => self.site.abs_url(&self.rel_permalink()?).into(),
            ("Path", []) => logical_path(&self.path).into(),
            ("File", []) => object::value(File(self.clone())),
            ("Kind", []) => kind(&self.path).into(),
            ("IsPage", []) => Value::Bool(kind(&self.path) == "page"),
            ("IsHome", []) => Value::Bool(kind(&self.path) == "home"),
            ("IsSection", []) => Value::Bool(kind(&self.path) == "section"),
            ("IsNode", []) => Value::Bool(kind(&self.path) != "page"),
            ("BundleType", []) => match File(self.clone()).stem() {
                "index" => "leaf",
                "_index" => "branch",
                _ => "",
            }
            .into(),
            ("Section", []) => section(&self.path).into(),
            ("Type", []) => match section(&self.path) {
                "" => "page",
                section => section,
            }
            .into(),
            ("CurrentSection" | "Parent" | "FirstSection", []) => link::section(self, name)?,
            ("Language", []) => self.site.language(),
            ("Lang", []) => "en".into(),
            ("Ref" | "RelRef" | "GetPage", [target]) => link::follow(self, name, target)?,
            ("Resources", []) => object::value(Resources(self.clone())),
            _ => return Ok(None),
        }))
    }
}

/// `RenderShortcodes`: the page, expanded as if it stood alone.
fn render_shortcodes(page: &Page) -> Result<Value, Failure> {
    let context = call_context::current()?;
    let afresh = Page::new(page.site.clone(), &page.path, page.content.clone());
    let library = Arc::new(PageLibrary::new(afresh));
    context.expander.include(&page.content.source, library, &context.call).map(convert::html)
}

/// `RenderString`: options first where there are any, the text last.
fn render_string(args: &[Value]) -> Result<Value, Failure> {
    let (options, content) = match args {
        [content] => (None, content),
        [Value::Map(options), content] => (Some(options), content),
        _ => {
            return Err(Failure::new(
                Code::TemplateFailed,
                "`.RenderString` takes a text, and options as a map before it",
            ));
        }
    };
    let display = options.and_then(|options| options.get("display")).map(text::print);
    let display = match display.as_deref() {
        None | Some("inline") => Display::Inline,
        Some("block") => Display::Block,
        Some(other) => {
            return Err(Failure::new(
                Code::TemplateFailed,
                format!("`.RenderString` cannot display as `{other}`"),
            )
            .help("use `inline` or `block`"));
        }
    };
    let context = call_context::current()?;
    context.expander.render_string(&text::print(content), display, &context.call).map(convert::html)
}

fn table_of_contents() -> Result<Value, Failure> {
    // What Hugo's `.RenderShortcodes` leaves in the text; the table itself needs the finished page.
    const PLACEHOLDER: &str = "HAHAHUGOSHORTCODE0TOC0HBHB";
    if call_context::current()?.expander.dialect() == Dialect::HugoExact {
        return Ok(convert::html(PLACEHOLDER));
    }
    Err(Failure::new(
        Code::UnsupportedFunction,
        "`.TableOfContents` is not known while shortcodes are being expanded",
    )
    .help("set `toc: true` in the front matter"))
}
