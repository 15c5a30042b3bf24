//! Addresses inside of any text: scheme, userinfo, host, port, path, query and fragment (RFC 3986, section 3).

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use crate::context::escape::RAW;
use crate::context::language::{Grammar, Language};
use crate::context::rule::{Allowed, Otherwise, TokenRule};
use crate::context::token::Token;
use crate::guide::{Format, mark};
use crate::text::{Cut, Find};
use crate::variables::names::ends_in_a_number;

/// Text with addresses in it.
pub(in crate::context) static URL: Language = Language {
    name: "addresses",
    grammar: Grammar::Own(scan),
    finished: &[Format::Url, Format::Regex, Format::Dn],
    ..Language::BASE
};

static TEXT: TokenRule = TokenRule::TEXT;

static SCHEME: TokenRule = TokenRule {
    name: "the scheme of an address",
    allowed: Allowed::Ascii("+-."),
    check: |text| match text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => Ok(()),
        false => Err("the scheme of an address starts with a letter"),
    },
    ..TokenRule::PART
};

static USERINFO: TokenRule = TokenRule { name: "the user of an address", allowed: UNRESERVED, ..ENCODED };

static HOST: TokenRule = TokenRule {
    name: "the host of an address",
    allowed: Allowed::Ascii("-._"),
    quoted: &[&IPV6],
    check: |host| match host {
        _ if host.is_empty() || host.starts_with('.') || host.has("..") => {
            Err("the address would be left without a host name")
        }
        _ if is_other_number(host) => Err("browsers would read this as the IP address of another host"),
        _ => Ok(()),
    },
    ..TokenRule::PART
};

/// An IPv6 address is in brackets as a host (RFC 3986, section 3.2.2), and so is a value of the type `host` that is one.
static IPV6: TokenRule = TokenRule {
    name: "the host of an address",
    allowed: Allowed::Those(|c| c.is_ascii_hexdigit() || "[:.]".has(c)),
    check: |host| {
        let address = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        match address.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok()) {
            true => Ok(()),
            false => Err("an IPv6 address as a host is in brackets: `[2001:db8::1]`"),
        }
    },
    ..TokenRule::PART
};

static PORT: TokenRule = TokenRule {
    name: "the port of an address",
    allowed: Allowed::Those(|c| c.is_ascii_digit()),
    check: |port| match port.parse::<u16>() {
        Ok(number) if number.to_string() == port => Ok(()),
        _ => Err("a port is a number from 0 to 65535"),
    },
    ..TokenRule::PART
};

/// A slash in a value stays one: who types `auth/admin` for a path means two segments, and many servers refuse `%2F`.
/// Signs that a path could hold but that mean something to shells and servers are encoded all the same.
static PATH: TokenRule = TokenRule {
    name: "the path of an address",
    allowed: Allowed::Ascii("-._~+,=:@/"),
    check: |path| match path.split('/').any(|segment| segment == "." || segment == "..") {
        true => Err("`.` and `..` would lead to another path"),
        false => Ok(()),
    },
    ..ENCODED
};

static QUERY: TokenRule = TokenRule { name: "the query of an address", allowed: UNRESERVED, ..ENCODED };

static FRAGMENT: TokenRule =
    TokenRule { name: "the fragment of an address", allowed: Allowed::Ascii("-._~+,=:@/?"), ..ENCODED };

/// A part in which the bytes of other characters are written as `%2F`.
const ENCODED: TokenRule = TokenRule { otherwise: Otherwise::Percent, ..TokenRule::PART };

/// Tells whether a host ends in a number without being an IPv4 address of four decimal numbers: readers of the WHATWG
/// URL standard, section 3.5, take `8443` for `0.0.32.251`.
fn is_other_number(host: &str) -> bool {
    ends_in_a_number(host) && host.parse::<Ipv4Addr>().is_err()
}

/// RFC 3986, section 2.3.
const UNRESERVED: Allowed = Allowed::Ascii("-._~");

/// Tells whether a text contains an address.
pub(in crate::context) fn is_in(text: &str) -> bool {
    find(text, 0).is_some()
}

fn scan(_: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(range) = find(text, at) {
        push(&mut tokens, &TEXT, at..range.start);
        at = range.end;
        parts(&mut tokens, text, range);
    }
    push(&mut tokens, &TEXT, at..text.len());
    tokens
}

fn push(tokens: &mut Vec<Token>, rule: &'static TokenRule, range: Range<usize>) {
    if !range.is_empty() {
        tokens.push(Token::bare(rule, range));
    }
}

/// Returns where the first address after a position is: a scheme, `://` and what follows without white space.
fn find(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    while let Some(separator) = text.after(at).position_of("://").map(|found| at + found) {
        let scheme = text
            .between(from..separator)
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_ascii_alphanumeric() || "+-.".has(*c) || mark::index(*c).is_some())
            .last();
        let before = |start: usize| text.before(from + start).chars().next_back();
        match scheme {
            // An expression such as `^https://…` is not one.
            Some((start, _)) if before(start) != Some('^') => {
                let end = end(text, separator + 3);
                return Some(from + start..end);
            }
            _ => at = separator + 3,
        }
    }
    None
}

/// Returns where an address ends: at white space, quotes and what closes brackets around it.
fn end(text: &str, from: usize) -> usize {
    let mut raw = false;
    for (at, character) in text.after(from).char_indices() {
        match character {
            _ if character == RAW.0 => raw = true,
            _ if character == RAW.1 => raw = false,
            _ if raw => {}
            '"' | '\'' | '<' | '>' | '`' | '|' | '\\' | '^' => return from + at,
            _ if character.is_whitespace() || character.is_control() => return from + at,
            _ => {}
        }
    }
    text.len()
}

/// Splits an address into its parts.
fn parts(tokens: &mut Vec<Token>, text: &str, range: Range<usize>) {
    let url = text.between(range.clone());
    let Some(separator) = url.position_of("://").map(|at| range.start + at) else { return };
    push(tokens, &SCHEME, range.start..separator);
    let start = separator + 3;
    let find = |from: usize, what: &[char]| {
        text.between(from..range.end).find(what).map_or(range.end, |at| from + at)
    };
    let path = find(start, &['/', '?', '#']);
    authority(tokens, text, start..path);
    let query = find(path, &['?', '#']);
    let fragment = find(query, &['#']);
    // What is left empty is still there: `?q=`.
    tokens.push(Token::bare(&PATH, path..query));
    // Every name and every value of a query is a part of its own.
    let mut at = query;
    while at < fragment {
        let next = find((at + 1).min(fragment), &['&', '=', '#']).min(fragment);
        tokens.push(Token::bare(&QUERY, at + 1..next));
        at = next.max(at + 1);
    }
    if fragment < range.end {
        tokens.push(Token::bare(&FRAGMENT, fragment + 1..range.end));
    }
}

fn authority(tokens: &mut Vec<Token>, text: &str, range: Range<usize>) {
    let host = text.between(range.clone()).rfind('@').map_or(range.start, |at| range.start + at + 1);
    if host > range.start {
        let user = range.start..host - 1;
        let colon = text.between(user.clone()).find(':').map_or(user.end, |at| user.start + at);
        tokens.push(Token::bare(&USERINFO, user.start..colon));
        if colon < user.end {
            tokens.push(Token::bare(&USERINFO, colon + 1..user.end));
        }
    }
    let bracket = text.between(host..range.end).rfind(']').map_or(host, |at| host + at);
    let colon = text.between(bracket..range.end).rfind(':').map_or(range.end, |at| bracket + at);
    let is_ipv6 = text.after(host).starts_with('[') && bracket > host;
    let rule = if is_ipv6 { &IPV6 } else { &HOST };
    push(tokens, rule, host..if is_ipv6 { bracket + 1 } else { colon });
    let port = (colon + 1).min(range.end);
    // A variable of the language around it may follow: `:8080$request_uri`.
    let end = text.between(port..range.end).find(RAW.0).map_or(range.end, |at| port + at);
    push(tokens, &PORT, port..end);
}
