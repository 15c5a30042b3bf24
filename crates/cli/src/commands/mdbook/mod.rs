//! `sitevar mdbook`: mdBook's preprocessor, so that one table in `book.toml` makes a book interactive.
//!
//! 1. mdBook writes its context and the [`book`] to standard input, as JSON.
//! 2. Every chapter is expanded as the page that it was read from; for HTML it gets the form's [`head`] at its end.
//! 3. The form's [`files`] go into the book's folder of sources, from where mdBook copies what is no chapter.
//! 4. The book goes to standard output. With an error in a chapter nothing does, and mdBook stops.

mod book;
mod files;
mod head;

use std::io::Read;
use std::path::Path;

use sitevar_core::{FrontMatter, Source};

use crate::args::{Format, Mdbook};
use crate::expansion::Expansion;
use crate::files::{PageText, shown};
use crate::output;
use crate::report::{self, Abort, Findings, Verdict};
use crate::settings::Settings;
use crate::site::{OpenOptions, Site};
use book::{Book, Chapter};
use files::Files;

/// Runs the command; asked whether it supports a renderer, it does, because Markdown is all that it writes.
pub(super) fn run(args: &Mdbook, format: Format) -> Result<Verdict, Abort> {
    if args.question.is_some() {
        return Ok(Verdict::Success);
    }
    let mut input = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut input);
    read.map_err(|error| Abort::io("read", Path::new("<stdin>"), &error))?;
    let mut book = Book::read(&input)?;
    let (site, mut findings) = Site::open(&book.root, OpenOptions::default())?;
    let settings = Settings::default();
    let expansion = Expansion::new(&site, None, &settings)?;
    let sources = book.sources();
    let files = book.is_html().then(|| Files::make(&book.root)).transpose()?;
    let script = files.as_ref().map(|files| head::script(&files.snippet));
    book.each_chapter(&mut |chapter| {
        findings.extend(expand(&site, &expansion, &sources, script.as_deref(), chapter));
    });
    let verdict = report::print(findings, format);
    if verdict == Verdict::Success {
        files.map_or(Ok(()), |files| files.keep(&sources))?;
        output::print(book.written().as_bytes())?;
    }
    Ok(verdict)
}

/// Expands a chapter in its place, without front matter, which mdBook would show; returns what was wrong with it.
fn expand(
    site: &Site,
    expansion: &Expansion<'_>,
    sources: &Path,
    script: Option<&str>,
    chapter: &mut Chapter<'_>,
) -> Option<Findings> {
    let path = sources.join(&chapter.source);
    let text = PageText::new(Source::new(shown(&path).to_string_lossy(), chapter.text()));
    let outcome = expansion.markdown(&site.page_path(&path), &text);
    if let Some(markdown) = outcome.value {
        let body = FrontMatter::find(&markdown).map_or(0, |front_matter| front_matter.body);
        let body = markdown.get(body..).unwrap_or(&markdown);
        chapter.replace(script.map_or_else(|| body.to_owned(), |script| head::below(body, script)));
    }
    let diagnostics = outcome.diagnostics;
    (!diagnostics.is_empty()).then_some(Findings { source: text.source, diagnostics })
}
