//! Examples in the passages of random pages: what is found is what was declared, and nothing else is.

use std::time::Duration;

use bolero::ValueGenerator;
use sitevar_core::{
    Findings, Format, Found, Kind, Letters, Passage, PassageKind, Scalar, Scope, Variable, Variables,
    find_examples, find_near_misses,
};

use super::pages::{Page, text};
use super::seconds;

/// The examples, by kind and name; every one has a `z`, which no other piece of a page has.
const EXAMPLES: &[(&str, Kind, &[&str])] = &[
    ("domain", Kind::Domain, &["zoo.com", "*.zebra", "zoo.example", "zoo.test"]),
    ("host", Kind::Host, &["auth.zoo.com", "z-*.lan", "bücher.züge"]),
    ("mail", Kind::Email, &["admin@zoo.com"]),
    ("id", Kind::ClientId, &["<*zoo*id*>", "<Zoo id>", "YOUR_ZOO", "YOUR_*_Z"]),
    ("secret", Kind::Secret, &["zecret", "<zecret>"]),
    ("digest", Kind::Digest, &["$z$1$c2FsdA$aGFzaA"]),
    ("path", Kind::Path, &["/zoo/data/"]),
    ("url", Kind::Url, &["https://zoo.com/a"]),
    ("name", Kind::Text, &["my-zoo"]),
];

/// What is around the examples.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "", " ", "\n", ".", ",", "-", "_", "/", "\\", "%2F", "%", "@", ":", "=", "<", ">", "</", "[<", "|", "(?", "'", "\"", "`", "#", "$", "$plaintext$", "*", "a", "B", "1",
    "ü", "🦉", "e\u{301}", "\u{F0000}", "\u{202E}", "\0", "dc=", "DC=", ", ", "com", ".com", "lan", "example", "YOUR_", "your-", "<a id>", "_ID", "xn--", "urn:", "secret: ", "client_secret: '",
    "identity_providers:\n  clients:\n    - ", "clients:\n- ", "attributes:\n  ", "# ", "// ", "--key ", "KEY=", "\n    ", "placeholder ", "is the FQDN of ",
    "Client ID: ", "client_id: ", "--client-id=",
];

#[test]
fn what_is_found_is_what_was_declared_in_order_and_without_overlap() {
    let variables = variables();
    let mut pieces: Vec<String> = PIECES.iter().map(|piece| (*piece).to_owned()).collect();
    for (_, _, examples) in EXAMPLES {
        for example in *examples {
            pieces.push(example.replace('*', "a"));
            pieces.extend(Format::ALL.iter().map(|(_, format)| format.apply(&example.replace('*', "b"))));
        }
    }
    pieces.extend(
        ["dc=zoo,dc=com", "dc=zoo, dc=com", "zoo\\\\.com", "xn--bcher-kva.xn--zge-hoa"].map(str::to_owned),
    );
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    feed(&pieces, |passages| {
        for scope in [Scope::Own, Scope::Foreign] {
            let findings = find_examples(passages, &variables, scope);
            find_near_misses(passages, &variables, &findings);
            holds(passages, &findings, &variables);
        }
    });
}

#[test]
fn a_page_without_an_example_has_no_slot() {
    let variables = variables();
    feed(PIECES, |passages| {
        for scope in [Scope::Own, Scope::Foreign] {
            let slots = find_examples(passages, &variables, scope).slots;
            let of_the_site: Vec<&Found> =
                slots.iter().filter(|found| variables.contains(&found.slot.variable)).collect();
            assert_eq!(of_the_site, Vec::<&Found>::new(), "{passages:?}");
        }
    });
}

/// Feeds pages of random passages to a rule for a fixed time.
fn feed(pieces: &[&str], rule: impl Fn(&[Passage]) + std::panic::RefUnwindSafe) {
    let numbers = bolero::produce::<Vec<u16>>().with().len(0..60usize);
    // A form feed is between two passages.
    let mut pieces = pieces.to_vec();
    pieces.extend(["\u{C}"; 6]);
    bolero::check!()
        .with_test_time(Duration::from_secs(seconds()))
        .with_generator(numbers.map_gen(|numbers| Page(text(&numbers, &pieces))))
        .for_each(|page| rule(&passages(&page.0)));
}

fn passages(page: &str) -> Vec<Passage> {
    let kind = |number: usize| match number % 4 {
        0 => PassageKind::Prose,
        1 => PassageKind::CodeSpan,
        2 => PassageKind::CodeBlock { language: "yaml".to_owned(), title: String::new() },
        _ => PassageKind::CodeBlock { language: "js".to_owned(), title: "a.js".to_owned() },
    };
    // The first letter says where the kinds start, so that every order comes up.
    let start = page.len();
    let texts = page.split('\u{C}').enumerate();
    texts.map(|(number, text)| Passage { kind: kind(start + number), text: text.to_owned() }).collect()
}

fn variables() -> Variables {
    let mut variables = Variables::default();
    for (name, kind, examples) in EXAMPLES {
        let variable = Variable {
            kind: *kind,
            examples: examples.iter().map(|text| (*text).to_owned()).collect(),
            of: (*kind == Kind::Digest).then(|| "secret".to_owned()),
            prose: *name == "path",
            ..Variable::default()
        };
        variables.variables.insert((*name).to_owned(), variable);
    }
    variables
}

/// Slots ascend, do not overlap, and hold what was declared, in one of its notations.
fn holds(passages: &[Passage], findings: &Findings, variables: &Variables) {
    let mut end = (0, 0);
    for found in &findings.slots {
        assert!((found.passage, found.range.start) >= end, "{:?} in {passages:?}", findings.slots);
        end = (found.passage, found.range.end);
        let shown = passages[found.passage].text.get(found.range.clone());
        assert_eq!(shown, Some(found.slot.default.as_str()), "{passages:?}");
        assert!(is_declared(found, findings, variables), "{found:?} in {passages:?}");
    }
}

fn is_declared(found: &Found, findings: &Findings, variables: &Variables) -> bool {
    let (name, shown) = (&found.slot.variable, found.slot.default.as_str());
    let variable = variables.variables.get(name).or_else(|| findings.declared.get(name)).unwrap();
    // A digest is also what a provider has in its place, and what a comment names.
    if variable.kind == Kind::Digest {
        return shown.contains("zecret") || shown.matches('$').count() >= 3;
    }
    if variables.variables.get(name).is_none() && variable.kind == Kind::ClientId {
        return variable.default == Some(Scalar::String(shown.to_owned()));
    }
    let shown = if found.slot.instead.is_some() { shown.trim_matches(['\'', '"', '`']) } else { shown };
    variable.examples.iter().any(|example| {
        let fixed = example.strip_prefix("*.").filter(|_| variable.kind == Kind::Domain).unwrap_or(example);
        let written = |format: Format| format.apply_like(fixed, shown, Letters::STANDARD).replace('\\', "");
        let is_name = shown.starts_with("xn--") && !fixed.is_ascii();
        let is_fixed = match found.slot.format {
            None => fixed == shown || is_name,
            Some(format) => written(format) == shown.replace('\\', ""),
        };
        is_fixed || fixed.contains('*') && fits(fixed, shown)
    })
}

/// Tells whether the parts of a pattern come in a text one after another, however they are spelled.
fn fits(pattern: &str, text: &str) -> bool {
    let fold = |text: &str| text.to_ascii_lowercase().replace([' ', '-'], "_");
    let (pattern, text) = (fold(pattern), fold(text));
    let mut at = 0;
    pattern.split('*').all(|piece| match text[at..].find(piece) {
        Some(found) => {
            at += found + piece.len();
            true
        }
        None => false,
    })
}
