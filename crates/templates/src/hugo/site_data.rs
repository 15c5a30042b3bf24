//! The data folder as one map: `data/support/totp.json` is `hugo.Data.support.totp`.

use std::collections::BTreeMap;
use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::{Code, Failure, Position, without_marks};

use crate::hugo::data::{self, DataFormat, parse_data};
use crate::hugo::files::Files;

/// Reads all data files below a folder, up to `limit` MiB of them.
///
/// # Errors
///
/// Fails where a file cannot be read, and says which and where; or with the file that makes them too large.
pub(crate) fn read(files: &dyn Files, folder: &str, limit: u64) -> Result<Value, Failure> {
    let folder = folder.trim_end_matches('/');
    let mut left = limit.saturating_mul(1 << 20);
    let mut data = BTreeMap::new();
    for path in files.list(folder) {
        let Some(format) = DataFormat::of(&path) else { continue };
        let below = path.strip_prefix(folder).unwrap_or(&path).trim_start_matches('/');
        let names: Vec<&str> = below.rsplit_once('.').map_or(below, |(stem, _)| stem).split('/').collect();
        let text = files
            .read(&path)
            .map_err(|message| Failure::new(Code::BadData, format!("`{path}`: {message}")))?
            .unwrap_or_default();
        left = left.checked_sub(text.len() as u64).ok_or_else(|| too_large(&path, limit))?;
        put(&mut data, &names, parse(&path, &text, format)?);
    }
    Ok(data.into())
}

/// Refuses the file that makes the data files larger than their limit.
fn too_large(path: &str, limit: u64) -> Failure {
    Failure::new(Code::TooMuchWork, format!("with `{path}`, the data files are larger than {limit} MiB"))
        .help("keep only what templates read, or raise `data_size` under `limits:` in `sitevar.yml`")
}

/// Reads one data text.
///
/// # Errors
///
/// Fails where the text is not in the format, and says where.
pub(crate) fn parse(path: &str, text: &str, format: DataFormat) -> Result<Value, Failure> {
    let json = parse_data(text, format).map_err(|error| {
        let place = Position::of(text, error.offset);
        Failure::new(
            Code::BadData,
            format!("`{path}`, line {}, column {}: {}", place.line, place.column, error.message),
        )
    })?;
    Ok(data::value(&json, format))
}

/// Puts a value at the end of a path of names; maps of the same name are joined, and the first one's keys win.
fn put(map: &mut BTreeMap<Arc<str>, Value>, names: &[&str], value: Value) {
    let [name, rest @ ..] = names else { return };
    let name: Arc<str> = Arc::from(without_marks(name));
    let mut inner = match map.get(&name) {
        Some(Value::Map(map)) => map.as_ref().clone(),
        _ => BTreeMap::new(),
    };
    match (rest, value) {
        ([], Value::Map(value)) => {
            for (key, value) in value.iter() {
                inner.entry(key.clone()).or_insert_with(|| value.clone());
            }
            map.insert(name, inner.into());
        }
        ([], value) => {
            map.entry(name).or_insert(value);
        }
        (rest, value) => {
            put(&mut inner, rest, value);
            map.insert(name, inner.into());
        }
    }
}
