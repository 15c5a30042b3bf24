//! The book as mdBook hands it over: a context and a tree of chapters.
//!
//! Only what is needed is read, and everything else goes back as it came, whatever a later mdBook adds to it.

use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use crate::report::Abort;

/// The names of the list of chapters: since mdBook 0.5, and before.
const ITEMS: [&str; 2] = ["items", "sections"];

/// What mdBook wrote.
pub(super) struct Book {
    /// The folder of `book.toml`.
    pub(super) root: PathBuf,
    context: Value,
    book: Value,
}

/// A chapter with a file of its own.
pub(super) struct Chapter<'a> {
    /// The file that it was read from, below the folder of sources.
    pub(super) source: PathBuf,
    content: &'a mut Value,
}

impl Book {
    /// Reads both.
    ///
    /// # Errors
    ///
    /// Fails where it is not mdBook that wrote.
    pub(super) fn read(input: &str) -> Result<Self, Abort> {
        let wrong = |why: &str| {
            Abort::new(format!("standard input is no book of mdBook: {why}"))
                .help("write `[preprocessor.sitevar]` and `command = \"sitevar mdbook\"` into `book.toml`")
        };
        let read: [Value; 2] = serde_json::from_str(input).map_err(|error| wrong(&error.to_string()))?;
        let [context, book] = read;
        let root = context["root"].as_str().ok_or_else(|| wrong("it does not say where `book.toml` is"))?;
        if !ITEMS.iter().any(|name| book[name].is_array()) {
            return Err(wrong("it has no list of chapters"));
        }
        let read = Self { root: PathBuf::from(root), context, book };
        let is_inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !Path::new(read.source_folder()).components().all(is_inside) {
            let message =
                format!("the folder `{}` of the chapters is not below the book", read.source_folder());
            return Err(Abort::new(message).help("name a folder below the one of `book.toml` as `src`"));
        }
        Ok(read)
    }

    /// Returns the folder of the chapters, below that of the book.
    fn source_folder(&self) -> &str {
        self.context["config"]["book"]["src"].as_str().unwrap_or("src")
    }

    /// Returns the folder of the chapters.
    pub(super) fn sources(&self) -> PathBuf {
        self.root.join(self.source_folder())
    }

    /// Tells whether pages for browsers are made of it.
    pub(super) fn is_html(&self) -> bool {
        self.context["renderer"] == "html"
    }

    /// Goes through all chapters, those inside of others too; drafts have no text.
    pub(super) fn each_chapter(&mut self, act: &mut dyn FnMut(&mut Chapter<'_>)) {
        for name in ITEMS {
            self.book.get_mut(name).into_iter().for_each(|items| each_below(items, act));
        }
    }

    /// Returns what mdBook reads.
    pub(super) fn written(&self) -> String {
        self.book.to_string()
    }
}

impl Chapter<'_> {
    /// Returns its text.
    pub(super) fn text(&self) -> &str {
        self.content.as_str().unwrap_or_default()
    }

    /// Gives it another text.
    pub(super) fn replace(&mut self, text: String) {
        *self.content = Value::String(text);
    }
}

/// Goes through the chapters of a list.
fn each_below(items: &mut Value, act: &mut dyn FnMut(&mut Chapter<'_>)) {
    for item in items.as_array_mut().into_iter().flatten() {
        let Some(chapter) = item.get_mut("Chapter") else { continue };
        let source =
            ["source_path", "path"].iter().find_map(|name| chapter[name].as_str()).map(PathBuf::from);
        if let (Some(source), Some(content)) = (source, chapter.get_mut("content")) {
            act(&mut Chapter { source, content });
        }
        if let Some(inside) = chapter.get_mut("sub_items") {
            each_below(inside, act);
        }
    }
}
