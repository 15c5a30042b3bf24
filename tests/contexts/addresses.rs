//! The host of an address takes every host that there is: a name, an IPv4 address, and an IPv6 address in brackets, which
//! is how a variable of the type `host` holds one. The reader of addresses of the browsers says which host that is.

use sitevar_core::{Filled, Language, SlotAt, Snippet};
use url::Url;

const HOSTS: [&str; 6] =
    ["home.lab", "authelia", "192.168.1.10", "[2001:db8::1]", "[fd00::a:1]", "[::ffff:c0a8:10a]"];

/// Addresses, with the slot as `«»`, and the texts of each language around them.
const ADDRESSES: [&str; 6] = [
    "https://«»",
    "https://«»/",
    "http://«»:8080/a?b=c#d",
    "http://me:word@«»:8080/",
    "ldaps://«»:636",
    "postgres://app@«»/db?sslmode=require",
];

const AROUND: [(&str, &str); 12] = [
    ("bash", "curl '@'\n"),
    ("bash", "curl \"@\" -o x\n"),
    ("bash", "curl @ -o x\n"),
    ("yaml", "url: '@'\n"),
    ("yaml", "url: \"@\"\n"),
    ("yaml", "url: @\n"),
    ("json", "{\"url\": \"@\"}\n"),
    ("toml", "url = \"@\"\n"),
    ("ini", "url = @\n"),
    ("env", "URL=@\n"),
    ("nginx", "proxy_pass \"@\";\n"),
    ("text", "See @ there\n"),
];

/// What is no host, or not as an address has it.
const NO_HOSTS: [&str; 7] =
    ["2001:db8::1", "[2001:db8::1", "2001:db8::1]", "[home]", "[::1]:80", "[::1%25eth0]", "[[::1]]"];

#[test]
fn every_kind_of_host_is_written_into_every_address() {
    for (language, around) in AROUND {
        for address in ADDRESSES {
            for host in HOSTS {
                let text = around.replace('@', address);
                // A shell's backslash before a bracket is no part of the word.
                let written = written(language, &text, host).unwrap_or_default().replace('\\', "");
                let expected = Url::parse(&address.replace("«»", host)).unwrap();
                let start =
                    written.find(expected.scheme()).unwrap_or_else(|| panic!("{text} {host}: {written}"));
                let found = written[start..].split(['\'', '"', ' ', '\n', ';']).next().unwrap();
                assert_eq!(Url::parse(found), Ok(expected), "{language}: {text} {host}: {written}");
            }
        }
    }
}

#[test]
fn what_is_no_host_is_refused() {
    for (language, around) in AROUND {
        for address in ADDRESSES {
            for host in NO_HOSTS {
                let text = around.replace('@', address);
                assert_eq!(written(language, &text, host), None, "{language}: {text} {host}");
            }
        }
    }
}

/// Writes a host in the place of `«»`; nothing where it is refused.
fn written(language: &str, text: &str, host: &str) -> Option<String> {
    const DEFAULT: &str = "example.com";
    let start = text.find("«»").unwrap();
    let slot = SlotAt { range: start..start + DEFAULT.len(), ..SlotAt::default() };
    let snippet = Snippet::new(Language::find(language, ""), text.replace("«»", DEFAULT), vec![slot]);
    let filled = snippet.fill(&[Some(host)]);
    let is_refused = filled.iter().any(|slot| matches!(slot, Filled::Refused(_)));
    (!is_refused).then(|| snippet.write(&filled))
}
