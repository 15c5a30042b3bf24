//! Scenario: a reader types key by key what is half right or not meant for a field. After each key, what is copied,
//! downloaded and printed holds the whole field or the example; storage holds what they went on with, or nothing.

use sitevar_core::{Kind, Variable};

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::tab::key;
use super::{in_each_engine, site};

/// A field: its label, its name, its kind, and its example.
type Field = (&'static str, &'static str, Kind, &'static str);

const DOMAIN: Field = ("Domain", "domain", Kind::Domain, "example.com");
const PORT: Field = ("Authelia port", "port", Kind::Port, "9091");
const NOTE: Field = ("Note", "note", Kind::Text, "something");

/// What is typed where, and the value that the reader comes back to.
const TYPED: [(Field, &str, &str); 12] = [
    (DOMAIN, "my home.de", "before.lab"),
    (DOMAIN, "home_lab.net", ""),
    (DOMAIN, "a..b.lab", "before.lab"),
    (DOMAIN, "https://Home.Lab/x", ""),
    (DOMAIN, "example.com.lab", ""),
    (DOMAIN, "-home.lab", "before.lab"),
    (DOMAIN, "me@home.lab", ""),
    (DOMAIN, "<b>home</b>", ""),
    (DOMAIN, "home.lab", "before.lab"),
    (PORT, "99999", "443"),
    (PORT, "4x", ""),
    (NOTE, "stop */ 'go'", "before"),
];

/// Has the buttons put what they copy and download here, in place of the clipboard and the disk.
const CATCH: &str = "(() => {
    navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };
    URL.createObjectURL = (blob) => { globalThis.downloaded = blob.text(); return 'about:blank'; };
    HTMLAnchorElement.prototype.click = () => {};
})()";

/// Presses Copy and Download of every block, prints, and returns what each gave.
const HELD: &str = "(async () => {
    const held = [];
    for (const figure of document.querySelectorAll('figure.code')) {
        const [copy, download] = figure.querySelectorAll('.sitevar-tools button');
        copy.click();
        download.click();
        for (let turns = 0; turns < 100 && !globalThis.downloaded; turns += 1) await new Promise((done) => setTimeout(done, 10));
        dispatchEvent(new Event('beforeprint'));
        held.push(copied + '\\n', await downloaded, figure.querySelector('code').textContent);
        copied = downloaded = undefined;
    }
    return held;
})()";

const STATUS: &str = "document.querySelector('.sitevar-status').textContent";

const LABELS: &str =
    "[...document.querySelectorAll('.sitevar-tools button:first-child')].map((button) => button.textContent)";

#[test]
fn after_each_key_the_whole_field_counts_or_the_example() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("typed"));
        for (field, typed, before) in TYPED {
            let context = format!("{:?}: {typed:?}", browser.engine);
            let mut reader = Reader::at(browser, &served.at("/page/"));
            reader.eval("localStorage.clear()");
            if !before.is_empty() {
                reader.eval(&format!("localStorage.setItem('sitevar:{}', '{before}')", field.1));
            }
            reader.reload();
            reader.eval(CATCH);
            type_by_key(&mut reader, field, typed, &context);
            go_on(&mut reader, field, typed, &context);
            let tab = reader.tab.clone();
            assert_eq!(browser.errors(), Vec::<String>::new(), "{context}");
            browser.close(tab);
        }
    });
}

/// Types, and looks after each key.
fn type_by_key(reader: &mut Reader<'_>, field: Field, typed: &str, context: &str) {
    reader.open_form();
    let input = reader.field(field.0);
    reader.browser.click(&reader.tab, &input);
    reader.eval(&format!("document.querySelector('{input}').select()"));
    for (start, letter) in typed.char_indices() {
        reader.browser.type_text(&reader.tab, &letter.to_string());
        let so_far = &typed[..start + letter.len_utf8()];
        let judged = judged(field, so_far);
        assert_eq!(reader.value_of(field.0), so_far, "{context}: {so_far:?}");
        assert_eq!(held(reader), expected(field, &judged), "{context}: {so_far:?}");
        let own = judged.ok().flatten();
        let stored = reader.saved();
        assert!(stored.is_empty() || stored == saved(field, own), "{context}: {so_far:?}: {stored:?}");
    }
}

/// Goes on with Enter and Done, prints, and opens the form again.
fn go_on(reader: &mut Reader<'_>, field: Field, typed: &str, context: &str) {
    let judged = judged(field, typed);
    let kept = saved(field, judged.clone().ok().flatten());
    reader.browser.press(&reader.tab, &[key::ENTER]);
    assert_eq!(reader.saved(), kept, "{context}");
    let input = reader.field(field.0);
    let is_open = "document.querySelector('.sitevar-dialog').open";
    reader.press("Done");
    if judged.is_err() {
        assert_eq!(reader.eval(is_open), true, "{context}");
        assert_eq!(reader.text("document.activeElement.id"), input[1..], "{context}");
        let told = reader.text(STATUS);
        assert!(told.contains(field.0) && told.contains("cannot be used"), "{context}: {told}");
        reader.press("Done");
    }
    assert_eq!(reader.eval(is_open), false, "{context}");
    // A port works as it is, an example of a domain does not.
    let is_own = field == DOMAIN && judged.as_ref().is_ok_and(Option::is_some);
    reader.until(&format!("{LABELS}[0] === '{}'", if is_own { "Copy" } else { "Copy with examples" }));
    let expected = expected(field, &judged);
    assert_eq!(held(reader), expected, "{context}");
    if let Some(paper) = reader.on_paper() {
        for line in expected.iter().flat_map(|text| text.lines()) {
            let line: String = line.split_whitespace().collect();
            assert!(paper.contains(&line), "{context}: {line} is not in {paper}");
        }
    }
    reader.open_form();
    if judged.is_err() {
        assert_eq!(reader.value_of(field.0), typed, "{context}");
        assert_eq!(
            reader.eval(&format!("document.querySelector('{input}').ariaInvalid")),
            "true",
            "{context}"
        );
        assert!(reader.text(STATUS).contains("cannot be used"), "{context}");
    }
    assert_eq!(reader.saved(), kept, "{context}");
}

/// Returns what an input is by itself, as the command judges it: refused, the example, or a value of the reader's own.
fn judged((_, _, kind, example): Field, input: &str) -> Result<Option<String>, String> {
    let idn = |name: &str| idna::domain_to_ascii(name).ok();
    let value = Variable::from(kind).accept(input, &idn)?.value;
    Ok((value != example && (!value.is_empty() || kind.may_be_empty())).then_some(value))
}

/// Returns what both blocks are to give, thrice: copied, downloaded and printed.
fn expected((_, name, _, example): Field, judged: &Result<Option<String>, String>) -> Vec<String> {
    let own = judged.clone().ok().flatten().unwrap_or(example.to_owned());
    let of = |(_, part, _, example): Field| if part == name { own.clone() } else { example.to_owned() };
    let (domain, port, note) = (of(DOMAIN), of(PORT), of(NOTE));
    let values = format!("domain: '{domain}'\naddress: 'https://auth.{domain}/'\nport: {port}\n");
    let note = format!("{note}\n");
    [&values, &values, &values, &note, &note, &note].map(Clone::clone).to_vec()
}

fn saved((_, name, _, _): Field, own: Option<String>) -> Vec<String> {
    own.into_iter().map(|own| format!("sitevar:{name}={own}")).collect()
}

fn held(reader: &mut Reader<'_>) -> Vec<String> {
    let held = reader.eval(HELD);
    held.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}
