//! Decodes character references (HTML Standard, section 13.2.5.72 and after).
//!
//! Numbers are read as browsers read them. Of the 2,231 names, those are known that mean a character of ASCII or the
//! no-break space: the others mean no character that a language or an address gives a meaning to, and the whole table
//! would be a third of what a reader downloads. They stay as they are written.

use std::borrow::Cow;

use crate::text::Cut;

/// Decodes the character references in a text; in the value of an attribute, see [`HtmlTag::attribute`](super::HtmlTag::attribute).
pub fn decode(html: &str) -> Cow<'_, str> {
    decode_with(html, false)
}

/// Decodes the references in the value of an attribute.
pub(crate) fn decode_attribute(html: &str) -> Cow<'_, str> {
    decode_with(html, true)
}

fn decode_with(html: &str, in_attribute: bool) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.before(at));
        let (character, length) = first(rest.after(at), in_attribute).unwrap_or(('&', 1));
        out.push(character);
        rest = rest.after(at + length);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Reads the reference that a text begins with: the character and the reference's length.
pub(crate) fn first(text: &str, in_attribute: bool) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        let (character, length) = number_of(digits, radix)?;
        return Some((character, text.len() - digits.len() + length));
    }
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    if rest.after(length).starts_with(';')
        && let Some(character) = named(rest.before(length))
    {
        return Some((character, length + 2));
    }
    if rest.after(length).starts_with(';') && LONGER.split(' ').any(|known| known == rest.before(length)) {
        return None;
    }
    let (name, character) = LEGACY.into_iter().find(|(name, _)| rest.starts_with(name))?;
    let after = rest.after(name.len());
    let is_part = after.starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric());
    let semicolon = usize::from(after.starts_with(';'));
    (!(in_attribute && is_part)).then_some((character, 1 + name.len() + semicolon))
}

/// Reads a number and the semicolon that may be after it; what is no character is a replacement character.
fn number_of(digits: &str, radix: u32) -> Option<(char, usize)> {
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(digits.before(length), radix).unwrap_or(u32::MAX);
    let character = match code {
        0 => None,
        0x80..0xA0 => WINDOWS_1252.chars().nth(code as usize - 0x80),
        _ => char::from_u32(code),
    };
    let semicolon = usize::from(digits.after(length).starts_with(';'));
    Some((character.unwrap_or(char::REPLACEMENT_CHARACTER), length + semicolon))
}

/// What numbers from 0x80 to 0x9F mean, in this order; five of them mean themselves.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

/// Names of other characters that begin as one of [`LEGACY`].
const LONGER: &str = "ltcc ltcir ltdot lthree ltimes ltlarr ltquest ltri ltrie ltrif ltrPar gtcc gtcir gtdot gtlPar gtquest \
    gtrapprox gtrarr gtrdot gtreqless gtreqqless gtrless gtrsim";

/// Names that need no semicolon.
const LEGACY: [(&str, char); 9] = [
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("LT", '<'),
    ("gt", '>'),
    ("GT", '>'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("nbsp", '\u{A0}'),
];

/// Names by the character that they mean.
const NAMES: &[(char, &str)] = &[
    ('\t', "Tab"),
    ('\n', "NewLine"),
    ('!', "excl"),
    ('"', "quot QUOT"),
    ('#', "num"),
    ('$', "dollar"),
    ('%', "percnt"),
    ('&', "amp AMP"),
    ('\'', "apos"),
    ('(', "lpar"),
    (')', "rpar"),
    ('*', "ast midast"),
    ('+', "plus"),
    (',', "comma"),
    ('.', "period"),
    ('/', "sol"),
    (':', "colon"),
    (';', "semi"),
    ('<', "lt LT"),
    ('=', "equals"),
    ('>', "gt GT"),
    ('?', "quest"),
    ('@', "commat"),
    ('[', "lsqb lbrack"),
    ('\\', "bsol"),
    (']', "rsqb rbrack"),
    ('^', "Hat"),
    ('_', "lowbar UnderBar"),
    ('`', "grave DiacriticalGrave"),
    ('{', "lcub lbrace"),
    ('|', "verbar vert VerticalLine"),
    ('}', "rcub rbrace"),
    ('\u{A0}', "nbsp NonBreakingSpace"),
];

/// Returns what a name before a semicolon means.
fn named(name: &str) -> Option<char> {
    let is_name = |names: &str| names.split(' ').any(|known| known == name);
    NAMES.iter().find(|(_, names)| is_name(names)).map(|(character, _)| *character)
}
