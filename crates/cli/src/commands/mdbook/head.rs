//! What a chapter's page needs of the form: mdBook lets a preprocessor write into pages, but not into their heads.
//!
//! A few words of script put the lines there. `path_to_root` is mdBook's own, on every page, and right on the page for
//! printing too, which holds all chapters.

use serde_json::Value;

use super::files::FOLDER;

/// Returns the script that puts the snippet into the head, once on each page.
pub(super) fn script(snippet: &str) -> String {
    // Nothing in a script may look like its end.
    let snippet = Value::from(snippet).to_string().replace("</", "<\\/");
    format!(
        "<script>globalThis.sitevarHead ??= document.head.append(document.createRange()\
         .createContextualFragment({snippet}.replaceAll('\"/{FOLDER}/', \
         `\"${{path_to_root}}{FOLDER}/`))) ?? true;</script>"
    )
}

/// Returns a chapter's text with the script at its end.
pub(super) fn below(text: &str, script: &str) -> String {
    format!("{}\n\n{script}\n", text.trim_end())
}
