//! The checks, the same for every host: what a reader wants of a page, from the first look to the next visit.

use std::path::Path;

use serde_json::json;
use sitevar_browser::server::{Served, Serving};
use sitevar_browser::tab::Browser;

use super::oracle::{self, Oracle};
use super::reader::Reader;
use crate::hosts::Mode;
use crate::hosts::build::Site;
use crate::hosts::host::Host;
use crate::hosts::report::Check;

/// The block that is copied: shell with both kinds of quotes.
const COPIED: &str = "X-Greeting";

/// How long a page may take to show what it should, in milliseconds; `wait` in `page.js` looks all the time.
const PATIENCE: u32 = 8000;

/// How long saved values may take after the page is loaded.
const AT_ONCE: u32 = 1000;

/// Goes through all of them; where nothing is `timed`, a busy machine may take longer.
pub(super) fn all(
    browser: &mut Browser,
    host: &Host,
    site: &Site,
    without: &Path,
    oracle: &Oracle,
    timed: bool,
) -> Vec<Check> {
    let (served, plain) = (Serving::default().serve(&site.output), Serving::default().serve(without));
    let [guide, other] = host.pages;
    let untouched = look(browser, &plain, guide, true);
    let mut checks = vec![Check::of("look", same_look(&untouched, &look(browser, &served, guide, true)))];
    let before = browser.errors().len();
    let mut reader = Reader::at(browser, &served.at(guide));
    let pair = fill(&mut reader);
    checks.push(Check::of("form", pair.as_ref().map(drop).map_err(Clone::clone)));
    let pair = pair.ok();
    let code = oracle.code("guide", pair.as_ref());
    checks.push(Check::of("code", code.clone().and_then(|code| holds(&mut reader, &code))));
    checks.push(Check::of("text", text(&mut reader, site.mode)));
    let digest = match &pair {
        Some([secret, digest]) => oracle::verify(secret, digest),
        None => Err("there is none".to_owned()),
    };
    checks.push(Check::of("digest", digest));
    checks.extend(copies(&mut reader, code.as_deref().unwrap_or_default()));
    checks.push(Check::of("next page, back", walk(&mut reader, oracle, other)));
    let mut again = Reader::at(browser, &served.at(guide));
    let kept = without_secrets(oracle.code("guide", None).unwrap_or_default());
    checks.push(Check::of("saved", holds_within(&mut again, &kept, if timed { AT_ONCE } else { PATIENCE })));
    let errors = browser.errors().split_off(before);
    let errors: Vec<String> = errors.into_iter().filter(|error| !error.contains("favicon.ico")).collect();
    checks.push(Check::of("console", if errors.is_empty() { Ok(()) } else { Err(errors.join("; ")) }));
    checks
}

/// Describes how a page looks that nobody has touched.
fn look(browser: &mut Browser, served: &Served, page: &str, places: bool) -> Vec<String> {
    let mut reader = Reader::at(browser, &served.at(page));
    reader.pause(2000);
    let look = reader.texts(&format!("look({places})"));
    let tab = reader.tab.clone();
    browser.close(tab);
    look
}

fn same_look(untouched: &[String], ours: &[String]) -> Result<(), String> {
    if untouched.len() != ours.len() {
        return Err(format!("{} elements became {}", untouched.len(), ours.len()));
    }
    match untouched.iter().zip(ours).find(|(before, after)| before != after) {
        Some((before, after)) => Err(format!("`{before}` became `{after}`")),
        None => Ok(()),
    }
}

/// Opens the form, types every value, and has a secret made; returns it with its digest.
fn fill(reader: &mut Reader<'_>) -> Result<[String; 2], String> {
    if reader.call("open()") != true {
        return Err("it did not open".to_owned());
    }
    for (label, _, value) in oracle::VALUES {
        if !reader.type_into(label, value) {
            return Err(format!("it has no field `{label}`"));
        }
    }
    if reader.call("press('Generate a secret')") != true {
        return Err("it makes no secret".to_owned());
    }
    let pair = reader.texts("pair()");
    reader.call("settle()");
    let closed = reader.call("press('Done')");
    match <[String; 2]>::try_from(pair) {
        Ok(pair) if closed == true => Ok(pair),
        Ok(_) => Err("it does not close".to_owned()),
        Err(pair) => Err(format!("its secret and digest are {pair:?}")),
    }
}

fn holds(reader: &mut Reader<'_>, code: &[String]) -> Result<(), String> {
    holds_within(reader, code, PATIENCE)
}

/// Waits until all of these blocks are in the page; says which one is not.
fn holds_within(reader: &mut Reader<'_>, code: &[String], millis: u32) -> Result<(), String> {
    if code.is_empty() {
        return Err("there is nothing to compare with".to_owned());
    }
    if reader.call(&format!("holds({}, {millis})", json!(code))) == true {
        return Ok(());
    }
    let shown = reader.texts("codes()");
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let missing = code.iter().find(|block| !shown.contains(&bare(block)));
    let missing = missing.map(|block| bare(block)).unwrap_or_default();
    Err(format!("no block is `{missing}`, but there are {shown:?}"))
}

/// Looks at what is no block of code: in a plain site, examples are replaced in code alone.
fn text(reader: &mut Reader<'_>, mode: Mode) -> Result<(), String> {
    let spans = reader.texts("spans()");
    for wanted in ["notes.home.lab.test:8443", "notes.home.lab.test"] {
        if !spans.iter().any(|span| span == wanted) {
            return Err(format!("no code in the text is `{wanted}`, but there are {spans:?}"));
        }
    }
    if mode == Mode::Plain {
        return Ok(());
    }
    let text = reader.call("text()").as_str().unwrap_or_default().to_owned();
    for wanted in [
        "Notes at home.lab.test",
        "Your notes are at home.lab.test, and only there.",
        "greets as it's \"$HOME\".",
        "The name home.lab.test is only an example.",
        "auth.home.lab.test",
        "https://notes.home.lab.test/bare",
    ] {
        if !text.contains(wanted) {
            return Err(format!("the text has no `{wanted}`"));
        }
    }
    let links = reader.texts("links()");
    for wanted in ["https://notes.home.lab.test/open", "https://notes.home.lab.test/bare"] {
        if !links.iter().any(|link| link == wanted) {
            return Err(format!("no link leads to `{wanted}`, but to {links:?}"));
        }
    }
    Ok(())
}

/// Copies a block with the host's button and with ours; where the host has none, there has to be ours.
fn copies(reader: &mut Reader<'_>, code: &[String]) -> [Check; 2] {
    let wanted = code.iter().find(|block| block.contains(COPIED)).cloned().unwrap_or_default();
    let mut copied = |find: &str| {
        let copied = reader.copied(&format!("{find}({})", json!(COPIED)));
        copied.map(|text| if text.trim_end() == wanted { Ok(()) } else { Err(format!("it copies `{text}`")) })
    };
    let (host, ours) = (copied("hostCopy"), copied("ourCopy"));
    let neither = host.is_none() && ours.is_none();
    let missing = neither.then(|| Err("there is no button".to_owned()));
    [Check::maybe("host's copy", host), Check::maybe("our copy", ours.or(missing))]
}

/// Goes to the second page and back; secrets may be gone then.
fn walk(reader: &mut Reader<'_>, oracle: &Oracle, other: &str) -> Result<(), String> {
    if reader.call(&format!("linkTo({})", json!(other))) != true {
        return Err("no link leads to the second page".to_owned());
    }
    reader.browser.click(&reader.tab, "[data-driven]");
    reader.pause(1500);
    holds(reader, &oracle.code("other", None)?).map_err(|why| format!("on the second page, {why}"))?;
    reader.browser.back(&reader.tab);
    reader.pause(1500);
    holds(reader, &without_secrets(oracle.code("guide", None)?))
        .map_err(|why| format!("after going back, {why}"))
}

/// Leaves out what holds a secret or its digest.
fn without_secrets(code: Vec<String>) -> Vec<String> {
    code.into_iter().filter(|block| !block.contains("client_secret")).collect()
}
