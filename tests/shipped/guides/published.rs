//! The second rule: once a reader has set everything, no block shows an example that the guide publishes.
//!
//! A domain, a path, a secret or a digest is gone. A word such as `gitea` may be the name of an image or a service, too:
//! where the author wrote it as such, it stays; as a Client ID, before the domain or as its port, it is gone.

use std::collections::BTreeMap;

use super::super::pages::Fence;
use super::guide::{self, Set, Variable};
use super::values;

#[test]
fn no_block_shows_a_published_example_once_everything_is_set() {
    for guide in guide::all() {
        let set = values::plain(&guide, &values::other_choices(&guide));
        let blocks = guide.blocks(&mut set.clone(), &set);
        let left: Vec<String> = guide
            .own_blocks()
            .iter()
            .zip(&blocks)
            .flat_map(|(own, block)| {
                let left = left(own, &block.text, &guide.variables, &set);
                left.into_iter().map(|example| format!("{}: `{example}`\n{}", block.title, block.text))
            })
            .collect();
        assert!(
            left.is_empty(),
            "{} still shows, once everything is set:\n{}",
            guide.source,
            left.join("\n")
        );
    }
}

/// Returns the examples that a block still shows with the values of a set.
pub fn left(own: &Fence, block: &str, variables: &BTreeMap<String, Variable>, set: &Set) -> Vec<String> {
    let literal = without_shortcodes(&own.text);
    let domain = &set["domain"];
    let is_left = |variable: &&Variable| {
        let example = &variable.example;
        let allowed = match variable.kind.as_str() {
            "domain" | "path" | "email" | "url" | "secret" | "digest" => 0,
            "client-id" => words(&literal, example).filter(|at| !is_client_id(&literal[..*at])).count(),
            _ => words(&literal, example).count(),
        };
        let beside = match variable.kind.as_str() {
            "subdomain" => Some(format!("{example}.{domain}")),
            "port" => Some(format!("{domain}:{example}")),
            _ => None,
        };
        words(block, example).count() > allowed
            || beside.is_some_and(|beside| words(block, &beside).next().is_some())
    };
    let left = variables.values().filter(|variable| !variable.example.is_empty()).filter(is_left);
    left.map(|variable| variable.example.clone()).collect()
}

/// What the author wrote beside shortcodes.
fn without_shortcodes(text: &str) -> String {
    let mut parts = text.split("{{<");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| format!("{out}\0{}", part.split_once(">}}").unwrap_or_default().1))
}

/// Finds a text where it is no part of a longer word.
fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_in_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let (before, after) = (text[..*at].chars().next_back(), text[at + word.len()..].chars().next());
        !is_in_word(before) && !is_in_word(after)
    })
}

/// Tells whether the text before a word names it a Client ID.
fn is_client_id(before: &str) -> bool {
    let letters =
        before.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase());
    letters.collect::<String>().ends_with("clientid")
}

#[test]
fn an_example_that_is_left_is_found() {
    let variable = |kind: &str, example: &str| {
        let (kind, label) = (kind.to_owned(), String::new());
        let variable = Variable { kind, label, example: example.to_owned(), choices: Vec::new() };
        (example.to_owned(), variable)
    };
    let variables = BTreeMap::from([
        variable("domain", "example.com"),
        variable("subdomain", "auth"),
        variable("client-id", "app"),
        variable("port", "3000"),
        variable("secret", "insecure_secret"),
        variable("text", "admins"),
    ]);
    let set = Set::from([("domain".to_owned(), "zq00x.test".to_owned())]);
    let shows = |own: &str, block: &str| {
        let own = Fence { title: String::new(), language: String::new(), text: own.to_owned() };
        left(&own, block, &variables, &set).join(" ")
    };
    let call = |name: &str| format!("{{{{< sitevar name=\"{name}\" nojs=\"{name}\" >}}}}");
    // The author forgot to make it a variable, or nothing replaced it.
    for (own, block, found) in [
        ("host: app.example.com", "host: app.example.com", "example.com"),
        (&format!("https://auth.{}/", call("domain")), "https://auth.zq00x.test/", "auth"),
        (&format!("https://{}:3000/", call("domain")), "https://zq00x.test:3000/", "3000"),
        ("client_id: 'app'", "client_id: 'app'", "app"),
        ("<ClientID>app</ClientID>", "<ClientID>app</ClientID>", "app"),
        ("key: 'insecure_secret'", "key: 'insecure_secret'", "insecure_secret"),
        (&format!("group: {}", call("admins")), "group: admins", "admins"),
    ] {
        assert_eq!(shows(own, block), found, "{own}");
    }
    // An image, a port in the container and a longer word are no example.
    for text in ["image: 'app:1'\nports: '3000:3000'\nname: admins2", "authelia: authorization"] {
        assert_eq!(shows(text, text), "", "{text}");
    }
}
