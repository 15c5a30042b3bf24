//! The clients of a real site: every guide that names one takes the reader's own id, and nothing else of it changes.

use std::collections::BTreeMap;

use sitevar_core::{Guide, Kind, OutputFormat, Scalar, Values, Variable};

use super::{guide, idn, pages};

/// Guides that name a client and keep it, and why.
const UNTOUCHED: [(&str, &str); 3] = [
    ("clients/ocis/index.md", "the ids of its applications are fixed"),
    ("clients/opencloud/index.md", "the ids of its applications are fixed"),
    ("clients/wg-portal/index.md", "its id is a shortcode"),
];

/// An id that can be nothing else, and needs quotes in a shell.
const OWN: &str = "~Qz.7-_x";

#[test]
fn every_guide_that_names_a_client_takes_the_readers_own_id() {
    let Some(pages) = pages("Client ID:__ ") else { return };
    let mut slots = 0;
    for (path, page) in &pages {
        let guide = guide(page, OutputFormat::Markdown);
        let values = values(&guide);
        if let Some((_, why)) = UNTOUCHED.iter().find(|(name, _)| path.ends_with(name)) {
            assert_eq!(values, Values::default(), "{path} is changed, though {why}");
            continue;
        }
        assert_ne!(values, Values::default(), "{path}");
        let (before, after) = (guide.markdown(&Values::default()).value, guide.markdown(&values).value);
        let own = after.matches(OWN).count();
        assert!(own >= 2, "{path}: {own}");
        slots += own;
        for (before, after) in before.lines().zip(after.lines()).filter(|(before, after)| before != after) {
            let folded = before.to_lowercase().replace(['_', '-', '.', ' '], "");
            assert!(folded.contains("clientid"), "{path}: {before}\n{after}");
        }
    }
    eprintln!("{slots} slots on {} pages", pages.len());
    assert!(slots > 480, "only {slots} slots");
}

#[test]
fn the_variable_of_a_client_is_published_with_the_id_of_the_guide() {
    let guide =
        guide("- **Client ID:** `Head.scale`\n\n```yaml\nclient_id: Head.scale\n```\n", OutputFormat::Html);
    let variable = guide.variables().variables.get("client-id-head-scale").unwrap();
    let expected = Variable {
        kind: Kind::ClientId,
        default: Some(Scalar::String("Head.scale".to_owned())),
        label: Some("Client ID".to_owned()),
        help: Some(
            "The guide shows Head.scale. It has to be different for every client, at best 64 random characters."
                .to_owned(),
        ),
        ..Variable::default()
    };
    assert_eq!(*variable, expected);
    let spans: Vec<usize> = guide.slots().map(|slot| slot.span.start).collect();
    assert_eq!(spans, [18, 50]);
}

/// Sets every client of a page.
fn values(guide: &Guide) -> Values {
    let variables = guide.variables();
    let names = variables.names().filter(|name| variables.is_named_client(name));
    let set: BTreeMap<String, String> = names.map(|name| (name.to_owned(), OWN.to_owned())).collect();
    variables.accept_all(&set, &idn).values
}
