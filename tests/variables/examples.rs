//! The examples of secrets in the 143 pages of a real site that hold one.

use std::collections::BTreeMap;

use sitevar_core::{HtmlOptions, OutputFormat, Values};

use super::{guide, idn, pages, shipped};

const SECRET: &str = "u94CPqTbGqBjzBS_p3jmDwYzayKA3.hsJeCA9RC9CRfTBnfLxw7nnyAHsgNAeMNeDFwmWaAY";
const DIGEST: &str = "$pbkdf2-sha512$310000$KKY50SXvJ1.7Alq/5P1HqQ$4jk.o848YnCkZwNnSCGCh1vVxFyo6PCNWqaTFtuG/hMPxL706rbym\
                      wYj/0wuz0xXGnvPme6o8.JLF2hcNpP0uA";

/// Pages that stay as they are published, and why.
const UNTOUCHED: [(&str, &str); 11] = [
    ("clients/bitwarden/index.md", "its client has no secret"),
    ("clients/claper/index.md", "its client needs the plain secret in the provider"),
    ("clients/file-rise/index.md", "its client is public"),
    ("clients/kanboard/index.md", "its client is public"),
    ("clients/ocis/index.md", "its clients have published secrets"),
    ("clients/technitium/index.md", "its digest is left out"),
    ("ldap/activedirectory.md", "it is the password of a directory"),
    ("ldap/freeipa.md", "it is the password of a directory"),
    ("ldap/glauth.md", "it is the password of a directory"),
    ("ldap/lldap.md", "it is the password of a directory"),
    ("ldap/rfc2307bis.md", "it is the password of a directory"),
];

#[test]
fn every_page_with_an_example_takes_the_secret_or_stays_as_it_is_for_a_reason() {
    let Some(pages) = pages("insecure_secret") else { return };
    let (mut untouched, mut taken) = (Vec::new(), 0);
    for (path, page) in &pages {
        let markdown = written(page, &values());
        if markdown.contains(SECRET) || markdown.contains(DIGEST) {
            taken += 1;
            assert!(
                !markdown.contains("insecure_secret"),
                "{path} holds the example beside the reader's secret"
            );
            assert!(markdown.contains(DIGEST), "{path} has no place for the digest");
        } else {
            assert_eq!(markdown, written(page, &Values::default()), "{path}");
            untouched.push(path.as_str());
        }
    }
    eprintln!("{taken} pages take the secret, {} stay as they are", untouched.len());
    assert_eq!(taken, pages.len() - UNTOUCHED.len());
    for (name, why) in UNTOUCHED {
        assert!(untouched.iter().any(|path| path.ends_with(name)), "{name} was changed, though {why}");
    }
}

#[test]
fn the_plain_secret_stands_in_no_comment_and_in_no_block_of_its_digest() {
    let Some(pages) = pages("insecure_secret") else { return };
    let mut comments = 0;
    for (path, page) in &pages {
        let markdown = written(page, &values());
        for block in markdown.split("```").skip(1).step_by(2) {
            let (secret, digest) = (block.contains(SECRET), block.contains(DIGEST));
            assert!(!(secret && digest), "{path} holds both in one block:\n{block}");
            assert!(!secret || !block.contains("identity_providers:"), "{path}: {block}");
        }
        for line in markdown.lines().filter(|line| line.contains("digest of")) {
            assert!(!line.contains(SECRET), "{path}: {line}");
            comments += usize::from(line.contains("The digest of your client secret"));
        }
    }
    assert!(comments > 125, "only {comments} comments name the reader's secret");
}

#[test]
fn the_html_of_a_page_holds_what_its_markdown_holds() {
    let Some(pages) = pages("insecure_secret") else { return };
    for (path, page) in &pages {
        let bare = HtmlOptions { slots: false, ..HtmlOptions::default() };
        let html = guide(page, OutputFormat::Html).html(&values(), &bare).body;
        let markdown = written(page, &values());
        for text in [SECRET, DIGEST, "insecure_secret", "your client secret"] {
            let (html, markdown) = (html.matches(text).count(), markdown.matches(text).count());
            assert_eq!(html, markdown, "{path} holds {text}");
        }
    }
}

fn values() -> Values {
    let set = [("client-secret", SECRET), ("client-secret-digest", DIGEST)];
    let set: BTreeMap<String, String> = set.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let accepted = shipped().accept_all(&set, &idn);
    assert_eq!((accepted.problems, accepted.notes), (Vec::new(), Vec::new()));
    accepted.values
}

fn written(page: &str, values: &Values) -> String {
    let written = guide(page, OutputFormat::Markdown).markdown(values);
    assert!(written.diagnostics.is_empty(), "{:?}", written.diagnostics);
    written.value
}
