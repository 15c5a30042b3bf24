//! Leaves: what a parser makes of a text, as a flat list, so that two texts can be compared value by value.
//!
//! An address, a JSON text, a distinguished name or a search filter in a leaf is taken apart in turn. What a leaf is
//! is told by the snippet with its defaults, never by the values.

use serde_json::Value;

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Leaf {
    pub path: String,
    pub kind: &'static str,
    pub text: String,
}

impl Leaf {
    fn new(path: impl Into<String>, kind: &'static str, text: impl Into<String>) -> Self {
        Self { path: path.into(), kind, text: text.into() }
    }

    /// Creates a leaf of which only the text is known.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new("", "text", text)
    }
}

/// Lists the leaves of a tree.
pub fn flatten(tree: &Value) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    push(tree, String::new(), &mut leaves);
    leaves
}

fn push(tree: &Value, path: String, leaves: &mut Vec<Leaf>) {
    match tree {
        Value::Null => leaves.push(Leaf::new(path, "null", "")),
        Value::Bool(value) => leaves.push(Leaf::new(path, "bool", value.to_string())),
        Value::Number(value) => leaves.push(Leaf::new(path, "number", value.to_string())),
        Value::String(value) => leaves.push(Leaf::new(path, "string", value)),
        Value::Array(values) => {
            leaves.push(Leaf::new(path.clone(), "list", values.len().to_string()));
            values.iter().enumerate().for_each(|(at, value)| push(value, format!("{path}\u{1}{at}"), leaves));
        }
        Value::Object(values) => {
            leaves.push(Leaf::new(path.clone(), "map", values.len().to_string()));
            values.iter().for_each(|(key, value)| push(value, format!("{path}\u{1}{key}"), leaves));
        }
    }
}

/// What the text of a leaf is in turn.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Inner {
    Json,
    Address,
    Name,
    Filter,
    Yaml,
}

/// Returns what the values of a text must be, and what they are, the languages inside of leaves taken apart.
pub fn compare(default: &[Leaf], filled: &[Leaf], expect: &dyn Fn(&str) -> String) -> Result<(), String> {
    if default.len() != filled.len() {
        return Err(format!("{} values instead of {}: {filled:?}", filled.len(), default.len()));
    }
    // Names in another order are the same table.
    let mut default: Vec<&Leaf> = default.iter().collect();
    let mut filled: Vec<&Leaf> = filled.iter().collect();
    default.sort_by_cached_key(|leaf| expect(&leaf.path));
    filled.sort_by_key(|leaf| &leaf.path);
    default.into_iter().zip(filled).try_for_each(|(default, filled)| compare_leaf(default, filled, expect))
}

fn compare_leaf(default: &Leaf, filled: &Leaf, expect: &dyn Fn(&str) -> String) -> Result<(), String> {
    let mut expected = expect(&default.text);
    if ["scheme", "host"].contains(&default.path.as_str()) {
        // Both are read without regard to case.
        expected.make_ascii_lowercase();
    }
    let path = expect(&default.path);
    if path != filled.path {
        return Err(format!("path {:?} instead of {path:?}", filled.path));
    }
    if expected != default.text
        && let Some(inner) = inner(&default.text)
        && let Some(before) = take_apart(inner, &default.text)
    {
        let after = take_apart(inner, &filled.text);
        let after = after.ok_or_else(|| format!("{:?} is no longer of the kind {inner:?}", filled.text))?;
        return compare(&before, &after, expect).map_err(|why| format!("in {:?}: {why}", filled.text));
    }
    // A number may become a text, a text never a number.
    let same_kind = default.kind == filled.kind || (expected != default.text && filled.kind == "string");
    if expected != filled.text || !same_kind {
        return Err(format!("{} {:?} instead of {} {expected:?}", filled.kind, filled.text, default.kind));
    }
    Ok(())
}

fn inner(text: &str) -> Option<Inner> {
    if text.starts_with(['{', '[']) && serde_json::from_str::<Value>(text).is_ok() {
        Some(Inner::Json)
    } else if text.contains("://") && !text.contains(' ') && url::Url::parse(text).is_ok() {
        Some(Inner::Address)
    } else if text.starts_with('(') && filter(text).is_some() {
        Some(Inner::Filter)
    } else if ["cn=", "uid=", "ou=", "dc="].iter().any(|start| text.to_lowercase().starts_with(start)) {
        Some(Inner::Name)
    } else if text.contains('\n') && matches!(serde_yaml::from_str(text), Ok(Value::Object(_))) {
        Some(Inner::Yaml)
    } else {
        None
    }
}

fn take_apart(inner: Inner, text: &str) -> Option<Vec<Leaf>> {
    match inner {
        Inner::Json => Some(flatten(&serde_json::from_str(text).ok()?)),
        Inner::Address => address(text),
        Inner::Name => name(text),
        Inner::Filter => filter(text),
        Inner::Yaml => Some(flatten(&serde_yaml::from_str(text).ok()?)),
    }
}

/// Takes an address apart as browsers do, percent-encoding taken off its parts.
fn address(text: &str) -> Option<Vec<Leaf>> {
    let url = url::Url::parse(text).ok()?;
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut leaves = vec![
        Leaf::new("scheme", "text", url.scheme()),
        Leaf::new("user", "text", decode(url.username())),
        Leaf::new("password", "text", decode(url.password().unwrap_or_default())),
        Leaf::new("host", "text", url.host_str().unwrap_or_default().trim_matches(['[', ']'])),
        Leaf::new("port", "text", url.port().map(|port| port.to_string()).unwrap_or_default()),
        Leaf::new("path", "text", decode(url.path())),
        Leaf::new("fragment", "text", decode(url.fragment().unwrap_or_default())),
    ];
    for (name, value) in url.query_pairs() {
        leaves.push(Leaf::new("name", "text", name));
        leaves.push(Leaf::new("query", "text", value));
    }
    Some(leaves)
}

/// Takes a distinguished name apart (RFC 4514, section 3).
fn name(text: &str) -> Option<Vec<Leaf>> {
    let mut leaves = Vec::new();
    let mut rest = text;
    loop {
        let (attribute, behind) = rest.split_once('=')?;
        leaves.push(Leaf::new("attribute", "text", attribute));
        if behind.starts_with(['#', ' ']) {
            return None;
        }
        let mut value = String::new();
        let mut characters = behind.char_indices().peekable();
        let mut end = behind.len();
        while let Some((at, character)) = characters.next() {
            match character {
                ',' => {
                    end = at;
                    break;
                }
                '"' | '+' | ';' | '<' | '>' | '\0' => return None,
                '\\' => match characters.next()?.1 {
                    special if " \"#+,;<=>\\".contains(special) => value.push(special),
                    digit => {
                        let code = [digit, characters.next()?.1].iter().collect::<String>();
                        value.push(u8::from_str_radix(&code, 16).ok()? as char);
                    }
                },
                other => value.push(other),
            }
        }
        leaves.push(Leaf::new("value", "text", value));
        match behind.get(end + 1..) {
            Some(next) => rest = next,
            None => return Some(leaves),
        }
    }
}

/// Takes a search filter apart (RFC 4515, section 3).
fn filter(text: &str) -> Option<Vec<Leaf>> {
    let mut leaves = Vec::new();
    (filter_part(text, &mut leaves)? == text.len()).then_some(leaves)
}

fn filter_part(text: &str, leaves: &mut Vec<Leaf>) -> Option<usize> {
    let inside = text.strip_prefix('(')?;
    if let Some(sign) = inside.chars().next().filter(|sign| "&|!".contains(*sign)) {
        leaves.push(Leaf::text(sign));
        let mut at = 2;
        while text.get(at..)?.starts_with('(') {
            at += filter_part(&text[at..], leaves)?;
        }
        return text[at..].starts_with(')').then_some(at + 1);
    }
    let (attribute, value) = inside.split_once('=')?;
    let end = value.find(')')?;
    leaves.push(Leaf::new("attribute", "text", attribute));
    // A star that is not escaped stands for anything.
    let decode = |part: &str| {
        let mut bytes = Vec::new();
        let mut rest = part.as_bytes();
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            match first {
                b'\\' => {
                    bytes.push(u8::from_str_radix(std::str::from_utf8(rest.get(..2)?).ok()?, 16).ok()?);
                    rest = &rest[2..];
                }
                b'(' | 0 => return None,
                other => bytes.push(*other),
            }
        }
        String::from_utf8(bytes).ok()
    };
    for part in value[..end].split('*') {
        leaves.push(Leaf::new("value", "text", decode(part)?));
    }
    Some(text.len() - value.len() + end + 1)
}
