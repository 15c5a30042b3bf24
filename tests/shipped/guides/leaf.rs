//! A value that a product finds in a block, and what it should find for a reader.

use serde::Deserialize;

use super::guide::Set;

/// A value with its path in the block and its type there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Leaf(pub String, pub String, pub String);

impl Leaf {
    /// Returns what stands here for a reader, where this is what stands here with plain values.
    pub fn with(&self, plain: &Set, set: &Set) -> Self {
        Self(replaced(&self.0, plain, set), self.1.clone(), replaced(&self.2, plain, set))
    }
}

/// Replaces every plain value by the reader's; the dot after an empty subdomain goes with it.
fn replaced(text: &str, plain: &Set, set: &Set) -> String {
    let pairs = plain.iter().map(|(name, word)| (word.as_str(), set[name].as_str()));
    let pairs: Vec<_> = pairs.filter(|(word, value)| word != value).collect();
    let (mut out, mut rest) = (String::new(), text);
    while let Some(next) = rest.chars().next() {
        if let Some((word, value)) = pairs.iter().find(|(word, _)| rest.starts_with(word)) {
            out.push_str(value);
            rest = &rest[word.len()..];
            rest = if value.is_empty() { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
        } else {
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out
}

#[test]
fn a_plain_value_is_replaced_wherever_it_is() {
    let set =
        |rows: &[(&str, &str)]| rows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Set>();
    let plain = set(&[("domain", "zq00x.test"), ("subdomain", "zq01x"), ("port", "61002")]);
    let leaf = Leaf("/a".to_owned(), "str".to_owned(), "https://zq01x.zq00x.test:61002/zq".to_owned());
    let text = |rows: &[(&str, &str)]| leaf.with(&plain, &set(rows)).2;
    assert_eq!(
        text(&[("domain", "zq01x.lan"), ("subdomain", "a"), ("port", "1")]),
        "https://a.zq01x.lan:1/zq"
    );
    assert_eq!(text(&[("domain", "lan"), ("subdomain", ""), ("port", "61002")]), "https://lan:61002/zq");
}
