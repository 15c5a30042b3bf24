//! The address of a page: from its path, or as front matter and the site's `permalinks` say.

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use serde_json::Value;

/// What an address that front matter gives cannot have in it as it is (RFC 3986, section 3.3); it may be percent-encoded.
const GIVEN: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'#').add(b'?').add(b'{').add(b'}');
/// The same of an address that is made of names.
const NAMED: &AsciiSet = &GIVEN.add(b'%').add(b'\\').add(b'^').add(b'|');

/// Returns the address of a page below the site's root, as links have it, but with letters beyond ASCII as they are;
/// `is_section` is asked where a pattern names sections.
pub(crate) fn of(
    hugo: &Value,
    path: &str,
    front_matter: &Value,
    is_section: &dyn Fn(&str) -> bool,
) -> String {
    let text = |key: &str| front_matter.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let Some(url) = text("url") {
        let is_file = url.rsplit('/').next().is_some_and(|last| last.is_empty() || last.contains('.'));
        return written(
            &format!("/{}{}", url.trim_start_matches('/'), if is_file { "" } else { "/" }),
            GIVEN,
        );
    }
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_list = name == "_index";
    let sections: Vec<&str> = {
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        if name == "index" {
            parts.pop();
        }
        parts
    };
    let base = match name {
        "index" | "_index" => folder.rsplit('/').next().unwrap_or_default(),
        name => name,
    };
    let slug = text("slug");
    let pattern = sections.first().and_then(|section| pattern(hugo, section, is_list));
    let address = match pattern {
        Some(pattern) if pattern.contains(":sections") => {
            let path = |count: usize| sections[..count].join("/");
            let counted = (1..=sections.len()).filter(|count| is_section(&path(*count)));
            let sections: Vec<&str> = counted.map(|count| sections[count - 1]).collect();
            fill(pattern, &sections, base, slug, front_matter)
        }
        Some(pattern) => fill(pattern, &sections, base, slug, front_matter),
        None if is_list => folder.to_owned(),
        None => sections
            .iter()
            .copied()
            .chain([slug.unwrap_or(base)])
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("/"),
    };
    let address = urlize(&address);
    match address.trim_matches('/') {
        "" => "/".to_owned(),
        address => written(&format!("/{address}/"), NAMED),
    }
}

/// Percent-encodes what of ASCII is in a set.
fn written(address: &str, set: &'static AsciiSet) -> String {
    let mut out = String::with_capacity(address.len());
    for character in address.chars() {
        match u8::try_from(character).ok().filter(u8::is_ascii) {
            Some(byte) => out.extend(percent_encode(&[byte], set)),
            None => out.push(character),
        }
    }
    out
}

/// Returns a key of the configuration, without regard to case.
pub(crate) fn config<'a>(config: &'a Value, key: &str) -> Option<&'a Value> {
    config.as_object()?.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
}

/// Returns the pattern of a section; since Hugo 0.131 they may be below `page` and `section`.
fn pattern<'a>(hugo: &'a Value, section: &str, is_section: bool) -> Option<&'a str> {
    let permalinks = config(hugo, "permalinks")?;
    let kind = if is_section { "section" } else { "page" };
    let nested = config(permalinks, kind).and_then(|kind| config(kind, section)).and_then(Value::as_str);
    let plain = || config(permalinks, section).and_then(Value::as_str).filter(|_| !is_section);
    nested.or_else(plain)
}

fn fill(pattern: &str, sections: &[&str], base: &str, slug: Option<&str>, front_matter: &Value) -> String {
    let title = front_matter.get("title").and_then(Value::as_str).unwrap_or(base);
    let date = front_matter.get("date").and_then(Value::as_str).unwrap_or_default();
    let part = |range: std::ops::Range<usize>| date.get(range).unwrap_or_default().to_owned();
    // What is filled in is one segment of the path.
    let step = |text: &str| urlize(text).replace('/', "-").replace('+', "");
    pattern
        .split('/')
        .map(|token| match token {
            ":slug" => step(slug.unwrap_or(title)),
            ":slugorcontentbasename" | ":slugorfilename" => step(slug.unwrap_or(base)),
            ":contentbasename" | ":filename" => step(base),
            ":title" => step(title),
            ":section" => sections.first().copied().unwrap_or_default().to_owned(),
            ":sections" => sections.join("/"),
            ":year" => part(0..4),
            ":month" => part(5..7),
            ":day" => part(8..10),
            token => match token.strip_prefix(":sections[").and_then(|range| range.strip_suffix(']')) {
                Some(range) => slice(sections, range),
                None => token.to_owned(),
            },
        })
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("/")
}

/// Returns the sections of `1`, `1:`, `:2`, `1:2` or `last`.
fn slice(sections: &[&str], range: &str) -> String {
    let index = |text: &str, default: usize| match text {
        "last" => sections.len().saturating_sub(1),
        text => text.parse().unwrap_or(default).min(sections.len()),
    };
    let (from, to) = match range.split_once(':') {
        Some((from, to)) => (index(from, 0), index(to, sections.len())),
        None => {
            let at = index(range, sections.len());
            (at, (at + 1).min(sections.len()))
        }
    };
    sections.get(from..to).unwrap_or_default().join("/")
}

/// Writes a path as Hugo does in addresses: lower case, white space as dashes, odd characters dropped.
pub(crate) fn urlize(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut space = false;
    let mut dash = false;
    for c in path.chars() {
        if c.is_alphanumeric() || "./\\_-#+~@%".contains(c) {
            dash = c == '-';
            if std::mem::take(&mut space) && !dash {
                out.push('-');
            }
            out.extend(c.to_lowercase());
        } else if c.is_whitespace() && !out.is_empty() && !dash {
            space = true;
        }
    }
    out
}
