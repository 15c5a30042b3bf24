//! The same pages laid out for each contender, with the same small shortcodes.
//!
//! The templates are ours and small: the race is about the work that every page asks for, not about one site's theme.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::pages::{copy_markdown, markdown};
use super::race::{empty, read, write};

/// What Hugo writes of each page.
#[derive(Clone, Copy)]
pub(crate) enum Layout {
    /// The Markdown with its shortcodes expanded.
    ExpandOnly,
    /// A whole HTML page.
    Full,
}

/// Lays out a Hugo site, which Sitevar reads as it is.
///
/// # Errors
///
/// Fails where a file cannot be read or written.
pub(crate) fn hugo(site: &Path, pages: &Path, layout: Layout) -> Result<PathBuf, String> {
    empty(site)?;
    copy_markdown(pages, &site.join("content"))?;
    write(&site.join("hugo.toml"), HUGO_CONFIG)?;
    let page = match layout {
        Layout::ExpandOnly => "{{ .RenderShortcodes }}",
        Layout::Full => HUGO_PAGE,
    };
    for name in ["home", "page", "section"] {
        write(&site.join(format!("layouts/{name}.html")), page)?;
    }
    for (template, names) in SHORTCODES {
        for name in names {
            write(&site.join(format!("layouts/_shortcodes/{name}.html")), template)?;
        }
    }
    Ok(site.to_path_buf())
}

/// Returns the command that lets Hugo write a site; drafts are pages like any other here.
pub(crate) fn hugo_command(hugo: &Path, site: &Path, out: &Path) -> Command {
    let mut command = Command::new(hugo);
    command.args(["--buildDrafts", "--buildFuture", "--buildExpired", "--noBuildLock"]);
    command.arg("--source").arg(site).arg("--destination").arg(out);
    command.env("HUGO_CACHEDIR", site.join("cache"));
    command
}

/// Lays out an mdBook of pages that are expanded already: mdBook knows neither shortcodes nor front matter.
///
/// # Errors
///
/// Fails where a file cannot be read or written.
pub(crate) fn mdbook(book: &Path, expanded: &Path) -> Result<PathBuf, String> {
    empty(book)?;
    let mut summary = "# Summary\n\n".to_owned();
    for path in markdown(expanded)? {
        let relative = path.strip_prefix(expanded).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        write(&book.join("src").join(&relative), without_front_matter(&read(&path)?))?;
        let _ = writeln!(summary, "- [{relative}]({relative})");
    }
    write(&book.join("src/SUMMARY.md"), &summary)?;
    write(&book.join("book.toml"), MDBOOK_CONFIG)?;
    Ok(book.to_path_buf())
}

/// Returns a page of a site that can be edited.
///
/// # Errors
///
/// Fails where the site has no page.
pub(crate) fn some_page(site: &Path) -> Result<PathBuf, String> {
    let pages = markdown(&site.join("content"))?;
    pages.into_iter().next().ok_or_else(|| format!("`{}` holds no page", site.display()))
}

fn without_front_matter(page: &str) -> &str {
    let after = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    after.map_or(page, |(_, body)| body)
}

/// Only pages: no lists of terms, feeds or aliases, which the others do not write.
const HUGO_CONFIG: &str = r#"baseURL = "https://docs.example.org/"
title = "Benchmark"
disableAliases = true
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]

[markup.goldmark.renderer]
unsafe = true
"#;

const HUGO_PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head><title>{{ .Title }}</title></head>\n\
    <body>\n<main>{{ .Content }}</main>\n</body>\n</html>\n";

const MDBOOK_CONFIG: &str = "[book]\ntitle = \"Benchmark\"\n\n[output.html]\n";

/// A template for every name that the corpus calls, by what such a shortcode does.
const SHORTCODES: [(&str, &[&str]); 5] = [
    (r#"{{ .Get "nojs" }}"#, &["sitevar"]),
    (
        "<div class=\"{{ .Name }}\">\n\n{{ .Inner }}\n\n</div>",
        &["callout", "details", "envTab", "envTabs", "sessionTab", "sessionTabs"],
    ),
    (
        "**{{ .Name }}**: see the [notes](https://docs.example.org/notes/) and `the configuration`.\n\n1. First.\n2. Second.\n",
        &[
            "hashing-pbkdf2-iterations",
            "hashing-pbkdf2-variants",
            "latest",
            "oidc-common",
            "oidc-escape-hatch-claims-hydration",
            "profile-team",
            "support",
            "supported-product",
            "table-config-keys",
            "table-i18n-locales",
            "table-i18n-overrides",
        ],
    ),
    (r#"<img src="{{ .Get "src" }}" alt="{{ .Get "alt" }}">"#, &["figure", "inline-svg", "picture"]),
    (
        "<span class=\"{{ .Name }}\">{{ if .IsNamedParams }}{{ .Get \"type\" }}{{ else }}{{ .Get 0 }}{{ end }}</span>",
        &[
            "config-alert-example",
            "confkey",
            "csp",
            "github-link",
            "print",
            "profile-details",
            "roadmap-status",
            "sitevar-preferences",
            "table-totp-support",
        ],
    ),
];
