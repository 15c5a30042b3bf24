//! Places on the reader's own machines: `/path/to/photos`, and private addresses.

use sitevar_core::{Kind, Passage};

use super::{Suggestion, Tally, count, is_code, words};

/// How paths begin that nobody has.
const PATHS: [&str; 5] = ["/path/to/", "/home/user/", "/home/username/", "/your/path/to/", "/your/path"];

const ADDRESS: &str = "declare it where it is a machine of the reader's";

pub(super) fn suggest(pages: &[&[Passage]]) -> Vec<Suggestion> {
    let (mut paths, mut addresses) = (Tally::new(), Tally::new());
    for (page, passages) in pages.iter().enumerate() {
        for passage in passages.iter().filter(|passage| is_code(passage)) {
            for path in PATHS.iter().flat_map(|begin| starting_with(&passage.text, begin)) {
                count(&mut paths, path.to_owned(), page);
            }
            for address in private_addresses(&passage.text) {
                count(&mut addresses, address.to_owned(), page);
            }
        }
    }
    let all: Vec<&String> = paths.keys().collect();
    // What is below another one moves with it.
    let is_below = |path: &str| {
        all.iter().any(|above| path.strip_prefix(above.as_str()).is_some_and(|rest| rest.starts_with('/')))
    };
    let mut found: Vec<Suggestion> =
        all.iter().filter(|path| !is_below(path)).map(|path| of_path(path)).collect();
    found.extend(addresses.keys().map(|address| {
        Suggestion::new("server-ip".to_owned(), Kind::Host, vec![address.clone()]).with_doubt(Some(ADDRESS))
    }));
    found
}

/// How many words of a path name its variable, the last ones.
const NAMING: usize = 4;

/// Returns the variable of a path, named after what is below the part that nobody has: the libraries of two programs are
/// two folders.
fn of_path(path: &str) -> Suggestion {
    let below = PATHS.iter().find_map(|begin| path.strip_prefix(begin)).unwrap_or(path);
    let mut words = words(below);
    words.drain(..words.len().saturating_sub(NAMING));
    let name = words.join("-");
    Suggestion::new(format!("path-to-{name}"), Kind::Path, vec![path.to_owned()])
}

/// Finds the words of a text that begin with a path and go on.
fn starting_with<'a>(text: &'a str, begin: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(begin).filter_map(move |(at, _)| {
        let before = text.get(..at)?;
        let rest = text.get(at..)?;
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "/._-".contains(c)));
        let path = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['.', '/', '-', '_']);
        let mut after = rest.chars().skip(path.chars().count());
        // The place of an error: `/home/user/site/index.md:7:1`.
        let is_position = after.next() == Some(':') && after.next().is_some_and(|c| c.is_ascii_digit());
        let is_start = !before.ends_with(|c: char| c.is_alphanumeric() || "/.-_".contains(c));
        (is_start && !is_position && path.len() > begin.len()).then_some(path)
    })
}

/// Finds addresses of private networks (RFC 1918) that are machines, not networks.
fn private_addresses(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '/'));
    words.filter(|word| {
        let address: Result<std::net::Ipv4Addr, _> = word.parse();
        address.is_ok_and(|address| address.is_private() && address.octets()[3] > 1)
    })
}
