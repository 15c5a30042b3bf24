//! The keys of front matter that are read, by us and by Hugo, and those that many sites have of their own.

/// A key that is read.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) of: Type,
    /// A value as it is right.
    pub(super) example: &'static str,
}

/// What the value of a key has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Number,
    Flag,
    Date,
    /// A text, or a list of them.
    Texts,
    Map,
}

impl Type {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Number => "a whole number",
            Self::Flag => "`true` or `false`",
            Self::Date => "a date",
            Self::Texts => "a text or a list of texts",
            Self::Map => "a mapping",
        }
    }
}

const KEYS: [Key; 16] = [
    Key { name: "title", of: Type::Text, example: "A title" },
    Key { name: "description", of: Type::Text, example: "What the page is about." },
    Key { name: "summary", of: Type::Text, example: "What the page is about." },
    Key { name: "weight", of: Type::Number, example: "10" },
    Key { name: "draft", of: Type::Flag, example: "true" },
    Key { name: "toc", of: Type::Flag, example: "true" },
    Key { name: "noindex", of: Type::Flag, example: "true" },
    Key { name: "headless", of: Type::Flag, example: "true" },
    Key { name: "date", of: Type::Date, example: "2026-11-27" },
    Key { name: "lastmod", of: Type::Date, example: "2026-11-27" },
    Key { name: "publishDate", of: Type::Date, example: "2026-11-27" },
    Key { name: "expiryDate", of: Type::Date, example: "2026-11-27" },
    Key { name: "aliases", of: Type::Texts, example: "[/old/address/]" },
    Key { name: "slug", of: Type::Text, example: "a-word" },
    Key { name: "linkTitle", of: Type::Text, example: "A title" },
    Key { name: "sitevars", of: Type::Map, example: "{domain: {default: example.com}}" },
];

/// Keys that are nobody's mistake although they are almost one of ours.
const OTHERS: [&str; 10] =
    ["data", "dates", "slugs", "titles", "summaries", "descriptions", "toc_depth", "tile", "tac", "rate"];

/// Returns the key of a name; capitals do not matter, as in Hugo.
pub(super) fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name.eq_ignore_ascii_case(name))
}

/// Returns the key that a name is almost: one slip away, two in a long one, or one that lacks its plural.
pub(super) fn near(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    if name.len() < 4 || name.len() > LONGEST || OTHERS.contains(&name.as_str()) {
        return None;
    }
    let slips = |key: &str| if key.len() < 8 { 1 } else { 2 };
    let is_near = |key: &&Key| {
        let known = key.name.to_lowercase();
        known == format!("{name}es") || strsim::osa_distance(&known, &name) <= slips(&known)
    };
    KEYS.iter().find(is_near).map(|key| key.name)
}

/// The longest name that is compared, in bytes.
const LONGEST: usize = 30;
