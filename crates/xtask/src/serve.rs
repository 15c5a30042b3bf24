//! Serves a folder on loopback, for the demo.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Request, Response, Server, StatusCode};

const HTML: &str = "text/html; charset=utf-8";

/// Serves a folder until the process is ended.
///
/// # Errors
///
/// Fails where the port cannot be had.
pub(crate) fn serve(folder: &Path, port: u16) -> Result<(), String> {
    let server = Server::http(("127.0.0.1", port))
        .map_err(|error| format!("port {port} cannot be had ({error}); choose another with `--port`"))?;
    println!("── serving http://{}/ (Ctrl-C ends it)", server.server_addr());
    for request in server.incoming_requests() {
        // A reader who went away is no reason to stop.
        let _ = answer(folder, request);
    }
    Ok(())
}

fn answer(folder: &Path, request: Request) -> std::io::Result<()> {
    let address = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    let Some(path) = inside(folder, &address) else { return request.respond(status(404)) };
    if path.is_dir() && !address.ends_with('/') {
        // Relative links of the page would miss the folder otherwise.
        return request.respond(with(status(301), "Location", &format!("{address}/")));
    }
    let path = if path.is_dir() { path.join("index.html") } else { path };
    match File::open(&path) {
        Ok(file) => request.respond(with(Response::from_file(file), "Content-Type", content_type(&path))),
        Err(error) if error.kind() == ErrorKind::NotFound => request.respond(missing(folder)),
        Err(_) => request.respond(status(500)),
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
fn missing(folder: &Path) -> Response<std::io::Cursor<Vec<u8>>> {
    match fs::read(folder.join("404.html")) {
        Ok(page) => with(Response::from_data(page).with_status_code(404), "Content-Type", HTML),
        Err(_) => status(404),
    }
}

fn status(code: u16) -> Response<std::io::Cursor<Vec<u8>>> {
    let code = StatusCode(code);
    Response::from_string(code.default_reason_phrase()).with_status_code(code)
}

fn with<R: Read>(response: Response<R>, name: &str, value: &str) -> Response<R> {
    match Header::from_bytes(name, value) {
        Ok(header) => response.with_header(header),
        Err(()) => response,
    }
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
