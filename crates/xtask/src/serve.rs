//! Serves a folder on loopback, for the demo.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use sitevar_browser::http::{Answer, Request, Server};

const HTML: &str = "text/html; charset=utf-8";

/// Serves a folder until the process is ended.
///
/// # Errors
///
/// Fails where the port cannot be had.
pub(crate) fn serve(folder: &Path, port: u16) -> Result<(), String> {
    let folder = folder.to_owned();
    let server = Server::start(port, move |request| answer(&folder, request))
        .map_err(|error| format!("port {port} cannot be had ({error}); choose another with `--port`"))?;
    println!("── serving http://{}/ (Ctrl-C ends it)", server.address());
    server.run();
    Ok(())
}

fn answer(folder: &Path, request: &Request) -> Answer {
    let address = request.path();
    let Some(path) = inside(folder, address) else { return status(404, "Not Found") };
    if path.is_dir() && !address.ends_with('/') {
        // Relative links of the page would miss the folder otherwise.
        return status(301, "Moved Permanently").with("Location", &format!("{address}/"));
    }
    let path = if path.is_dir() { path.join("index.html") } else { path };
    match fs::read(&path) {
        Ok(bytes) => Answer::new(200, bytes).with("Content-Type", content_type(&path)),
        Err(error) if error.kind() == ErrorKind::NotFound => missing(folder),
        Err(_) => status(500, "Internal Server Error"),
    }
}

/// Returns the file of an address, which must not lead out of the folder.
fn inside(folder: &Path, address: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(address).decode_utf8().ok()?.into_owned();
    let relative = Path::new(decoded.trim_start_matches('/'));
    let plain = relative.components().all(|component| matches!(component, Component::Normal(_)));
    plain.then(|| folder.join(relative))
}

/// Returns the site's own page for what is not there, where it has one.
fn missing(folder: &Path) -> Answer {
    match fs::read(folder.join("404.html")) {
        Ok(page) => Answer::new(404, page).with("Content-Type", HTML),
        Err(_) => status(404, "Not Found"),
    }
}

fn status(code: u16, text: &str) -> Answer {
    Answer::new(code, text.as_bytes().to_vec()).with("Content-Type", "text/plain; charset=utf-8")
}

/// Returns the content type of a file that a site holds; a browser needs WebAssembly's to be exact.
fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => HTML,
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "xml" => "application/xml",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
