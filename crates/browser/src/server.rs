//! Serves a folder on loopback, with the headers that a scenario is about, and remembers what was asked for.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use flate2::{Compression, write::GzEncoder};

use crate::http::{Answer, Request, Server};
use crate::launch::LAN_HOST;

/// The strictest policy that the widget works under, as its documentation promises; pictures are the page's, not its.
pub const STRICT: (&str, &str) = (
    "Content-Security-Policy",
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; frame-src 'none'; form-action 'none'; base-uri 'none'",
);

/// A second policy beside the first: no text becomes code or markup.
pub const TRUSTED_TYPES: (&str, &str) = ("Content-Security-Policy", "require-trusted-types-for 'script'");

/// A folder that is served until this goes away.
pub struct Served {
    server: Server,
    asked: Arc<Mutex<Vec<String>>>,
}

/// How a folder is served.
#[derive(Debug, Clone, Default)]
pub struct Serving {
    /// Headers of every answer, such as `Content-Security-Policy`.
    pub headers: Vec<(&'static str, &'static str)>,
    /// What is sent instead of the file at a path, such as `/sitevar.json`.
    pub instead: HashMap<&'static str, Vec<u8>>,
    /// Answers are compressed, as most hosts do it.
    pub compressed: bool,
}

impl Serving {
    /// Starts to serve a folder.
    pub fn serve(self, folder: &Path) -> Served {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (folder, log) = (folder.to_owned(), asked.clone());
        let answer = move |request: &Request| {
            log.lock().unwrap().push(request.address.clone());
            self.answer(&folder, request.path())
        };
        Served { server: Server::start(0, answer).unwrap(), asked }
    }

    fn answer(&self, folder: &Path, path: &str) -> Answer {
        let file = inside(folder, path);
        let bytes = self.instead.get(path).cloned().or_else(|| std::fs::read(&file).ok());
        let Some(bytes) = bytes else { return Answer::new(404, Vec::new()) };
        let answer = if self.compressed {
            Answer::new(200, gzip(&bytes)).with("Content-Encoding", "gzip")
        } else {
            Answer::new(200, bytes)
        };
        let answer = answer.with("Content-Type", content_type(&file));
        self.headers.iter().fold(answer, |answer, (name, value)| answer.with(name, value))
    }
}

impl Served {
    /// Returns the address of a path such as `/guides/headscale/`, in a secure context.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address())
    }

    /// Returns the same by a name such as one in a home network has: plain `http` and no secure context.
    pub fn at_lan(&self, path: &str) -> String {
        format!("http://{LAN_HOST}:{}{path}", self.server.address().port())
    }

    /// Returns the paths that were asked for, in their order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap()
}

/// Returns the file that a path means.
fn inside(folder: &Path, path: &str) -> PathBuf {
    let parts = Path::new(path).components().filter(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(parts.collect::<PathBuf>());
    let index = file.join("index.html");
    // Some sites leave the ending out of their addresses.
    let page = file.with_added_extension("html");
    [&file, &index, &page].into_iter().find(|path| path.is_file()).unwrap_or(&file).clone()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("md" | "txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
