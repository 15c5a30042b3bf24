//! Names in the DNS and addresses of machines: domains, subdomains and hosts.
//!
//! People often paste a whole URL: [`strip`] leaves only the host, and the note says so.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::draft::{Draft, Idn};
use crate::text::characters::describe;
use crate::text::{Cut, Find, Signs};

/// The most characters of a label and of a name (RFC 1035, section 2.3.4; a name without the dot of the root).
const LONGEST_LABEL: usize = 63;
const LONGEST_NAME: usize = 253;

/// A name under which services have subdomains.
pub(super) fn domain(draft: &mut Draft<'_>, idn: Idn<'_>) -> Result<(), String> {
    strip(draft, "a domain has no scheme, user, port or path")?;
    if address(&draft.value).is_none() {
        name(draft, idn, Underscores::Refused)?;
    }
    if address(&draft.value).is_some() || ends_in_a_number(&draft.value) {
        return Err(
            "this would be read as an IP address, and a domain is a name under which services have subdomains: \
                    write a name such as `example.com`; an address needs a variable of the type `host`"
                .to_owned(),
        );
    }
    if !draft.value.has('.') {
        draft.remark(format!(
            "browsers keep no cookies for a domain of one label, so signing in needs one such as `{}.internal`",
            draft.value
        ));
    }
    Ok(())
}

/// What comes before a domain: nothing, one label or several.
pub(super) fn subdomain(draft: &mut Draft<'_>, idn: Idn<'_>) -> Result<(), String> {
    if draft.value.has("://") {
        return Err("this is a full URL: write only the part before the domain, such as `auth`".to_owned());
    }
    if draft.value == "@" {
        draft.change(String::new(), "an empty subdomain means the domain itself");
    }
    if draft.value.is_empty() {
        return Ok(());
    }
    if address(&draft.value).is_none() {
        name(draft, idn, Underscores::Refused)?;
    }
    match address(&draft.value) {
        Some(_) => Err("this is an IP address: a subdomain is a name such as `auth`".to_owned()),
        None => Ok(()),
    }
}

/// A name or an address of one machine or container.
pub(super) fn host(draft: &mut Draft<'_>, idn: Idn<'_>) -> Result<(), String> {
    strip(draft, "a host has no scheme, user, port or path")?;
    machine(draft, idn)
}

/// A name or an address of one machine, as a URL has it too.
pub(super) fn machine(draft: &mut Draft<'_>, idn: Idn<'_>) -> Result<(), String> {
    if let Some(canonical) = address(&draft.value) {
        draft.change(canonical, "an IPv6 address is written in brackets, in its shortest form");
        return Ok(());
    }
    if draft.value.has_any("[]:") {
        return Err(
            "this is not an IPv6 address: write one such as `[2001:db8::1]`, without the zone after `%`"
                .to_owned(),
        );
    }
    name(draft, idn, Underscores::Allowed)?;
    if address(&draft.value).is_none() && ends_in_a_number(&draft.value) {
        return Err("this looks like an IPv4 address but is not one: write four numbers from 0 to 255, \
                    without leading zeros"
            .to_owned());
    }
    Ok(())
}

/// Docker and SRV records have names with underscores; certificates and cookies have none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Underscores {
    Allowed,
    Refused,
}

/// Writes a name in lower case and punycode, and refuses what cannot be a name.
pub(super) fn name(draft: &mut Draft<'_>, idn: Idn<'_>, underscores: Underscores) -> Result<(), String> {
    refuse_strange(&draft.value, underscores)?;
    if !draft.value.is_ascii() || has_punycode(&draft.value) {
        let ascii = idn(&draft.value).filter(|ascii| ascii.is_ascii() && !ascii.is_empty());
        let Some(ascii) = ascii else {
            return Err(if draft.value.is_ascii() {
                "a label that begins with `xn--` is not valid punycode: write the name itself".to_owned()
            } else {
                "it contains letters that no name can contain: check how the name is written".to_owned()
            });
        };
        draft.change(ascii, "in configuration files, letters beyond ASCII are written as punycode");
        refuse_strange(&draft.value, underscores)?;
    }
    without_root(draft);
    let lower = draft.value.to_ascii_lowercase();
    draft.change(lower, "names are written in lower case");
    if draft.value.len() > LONGEST_NAME {
        return Err(format!(
            "{} characters are too many for a name: at most {LONGEST_NAME} are allowed",
            draft.value.len()
        ));
    }
    if draft.value.starts_with('.') {
        return Err("it begins with a dot: remove it".to_owned());
    }
    draft.value.split('.').try_for_each(label)
}

/// Refuses characters that no name can contain, naming the first one.
fn refuse_strange(value: &str, underscores: Underscores) -> Result<(), String> {
    if value.has('*') {
        return Err("`*` matches many names, and one is needed here: remove `*.`".to_owned());
    }
    if underscores == Underscores::Refused && value.has('_') {
        return Err("no certificate is issued for a name with an underscore: use `-` instead".to_owned());
    }
    let strange = value
        .chars()
        .find(|c| c.is_ascii() && !c.is_ascii_alphanumeric() && !"-._".has(*c) || c.is_whitespace());
    match strange {
        Some(strange) => {
            Err(format!("a name cannot contain {}: use letters, digits, dots and hyphens", describe(strange)))
        }
        None => Ok(()),
    }
}

fn has_punycode(value: &str) -> bool {
    value.split('.').any(|label| label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--")))
}

/// Refuses a label that no name can contain.
fn label(label: &str) -> Result<(), String> {
    if label.is_empty() {
        return Err("there is nothing between two dots: remove one, or write what belongs there".to_owned());
    }
    if label.len() > LONGEST_LABEL {
        return Err(format!(
            "a part of it has {} characters: at most {LONGEST_LABEL} are allowed between two dots",
            label.len()
        ));
    }
    if label.starts_with('-') || label.ends_with('-') {
        return Err(format!("`{label}` begins or ends with a hyphen: remove it"));
    }
    Ok(())
}

/// Removes the dot of the root, which is right in the DNS and wrong in most configuration files.
fn without_root(draft: &mut Draft<'_>) {
    if let Some(name) = draft.value.strip_suffix('.').filter(|name| !name.is_empty()) {
        let name = name.to_owned();
        draft.change(name, "a name is written without a dot at the end");
    }
}

/// Returns an IP address in its canonical form, IPv6 in brackets as URLs have it (RFC 3986, section 3.2.2).
pub(super) fn address(text: &str) -> Option<String> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    match bare.unwrap_or(text).parse::<Ipv6Addr>() {
        Ok(address) => Some(format!("[{address}]")),
        Err(_) if bare.is_none() => text.parse::<Ipv4Addr>().ok().map(|_| text.to_owned()),
        Err(_) => None,
    }
}

/// Tells whether browsers would take a name for an IPv4 address (WHATWG URL, "ends in a number").
pub(crate) fn ends_in_a_number(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let last = name.rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit())
        || hexadecimal.is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Leaves out everything of an address but its host, for a reason.
fn strip(draft: &mut Draft<'_>, reason: &str) -> Result<(), String> {
    let host = host_of(&draft.value);
    if host.is_empty() {
        return Err("there is no name in it: write one such as `example.com`".to_owned());
    }
    let host = host.to_owned();
    draft.change(host, reason);
    Ok(())
}

/// Returns the host of what may be a whole URL: `scheme://user@host:port/path`.
fn host_of(text: &str) -> &str {
    let is_scheme = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    let after_scheme = match text.parted_at("://") {
        Some((before, after)) if is_scheme(before) => Some(after),
        _ => text.strip_prefix("//"),
    };
    let rest = after_scheme.unwrap_or(text);
    let authority = rest.before(rest.find_any("/?#").unwrap_or(rest.len()));
    let machine = authority.rsplit_once('@').map_or(authority, |(_, machine)| machine);
    split_port(machine).0
}

/// Splits the port off; an IPv6 address without brackets has none.
pub(super) fn split_port(machine: &str) -> (&str, Option<&str>) {
    match machine.rsplit_once(':') {
        Some((host, port))
            if (host.ends_with(']') || !host.has(':')) && port.bytes().all(|b| b.is_ascii_digit()) =>
        {
            (host, Some(port))
        }
        _ => (machine, None),
    }
}
