//! A library of a few shortcodes in plain Rust, with the same meaning as the templates that Hugo gets.
//!
//! It keeps the template engine out of the comparison, so that a difference is one of syntax.

use std::sync::Arc;

use sitevar_core::{Call, Expander, Failure, Inner, Library, Param, Params};

/// Shortcodes that show everything the syntax says about a call.
pub struct Toy;

/// The same as Hugo templates: file name and text.
pub const TEMPLATES: [(&str, &str); 5] = [
    ("leaf.html", "LEAF"),
    ("two.html", "one\ntwo\n\nthree\n"),
    ("dump.html", DUMP),
    ("inner.html", "[{{ .Ordinal }}:{{ .Inner }}:{{ with .Parent }}{{ .Name }}{{ end }}]"),
    ("deindent.html", "({{ .InnerDeindent }})"),
];

const DUMP: &str = "[{{ .Name }}|{{ .Ordinal }}|{{ .IsNamedParams }}|{{ with .Parent }}{{ .Name }}{{ end }}\
                    {{ range $k, $v := .Params }}({{ $k }}={{ printf \"%v:%T\" $v $v | safeHTML }}){{ end }}]";

impl Library for Toy {
    fn needs_inner(&self, name: &str) -> Option<bool> {
        match name.to_ascii_lowercase().as_str() {
            "leaf" | "two" | "dump" => Some(false),
            "inner" | "deindent" | "encode" => Some(true),
            _ => None,
        }
    }

    fn expand(&self, call: &Arc<Call>, inner: &Inner, _: &Expander) -> Result<String, Failure> {
        let parent = call.parent.as_ref().map_or("", |parent| parent.name.as_str());
        Ok(match call.name.to_ascii_lowercase().as_str() {
            "leaf" => "LEAF".to_owned(),
            "two" => "one\ntwo\n\nthree\n".to_owned(),
            "inner" => format!("[{}:{}:{parent}]", call.ordinal, inner.text),
            // What `urlquery` makes of a text; only Sitevar's own cases use it.
            "encode" => inner.text.bytes().map(|byte| format!("%{byte:02X}")).collect(),
            "deindent" => format!("({})", inner.deindented),
            _ => {
                let named = matches!(call.params, Params::Named(_));
                format!("[{}|{}|{named}|{parent}{}]", call.name, call.ordinal, dump(&call.params))
            }
        })
    }
}

fn dump(params: &Params) -> String {
    let one = |key: &str, value: &Param| {
        let kind = match value {
            Param::String(_) => "string",
            Param::Bool(_) => "bool",
            Param::Int(_) => "int",
            Param::Float(_) => "float64",
        };
        format!("({key}={value}:{kind})")
    };
    match params {
        Params::None => String::new(),
        Params::Positional(list) => {
            list.iter().enumerate().map(|(index, value)| one(&index.to_string(), value)).collect()
        }
        Params::Named(list) => {
            let mut list: Vec<_> = list.iter().collect();
            list.sort_by(|a, b| a.0.cmp(&b.0));
            list.iter().map(|(key, value)| one(key, value)).collect()
        }
    }
}
