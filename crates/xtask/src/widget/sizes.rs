//! How much a reader downloads, compressed as servers do it.

use std::fs;
use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

/// A file of the widget, by what it is for.
pub(crate) struct Size {
    pub(crate) role: String,
    pub(crate) bytes: u64,
    pub(crate) compressed: u64,
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
            let compressed = gzip(&bytes).map_err(|error| error.to_string())?;
            Ok(Size { role: text(row, "role"), bytes: bytes.len() as u64, compressed })
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
/// The limits of the loader, of a page's WebAssembly and of its application are promised; the others are little above
/// what the files are.
const LIMITS: [(&str, u64); 7] = [
    ("loader", 2_000),
    ("foreign", 9_700),
    ("app", 22_000),
    ("wasm", 118_000),
    ("foreign-wasm", 153_000),
    ("plain", 230_000),
    ("guide-wasm", 345_000),
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
