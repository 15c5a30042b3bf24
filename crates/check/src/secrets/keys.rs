//! Keys and tokens that some service would take: they are on the page by accident, or readers copy somebody's own.
//!
//! A token has the shape that its service gives it, and looks random; a private key is one that can be decoded.

use std::ops::Range;

use base64ct::{Base64, Encoding};
use sitevar_core::{Code, Diagnostic, Span};

/// How the tokens of a service look: what they begin with, how many characters follow, and what they are.
struct Shape {
    start: &'static str,
    length: usize,
    what: &'static str,
}

/// Shapes as the services document them; each is long enough that no word has it by chance. The page of the code names
/// the services.
const SHAPES: [Shape; 41] = [
    Shape { start: "AKIA", length: 16, what: "an access key of AWS" },
    Shape { start: "ASIA", length: 16, what: "an access key of AWS" },
    Shape { start: "sk-ant-", length: 80, what: "a key of Anthropic" },
    Shape { start: "dckr_pat_", length: 27, what: "a token of Docker" },
    Shape { start: "dop_v1_", length: 64, what: "a token of DigitalOcean" },
    Shape { start: "doo_v1_", length: 64, what: "a token of DigitalOcean" },
    Shape { start: "dor_v1_", length: 64, what: "a token of DigitalOcean" },
    Shape { start: "ghp_", length: 36, what: "a token of GitHub" },
    Shape { start: "gho_", length: 36, what: "a token of GitHub" },
    Shape { start: "ghr_", length: 36, what: "a token of GitHub" },
    Shape { start: "ghs_", length: 36, what: "a token of GitHub" },
    Shape { start: "ghu_", length: 36, what: "a token of GitHub" },
    Shape { start: "github_pat_", length: 82, what: "a token of GitHub" },
    Shape { start: "gldt-", length: 20, what: "a token of GitLab" },
    Shape { start: "glpat-", length: 20, what: "a token of GitLab" },
    Shape { start: "glrt-", length: 20, what: "a token of GitLab" },
    Shape { start: "AIza", length: 35, what: "a key of Google" },
    Shape { start: "GOCSPX-", length: 28, what: "a client secret of Google" },
    Shape { start: "glsa_", length: 32, what: "a token of Grafana" },
    Shape { start: "hf_", length: 34, what: "a token of Hugging Face" },
    Shape { start: "lin_api_", length: 40, what: "a key of Linear" },
    Shape { start: "nfp_", length: 36, what: "a token of Netlify" },
    Shape { start: "NRAK-", length: 27, what: "a key of New Relic" },
    Shape { start: "npm_", length: 36, what: "a token of npm" },
    Shape { start: "sk-proj-", length: 40, what: "a key of OpenAI" },
    Shape { start: "sk-svcacct-", length: 40, what: "a key of OpenAI" },
    Shape { start: "pypi-AgEIcHlwaS5vcmc", length: 50, what: "a token of PyPI" },
    Shape { start: "rubygems_", length: 48, what: "a key of RubyGems" },
    Shape { start: "SG.", length: 22, what: "a key of SendGrid" },
    Shape { start: "shpat_", length: 32, what: "a token of Shopify" },
    Shape { start: "xapp-", length: 40, what: "a token of Slack" },
    Shape { start: "xoxb-", length: 40, what: "a token of Slack" },
    Shape { start: "xoxp-", length: 40, what: "a token of Slack" },
    Shape { start: "rk_live_", length: 24, what: "a key of Stripe" },
    Shape { start: "sk_live_", length: 24, what: "a key of Stripe" },
    Shape { start: "sbp_", length: 40, what: "a token of Supabase" },
    Shape { start: "tskey-api-", length: 30, what: "a key of Tailscale" },
    Shape { start: "tskey-auth-", length: 30, what: "a key of Tailscale" },
    Shape { start: "tskey-client-", length: 30, what: "a key of Tailscale" },
    Shape { start: "hvs.", length: 24, what: "a token of Vault" },
    Shape { start: "AGE-SECRET-KEY-1", length: 58, what: "a key of age" },
];

/// Checks a text; `span` says where a range of it is in the page.
pub(super) fn check(text: &str, span: &dyn Fn(Range<usize>) -> Span, found: &mut Vec<Diagnostic>) {
    let mut report = |what: &str, at: Range<usize>| {
        let message = format!("this looks like {what} that is real");
        found.push(
            Diagnostic::warning(Code::RealSecret, message, span(at))
                .help("revoke it if it is, and write a text that nobody could take for one"),
        );
    };
    for shape in &SHAPES {
        for (at, _) in text.match_indices(shape.start) {
            if let Some(length) = token(text, at, shape) {
                report(shape.what, at..at + length);
            }
        }
    }
    for at in private_keys(text) {
        report("a private key", at);
    }
    for at in wireguard_keys(text) {
        report("a private key of WireGuard", at);
    }
}

/// Returns the length of the token at a position.
fn token(text: &str, at: usize, shape: &Shape) -> Option<usize> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if text.get(..at)?.chars().next_back().is_some_and(is_part) {
        return None;
    }
    let rest = text.get(at + shape.start.len()..)?;
    let body = rest.get(..rest.find(|c: char| !is_part(c)).unwrap_or(rest.len()))?;
    (body.len() >= shape.length && is_random(body)).then_some(shape.start.len() + body.len())
}

/// Words that are in tokens which nobody gave out.
const WORDS: [&str; 6] = ["example", "xxx", "your", "1234567", "abcdef", "token"];

/// Tells whether a text could be random: many different characters, and no word of an example.
fn is_random(body: &str) -> bool {
    let lower = body.to_ascii_lowercase();
    let mut characters: Vec<char> = body.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    let has_digit = body.contains(|c: char| c.is_ascii_digit());
    let enough = characters.len() * 2 >= body.len().min(20);
    has_digit && enough && !WORDS.iter().any(|word| lower.contains(word))
}

const BEGIN: &str = "-----BEGIN ";
const KEY: &str = "PRIVATE KEY-----";
const END: &str = "-----END ";

/// What a key of OpenSSH begins with, as its `PROTOCOL.key` says.
const OPENSSH: &[u8] = b"openssh-key-v1\0";

/// Returns where private keys begin whose text is really one: DER in base64, as long as it says, or OpenSSH's.
fn private_keys(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(BEGIN) {
        let rest = text.get(at..).unwrap_or_default();
        let head = rest.lines().next().unwrap_or_default();
        let Some(after) = head.find(KEY).map(|from| from + KEY.len()) else { continue };
        let body = rest.get(after..).unwrap_or_default();
        let body = body.get(..body.find(END).unwrap_or(0)).unwrap_or_default();
        let packed: String = body.replace("\\n", "").chars().filter(|c| !c.is_whitespace()).collect();
        if Base64::decode_vec(&packed).is_ok_and(|bytes| is_der(&bytes) || bytes.starts_with(OPENSSH)) {
            found.push(at..at + after);
        }
    }
    found
}

/// Tells whether bytes are one sequence of DER, whose length is that of the whole.
fn is_der(bytes: &[u8]) -> bool {
    match *bytes {
        [0x30, length @ ..=0x7f, ref rest @ ..] => rest.len() == usize::from(length),
        [0x30, 0x81, length, ref rest @ ..] => rest.len() == usize::from(length),
        [0x30, 0x82, high, low, ref rest @ ..] => rest.len() == usize::from(u16::from_be_bytes([high, low])),
        _ => false,
    }
}

/// How long a key of WireGuard is in base64.
const WIREGUARD: usize = 44;

/// Returns where private keys of WireGuard are: the bits that every key of Curve25519 has or lacks (RFC 7748, section 5)
/// tell them from other bytes in base64.
fn wireguard_keys(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, name) in text.match_indices("rivate").chain(text.match_indices("RIVATE")) {
        let rest = text.get(at + name.len()..).unwrap_or_default();
        let rest = rest.strip_prefix(['_', '-']).unwrap_or(rest);
        let Some(rest) = ["Key", "key", "KEY"].iter().find_map(|key| rest.strip_prefix(key)) else {
            continue;
        };
        let value = rest.trim_start_matches([' ', '=', ':', '"', '\'']);
        let Some(key) = value.get(..WIREGUARD).filter(|_| value.len() < rest.len()) else { continue };
        let is_key =
            |bytes: Vec<u8>| matches!(*bytes, [first, .., last] if first & 7 == 0 && last & 0xc0 == 0x40);
        if Base64::decode_vec(key).is_ok_and(is_key) && is_random(key) {
            let start = text.len() - value.len();
            found.push(start..start + WIREGUARD);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        let mut found = Vec::new();
        check(text, &Span::from, &mut found);
        found.len()
    }

    #[test]
    fn what_a_service_gives_out_looks_real() {
        assert_eq!(count("key: AKIA7Q2XJ5LMZ4RTW6PB"), 1);
        for text in
            ["AKIAIOSFODNN7EXAMPLE", "glpat-xxxxxxxxxxxxxxxxxxxx", "XAKIA7Q2XJ5LMZ4RTW6PB", "npm_run_build"]
        {
            assert_eq!(count(text), 0, "{text}");
        }
    }

    #[test]
    fn a_private_key_is_one_that_can_be_decoded() {
        let key = |body: &str| format!("{BEGIN}EC {KEY}\n{body}\n{END}EC {KEY}\n");
        assert_eq!(count(&key("MAMCAQE=")), 1);
        assert_eq!(count(&key("MAQCAQE=")), 0, "its length is not that of the whole");
        assert_eq!(count(&key("...")), 0);
        assert_eq!(count(&key(&Base64::encode_string(b"openssh-key-v1\0none"))), 1);
        assert_eq!(count(&key(&Base64::encode_string(b"openssh-key-v2\0none"))), 0);
    }

    #[test]
    fn a_key_of_wireguard_has_its_bits() {
        // As `wg genkey` makes them.
        let key = "qP3xZ1vUuQ9bN7cW5eR2tY8uI4oA6sD0fGjHkL1mV0M=";
        for text in [
            format!("PrivateKey = {key}"),
            format!("WIREGUARD_PRIVATE_KEY={key}"),
            format!("private_key: \"{key}\""),
        ] {
            assert_eq!(count(&text), 1, "{text}");
        }
        for text in [
            format!("PublicKey = {key}"),
            format!("PrivateKey = {}", key.replace("qP3x", "qf3x")),
            "PrivateKey = <key>".to_owned(),
        ] {
            assert_eq!(count(&text), 0, "{text}");
        }
    }

    #[test]
    fn the_page_of_the_code_names_every_service() {
        let page =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../site/content/reference/diagnostics/real-secret.md");
        let page = std::fs::read_to_string(page).unwrap_or_default();
        for Shape { what, .. } in &SHAPES {
            let service = what.rsplit(" of ").next().unwrap_or_default();
            assert!(page.contains(service), "{service}");
        }
    }
}
