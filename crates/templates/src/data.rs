//! The one place of this crate that reads YAML, TOML and JSON: front matter and data files.

use serde_json::Value;

/// How a data file or front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DataFormat {
    Yaml,
    Toml,
    Json,
}

/// What is wrong with a data text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError {
    /// A lower-case phrase.
    pub message: String,
    /// Byte offset in the text.
    pub offset: usize,
}

/// Reads a data text into a value; an empty text is null.
///
/// # Errors
///
/// Fails where the text is not in the format.
pub fn parse_data(_text: &str, _format: DataFormat) -> Result<Value, DataError> {
    unimplemented!("lands with the template engine")
}
