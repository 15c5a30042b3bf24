//! How much a reader downloads, compressed as servers do it.

use std::fs;
use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

/// A file, by what it is for.
pub(crate) struct Size {
    pub(crate) role: String,
    pub(crate) bytes: u64,
    pub(crate) compressed: u64,
}

impl Size {
    /// Measures bytes.
    ///
    /// # Errors
    ///
    /// Fails where they cannot be compressed.
    pub(crate) fn of(role: &str, bytes: &[u8]) -> Result<Self, String> {
        let compressed = gzip(bytes).map_err(|error| error.to_string())?;
        Ok(Self { role: role.to_owned(), bytes: bytes.len() as u64, compressed })
    }
}

/// Returns the sizes of the widget's files as it was built last; nothing where it never was.
///
/// # Errors
///
/// Fails where a file cannot be read.
pub(crate) fn measure() -> Result<Vec<Size>, String> {
    let folder = super::folder().join("web");
    let Ok(list) = fs::read(folder.join("files.json")) else { return Ok(Vec::new()) };
    let list: Vec<serde_json::Value> = serde_json::from_slice(&list).map_err(|error| error.to_string())?;
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    list.iter()
        .map(|row| {
            let bytes = super::read(&folder.join(text(row, "name")))?;
            Size::of(&text(row, "role"), &bytes)
        })
        .collect()
}

fn gzip(bytes: &[u8]) -> std::io::Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

/// What each file may be at most, compressed: a change that makes one larger is noticed.
///
/// The limits of the loader, of a page's application and of its WebAssembly are promised; the others are little above what
/// the files are.
const LIMITS: [(&str, u64); 9] = [
    ("loader", 2_000),
    ("foreign", 9_700),
    ("app", 22_000),
    ("wasm", 118_500),
    ("foreign-wasm", 152_300),
    ("secret-wasm", 30_800),
    ("plain", 208_000),
    ("foreign-plain", 256_800),
    ("guide-wasm", 350_000),
];

/// Checks the sizes.
///
/// # Errors
///
/// Fails with the file that is too large.
pub(super) fn check() -> Result<(), String> {
    for size in measure()? {
        let limit = LIMITS.iter().find(|(role, _)| *role == size.role).map(|&(_, limit)| limit);
        if let Some(limit) = limit.filter(|&limit| size.compressed > limit) {
            return Err(format!(
                "the widget's {} has {} bytes compressed, and may have {limit}",
                size.role, size.compressed
            ));
        }
    }
    Ok(())
}
