//! Answers requests, and keeps what outlives a change of the site: pages as they last were without an error, and browsers
//! that wait for a change.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::inject::{EMPTY_PAGE, SCRIPT, SCRIPT_PATH, WAIT_PATH, fingerprint, inject};
use super::requests::{Request, decoded};
use super::{Broken, Event};
use crate::args::Format;
use crate::build::{Answer, Preview};
use crate::files::shown;
use crate::report::{self, Abort, Findings};

/// An editor writes a file in several steps: so long after the last one it is taken for written.
const SETTLED: Duration = Duration::from_millis(15);

/// A browser asks for the page that changed before the others are looked at.
const FIRST: Duration = Duration::from_millis(100);

/// How long a browser waits for a change before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many problems of other pages are shown over a page.
const OTHERS: usize = 20;

/// The site as it is now.
pub(super) enum State<'a> {
    /// It was read; with the path that it is below, such as `/` or `/docs/`.
    Read(&'a Preview<'a>, String),
    Broken(Broken),
}

/// What outlives a change.
pub(super) struct Desk {
    format: Format,
    /// What was given at a path, with its version: it is given again while the site or the page is broken.
    kept: HashMap<String, (Arc<[u8]>, String)>,
    waiting: Vec<Waiting>,
    /// Came while the site changed.
    late: Vec<Request>,
    /// What was printed last, so that nothing is told twice.
    told: String,
    /// What has changed since all pages were rendered last, and what they were then: a change that changes none of them
    /// is not told of, or what is told could be the next change, where it is written into a file of the site.
    changed: Vec<PathBuf>,
    output: Option<String>,
}

/// A browser that waits until the page differs from what it has.
struct Waiting {
    request: Request,
    path: String,
    known: String,
    since: Instant,
}

impl Desk {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            kept: HashMap::new(),
            waiting: Vec::new(),
            late: Vec::new(),
            told: String::new(),
            changed: Vec::new(),
            output: None,
        }
    }

    /// Answers until the site changes, and returns what did; `None` where nobody can ask any more.
    pub(super) fn serve(&mut self, state: &State<'_>, events: &Receiver<Event>) -> Option<Vec<PathBuf>> {
        for request in std::mem::take(&mut self.late) {
            self.answer(state, request);
        }
        self.wake(state);
        let mut pause = Some(FIRST);
        loop {
            let event = match pause {
                // All pages are rendered.
                None => events.recv_timeout(PATIENCE / 4),
                Some(Duration::ZERO) => events.try_recv().map_err(|error| match error {
                    TryRecvError::Empty => RecvTimeoutError::Timeout,
                    TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
                }),
                Some(pause) => events.recv_timeout(pause),
            };
            match event {
                Ok(Event::Asked(request)) => self.answer(state, request),
                Ok(Event::Changed(paths)) if state.reads(&paths) => return Some(self.settle(paths, events)),
                Ok(Event::Changed(_)) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if pause.is_some() => {
                    let more = state.go_on();
                    pause = matches!(more, Ok(true)).then_some(Duration::ZERO);
                    if pause.is_none() {
                        self.tell_changed(state);
                        self.tell(state, more.err().as_ref().or(state.abort()));
                        self.wake(state);
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.wake(state),
            }
        }
    }

    /// Waits until nothing changes any more.
    fn settle(&mut self, mut changed: Vec<PathBuf>, events: &Receiver<Event>) -> Vec<PathBuf> {
        let end = Instant::now() + SETTLED * 20;
        while let Ok(event) = events.recv_timeout(SETTLED) {
            match event {
                Event::Changed(paths) => changed.extend(paths),
                Event::Asked(request) => self.late.push(request),
            }
            if Instant::now() > end {
                break;
            }
        }
        changed.sort();
        changed.dedup();
        self.changed.extend(changed.iter().cloned());
        changed
    }

    fn answer(&mut self, state: &State<'_>, request: Request) {
        if let Some((status, why)) = request.refusal() {
            return request.say(status, why);
        }
        let (path, query) = request.address();
        match path.as_str() {
            SCRIPT_PATH => request.give(SCRIPT_PATH, SCRIPT.as_bytes()),
            WAIT_PATH => {
                let asked = Asked::of(query);
                let waiting =
                    Waiting { request, path: asked.page, known: asked.known, since: Instant::now() };
                self.wait(state, waiting);
            }
            _ => self.give(state, &path, request),
        }
    }

    fn give(&mut self, state: &State<'_>, path: &str, request: Request) {
        let base = state.base();
        if path == "/" && base != "/" {
            return request.lead(base);
        }
        match self.look_up(state, path) {
            Found::Page { status, html, version } => request.give_page(status, &inject(&html, &version)),
            Found::File(bytes) => request.give(path, &bytes),
            Found::Folder => request.lead(&format!("{path}/")),
            Found::Refused(why) => request.say(StatusCode::INTERNAL_SERVER_ERROR, &why),
        }
    }

    /// Returns what is at a path: what the site has there, or else what it had.
    fn look_up(&mut self, state: &State<'_>, path: &str) -> Found {
        match state.answer(path) {
            Some(Ok(Answer::Page(html))) => {
                let version = state.version(&html);
                self.kept.insert(path.to_owned(), (html.clone(), version.clone()));
                Found::Page { status: StatusCode::OK, html, version }
            }
            Some(Ok(Answer::File(bytes))) => {
                self.kept.insert(path.to_owned(), (bytes.clone(), String::new()));
                Found::File(bytes)
            }
            Some(Ok(Answer::Folder)) => Found::Folder,
            Some(Ok(Answer::Nothing(html))) if !(state.misses_pages() && self.kept.contains_key(path)) => {
                let version = state.version(&html);
                self.kept.remove(path);
                Found::Page { status: StatusCode::NOT_FOUND, html, version }
            }
            Some(Err(abort)) if !is_page(path) => Found::Refused(abort.to_string()),
            Some(Ok(Answer::BadPage | Answer::Nothing(_)) | Err(_)) | None => match self.kept.get(path) {
                Some((bytes, version)) if version.is_empty() => Found::File(bytes.clone()),
                Some((html, version)) => {
                    Found::Page { status: StatusCode::OK, html: html.clone(), version: version.clone() }
                }
                None => Found::Page {
                    status: StatusCode::INTERNAL_SERVER_ERROR,
                    html: EMPTY_PAGE.as_bytes().into(),
                    version: "0".to_owned(),
                },
            },
        }
    }

    /// Answers a browser if something differs from what it knows, or else lets it wait.
    fn wait(&mut self, state: &State<'_>, waiting: Waiting) {
        if waiting.request.is_left() {
            return;
        }
        let version = match self.look_up(state, &waiting.path) {
            Found::Page { version, .. } => version,
            _ => String::new(),
        };
        let problems = state.problems(&waiting.path);
        let now = fingerprint(&(&version, problems.to_string()));
        if now == waiting.known && waiting.since.elapsed() < PATIENCE {
            self.waiting.push(waiting);
            return;
        }
        let news = json!({ "version": version, "known": now, "problems": problems });
        waiting.request.give("news.json", news.to_string().as_bytes());
    }

    /// Looks again at everything that browsers wait for.
    fn wake(&mut self, state: &State<'_>) {
        for waiting in std::mem::take(&mut self.waiting) {
            self.wait(state, waiting);
        }
    }

    /// Prints which files have changed, if any page has with them.
    fn tell_changed(&mut self, state: &State<'_>) {
        let changed = std::mem::take(&mut self.changed);
        let now = Some(state.output());
        if now == std::mem::replace(&mut self.output, now.clone()) {
            return;
        }
        let more = match changed.len() {
            0 | 1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        // Some editors write a file of another name first, which is gone by now.
        if let Some(first) = changed.iter().find(|path| path.exists()).or(changed.first()) {
            report::note(&format!("`{}`{more} changed", shown(first).display()));
        }
    }

    /// Prints what is wrong, if it is not what was printed before.
    fn tell(&mut self, state: &State<'_>, abort: Option<&Abort>) {
        let all = state.all_findings();
        let problems: Vec<Value> = all.iter().flat_map(report::problems).collect();
        let now = json!([problems, abort.map(Abort::problems)]).to_string();
        if now == std::mem::replace(&mut self.told, now.clone()) {
            return;
        }
        if let Some(abort) = abort {
            abort.print();
        }
        if problems.is_empty() && abort.is_none() {
            report::note("nothing is wrong");
        } else {
            report::print(all, self.format);
        }
    }
}

/// What is at a path.
enum Found {
    Page { status: StatusCode, html: Arc<[u8]>, version: String },
    File(Arc<[u8]>),
    Folder,
    Refused(String),
}

/// Tells whether a path is that of a page.
fn is_page(path: &str) -> bool {
    path.ends_with('/') || path.ends_with(".html")
}

/// What a browser that waits has.
struct Asked {
    page: String,
    known: String,
}

impl Asked {
    fn of(query: &str) -> Self {
        let value = |name: &str| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let mut values = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value);
            decoded(values.next().unwrap_or_default())
        };
        // A path is encoded by itself, and once more to be a part of this.
        Self { page: decoded(&value("page")), known: value("known") }
    }
}

impl State<'_> {
    fn base(&self) -> &str {
        match self {
            Self::Read(_, base) => base,
            Self::Broken(_) => "/",
        }
    }

    /// Returns what the site has at a path; nothing where it is broken.
    fn answer(&self, path: &str) -> Option<Result<Answer, Abort>> {
        match self {
            Self::Read(preview, base) => {
                Some(preview.answer(path.strip_prefix(base.as_str()).unwrap_or("404")))
            }
            Self::Broken(_) => None,
        }
    }

    /// Tells whether there are files that should be pages and cannot be read as such, so that their addresses have none.
    fn misses_pages(&self) -> bool {
        matches!(self, Self::Read(preview, _) if preview.site_findings().iter().any(Findings::has_errors))
    }

    /// Returns the version of a page: it and what it looks like.
    fn version(&self, html: &[u8]) -> String {
        match self {
            Self::Read(preview, _) => fingerprint(&(html, preview.look())),
            Self::Broken(_) => String::new(),
        }
    }

    /// Tells whether one of these files decides what the site is; where it is broken, any may mend it.
    fn reads(&self, paths: &[PathBuf]) -> bool {
        match self {
            Self::Read(preview, _) => paths.iter().any(|path| preview.reads(path)),
            Self::Broken(_) => true,
        }
    }

    /// Returns a short text that differs where any page does, or what is wrong.
    fn output(&self) -> String {
        match self {
            Self::Read(preview, _) => fingerprint(&preview.output()),
            Self::Broken(_) => fingerprint(&self.problems("").to_string()),
        }
    }

    /// Renders some pages more; tells whether there are others.
    fn go_on(&self) -> Result<bool, Abort> {
        match self {
            Self::Read(preview, _) => preview.go_on(),
            Self::Broken(_) => Ok(false),
        }
    }

    fn abort(&self) -> Option<&Abort> {
        match self {
            Self::Broken(Broken::Abort(abort)) => Some(abort),
            _ => None,
        }
    }

    fn all_findings(&self) -> Vec<Findings> {
        match self {
            Self::Read(preview, _) => {
                let pages = preview.page_findings().map(|(_, findings)| findings);
                preview.site_findings().iter().chain(pages).cloned().collect()
            }
            Self::Broken(Broken::Findings(findings)) => findings.clone(),
            Self::Broken(Broken::Abort(_)) => Vec::new(),
        }
    }

    /// Returns what is wrong, as it is shown over a page: what is its own, then the site's, then errors of other pages.
    fn problems(&self, path: &str) -> Value {
        let Self::Read(preview, base) = self else {
            let broken = self.all_findings();
            let all = broken.iter().flat_map(report::problems);
            return all.chain(self.abort().into_iter().flat_map(Abort::problems)).collect();
        };
        let failed = self.answer(path).and_then(Result::err);
        let failed = failed.iter().flat_map(Abort::problems);
        let address = format!("/{}", path.strip_prefix(base.as_str()).unwrap_or_default());
        let (own, others): (Vec<_>, Vec<_>) =
            preview.page_findings().partition(|(page, _)| page.address == address);
        let own = own.into_iter().flat_map(|(_, findings)| report::problems(findings));
        let site = preview.site_findings().iter().flat_map(report::problems);
        let others = others.into_iter().flat_map(|(_, findings)| report::problems(findings));
        let others = others.filter(|problem| problem["severity"] == "error").take(OTHERS);
        failed.chain(own).chain(site).chain(others).collect()
    }
}
