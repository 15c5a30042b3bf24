//! How bad each code is: what a site says of it as a whole, and for some of its pages.

use std::collections::BTreeMap;

use sitevar_core::{Code, Diagnostic, Severity};

/// What a site makes of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is an error.
    Error,
    /// It is a warning.
    Warning,
    /// It is not reported.
    Off,
}

/// What a site makes of codes; what it does not name keeps its own severity.
#[derive(Debug, Clone, Default)]
pub struct Severities {
    /// On all pages.
    pub everywhere: BTreeMap<Code, Level>,
    /// On the pages whose path fits a pattern, with `*` for any part of it; of several, the longest counts.
    pub paths: BTreeMap<String, BTreeMap<Code, Level>>,
}

impl Severities {
    /// Gives the diagnostics of the page at `path`, below the folder of pages, the severity that the site wants.
    pub fn apply(&self, path: &str, found: &mut Vec<Diagnostic>) {
        found.retain_mut(|diagnostic| match self.level(path, diagnostic.code) {
            Some(Level::Off) => false,
            Some(Level::Error) => {
                diagnostic.severity = Severity::Error;
                true
            }
            Some(Level::Warning) => {
                diagnostic.severity = Severity::Warning;
                true
            }
            None => true,
        });
    }

    /// Returns the patterns that fit none of these paths, which are those of all pages.
    pub fn unused<'a>(&'a self, paths: &[&str]) -> Vec<&'a str> {
        let patterns = self.paths.keys().map(String::as_str);
        patterns.filter(|pattern| !paths.iter().any(|path| fits(pattern, path))).collect()
    }

    fn level(&self, path: &str, code: Code) -> Option<Level> {
        let fitting = self.paths.iter().filter(|(pattern, _)| fits(pattern, path));
        let here = fitting.filter_map(|(pattern, levels)| Some((pattern.len(), *levels.get(&code)?)));
        let longest = here.max_by_key(|(length, _)| *length).map(|(_, level)| level);
        longest.or_else(|| self.everywhere.get(&code).copied())
    }
}

/// Tells whether a path fits a pattern with `*`.
pub(crate) fn fits(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_as_a_whole() {
        for (pattern, path, is) in [
            ("blog/*", "blog/a/b.md", true),
            ("blog/*", "a/blog/b.md", false),
            ("*/index.md", "a/b/index.md", true),
            ("a.md", "a.md", true),
            ("a.md", "a.mdx", false),
            ("a*b*b", "ab", false),
            ("*", "", true),
        ] {
            assert_eq!(fits(pattern, path), is, "{pattern} {path}");
        }
    }

    #[test]
    fn the_longest_pattern_counts_and_then_the_site() {
        let level = |level| BTreeMap::from([(Code::BadSnippet, level)]);
        let severities = Severities {
            everywhere: level(Level::Warning),
            paths: BTreeMap::from([
                ("old/*".to_owned(), level(Level::Off)),
                ("old/new/*".to_owned(), level(Level::Error)),
            ]),
        };
        assert_eq!(severities.unused(&["old/new/a.md"]), [""; 0]);
        assert_eq!(severities.unused(&["old/a.md"]), ["old/new/*"]);
        for (path, severity) in
            [("a.md", Some(Severity::Warning)), ("old/a.md", None), ("old/new/a.md", Some(Severity::Error))]
        {
            let mut found = vec![Diagnostic::error(Code::BadSnippet, "x", 0..1)];
            severities.apply(path, &mut found);
            assert_eq!(found.first().map(|found| found.severity), severity, "{path}");
        }
    }
}
