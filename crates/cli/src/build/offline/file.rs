//! The file itself: guides, style and script inside, and a policy that lets it run these and ask for nothing.

use base64ct::{Base64, Encoding};
use minijinja::value::Value;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sitevar_core::{Variable, Variables};

use crate::build::manifest::Declared;
use crate::build::render::Renderer;
use crate::build::search::{self, SearchPage, sections};
use crate::build::theme::{OFFLINE_STYLE, SCRIPT, is_right_to_left, style};
use crate::report::Abort;
use crate::site::Site;
use crate::widget::Offline;
use crate::words::Texts;

/// A guide in the file.
#[derive(Serialize)]
pub(super) struct Guide {
    pub(super) id: String,
    /// That of its page, such as `/guides/headscale/`.
    pub(super) address: String,
    pub(super) title: String,
    pub(super) html: String,
}

/// What goes into the file.
pub(super) struct Contents<'a> {
    site: &'a Site,
    guides: Vec<Guide>,
    declarations: Variables,
    interactive: bool,
    /// Values were set for this file.
    has_own_values: bool,
}

/// The file as the template sees it; texts in it are finished HTML, script or style.
#[derive(Serialize)]
struct View<'a> {
    language: &'a str,
    right_to_left: bool,
    words: &'a Texts,
    title: &'a str,
    policy: String,
    style: Value,
    /// The theme's own script, for the choice between light and dark and for tabs.
    script: Value,
    guides: Vec<GuideView<'a>>,
    list: Vec<Entry<'a>>,
    search: Option<SearchView>,
    widget: Option<WidgetView>,
}

#[derive(Serialize)]
struct GuideView<'a> {
    id: &'a str,
    title: &'a str,
    html: Value,
}

/// A guide in the list of all, with those below it.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    children: Vec<Entry<'a>>,
}

/// Returns the guides as a list, in their order; one is below the nearest one whose address its own begins with.
fn list(guides: &[Guide]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut rest = guides;
    while let Some((guide, others)) = rest.split_first() {
        let is_below = |other: &&Guide| guide.address != "/" && other.address.starts_with(&guide.address);
        let (below, after) = others.split_at(others.iter().take_while(is_below).count());
        entries.push(Entry { id: &guide.id, title: &guide.title, children: list(below) });
        rest = after;
    }
    entries
}

/// The list of the guides' words, and the script that reads it.
#[derive(Clone, Serialize)]
struct SearchView {
    index: Value,
    script: Value,
}

#[derive(Serialize)]
struct WidgetView {
    declarations: Value,
    words: Value,
    wasm: Option<Value>,
    secret_wasm: Option<Value>,
    script: Value,
}

impl<'a> Contents<'a> {
    pub(super) fn new(site: &'a Site, has_own_values: bool) -> Self {
        let declarations = site.config.variables.as_ref().clone();
        Self { site, guides: Vec::new(), declarations, interactive: false, has_own_values }
    }

    /// Adds variables that a guide declares; where two differ, the form takes the first, or the one that is a secret.
    pub(super) fn declare(&mut self, own: Declared) {
        for (name, variable) in own {
            let known = self.declarations.variables.get(&name);
            let is_secret = |variable: &Variable| variable.kind.is_of_a_secret();
            if known.is_none_or(|known| is_secret(&variable) && !is_secret(known)) {
                self.declarations.variables.insert(name, variable);
            }
        }
    }

    pub(super) fn add(&mut self, guide: Guide, interactive: bool) {
        self.guides.push(guide);
        self.interactive |= interactive;
    }

    /// Writes the file; without anything for the widget to do, the only script in it is the theme's.
    pub(super) fn write<'b>(&'b self, renderer: &Renderer<'_>, parts: &Offline) -> Result<String, Abort> {
        let title = match self.guides.as_slice() {
            [guide] => &guide.title,
            _ if self.site.config.title.is_empty() => self.site.config.words.text("guides"),
            _ => &self.site.config.title,
        };
        let widget_style = if self.interactive { parts.style.as_str() } else { "" };
        let style = format!("{}{widget_style}{OFFLINE_STYLE}", style(self.site)?);
        let widget = self.interactive.then(|| self.widget(parts)).transpose()?;
        let search = (self.guides.len() > 1 && self.site.config.search).then(|| self.search());
        let mut scripts = vec![SCRIPT];
        scripts.extend(search.as_ref().and_then(|search| search.script.as_str()));
        scripts.extend(widget.as_ref().map(|_| parts.script.as_str()));
        let guide = |guide: &'b Guide| GuideView {
            id: &guide.id,
            title: &guide.title,
            html: Value::from_safe_string(guide.html.clone()),
        };
        renderer.theme().offline(&View {
            language: &self.site.config.language,
            right_to_left: is_right_to_left(&self.site.config.language),
            words: self.site.config.words.theme(),
            title,
            policy: policy(&style, &scripts, self.interactive && parts.wasm.is_some()),
            style: Value::from_safe_string(style.clone()),
            script: Value::from_safe_string(SCRIPT.to_owned()),
            guides: self.guides.iter().map(guide).collect(),
            list: list(&self.guides),
            search: search.clone(),
            widget,
        })
    }

    fn search(&self) -> SearchView {
        let pages = self.guides.iter().map(|guide| SearchPage {
            address: format!("#{}", guide.id),
            title: guide.title.clone(),
            sections: sections(&guide.html, self.has_own_values),
        });
        SearchView {
            index: data(search::index(pages)),
            script: Value::from_safe_string(search::script(self.site, self.has_own_values)),
        }
    }

    fn widget(&self, parts: &Offline) -> Result<WidgetView, Abort> {
        let declarations = serde_json::json!({
            "schema": crate::build::manifest::SCHEMA,
            "variables": self.declarations.variables,
            "derived": self.declarations.derived,
        });
        if parts.script.contains("</script") || parts.script.contains("<!--") {
            return Err(Abort::new("the widget's script cannot be written into a page")
                .help("this is a bug: please report it"));
        }
        let encoded = |wasm: &[u8]| Value::from_safe_string(Base64::encode_string(wasm));
        Ok(WidgetView {
            declarations: data(declarations.to_string()),
            words: data(self.site.config.words.widget()),
            wasm: parts.wasm.map(|[page, _]| encoded(page)),
            secret_wasm: parts.wasm.map(|[_, secret]| encoded(secret)),
            script: Value::from_safe_string(parts.script.clone()),
        })
    }
}

/// Returns data as a script element holds it: there only `<` could mean something else than what it says.
fn data(json: String) -> Value {
    Value::from_safe_string(json.replace('<', "\\u003c"))
}

/// Returns what the file may do: run its own scripts and WebAssembly, show its own style and pictures, ask for nothing.
///
/// `default-src` is for all that has no word of its own, media and objects among it; frames are named for whoever reads it.
fn policy(style: &str, scripts: &[&str], has_wasm: bool) -> String {
    let hash = |text: &str| format!("'sha256-{}'", Base64::encode_string(&Sha256::digest(text.as_bytes())));
    let hashes: Vec<String> = scripts.iter().map(|script| hash(script)).collect();
    let wasm = if has_wasm { " 'wasm-unsafe-eval'; worker-src blob:" } else { "" };
    let script = format!("script-src {}{wasm}", hashes.join(" "));
    format!(
        "default-src 'none'; {script}; style-src {}; img-src data:; connect-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'",
        hash(style)
    )
}
