//! Shortcodes of every kind that a template can be: with inner text and without, rendering, including, failing.

use std::sync::Arc;

use sitevar_core::{Call, Code, Display, Expander, Failure, Inner, Library, Source};

/// Knows one shortcode of each kind.
pub struct EveryKind;

/// A page that others include; it includes itself and is not quite right.
const INCLUDED: &str = "---\ntitle: x\n---\n\n{{< leaf >}} {{% include %}}\n\n{{< inner >}}";

impl Library for EveryKind {
    fn needs_inner(&self, name: &str) -> Option<bool> {
        match name.to_ascii_lowercase().as_str() {
            "leaf" | "two" | "include" | "tag" | "fail" | "shout" => Some(false),
            "inner" | "deindent" | "render" | "again" => Some(true),
            _ => None,
        }
    }

    fn expand(&self, call: &Arc<Call>, inner: &Inner, expander: &Expander) -> Result<String, Failure> {
        match call.name.to_ascii_lowercase().as_str() {
            "leaf" => Ok("LEAF".to_owned()),
            "two" => Ok("one\n\n- two\n".to_owned()),
            "inner" => Ok(format!("[{}]", inner.text)),
            "deindent" => Ok(format!("<div>\n\n{}\n\n</div>\n", inner.deindented)),
            "render" => expander.render_string(&inner.text, Display::Block, call),
            "again" => {
                expander.render_string(&format!("{{{{% inner %}}}}{}", inner.text), Display::Inline, call)
            }
            "include" => expander.include(&Source::new("included.md", INCLUDED), Arc::new(EveryKind), call),
            "tag" => Ok("{{< leaf >}}".to_owned()),
            "shout" => Ok(call.params.positional(0).map(ToString::to_string).unwrap_or_default()),
            _ => Err(Failure::new(Code::TemplateFailed, format!("`{}` fails", call.name))),
        }
    }

    fn expand_inline(&self, _: &Arc<Call>, template: &str, _: &Expander) -> Result<String, Failure> {
        Ok(template.to_owned())
    }

    fn names(&self) -> Vec<String> {
        ["leaf", "inner", "render", "include"].map(str::to_owned).to_vec()
    }
}
