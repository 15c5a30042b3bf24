//! Scenario: one page, three ways. What the browser renders is what the command renders, to the byte; and what the widget
//! makes of a built page for a reader is what the command makes of it for the same values.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use sitevar_core::{
    Call, Expander, Failure, Form, HtmlOptions, Inner, Library, Options, Source, Values, Variables, expand,
};

use super::in_each_browser;
use super::launch::Wish;
use super::reader::Reader;
use super::server::Serving;

/// What a reader sets: plain, unusual, and what no check would let through.
const SETS: [&[(&str, &str)]; 3] = [
    &[
        ("domain", "home.lab"),
        ("subdomain-authelia", ""),
        ("client-secret", "s3cret"),
        ("client-secret-digest", "$a$b"),
    ],
    &[
        ("domain", "a.b.xn--bcher-kva.example"),
        ("subdomain-authelia", "login.eu"),
        ("port", "443"),
        ("tls", "true"),
        ("host", "::1"),
    ],
    &[
        ("domain", "it's \"x\" \\ $y <b>"),
        ("subdomain-authelia", "${x}: #"),
        ("client-secret", "' \" \\ $ % # {"),
    ],
];

/// Renders and fills every page, and returns the names of those that differ.
const COMPARE: &str = "(async () => {
    const [wasm, { Page }, { asFields }, { readHtml }] = await Promise.all(
        ['wasm', 'page', 'declarations', 'trusted'].map((name) => import(`/${name}.js`)));
    await wasm.default({ module_or_path: '/wasm_bg.wasm' });
    const all = await (await fetch('/pages.json')).json();
    const declared = ({ variables, derived }) => {
        const reader = new wasm.Reader();
        for (const [name, row] of Object.entries(variables)) reader.declare(name, asFields(row));
        for (const [name, pattern] of Object.entries(derived)) reader.derive(name, pattern);
        return reader;
    };
    const article = (html) => {
        const element = document.createElement('article');
        element.append(...readHtml(html));
        document.body.replaceChildren(element);
        return element;
    };
    const wrong = [];
    for (const { name, markdown, html, filled } of all.pages) {
        const rendered = wasm.render_guide(name, markdown, declared(all)).html;
        if (rendered !== html) wrong.push(`${name}: rendered`);
        for (const [index, expected] of filled.entries()) {
            const reader = declared(all);
            const ours = article(rendered);
            const page = new Page(reader);
            page.scan(ours);
            for (const [key, value] of Object.entries(all.sets[index])) reader.set(key, value);
            page.show(page.names);
            await page.settled;
            ours.querySelectorAll('.sitevar-yours').forEach((slot) => slot.removeAttribute('class'));
            const [left, right] = [ours.innerHTML, article(expected).innerHTML];
            if (left !== right) {
                const at = [...left].findIndex((letter, at) => letter !== right[at]);
                wrong.push(`${name}, set ${index}: ${left.slice(at - 80, at + 80)} is not ${right.slice(at - 80, at + 80)}`);
            }
            reader.free();
        }
    }
    return wrong;
})()";

#[test]
fn the_browser_writes_what_the_command_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let compiled = root.join("target/browser/bindgen/guide");
    if !compiled.join("wasm.js").is_file() {
        eprintln!("skipped: the widget was not built; `cargo xtask widget` builds it");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for source in [compiled, root.join("crates/widget/js")] {
        for file in std::fs::read_dir(source).unwrap().map(|entry| entry.unwrap().path()) {
            std::fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
        }
    }
    std::fs::write(folder.path().join("files.js"), "export const files = { worker: {} };").unwrap();
    std::fs::write(folder.path().join("index.html"), "<!doctype html><title>x</title><body>").unwrap();
    std::fs::write(folder.path().join("pages.json"), pages(&root).to_string()).unwrap();
    in_each_browser(Wish::default(), |browser| {
        let served = Serving::default().serve(folder.path());
        let mut reader = Reader::at(browser, &served.at("/"));
        assert_eq!(reader.eval(COMPARE), json!([]));
    });
}

/// Renders the pages of the corpus, where it is there, and of our own site, with the defaults and with each set.
fn pages(root: &Path) -> Value {
    let text = super::site::built().join("sitevar.json");
    let declared: Value = serde_json::from_slice(&std::fs::read(text).unwrap()).unwrap();
    let of = |key: &str| declared[key].clone();
    let variables: Variables =
        serde_json::from_value(json!({ "variables": of("variables"), "derived": of("derived") })).unwrap();
    let variables = Arc::new(variables);
    let sets: Vec<BTreeMap<String, String>> = SETS
        .iter()
        .map(|set| set.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
        .collect();
    let mut files = markdown(&root.join("site/content"));
    let corpus = markdown(&root.join("../shared/corpus/authelia/content"));
    if corpus.is_empty() {
        eprintln!("the corpus is not here: only our own pages are compared");
    }
    files.extend(corpus);
    let rows: Vec<Value> = files
        .iter()
        .filter_map(|file| {
            let markdown = std::fs::read_to_string(file).ok()?;
            let name = file.display().to_string();
            let options = Options { form: Form::Html, variables: variables.clone(), ..Options::default() };
            let guide = expand(&Source::new(&name, &markdown), Arc::new(BuiltIn), &options).value;
            let has_slots = guide.slots().next().is_some();
            let html = |values: &Values| guide.html(values, &HtmlOptions::default()).body;
            let filled: Vec<String> =
                sets.iter().filter(|_| has_slots).map(|set| html(&variables.resolve(set))).collect();
            Some(json!({
                "name": name, "markdown": markdown, "html": html(&Values::default()), "filled": filled,
            }))
        })
        .collect();
    assert!(!rows.is_empty());
    eprintln!("{} pages", rows.len());
    json!({ "pages": rows, "sets": sets, "variables": of("variables"), "derived": of("derived") })
}

fn markdown(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

/// Knows no shortcode beside those that are built in, as the browser does.
struct BuiltIn;

impl Library for BuiltIn {
    fn needs_inner(&self, _: &str) -> Option<bool> {
        None
    }

    fn expand(&self, call: &Arc<Call>, _: &Inner, _: &Expander) -> Result<String, Failure> {
        Err(Failure::new(sitevar_core::Code::UnknownShortcode, format!("`{}` is not known here", call.name)))
    }
}
