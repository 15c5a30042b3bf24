//! What browsers ask for, and how they are answered.
//!
//! HTTP runs on its own thread. Each request is handed over as an event, and the answer may come much later.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc::Sender;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};
use mime_guess::mime;
use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};
use tokio::sync::oneshot;

use super::Event;
use crate::report::{self, Abort, reason};

/// How many ports are tried after the one that was asked for.
const TRIED: u16 = 20;

/// Something that a browser asks for.
pub(super) struct Request {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    answer: oneshot::Sender<Response<Body>>,
}

/// Listens on this machine, at a port or else at one of the next ones; returns that. Requests become events.
///
/// # Errors
///
/// Fails where no port is free.
pub(super) fn listen(wanted: u16, events: Sender<Event>) -> Result<u16, Abort> {
    let (listener, port) = bind(wanted)?;
    let failed =
        |error: &std::io::Error| Abort::new(format!("cannot listen at port {port}: {}", reason(error)));
    listener.set_nonblocking(true).map_err(|error| failed(&error))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
    let runtime = runtime.map_err(|error| failed(&error))?;
    std::thread::spawn(move || runtime.block_on(answer_all(listener, events)));
    Ok(port)
}

async fn answer_all(listener: TcpListener, events: Sender<Event>) -> std::io::Result<()> {
    let hand_over = move |method: Method, uri: Uri, headers: HeaderMap| {
        let (answer, answered) = oneshot::channel();
        let sent = events.send(Event::Asked(Request { method, uri, headers, answer }));
        async move {
            match sent {
                // It was let go without an answer.
                Ok(()) => answered.await.unwrap_or_default(),
                Err(_) => Response::default(),
            }
        }
    };
    let listener = tokio::net::TcpListener::from_std(listener)?;
    axum::serve(listener, Router::new().fallback(hand_over)).await
}

fn bind(wanted: u16) -> Result<(TcpListener, u16), Abort> {
    let last = wanted.saturating_add(TRIED);
    let mut refused = None;
    for port in wanted..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                let port = listener.local_addr().map_or(port, |address| address.port());
                if refused.is_some() {
                    report::note(&format!("port {wanted} is taken, so it is {port}"));
                }
                return Ok((listener, port));
            }
            Err(error) => refused = Some(error),
        }
    }
    let why = refused.map_or_else(String::new, |error| format!(": {}", reason(&error)));
    let message = format!("none of the ports {wanted} to {last} can be used{why}");
    Err(Abort::new(message).help("name a free port with `--port`"))
}

/// Decodes a part of an address.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

impl Request {
    /// Returns the path, decoded, and the query.
    pub(super) fn address(&self) -> (String, &str) {
        (decoded(self.uri.path()), self.uri.query().unwrap_or_default())
    }

    /// Says why the request is not answered: only pages of this machine may ask, and nothing can be changed.
    ///
    /// A name that leads here may be somebody else's: its pages could read the site otherwise.
    pub(super) fn refusal(&self) -> Option<(StatusCode, &'static str)> {
        if !matches!(self.method, Method::GET | Method::HEAD) {
            return Some((StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered."));
        }
        let host = self.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
        let name = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name);
        let is_here = matches!(name, "127.0.0.1" | "localhost") || name.ends_with(".localhost");
        let refused = (StatusCode::FORBIDDEN, "This server answers to 127.0.0.1 and localhost alone.");
        (!is_here).then_some(refused)
    }

    /// Tells whether nobody waits for the answer any more.
    pub(super) fn is_left(&self) -> bool {
        self.answer.is_closed()
    }

    /// Answers with a file.
    pub(super) fn give(self, name: &str, bytes: &[u8]) {
        let media = mime_guess::from_path(name).first_or_octet_stream();
        let is_text =
            media.type_() == mime::TEXT || matches!(media.subtype().as_str(), "javascript" | "json" | "xml");
        let charset = if is_text { "; charset=utf-8" } else { "" };
        self.respond(StatusCode::OK, &format!("{}{charset}", media.essence_str()), bytes);
    }

    /// Answers with a page.
    pub(super) fn give_page(self, status: StatusCode, html: &[u8]) {
        self.respond(status, "text/html; charset=utf-8", html);
    }

    /// Answers with a sentence.
    pub(super) fn say(self, status: StatusCode, text: &str) {
        self.respond(status, "text/plain; charset=utf-8", text.as_bytes());
    }

    /// Leads to another address.
    pub(super) fn lead(self, to: &str) {
        let to = utf8_percent_encode(to, CONTROLS).to_string();
        let response = Response::builder().status(StatusCode::FOUND).header(LOCATION, to);
        self.send(response.body(Body::empty()));
    }

    fn respond(self, status: StatusCode, media: &str, bytes: &[u8]) {
        let response = Response::builder().status(status).header(CONTENT_TYPE, media);
        let response = response.header(CACHE_CONTROL, "no-store");
        self.send(response.body(Body::from(bytes.to_vec())));
    }

    fn send(self, response: Result<Response<Body>, axum::http::Error>) {
        // Who does not wait any more needs no answer.
        let _ = self.answer.send(response.unwrap_or_default());
    }
}
