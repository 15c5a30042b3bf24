//! TOML as a tree with positions.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::yaml::{DEEPEST, Node, Problem, Value};

/// How the message of a key begins that is there twice.
const TWICE: &str = "duplicate key";

/// Why a text is no TOML.
pub(crate) enum Unread {
    /// A key is there twice.
    Twice(std::ops::Range<usize>),
    Bad(Problem),
}

/// Reads a text.
///
/// # Errors
///
/// Returns the first place that is not TOML.
pub(crate) fn read(text: &str) -> Result<Node, Unread> {
    text.parse::<toml::Table>().map_err(|error| unread(text, &error))?;
    let table = DeTable::parse(text).map_err(|error| unread(text, &error))?;
    let at = table.span();
    map(at, table.get_ref(), 0).map_err(Unread::Bad)
}

/// Tells whether a text is the value of some key.
pub(super) fn is_value(text: &str) -> bool {
    format!("key = {}", text.trim()).parse::<toml::Table>().is_ok_and(|table| table.len() == 1)
}

fn unread(text: &str, error: &toml::de::Error) -> Unread {
    let at = error.span().unwrap_or_default();
    let message = error.message().lines().next().unwrap_or_default().to_owned();
    if message.starts_with(TWICE) {
        let name = text.get(at.clone()).unwrap_or_default().trim();
        return Unread::Twice(at.start..at.start + name.len().max(1));
    }
    Unread::Bad(Problem { message, at: at.start })
}

fn map(at: std::ops::Range<usize>, table: &DeTable<'_>, depth: usize) -> Result<Node, Problem> {
    if depth >= DEEPEST {
        let message = format!("tables and lists are nested more than {DEEPEST} deep");
        return Err(Problem { message, at: at.start });
    }
    let pairs = table.iter().map(|(key, value)| {
        let name = Node::new(key.span(), Value::Scalar(key.get_ref().to_string(), false));
        Ok((name, node(value, depth + 1)?))
    });
    Ok(Node::new(at, Value::Map(pairs.collect::<Result<_, _>>()?)))
}

fn node(value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Node, Problem> {
    let at = value.span();
    let (text, is_plain) = match value.get_ref() {
        DeValue::Table(table) => return map(at, table, depth),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| node(item, depth + 1));
            return Ok(Node::new(at, Value::List(items.collect::<Result<_, _>>()?)));
        }
        DeValue::String(text) => (text.to_string(), false),
        DeValue::Datetime(time) => (time.to_string(), false),
        DeValue::Boolean(boolean) => (boolean.to_string(), true),
        DeValue::Float(number) => (number.as_str().to_owned(), true),
        DeValue::Integer(number) => {
            let decimal = i64::from_str_radix(number.as_str(), number.radix());
            (decimal.map_or_else(|_| number.to_string(), |number| number.to_string()), true)
        }
    };
    Ok(Node::new(at, Value::Scalar(text, is_plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_the_bytes_of_its_parts() {
        let text = "[a]\n'é' = 1\nb = [0x1_0, 1.5]\n";
        let tree = read(text).ok();
        let list = tree.as_ref().and_then(|tree| tree.get("a")?.get("b"));
        let items: Vec<_> = list.into_iter().flat_map(Node::items).collect();
        let written: Vec<_> = items.iter().map(|item| (text.get(item.at.clone()), item.text())).collect();
        assert_eq!(written, [(Some("0x1_0"), Some("16")), (Some("1.5"), Some("1.5"))]);
    }

    #[test]
    fn a_second_key_and_endless_nesting_are_told() {
        assert!(matches!(read("a = 1\na = 2\n"), Err(Unread::Twice(at)) if at.start == 6));
        assert!(matches!(read(&format!("a = {}", "[".repeat(100_000))), Err(Unread::Bad(_))));
    }
}
