//! What a chapter's page needs of the form: mdBook lets a preprocessor write into pages, but not into their heads.
//!
//! A few words of script do what the lines in a head would. `path_to_root` is mdBook's own, on every page, and right on
//! the page for printing too, which holds all chapters.

use serde_json::json;

use super::files::FOLDER;
use crate::build::MANIFEST_NAME;
use crate::widget::Widget;

/// The script of all chapters.
pub(super) struct Head(String);

impl Head {
    /// Names the widget's files.
    pub(super) fn of(widget: &Widget) -> Self {
        let element = |role: &str, tag: &str, address: &str, more: serde_json::Value| {
            let file = widget.file(role)?;
            let mut members = more;
            members["integrity"] = json!(file.integrity);
            Some(json!([tag, address, file.name, members]))
        };
        let style = element("style", "link", "href", json!({ "rel": "stylesheet" }));
        let loader = element("loader", "script", "src", json!({ "type": "module" }));
        let elements = json!([style, loader]);
        Self(format!(
            "<script>document.querySelector(\"script[data-declarations]\") || {elements}.forEach(([tag, address, name, more]) => {{ \
             const made = Object.assign(document.createElement(tag), more); \
             made[address] = `${{path_to_root}}{FOLDER}/${{name}}`; \
             if (tag === \"script\") made.dataset.declarations = `${{path_to_root}}{FOLDER}/{MANIFEST_NAME}`; \
             document.head.append(made); }});</script>"
        ))
    }

    /// Returns a chapter's text with the script at its end.
    pub(super) fn below(&self, text: &str) -> String {
        format!("{}\n\n{}\n", text.trim_end(), self.0)
    }
}
