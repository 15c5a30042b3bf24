//! The files of a site: their names hold their hashes, so that a browser may keep them for ever, and each knows by name
//! and hash what it loads.

use std::fmt::Write as _;
use std::path::Path;

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::words::{self, Words};
use super::{Parts, Plain, Program};

/// A file of a site.
struct File {
    role: String,
    name: String,
    integrity: String,
    bytes: Vec<u8>,
}

/// Writes the files of a site, and `files.json`, which lists them.
///
/// # Errors
///
/// Fails where a source is not understood or the system refuses.
pub(super) fn write(parts: &Parts, folder: &Path) -> Result<(), String> {
    let style = File::new("style", "sitevar", "css", style(&parts.style).into_bytes());
    let words: Vec<File> = parts.words.iter().map(words_of).collect();
    let plain = |made: &Option<Plain>, prefix| {
        made.as_ref().map(|made| plain(parts, made, prefix, &words)).transpose()
    };
    let [ours, of_others] = [plain(&parts.plain, "")?, plain(&parts.foreign_plain, "foreign-")?];
    let secret = secret(parts)?;
    let others =
        Others { secret: &secret, plain: ours.as_ref().map(|[app, ..]| app), guide: None, words: &words };
    let guide = program(parts, &parts.guide, "guide-", &others)?;
    let page = program(parts, &parts.page, "", &Others { guide: Some(&guide[0]), ..others })?;
    let others = Others { plain: of_others.as_ref().map(|[app, ..]| app), ..others };
    let elsewhere = program(parts, &parts.foreign, "foreign-", &others)?;
    let [[app, ..], [foreign_app, ..]] = [&page, &elsewhere];
    let foreign = parts.page.sources.bundle("./foreign.js", &loads_elsewhere(foreign_app, &style))?.module();
    let foreign = File::new("foreign", "foreign", "js", parts.small(foreign)?);
    let knows = loads(app, &foreign) + &words::of_loader(&parts.words);
    let loader = parts.page.sources.bundle("./loader.js", &knows)?.module();
    words::check(&parts.words, &loader)?;
    let loader = File::new("loader", "sitevar", "js", loader.into_bytes());
    let plain = [ours, of_others].into_iter().flatten().flatten();
    let programs = page.into_iter().chain(elsewhere).chain(guide).chain(secret).chain(plain);
    let files: Vec<File> = [loader, style, foreign].into_iter().chain(programs).chain(words).collect();
    for file in &files {
        super::write(&folder.join(&file.name), &file.bytes)?;
    }
    let mut list: Vec<Value> = files.iter().map(File::row).collect();
    // The command puts the words of a site's language in place of these.
    list[0]["words"] = words::loader(&parts.words).into();
    super::write(&folder.join("files.json"), format!("{:#}\n", Value::from(list)))
}

/// What every application knows.
#[derive(Clone, Copy)]
struct Others<'a> {
    /// What makes secrets: the module for the page itself, the worker, and the WebAssembly of both.
    secret: &'a [File; 3],
    /// The application for those who have no WebAssembly.
    plain: Option<&'a File>,
    /// The one that renders guides.
    guide: Option<&'a File>,
    words: &'a [File],
}

/// Returns the file of a language's words.
fn words_of(words: &Words) -> File {
    let role = format!("words-{}", words.language);
    File::new(&role, &role, "json", words.text.clone().into_bytes())
}

/// Returns the module, the worker and the WebAssembly that make secrets, for every application.
fn secret(parts: &Parts) -> Result<[File; 3], String> {
    let Program { wasm, sources } = &parts.secret;
    let module = parts.small(sources.bundle("./secret.js", "")?.module())?;
    let worker = parts.small(sources.bundle("./worker.js", "")?.script())?;
    Ok([
        File::new("secret", "secret", "js", module),
        File::new("worker", "worker", "js", worker),
        File::new("secret-wasm", "secret", "wasm", wasm.clone()),
    ])
}

/// Returns application and WebAssembly of a program; their roles and names begin with `prefix`.
fn program(parts: &Parts, program: &Program, prefix: &str, others: &Others<'_>) -> Result<[File; 2], String> {
    let named = |role: &str, stem: &str, extension, bytes| {
        File::new(&format!("{prefix}{role}"), &format!("{prefix}{stem}"), extension, bytes)
    };
    let wasm = named("wasm", "sitevar", "wasm", program.wasm.clone());
    let [secret, worker, secret_wasm] = others.secret;
    let mut beside = known(&[("wasm", &wasm), ("worker", worker), ("secretWasm", secret_wasm)]);
    beside += &known_words(others.words);
    beside.push_str(LOAD);
    for (name, app) in [("secret", Some(secret)), ("plain", others.plain), ("guide", others.guide)] {
        if let Some(app) = app {
            let _ = writeln!(beside, "files.{name} = {};", loading(app));
        }
    }
    let app = program.sources.bundle("./app.js", &beside)?.module();
    let app = named("app", "app", "js", parts.small(app)?);
    Ok([app, wasm])
}

/// Returns application, worker and program of what is plain JavaScript; their roles and names begin with `prefix`.
fn plain(parts: &Parts, plain: &Plain, prefix: &str, words: &[File]) -> Result<[File; 3], String> {
    let named = |role: &str, bytes| {
        let name = format!("{prefix}{role}");
        File::new(&name, &name, "js", bytes)
    };
    let program = named("plain", plain.program.clone().into_bytes());
    let worker = plain.sources.bundle("./worker.js", "")?.script();
    let worker = named("plain-worker", parts.small(worker)?);
    let beside = known(&[("worker", &worker), ("program", &program)]) + &known_words(words);
    let app = plain.sources.bundle("./app.js", &beside)?.module();
    let app = named("plain-app", parts.small(app)?);
    Ok([app, worker, program])
}

impl File {
    fn new(role: &str, stem: &str, extension: &str, bytes: Vec<u8>) -> Self {
        let integrity = format!("sha256-{}", Base64::encode_string(&Sha256::digest(&bytes)));
        let name = format!("{stem}-{}.{extension}", &super::hash(&bytes)[..8]);
        Self { role: role.to_owned(), name, integrity, bytes }
    }

    fn row(&self) -> Value {
        let size = self.bytes.len();
        json!({ "role": self.role, "name": self.name, "integrity": self.integrity, "size": size })
    }
}

/// Returns a module that knows where other files are.
fn known(files: &[(&str, &File)]) -> String {
    let rows: Vec<String> = files.iter().map(|(key, file)| place(key, file)).collect();
    format!("export const files = {{ {} }};\n", rows.join(", "))
}

/// Returns what such a module has more: the words of each language.
fn known_words(words: &[File]) -> String {
    let language = |file: &File| file.role.trim_start_matches("words-").to_owned();
    let rows: Vec<String> = words.iter().map(|file| place(&language(file), file)).collect();
    format!("files.words = {{ {} }};\n", rows.join(", "))
}

fn place(key: &str, File { name, integrity, .. }: &File) -> String {
    format!("{key}: {{ url: new URL(\"./{name}\", import.meta.url), integrity: \"{integrity}\" }}")
}

/// How a module is loaded if it has the bytes that were built.
///
/// An import cannot name a hash, and WebKit ignores that of a preload; so the bytes are fetched by their hash first, and
/// the browser has them then.
const LOAD: &str = "const load = async (name, integrity) => {\n\
     const url = new URL(name, import.meta.url);\n\
     await fetch(url, { integrity });\n\
     return import(url);\n\
     };\n";

/// Returns a module that loads the application, and what pages of other generators need; each is asked for once by the
/// loader. With the latter comes an application of its own.
fn loads(app: &File, foreign: &File) -> String {
    let (app, foreign) = (loading(app), loading(foreign));
    format!("{LOAD}export const files = {{ href: import.meta.url, app: {app}, foreign: {foreign} }};\n")
}

/// Returns the module of what pages of other generators need: it knows their style and loads their application.
fn loads_elsewhere(app: &File, style: &File) -> String {
    let files = known(&[("style", style)]);
    format!("{LOAD}{files}files.app = {};\n", loading(app))
}

/// Returns a function that loads a module.
fn loading(file: &File) -> String {
    format!("() => load(\"./{}\", \"{}\")", file.name, file.integrity)
}

/// Leaves out what a browser does not need of a style sheet: indentation and comments that stand alone.
pub(super) fn style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut comment = false;
    for line in text.lines().map(str::trim) {
        if comment || line.starts_with("/*") {
            comment = !line.ends_with("*/");
        } else if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
