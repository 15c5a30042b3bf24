//! A declaration out of pairs of texts, and what a page itself declares as texts.
//!
//! JavaScript has read `sitevar.json` already; a second reader of JSON would be a fifth of the whole WebAssembly.

#[cfg(any(feature = "guide", feature = "foreign"))]
use sitevar_core::ByName;
use sitevar_core::{Kind, Scalar, Variable};

/// Reads a declaration; keys are those of `sitevar.json`, and `choices` and `examples` are there once for
/// every item.
///
/// A newer build may have written keys that are not known, which are left out, and types, which become texts.
pub(crate) fn read(fields: &[String]) -> Variable {
    let mut variable = Variable::default();
    for pair in fields.chunks_exact(2) {
        let [key, value] = pair else { continue };
        let text = || Some(value.clone());
        match key.as_str() {
            "type" => variable.kind = Kind::named(value).unwrap_or(Kind::Text),
            "default" => variable.default = text().map(Scalar::String),
            "label" => variable.label = text(),
            "help" => variable.help = text(),
            "on" => variable.on = text(),
            "off" => variable.off = text(),
            "choices" => variable.choices.extend(text()),
            "length" => variable.length = value.parse().ok(),
            "charset" => variable.charset = text(),
            "of" => variable.of = text(),
            "algorithm" => variable.algorithm = text(),
            "iterations" => variable.iterations = value.parse().ok(),
            "examples" => variable.examples.extend(text()),
            "optional" => variable.optional = Some(value == "true"),
            "prose" => variable.prose = value == "true",
            _ => {}
        }
    }
    variable
}

/// Returns what a page itself declares: for every variable its name, type, label, default and help.
#[cfg(any(feature = "guide", feature = "foreign"))]
pub(crate) fn texts(declared: &ByName<Variable>) -> Vec<String> {
    let mut texts = Vec::new();
    for (name, variable) in declared.iter() {
        let default = variable.default.as_ref().map(Scalar::to_string);
        let (label, help) = (variable.label.clone(), variable.help.clone());
        texts.extend([name.clone(), variable.kind.name().to_owned()]);
        texts.extend([label, default, help].map(Option::unwrap_or_default));
    }
    texts
}
