//! Ports, URLs and email addresses.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::draft::{Draft, Idn};
use super::names::{self, Underscores, split_port};
use crate::text::characters::describe;
use crate::text::{Cut, Find, Signs, is_in};

/// A number from 1 to 65535.
pub(super) fn port(draft: &mut Draft<'_>) -> Result<(), String> {
    if let Some(number) = draft.value.strip_prefix(':').map(str::to_owned) {
        draft.change(number, "a port is only the number");
    }
    let number = port_number(&draft.value)?;
    draft.change(number, "a port has no leading zeros");
    Ok(())
}

fn port_number(text: &str) -> Result<String, String> {
    if let Some(strange) = text.chars().find(|c| !c.is_ascii_digit()) {
        return Err(format!(
            "a port is a number, and {} is not a digit: write one from 1 to 65535",
            describe(strange)
        ));
    }
    let number = text.trim_start_matches('0');
    match number.parse::<u16>() {
        Ok(number) => Ok(number.to_string()),
        Err(_) if number.is_empty() => {
            Err("nothing can connect to port 0: write a number from 1 to 65535".to_owned())
        }
        Err(_) => Err("the highest port is 65535: write a number from 1 to 65535".to_owned()),
    }
}

/// The schemes of URLs in configuration files; none of them runs code.
const SCHEMES: &str = "https http wss ws ldaps ldap ldapi tcp tcp4 tcp6 udp udp4 udp6 tls smtp \
                       smtps submission submissions imap imaps redis rediss postgres postgresql mysql mariadb mongodb ssh ftp";

/// The longest URL that programs are known to accept (RFC 9110 recommends 8,000).
const LONGEST_URL: usize = 8000;

/// What a URL cannot contain as it is (RFC 3986, appendix A).
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A whole address.
pub(super) fn url(draft: &mut Draft<'_>, idn: Idn<'_>) -> Result<(), String> {
    with_scheme(draft)?;
    let value = draft.value.clone();
    let (scheme, rest) = value.parted_at("://").unwrap_or_default();
    let (authority, after) = rest.around(rest.find_any("/?#").unwrap_or(rest.len()));
    let (user, machine) =
        authority.rsplit_once('@').map_or((None, authority), |(user, machine)| (Some(user), machine));
    let (host, port) = split_port(machine);
    // A server listens at `tcp://:9091`, on every address of its machine.
    let listens = port.is_some_and(|port| !port.is_empty()) && scheme.to_ascii_lowercase().starts_with("tcp");
    if host.is_empty() && !listens {
        return Err("there is no host in it: write a full URL, such as `https://example.com/`".to_owned());
    }
    let mut whole = scheme.to_ascii_lowercase() + "://";
    if let Some(user) = user {
        whole += &encode(user)?;
        whole.push('@');
    }
    if !host.is_empty() {
        whole += &draft.part(host, |host| names::machine(host, idn))?;
    }
    if let Some(port) = port.filter(|port| !port.is_empty()) {
        whole.push(':');
        whole += &port_number(port)?;
    }
    whole += &encode(after)?;
    if whole.len() > LONGEST_URL {
        return Err(format!(
            "{} characters are too many for a URL: at most {LONGEST_URL} are allowed",
            whole.len()
        ));
    }
    draft.put_together(whole, "this is how the address is usually written");
    Ok(())
}

/// Puts `https://` before an address without a scheme, and refuses schemes that are not known to be harmless.
fn with_scheme(draft: &mut Draft<'_>) -> Result<(), String> {
    let value = draft.value.as_str();
    let colon = value.find(':').filter(|at| {
        let scheme = value.before(*at);
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    let Some(colon) = colon else { return default_scheme(draft) };
    let (scheme, after) = (value.before(colon).to_ascii_lowercase(), value.after(colon + 1));
    // `localhost:8080` has a port after its colon, not an address.
    if !after.starts_with("//") && after.starts_with(|c: char| c.is_ascii_digit()) {
        return default_scheme(draft);
    }
    if !is_in(SCHEMES, &scheme) {
        return Err(format!(
            "a URL that begins with `{scheme}:` cannot be used here: write one that begins with `https://`"
        ));
    }
    if !after.starts_with("//") {
        return Err(format!("`{scheme}:` must be followed by two slashes: write `{scheme}://…`"));
    }
    Ok(())
}

fn default_scheme(draft: &mut Draft<'_>) -> Result<(), String> {
    let bare = draft.value.trim_start_matches('/');
    if bare.is_empty() || draft.value.starts_with('/') && !draft.value.starts_with("//") {
        return Err("this is a path: write a full URL, such as `https://example.com/`".to_owned());
    }
    let whole = format!("https://{bare}");
    draft.change(whole, "a URL begins with its scheme");
    Ok(())
}

/// Encodes what a URL cannot contain; what is encoded already stays.
fn encode(text: &str) -> Result<String, String> {
    let hexadecimal = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    let alone = text.match_indices('%').any(|(at, _)| !hexadecimal(at + 1) || !hexadecimal(at + 2));
    if alone {
        return Err(
            "a `%` in a URL must be followed by two hexadecimal digits: write `%25` for the sign itself"
                .to_owned(),
        );
    }
    Ok(utf8_percent_encode(text, ENCODED).to_string())
}

/// The most characters before the `@`, and of the whole (RFC 5321, sections 4.5.3.1.1 and .3).
const LONGEST_LOCAL: usize = 64;
const LONGEST_EMAIL: usize = 254;

/// An email address.
pub(super) fn email(draft: &mut Draft<'_>, idn: Idn<'_>) -> Result<(), String> {
    bare_address(draft);
    let Some((local, host)) = draft.value.rsplit_once('@') else {
        return Err("an email address has an `@`: write one such as `name@example.com`".to_owned());
    };
    let local = local.to_owned();
    if local.is_empty() || host.is_empty() {
        return Err(
            "something is missing before or after the `@`: write an address such as `name@example.com`"
                .to_owned(),
        );
    }
    // RFC 5322, section 3.2.3: the characters of an atom, and dots between atoms.
    if let Some(strange) =
        local.chars().find(|c| !c.is_ascii_alphanumeric() && !"!#$%&'*+-/=?^_`{|}~.".has(*c))
    {
        return Err(format!(
            "{} is not allowed before the `@`: check how the address is written",
            describe(strange)
        ));
    }
    if local.starts_with('.') || local.ends_with('.') || local.has("..") {
        return Err(
            "a dot before the `@` must have a character on both sides: remove the other dots".to_owned()
        );
    }
    if local.len() > LONGEST_LOCAL {
        return Err(format!("at most {LONGEST_LOCAL} characters are allowed before the `@`"));
    }
    let host = host.to_owned();
    let whole =
        format!("{local}@{}", draft.part(&host, |host| names::name(host, idn, Underscores::Refused))?);
    if whole.len() > LONGEST_EMAIL {
        return Err(format!("an email address has at most {LONGEST_EMAIL} characters"));
    }
    draft.put_together(whole, "this is how the address is usually written");
    Ok(())
}

/// Takes the address out of `Name <name@example.com>` and `mailto:name@example.com`.
fn bare_address(draft: &mut Draft<'_>) {
    let inner = draft.value.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')).map(|(_, inner)| inner);
    let inner = inner.unwrap_or(&draft.value).trim();
    let mail = inner.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    let bare = if mail { inner.after(7).trim() } else { inner }.to_owned();
    draft.change(bare, "only the address belongs here");
}
