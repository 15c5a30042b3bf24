//! Scenario: one offline file of all pages, opened from a disk with the network off. What the reader's values make of each
//! guide in it is what the command makes of that page for the same values, to the byte.

use std::path::Path;

use serde_json::{Value, json};
use sitevar_core::{Guide, Unknown};

use super::launch::Wish;
use super::native::{self, Page, Set};
use super::reader::Reader;
use super::{in_each_browser, site};

/// A site that knows no shortcode beside those that are built in, as the native side of the comparison.
const SITE: &str = "title: All pages\nunknown_shortcodes: keep\nshipped: false\n";

/// The same, with kinds that let everything through: a hostile value is no domain, and the form would say so.
const ANYTHING: &str = "variables:\n  domain: {type: text, default: example.com, label: Domain}\n  \
                        subdomain-authelia: {type: text, default: auth, label: Authelia subdomain}\n";

/// How many guides are compared at once, so that no message to the browser is larger than a few megabytes.
const AT_ONCE: usize = 40;

/// Says which guides differ from these. Addresses without a value lead elsewhere in a file of many guides, ids have the
/// guide's own in front, and buttons, links to headings and the colours of code belong to nobody's text; everything else
/// counts.
const COMPARE: &str = "(guides) => {
    const parser = new DOMParser();
    const read = (article, id) => {
        const copy = article.cloneNode(true);
        copy.querySelectorAll('.sitevar-tools, .sitevar-open').forEach((button) => button.remove());
        copy.querySelectorAll('.sitevar-yours').forEach((slot) => slot.removeAttribute('class'));
        copy.querySelectorAll('[data-sitevar-refused]').forEach((slot) => slot.removeAttribute('data-sitevar-refused'));
        copy.querySelectorAll('.anchor').forEach((link) => link.remove());
        copy.querySelectorAll('.markdown-heading, [class^=hl-]').forEach((around) => around.replaceWith(...around.childNodes));
        for (const name of ['href', 'src']) {
            copy.querySelectorAll(`[${name}]:not([data-sitevar-${name}])`).forEach((one) => one.removeAttribute(name));
        }
        return copy.innerHTML.replaceAll(`${id}--`, '');
    };
    return guides.flatMap(({ id, name, html }) => {
        const ours = document.querySelector(`#${id} article`)?.cloneNode(true);
        if (!ours) return [`${name} is not there`];
        // A title that the author wrote is above the bar and the contents; the theme's own has no id.
        const title = document.querySelector(`#${id} > h1[id]`);
        if (title) ours.prepend('\\n', title.cloneNode(true));
        const theirs = parser.parseFromString(`<article>\\n${html}\\n</article>`, 'text/html').querySelector('article');
        const [left, right] = [read(ours, id), read(theirs, id)];
        if (left === right) return [];
        const at = [...left].findIndex((letter, at) => letter !== right[at]);
        const near = (text) => text.slice(Math.max(0, at - 80), at + 80);
        return [`${name}: ${near(left)} is not ${near(right)}`];
    });
}";

const NOTE_REFUSED_STYLES: &str = "() => {
    globalThis.refusedStyles = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
        if (violatedDirective.startsWith('style')) refusedStyles.push(`${violatedDirective} ${sample}`);
    });
}";

#[test]
fn an_offline_file_writes_what_the_command_writes() {
    if !site::has_widget() {
        return;
    }
    let pages = native::pages();
    let [plain, unusual, hostile] = native::sets();
    let folder = tempfile::tempdir().unwrap();
    let checked = file(&folder.path().join("checked"), SITE, &pages);
    let unchecked = file(&folder.path().join("unchecked"), &format!("{SITE}{ANYTHING}"), &pages);
    in_each_browser(Wish { network_off: true, ..Wish::default() }, |browser| {
        for (address, sets) in [(&checked, vec![&plain, &unusual]), (&unchecked, vec![&hostile])] {
            let tab = browser.tab();
            browser.before_scripts(&tab, NOTE_REFUSED_STYLES);
            browser.go(&tab, address);
            let mut reader = Reader { browser, tab };
            let declared = reader.text("document.querySelector('#sitevar-declarations').textContent");
            let variables = native::variables(&serde_json::from_str(&declared).unwrap());
            let guides: Vec<Guide> = pages.iter().map(|page| page.guide(&variables, Unknown::Keep)).collect();
            assert_eq!(
                differing(&mut reader, &pages, |_| "else".to_owned()).len(),
                pages.len(),
                "every guide is compared"
            );
            reader.until("document.querySelector('.sitevar-open')");
            reader.eval("location.hash = document.querySelector('.sitevar-open').closest('.guide').id");
            reader.open_form();
            for set in sets {
                // What was typed is put right in the same way on both sides: `::1` as a host is `[::1]`.
                let values = variables
                    .accept_all(&apply(&mut reader, set), &|name| idna::domain_to_ascii(name).ok())
                    .values;
                let html = |index: usize| native::html(&guides[index], &values, true);
                assert_eq!(differing(&mut reader, &pages, html), Vec::<String>::new(), "{set:?}");
            }
            assert_eq!(
                reader.eval("refusedStyles"),
                json!([]),
                "the file's policy allows what the pages need"
            );
            let tab = reader.tab.clone();
            assert_eq!(browser.errors(), Vec::<String>::new());
            browser.close(tab);
        }
    });
}

/// Makes one file of all pages, and returns its address; every page is a guide by its number.
fn file(folder: &Path, config: &str, pages: &[Page]) -> String {
    std::fs::create_dir_all(folder.join("content")).unwrap();
    std::fs::write(folder.join("sitevar.yml"), config).unwrap();
    for (index, page) in pages.iter().enumerate() {
        std::fs::write(folder.join(format!("content/{}.md", id(index))), &page.markdown).unwrap();
    }
    let name = format!("all-{}.html", folder.file_name().unwrap().display());
    site::offline(&name, &[folder.join("content").to_str().unwrap()])
}

fn id(index: usize) -> String {
    format!("page{index}")
}

/// Sets values as a reader does, and returns all of them: the digest is one that the browser made of the secret.
fn apply(reader: &mut Reader<'_>, set: &Set) -> Set {
    reader.press("Reset");
    let mut all = set.clone();
    // The clients of all these guides have one label.
    all.retain(|name, _| !name.starts_with("client-id-"));
    for (name, label) in [
        ("domain", "Domain"),
        ("subdomain-authelia", "Authelia subdomain"),
        ("host", "Authelia host"),
        ("port", "Authelia port"),
    ] {
        if let Some(value) = set.get(name) {
            reader.paste(label, value);
        }
    }
    if let Some(value) = set.get("tls") {
        reader.choose("Authelia scheme", value);
    }
    if let Some(secret) = set.get("client-secret") {
        let (shown, digest) = reader.own_secret(secret);
        assert_eq!(shown, *secret);
        all.insert("client-secret-digest".to_owned(), digest);
    }
    reader.settle();
    all
}

/// Returns the guides that differ from this HTML.
fn differing(reader: &mut Reader<'_>, pages: &[Page], html: impl Fn(usize) -> String) -> Vec<String> {
    let all: Vec<usize> = (0..pages.len()).collect();
    let found = all.chunks(AT_ONCE).flat_map(|some| {
        let guides: Vec<Value> = some
            .iter()
            .map(|&index| json!({ "id": id(index), "name": pages[index].name, "html": html(index) }))
            .collect();
        let found = reader.eval(&format!("({COMPARE})({})", json!(guides)));
        found.as_array().unwrap().clone()
    });
    found.map(|text| text.as_str().unwrap().to_owned()).collect()
}
