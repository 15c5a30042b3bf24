//! What a page gets while it is served: the script that keeps it as its source is, and the version that this goes by.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Where the script is, and where it waits for changes.
pub(super) const SCRIPT_PATH: &str = "/.sitevar/live.js";
pub(super) const WAIT_PATH: &str = "/.sitevar/wait";

pub(super) const SCRIPT: &str = include_str!("live.js");

/// The page in place of one that has an error and was never right; what is wrong is shown over it.
pub(super) const EMPTY_PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<title>This page cannot be shown yet</title>\n\
    <body style=\"max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem; font: 1.1rem/1.6 system-ui, sans-serif\">\n\
    <h1>This page cannot be shown yet</h1>\n\
    <p>An error keeps it from being built. Correct what is shown below, and the page appears by itself.</p>\n\
    </body>\n</html>\n";

/// Returns a short text that tells two things apart.
pub(super) fn fingerprint(thing: &(impl Hash + ?Sized)) -> String {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Puts the script at the end of a page.
pub(super) fn inject(html: &[u8], version: &str) -> Vec<u8> {
    let html = String::from_utf8_lossy(html);
    let (start, end) = html.split_at(html.rfind("</body>").unwrap_or(html.len()));
    format!("{start}<script src=\"{SCRIPT_PATH}\" data-version=\"{version}\"></script>\n{end}").into_bytes()
}
