//! Paths and addresses as texts, with `/`: joined, resolved, and relative to each other.

/// Returns a path without its extension and without a last `index` or `_index`.
pub(crate) fn name_of(path: &str) -> String {
    let stem = path.strip_suffix(".md").or_else(|| path.strip_suffix(".markdown")).unwrap_or(path);
    let name = stem.strip_suffix("_index").or_else(|| stem.strip_suffix("index")).unwrap_or(stem);
    if name.is_empty() || name.ends_with('/') {
        name.trim_end_matches('/').to_owned()
    } else {
        stem.to_owned()
    }
}

/// Tells whether a destination names another site or another program.
pub(crate) fn is_external(path: &str) -> bool {
    let scheme = path.split(':').next().unwrap_or_default();
    let has_scheme = scheme.len() < path.len()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    has_scheme || path.starts_with("//")
}

pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

pub(super) fn folder_above(folder: &str) -> &str {
    folder.rsplit_once('/').map_or("", |(above, _)| above)
}

/// Joins two paths and resolves `.` and `..`; above the root there is only the root, as for Hugo and browsers.
pub(crate) fn join(base: &str, path: &str) -> String {
    let base = if path.starts_with('/') { "" } else { base };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Returns the way from one address to another: `/a/b/` to `/a/c/` is `../c/`.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split_terminator('/').collect();
    let to_parts: Vec<&str> = to.split_terminator('/').collect();
    let common = from.iter().zip(&to_parts).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(from.len() - common);
    way.push_str(&to_parts[common..].join("/"));
    if to.ends_with('/') && !way.is_empty() && !way.ends_with('/') {
        way.push('/');
    }
    if way.is_empty() { "./".to_owned() } else { way }
}

pub(super) fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
