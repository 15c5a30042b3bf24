//! Example hosts and email addresses: names below a domain that nobody owns.

use std::collections::BTreeMap;

use sitevar_core::{Kind, Passage};

use super::vocabulary::{SETTINGS, SHELLS, is_in};
use super::{Suggestion, Tally, count, is_code, language, words};

/// The domains that are reserved for documentation (RFC 2606, section 3).
const RESERVED: [&str; 3] = ["example.com", "example.org", "example.net"];

/// Names of domains that everybody takes for their own.
const GENERIC: [&str; 8] = [
    "domain",
    "mydomain",
    "yourdomain",
    "my-domain",
    "your-domain",
    "your_domain",
    "exampledomain",
    "example-domain",
];

/// Endings of domains that guides invent; any other word after a dot may be that of a file or of a field.
const ENDINGS: [&str; 23] = [
    "com", "net", "org", "edu", "info", "biz", "io", "dev", "cloud", "eu", "de", "fr", "nl", "uk", "ch",
    "lan", "local", "home", "internal", "arpa", "example", "tld", "company",
];

/// Endings that no registry gives to anybody, and that guides use for hosts of the reader's.
const PRETENDED: [&str; 2] = ["tld", "company"];

/// Local parts that mean the reader.
const READERS: [&str; 9] =
    ["you", "your", "me", "user", "username", "name", "email", "your-email", "your_email"];

/// First labels of hosts with a task of their own, often somebody else's.
const ROLES: [&str; 16] = [
    "smtp", "imap", "pop3", "mail", "mx", "issuer", "idp", "op", "proxy", "upstream", "origin", "backend",
    "remote", "external", "partner", "relay",
];

/// How many uses of a domain say what a site uses it for, and which part of them has to be copied.
const TELLING: usize = 10;
const COPIED_PART: usize = 5;

const ILLUSTRATION: &str =
    "it is hardly ever in a setting or a command, so it may only illustrate what a page says";
const SECOND_DOMAIN: &str = "a second domain often stands for somebody else's";
const MAILBOX: &str = "declare it where the name before the @ is the reader's choice too";

pub(super) fn suggest(pages: &[&[Passage]]) -> Vec<Suggestion> {
    let (mut hosts, mut mails) = (Tally::new(), Tally::new());
    let (mut uses, mut copied) = (0, 0);
    for (page, passages) in pages.iter().enumerate() {
        for passage in passages.iter().filter(|passage| is_code(passage)) {
            for name in names(&passage.text) {
                let is_below = matches!(domain(&name.to_ascii_lowercase()), Some(Domain::Reserved(_)));
                uses += usize::from(is_below);
                copied += usize::from(is_below && is_copied(passage));
                match name.split_once('@') {
                    Some((local, host)) if !local.is_empty() && domain(host).is_some() => {
                        count(&mut mails, name.to_ascii_lowercase(), page);
                        count(&mut hosts, host.to_ascii_lowercase(), page);
                    }
                    _ => count(&mut hosts, name.trim_start_matches('@').to_ascii_lowercase(), page),
                }
            }
        }
    }
    let is_illustration = uses >= TELLING && copied * COPIED_PART < uses;
    let doubt = is_illustration.then_some(ILLUSTRATION);
    let mut found = domains(&hosts, doubt);
    found.extend(with_roles(&hosts).into_iter().map(|host| host.with_doubt(doubt)));
    found.extend(mailboxes(&mails));
    found
}

/// Tells whether a passage is a block that readers copy.
fn is_copied(passage: &Passage) -> bool {
    // Blocks without a language mostly are settings or commands.
    let is_of_readers = |language| is_in(SETTINGS, language) || is_in(SHELLS, language);
    language(passage).is_some_and(|language| language.is_empty() || is_of_readers(language))
}

/// Finds words with a dot in them, as hosts and email addresses are written.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let outside = |c: char| !(c.is_ascii_alphanumeric() || ".-_@+".contains(c));
    let trimmed = text.split(outside).map(|word| word.trim_matches(['.', '-', '+']));
    trimmed.filter(|word| word.contains('.') && word.len() < 254)
}

/// Returns the domain of a host, if it is an example of the reader's own.
fn domain(host: &str) -> Option<Domain> {
    let mut labels = host.rsplit('.');
    let (ending, name) = (labels.next()?, labels.next()?);
    let whole = format!("{name}.{ending}");
    if !ENDINGS.contains(&ending) || name.is_empty() {
        return None;
    }
    if RESERVED.contains(&whole.as_str()) {
        return Some(Domain::Reserved(whole));
    }
    if GENERIC.contains(&name) {
        return Some(Domain::Generic(whole));
    }
    let is_own = PRETENDED.contains(&ending) || words(name).iter().any(|word| word == "your");
    is_own.then_some(Domain::Own(whole))
}

#[derive(Debug, PartialEq)]
enum Domain {
    /// Reserved for documentation.
    Reserved(String),
    /// Another spelling of "your domain".
    Generic(String),
    /// Of one application: `pocketid-domain.tld`.
    Own(String),
}

/// Returns the domain of the reader, and the hosts that have domains of their own; a reserved domain has a doubt where
/// there is one.
fn domains(hosts: &Tally, doubt: Option<&'static str>) -> Vec<Suggestion> {
    let (mut reserved, mut generic, mut own) = (Tally::new(), Tally::new(), Tally::new());
    for (host, seen) in hosts {
        let (tally, name) = match domain(host) {
            Some(Domain::Reserved(name)) => (&mut reserved, name),
            Some(Domain::Generic(name)) => (&mut generic, name),
            Some(Domain::Own(name)) => (&mut own, name),
            None => continue,
        };
        let sum = tally.entry(name).or_default();
        sum.uses += seen.uses;
        sum.pages.extend(&seen.pages);
    }
    let uses = |tally: &Tally| tally.values().map(|seen| seen.uses).sum::<usize>();
    // Who says `yourdomain.com` shows `example.com` as that of anybody.
    let says_your = uses(&generic) > uses(&reserved);
    let mut ranked: Vec<(String, super::Seen)> = reserved.into_iter().collect();
    ranked.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.uses));
    let mut ranked = ranked.into_iter().map(|(name, _)| name);
    let first = if says_your { None } else { ranked.next() };
    let doubt = doubt.filter(|_| !says_your);
    let spellings: Vec<String> = first.into_iter().chain(generic.into_keys()).collect();
    let mut found = Vec::new();
    if !spellings.is_empty() {
        found.push(Suggestion::new("domain".to_owned(), Kind::Domain, spellings).with_doubt(doubt));
    }
    found.extend(ranked.map(|name| {
        Suggestion::new("other-domain".to_owned(), Kind::Domain, vec![name]).with_doubt(Some(SECOND_DOMAIN))
    }));
    found.extend(by_ending(own));
    found
}

/// Returns the hosts that have domains of their own; many of one pretended ending are one domain with labels.
fn by_ending(own: Tally) -> Vec<Suggestion> {
    let mut endings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, _) in own {
        let ending = name.rsplit('.').next().unwrap_or_default().to_owned();
        endings.entry(ending).or_default().push(name);
    }
    let mut found = Vec::new();
    for (ending, names) in endings {
        if ending == "company" && names.len() > 2 {
            found.push(Suggestion::new("company".to_owned(), Kind::Domain, vec![format!("*.{ending}")]));
            continue;
        }
        found.extend(names.into_iter().map(|name| {
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            let stem = words(stem).into_iter().filter(|word| word != "your").collect::<Vec<_>>().join("-");
            let stem = if stem.is_empty() { "host".to_owned() } else { stem };
            Suggestion::new(stem, Kind::Host, vec![name])
        }));
    }
    found
}

/// Returns the hosts below a reserved domain that have a task of their own: each is a variable, so that a reader whose
/// mail goes elsewhere can say so.
///
/// One that is most of what a site shows is what its guides are about, and below the reader's domain.
fn with_roles(hosts: &Tally) -> Vec<Suggestion> {
    let is_below = |host: &str| {
        matches!(domain(host), Some(Domain::Reserved(name)) if name != host) && !host.contains('_')
    };
    let role =
        |host: &str| host.split('.').next().and_then(|first| ROLES.iter().find(|role| **role == first));
    let below: Vec<_> = hosts.iter().filter(|(host, _)| is_below(host)).collect();
    let all: usize = below.iter().map(|(_, seen)| seen.uses).sum();
    let apart = below.into_iter().filter(|(_, seen)| seen.uses * 2 <= all).filter_map(|(host, _)| {
        Some(Suggestion::new(format!("{}-host", role(host)?), Kind::Host, vec![host.clone()]))
    });
    apart.collect()
}

fn mailboxes(mails: &Tally) -> Vec<Suggestion> {
    let (mut readers, mut rest) = (Vec::new(), Vec::new());
    for mail in mails.keys() {
        let local = mail.split('@').next().unwrap_or_default();
        if READERS.contains(&local) { readers.push(mail.clone()) } else { rest.push(mail.clone()) }
    }
    let mut found = Vec::new();
    if !readers.is_empty() {
        found.push(Suggestion::new("email".to_owned(), Kind::Email, readers));
    }
    found.extend(rest.into_iter().map(|mail| {
        let local = words(mail.split('@').next().unwrap_or_default()).join("-");
        Suggestion::new(format!("{local}-email"), Kind::Email, vec![mail]).with_doubt(Some(MAILBOX))
    }));
    found
}
