//! Folders that a Hugo site sees in another place: its theme, and what its modules mount.

use serde_json::Value;

use super::hugo::Hugo;

/// A folder or file below the root that stands in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mount {
    /// Where the files are: `node_modules/theme/layouts`.
    pub(crate) source: String,
    /// Where templates see them: `layouts`.
    pub(crate) target: String,
}

/// Returns the mounts of a site, those that win first.
pub(super) fn of(hugo: &Hugo) -> Vec<Mount> {
    let mounted = hugo.get("module").and_then(|module| module.get("mounts")).and_then(Value::as_array);
    let mut mounts: Vec<Mount> = mounted
        .into_iter()
        .flatten()
        .filter_map(|mount| {
            let text =
                |key| mount.get(key).and_then(Value::as_str).map(|text| text.trim_matches('/').to_owned());
            Some(Mount { source: text("source")?, target: text("target")? })
        })
        .filter(|mount| mount.source != mount.target)
        .collect();
    let folder = hugo.text("themesdir").unwrap_or_else(|| "themes".to_owned());
    for theme in themes(hugo) {
        for part in ["layouts", "data", "assets", "i18n", "static"] {
            mounts.push(Mount { source: format!("{folder}/{theme}/{part}"), target: part.to_owned() });
        }
    }
    mounts
}

fn themes(hugo: &Hugo) -> Vec<String> {
    match hugo.get("theme") {
        Some(Value::String(theme)) => vec![theme.clone()],
        Some(Value::Array(themes)) => {
            themes.iter().filter_map(|theme| theme.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    }
}
