//! Scenario: one page, three ways. What the browser renders is what the command renders, to the byte; and what the widget
//! makes of a built page for a reader is what the command makes of it for the same values.

use std::path::Path;

use serde_json::{Value, json};
use sitevar_core::{Unknown, Values};

use super::in_each_browser;
use super::launch::Wish;
use super::native;
use super::reader::Reader;
use super::server::Serving;

/// Renders every page, unless the program is plain JavaScript, which renders none; fills it, and returns the names of those
/// that differ.
const COMPARE: &str = "(async (isPlain) => {
    const [wasm, { Page }, { asFields }, { readHtml }] = await Promise.all(
        ['wasm', 'page', 'declarations', 'trusted'].map((name) => import(`/${name}.js`)));
    if (isPlain) wasm.startWith((await import('/program.js')).program);
    else await wasm.default({ module_or_path: '/wasm_bg.wasm' });
    const all = await (await fetch('/pages.json')).json();
    const declared = ({ variables, derived }, more = {}) => {
        const reader = new wasm.Reader();
        for (const [name, row] of Object.entries(variables)) reader.declare(name, asFields({ ...row, ...more }));
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
        const rendered = isPlain ? html : wasm.render_guide(name, markdown, declared(all)).html;
        if (rendered !== html) wrong.push(`${name}: rendered`);
        for (const [index, expected] of filled.entries()) {
            // Here a digest is set by itself, without its secret.
            const reader = declared(all, { of: null });
            const ours = article(rendered);
            const page = new Page(reader);
            page.scan(ours, () => true);
            // A secret is set as it is, without being typed; so are all values here, also those that a field refuses.
            for (const [key, value] of Object.entries(all.sets[index])) {
                reader.keep_secret(key);
                reader.made_secret(key, value, '', []);
            }
            page.show(page.names);
            await page.settled;
            ours.querySelectorAll('.sitevar-yours').forEach((slot) => slot.removeAttribute('class'));
            ours.querySelectorAll('[data-sitevar-refused]').forEach((slot) => slot.removeAttribute('data-sitevar-refused'));
            const [left, right] = [ours.innerHTML, article(expected).innerHTML];
            if (left !== right) {
                const at = [...left].findIndex((letter, at) => letter !== right[at]);
                wrong.push(`${name}, set ${index}: ${left.slice(at - 80, at + 80)} is not ${right.slice(at - 80, at + 80)}`);
            }
            reader.free();
        }
    }
    return wrong;
})";

#[test]
fn the_browser_writes_what_the_command_writes() {
    compare("guide", Wish::default());
}

#[test]
fn without_webassembly_the_browser_writes_what_the_command_writes() {
    compare("plain", Wish { wasm_off: true, ..Wish::default() });
}

fn compare(program: &str, wish: Wish) {
    let Some(folder) = modules(program) else { return };
    std::fs::write(folder.path().join("pages.json"), pages().to_string()).unwrap();
    in_each_browser(wish, |browser| {
        let served = Serving::default().serve(folder.path());
        let mut reader = Reader::at(browser, &served.at("/"));
        assert_eq!(reader.eval(&format!("({COMPARE})({})", wish.wasm_off)), json!([]));
    });
}

/// Returns the modules of the widget with one of its programs, and an empty page; nothing where that was not built.
pub(super) fn modules(program: &str) -> Option<tempfile::TempDir> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let compiled = root.join("target/browser/bindgen").join(program);
    if !compiled.join("wasm.js").is_file() {
        eprintln!("skipped: the widget was not built; `cargo xtask widget` builds it, with npm all of it");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    for source in [compiled, root.join("crates/widget/js")] {
        for file in std::fs::read_dir(source).unwrap().map(|entry| entry.unwrap().path()) {
            std::fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
        }
    }
    std::fs::write(folder.path().join("files.js"), "export const files = { worker: {} };").unwrap();
    std::fs::write(folder.path().join("index.html"), "<!doctype html><title>x</title><body>").unwrap();
    Some(folder)
}

/// Renders the pages with the defaults, and those with slots with each set.
fn pages() -> Value {
    let text = std::fs::read(super::site::built().join("sitevar.json")).unwrap();
    let declared: Value = serde_json::from_slice(&text).unwrap();
    let variables = native::variables(&declared);
    let sets = native::sets();
    let row = |page: &native::Page| {
        let guide = page.guide(&variables, Unknown::Error);
        let html = |values: &Values| native::html(&guide, values, false);
        let has_slots = guide.slots().next().is_some();
        let filled: Vec<String> =
            sets.iter().filter(|_| has_slots).map(|set| html(&variables.resolve(set))).collect();
        json!({
            "name": page.name, "markdown": page.markdown, "html": html(&Values::default()), "filled": filled,
        })
    };
    let rows: Vec<Value> = native::pages().iter().map(row).collect();
    json!({ "pages": rows, "sets": sets, "variables": declared["variables"], "derived": declared["derived"] })
}
