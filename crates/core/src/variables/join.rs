//! Joins: where a value meets the text beside it, a slash, a port or a domain is written once.
//!
//! Who pastes `https://app.example.org/` for a page that adds `/login` means one slash. What can be read in one way only
//! is put right; where a path would be in a query, or a port after a path, the value is refused with the reason.

use super::kind::Kind;
use super::{Values, Variables};
use crate::text::{Cut, Find, Signs};

/// Returns a value as it is written between two texts, whose joins with the default are as the author wants them.
///
/// # Errors
///
/// Says what the value has that the text after it adds, or what it lacks.
pub(crate) fn join<'v>(before: &str, default: &str, value: &'v str, after: &str) -> Result<&'v str, String> {
    let is_address = value.has("://");
    let added = suffix(after);
    let adds_port = is_address && added.starts_with(':');
    let continues = default.ends_with('/') && after.starts_with(char::is_alphanumeric);
    let adds = adds_port || continues || after.starts_with('/') && !default.ends_with('/');
    if adds && is_address && value.has_any("?#") && !default.has_any("?#") {
        return Err("the page adds more to this address: leave out its query and fragment".to_owned());
    }
    if continues && !value.ends_with('/') {
        return Err("the page adds more to this: end it with a slash".to_owned());
    }
    let mut joined = if adds && !continues { value.trim_end_matches('/') } else { value };
    if adds_port && has_more_than_host(joined) {
        return Err("the page adds a port to this address: write it without a port and a path".to_owned());
    }
    let twice = added.trim_end_any("/.");
    if twice.len() > 1 && joined.ends_with(twice) && !default.ends_with(twice) {
        return Err(format!("the page writes `{twice}` after this: leave it out here"));
    }
    if before.ends_with('/') && !default.starts_with('/') {
        joined = joined.trim_start_matches('/');
    }
    Ok(joined)
}

/// Tells whether an address has a port or a path.
fn has_more_than_host(address: &str) -> bool {
    let authority = address.parted_at("://").map_or("", |(_, authority)| authority);
    authority.after_any("@]").has_any(":/")
}

/// Returns the path, the port or the rest of a name at the beginning of a text.
fn suffix(text: &str) -> &str {
    let signs = match text.chars().next() {
        Some('/') => "/._-~%+",
        Some('.') => ".-",
        Some(':') if text.after(1).starts_with(|c: char| c.is_ascii_digit()) => "",
        _ => return "",
    };
    let is_part = |c: char| c.is_alphanumeric() || signs.has(c);
    text.after(1).find(|c| !is_part(c)).map_or(text, |end| text.before(end + 1))
}

impl Variables {
    /// Tells whether the values of a variable are joined with what is beside them. What is made of a secret is not.
    pub(super) fn is_joined(&self, name: &str) -> bool {
        let is_kind = matches!(self.kind(name), Kind::Url | Kind::Path | Kind::Subdomain);
        (is_kind || self.derived.contains_key(name)) && !self.is_of_a_secret(name)
    }

    /// Returns a subdomain without the domain, which is written after it anyway: `auth.home.net` under `home.net`.
    pub(super) fn without_domain<'v>(
        &self,
        value: &'v str,
        set: &dyn Fn(&str) -> Option<String>,
    ) -> Option<(&'v str, String)> {
        let domains = self.variables.iter().filter(|(_, variable)| variable.kind == Kind::Domain);
        domains.filter_map(|(name, variable)| set(name).or_else(|| variable.default_text())).find_map(
            |domain| {
                let before = value.strip_suffix(&domain)?;
                let before = if before.is_empty() { before } else { before.strip_suffix('.')? };
                Some((before, domain))
            },
        )
    }

    /// Returns what is worth knowing about a value together with the others: a part that would be written twice.
    pub fn remark(&self, name: &str, value: &str, values: &Values) -> Option<String> {
        let text = |name: &str| values.get(name).map(str::to_owned);
        if self.kind(name) == Kind::Subdomain
            && let Some((before, domain)) = self.without_domain(value, &text)
        {
            return Some(match before {
                "" => format!("`{domain}` is the domain, so nothing is written before it"),
                _ => format!("`{domain}` follows it, so only `{before}` is written"),
            });
        }
        let patterns = self.derived.iter().map(|(_, pattern)| pattern);
        let first = value.split('.').next().unwrap_or_default();
        let shown = |name: &str| {
            values.get(name).map_or_else(|| self.default_text(name), |text| Some(text.to_owned()))
        };
        // In `{part}.{name}` the two are in neighbouring braces.
        let is_twice = |pattern: &String| {
            let mut parts = pattern.split('{');
            let mut before = parts.next().unwrap_or_default();
            parts.any(|part| {
                let last = std::mem::replace(&mut before, part).strip_suffix("}.");
                part.split('}').next() == Some(name) && last.and_then(shown).is_some_and(|last| last == first)
            })
        };
        if patterns.clone().any(is_twice) {
            return Some(format!(
                "the guide puts `{first}.` before it, so this makes `{first}.{value}`: leave `{first}.` out here"
            ));
        }
        super::derived::refusal(self, name, &text)
    }
}
