//! Values as Go writes them: types, numbers, and the text of any value.

use gotmpl::{SafeKind, Value};

use crate::engine::object;

/// Returns Go's name of a value's type, as `printf "%T"` prints it.
pub(crate) fn type_name(value: &Value) -> String {
    match value {
        Value::Nil => "<nil>".to_owned(),
        Value::Uint(_) => "uint64".to_owned(),
        Value::List(_) => "[]interface {}".to_owned(),
        Value::Map(_) => "map[string]interface {}".to_owned(),
        Value::Function(object) => object::type_of(object),
        Value::Safe { kind, .. } => match kind {
            SafeKind::Html => "template.HTML",
            SafeKind::HtmlAttr => "template.HTMLAttr",
            SafeKind::Js => "template.JS",
            SafeKind::JsStr => "template.JSStr",
            SafeKind::Css => "template.CSS",
            SafeKind::Url => "template.URL",
            SafeKind::Srcset => "template.Srcset",
        }
        .to_owned(),
        other => other.type_name().to_owned(),
    }
}

/// Returns whether Go writes a number with an exponent: outside 1e-4 to 1e21, or from 1e6 on where digits are few.
pub(crate) fn needs_exponent(number: f64) -> bool {
    number != 0.0 && !(1e-4..1e6).contains(&number.abs()) || !number.is_finite()
}

/// Writes a number as Go's `%v` does.
pub(crate) fn float(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    if !needs_exponent(number) {
        return number.to_string();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ('-', exponent),
        None => ('+', exponent),
    };
    format!("{digits}e{sign}{exponent:0>2}")
}

/// Writes a value as Go's `%v` does.
pub(crate) fn print(value: &Value) -> String {
    match value {
        Value::Float(number) => float(*number),
        Value::Function(object) => object::print(object),
        Value::List(list) => {
            let items: Vec<String> = list.iter().map(print).collect();
            format!("[{}]", items.join(" "))
        }
        Value::Map(map) => {
            let items: Vec<String> =
                map.iter().map(|(key, value)| format!("{key}:{}", print(value))).collect();
            format!("map[{}]", items.join(" "))
        }
        other => other.to_string(),
    }
}
