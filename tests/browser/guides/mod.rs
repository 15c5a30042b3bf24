//! Scenario: every guide, the whole job. A reader sets everything that a guide asks for, and has its secrets made; the blocks
//! are what the command writes for the same values, to the byte, and no published example is left in any.

use serde_json::json;

use super::in_each_browser;
use super::judge::verifies;
use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving, TRUSTED_TYPES};
use super::site;
use crate::shipped::guides::guide::{self, Guide, Set};
use crate::shipped::guides::{published, values};

/// The panels of the secrets that the guide uses; those of others are folded away.
const PANELS: &str = "[...document.querySelectorAll('.sitevar-content > .sitevar-secret')]";

/// What the buttons of all blocks say, each word once; a second button of a block downloads it.
const BUTTONS: &str = "[...new Set([...document.querySelectorAll('figure.code .sitevar-tools button:first-child')]\
    .map((button) => button.textContent))]";

#[test]
fn every_guide_holds_what_the_command_writes_and_no_example() {
    in_each_browser(Wish::default(), |browser| {
        let headers = vec![STRICT, TRUSTED_TYPES];
        let served = Serving { headers, ..Serving::default() }.serve(site::built());
        for guide in guide::all() {
            eprintln!("{:?}: {}", browser.engine, guide.source);
            let mut reader = Reader::at(browser, &served.at(&guide.address));
            let mut set = values_for(&guide);
            // What the guide before has in common with this one is written first, which moves the button of the form.
            reader.until("document.documentElement.hasAttribute('data-sitevar-shown')");
            reader.settle();
            reader.open_form();
            reader.until(&format!("{BUTTONS}.includes('Copy with examples')"));
            fill(&guide, &mut reader, &mut set);
            reader.press("Done");
            holds(&guide, &mut reader, &set);
            let tab = reader.tab.clone();
            assert_eq!(browser.errors(), Vec::<String>::new(), "{}", guide.source);
            browser.close(tab);
        }
    });
}

/// Returns random values as far as the guide can hold them, and plain ones otherwise; every choice is another one than the
/// guide shows.
fn values_for(guide: &Guide) -> Set {
    let choices = values::other_choices(guide);
    let mut set = values::random(guide, 1);
    set.extend(choices.clone());
    guide.blocks(&mut set, &values::plain(guide, &choices));
    set
}

/// Sets everything that the form asks for, and puts the secrets that the page makes into the set.
fn fill(guide: &Guide, reader: &mut Reader<'_>, set: &mut Set) {
    for (name, variable) in &guide.variables {
        if !matches!(variable.kind.as_str(), "secret" | "digest") {
            reader.paste(&variable.label, &set[name]);
        }
    }
    let labels = reader.eval(&format!("{PANELS}.map((panel) => panel.querySelector('h3').textContent)"));
    let labels: Vec<String> = serde_json::from_value(labels).unwrap();
    let secrets = guide.variables.values().filter(|variable| variable.kind == "secret").count();
    assert_eq!(labels.len(), secrets, "{}: {labels:?}", guide.source);
    for (index, label) in labels.iter().enumerate() {
        let (name, _) = guide.variables.iter().find(|(_, variable)| variable.label == *label).unwrap();
        let made = made(reader, &format!("{PANELS}[{index}]"));
        let digest = made.iter().find(|text| text.starts_with("$pbkdf2-sha512$"));
        assert_eq!(digest.is_some(), name == "client-secret", "{}, {label}: {made:?}", guide.source);
        if let Some(digest) = digest {
            assert!(verifies(&made[0], digest), "{}: {digest}", guide.source);
            set.insert(format!("{name}-digest"), digest.clone());
        }
        set.insert(name.clone(), made[0].clone());
    }
}

/// Presses the button of a panel, and returns what it shows then: the secret, and its digest if it has one.
fn made(reader: &mut Reader<'_>, panel: &str) -> Vec<String> {
    reader.eval(&format!("{panel}.querySelector('button').click()"));
    let shown = format!("[...{panel}.querySelectorAll('.sitevar-result:not([hidden]) output')]");
    reader.until(&format!("{shown}.length > 0"));
    serde_json::from_value(reader.eval(&format!("{shown}.map((one) => one.textContent)"))).unwrap()
}

/// Every block is that of the command, shows no example, and has a button that says so.
fn holds(guide: &Guide, reader: &mut Reader<'_>, set: &Set) {
    let written = guide.blocks(&mut set.clone(), set);
    let own = guide.own_blocks();
    for (own, block) in own.iter().zip(&written) {
        let what = format!("{}, {}", guide.source, block.title);
        let code = reader.code(&block.title);
        assert_eq!(code, block.text, "{what}");
        assert_eq!(
            published::left(own, &code, &guide.variables, set),
            Vec::<String>::new(),
            "{what}\n{code}"
        );
    }
    assert_eq!(reader.eval("document.querySelectorAll('figure.code').length"), json!(written.len()));
    reader.until(&format!("{BUTTONS}.join() === 'Copy'"));
}
