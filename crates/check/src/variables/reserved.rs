//! Two example domains where one is meant: `auth.example.com` here and `auth.example.org` there.
//!
//! A guide about several domains shows them side by side, so that a page with both in one block is about them.

use std::collections::BTreeMap;
use std::ops::Range;

use sitevar_core::{Code, Diagnostic, PassageKind, SourcePassage};

use crate::page::Page;

/// The domains that are reserved for examples (RFC 2606).
const RESERVED: [&str; 3] = ["example.com", "example.org", "example.net"];

/// The places of one host below one of the domains.
type Places<'a> = Vec<(&'a SourcePassage, Range<usize>)>;

/// Looks for hosts that a page has below two of the domains.
pub(super) fn check(page: &Page, found: &mut Vec<Diagnostic>) {
    let mut hosts: BTreeMap<&str, BTreeMap<&str, Places<'_>>> = BTreeMap::new();
    for passage in page.passages().iter().filter(|passage| passage.passage.kind != PassageKind::Prose) {
        let text = passage.passage.text.as_str();
        let mut domains = Vec::new();
        for domain in RESERVED {
            for at in places(text, domain) {
                domains.push(domain);
                let host = text.get(at.clone()).unwrap_or_default();
                let name = host.strip_suffix(domain).unwrap_or_default().trim_end_matches('.');
                hosts.entry(name).or_default().entry(domain).or_default().push((passage, at));
            }
        }
        domains.dedup();
        if domains.len() > 1 {
            return;
        }
    }
    for (name, domains) in hosts.iter().filter(|(name, domains)| !name.is_empty() && domains.len() == 2) {
        let by_number = |(_, places): &(&&str, &Places<'_>)| places.len();
        let (Some((usual, most)), Some((rare, few))) =
            (domains.iter().max_by_key(by_number), domains.iter().min_by_key(by_number))
        else {
            continue;
        };
        if most.len() > few.len() {
            few.iter().for_each(|(passage, at)| report(page, passage, at, [name, rare, usual], found));
        }
    }
}

fn report(
    page: &Page,
    passage: &SourcePassage,
    at: &Range<usize>,
    [name, rare, usual]: [&str; 3],
    found: &mut Vec<Diagnostic>,
) {
    if page.is_slot(passage, at) {
        return;
    }
    let message = format!("the page calls the same host `{name}.{rare}` here and `{name}.{usual}` elsewhere");
    found.push(
        Diagnostic::warning(Code::MixedDomains, message, page.span(passage, at))
            .help(format!("write `{name}.{usual}`, so that readers replace one domain")),
    );
}

/// Returns the hosts of a text that end with a domain.
fn places(text: &str, domain: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_';
    let whole = |(at, _): (usize, &str)| {
        let (before, after) = (text.get(..at)?, text.get(at + domain.len()..)?);
        let name = before.len() - before.trim_end_matches(is_part).len();
        let goes_on = after.trim_start_matches('.').starts_with(is_part);
        let is_host = name == 0 || before.ends_with('.');
        let is_address = before.get(..at - name).is_some_and(|before| before.ends_with('@'));
        (is_host && !goes_on && !is_address).then(|| at - name..at + domain.len())
    };
    text.match_indices(domain).filter_map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitevar_core::Variables;

    fn count(page: &str) -> usize {
        let page = Page::new(page, &Variables::default());
        let mut found = Vec::new();
        check(&page, &mut found);
        found.len()
    }

    #[test]
    fn one_host_is_below_one_domain() {
        assert_eq!(count("`auth.example.com` `auth.example.com` `auth.example.org`"), 1);
        for page in [
            "`auth.example.com` `auth.example.com` `app.example.org`",
            "`auth.example.com` `auth.example.org`",
            "`auth.example.com` `auth.example.com auth.example.org`",
            "`example.com` `example.com` `example.org`",
            "`auth.example.com` `auth.example.com` `me@auth.example.org`",
            "`auth.example.com` `auth.example.com` `auth.example.org.au`",
        ] {
            assert_eq!(count(page), 0, "{page}");
        }
    }
}
