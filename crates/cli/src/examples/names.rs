//! Example hosts and email addresses: names below a domain that nobody owns.

use std::collections::BTreeMap;

use sitevar_core::{Kind, Passage};

use super::{Suggestion, Tally, count, is_code, words};

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

/// Endings that no registry gives to anybody, and that guides use for hosts of the reader's.
const PRETENDED: [&str; 2] = ["tld", "company"];

/// Local parts that mean the reader.
const READERS: [&str; 9] =
    ["you", "your", "me", "user", "username", "name", "email", "your-email", "your_email"];

/// First labels of hosts that are often somebody else's.
const OTHERS: [&str; 6] = ["smtp", "imap", "mail", "issuer", "idp", "proxy"];

const SECOND_DOMAIN: &str = "a second domain often stands for somebody else's";
const OTHER_HOST: &str = "declare it where it is no host below the reader's own domain";
const MAILBOX: &str = "declare it where the name before the @ is the reader's choice too";

pub(super) fn suggest(pages: &[&[Passage]]) -> Vec<Suggestion> {
    let (mut hosts, mut mails) = (Tally::new(), Tally::new());
    for (page, passages) in pages.iter().enumerate() {
        for passage in passages.iter().filter(|passage| is_code(passage)) {
            for name in names(&passage.text) {
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
    let mut found = domains(&hosts);
    found.extend(others(&hosts));
    found.extend(mailboxes(&mails));
    found
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
    let is_word = ending.len() >= 2 && ending.bytes().all(|b| b.is_ascii_alphabetic());
    if !is_word || name.is_empty() {
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

/// Returns the domain of the reader, and the hosts that have domains of their own.
fn domains(hosts: &Tally) -> Vec<Suggestion> {
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
    let mut ranked: Vec<(String, super::Seen)> = reserved.into_iter().collect();
    ranked.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.uses));
    let mut ranked = ranked.into_iter().map(|(name, _)| name);
    let first = ranked.next();
    let spellings: Vec<String> = first.into_iter().chain(generic.into_keys()).collect();
    let mut found = Vec::new();
    if !spellings.is_empty() {
        found.push(Suggestion::new("domain".to_owned(), Kind::Domain, spellings));
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

/// Returns the hosts below a reserved domain that are often not the reader's.
fn others(hosts: &Tally) -> Vec<Suggestion> {
    let apart = hosts.keys().filter(|host| {
        let first = host.split('.').next().unwrap_or_default();
        OTHERS.contains(&first) && matches!(domain(host), Some(Domain::Reserved(_)))
    });
    apart
        .map(|host| {
            let first = host.split('.').next().unwrap_or_default();
            let name = format!("{first}-host");
            Suggestion::new(name, Kind::Host, vec![host.clone()]).with_doubt(Some(OTHER_HOST))
        })
        .collect()
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
