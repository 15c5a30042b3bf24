//! What may be filled: the one table by which the build, the widget and `<sitevar-guide>` decide.
//!
//! 1. What is not in [`FILLED`] keeps the author's example: code, styles, names, `data-` attributes (a host's script may
//!    copy them into `src`), whatever a later standard adds.
//! 2. An address that the reader follows holds any value whose scheme is harmless.
//! 3. An address that the browser loads by itself holds a value only where [`is_own`] says that no value can change
//!    whom it is asked of: by then the value has been sent.
//! 4. [`LOADED`] has the addresses that load by themselves and are never filled; the build names them as an error where
//!    they lead elsewhere, because an author who writes one expects it to be filled.
//!
//! Secrets, digests and what is made of them fill no attribute at all: whoever asks here has left them out.

use crate::text::is_in;

/// What an attribute that may be filled does with its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Holds {
    /// It shows it.
    Text,
    /// It is an address that a reader goes to, by a press.
    Followed,
    /// It is an address that the browser asks for by itself.
    Loaded,
}

/// Every attribute that may be filled: a line for some elements, with `=` before their attributes; `*` is every element.
///
/// It is one text, and no longer than anybody needs, because every page of a site downloads it.
const FILLED: [(Holds, &str); 3] = [
    (
        Holds::Text,
        "*=title aria-label aria-description
area img input=alt
optgroup option track=label
input textarea=placeholder
button input option=value",
    ),
    (
        Holds::Followed,
        "a area=href xlink:href
form=action
button input=formaction",
    ),
    (
        Holds::Loaded,
        "audio img input source track video=src
video=poster
image=href xlink:href",
    ),
];

/// Addresses that load by themselves, or send something to where a press does not lead, and are never filled.
///
/// Scripts, styles and embedded objects run; the page in a frame can pass its address on; lists of addresses are more than one; the rest nobody needs.
const LOADED: &str = "*=background attributionsrc
script embed frame iframe bgsound layer ilayer image portal fencedframe mglyph annotation annotation-xml=src
a area=ping
link base=href
link=imagesrcset
img source=srcset
img input=lowsrc dynsrc
object applet=data code codebase classid archive object
embed=code
menuitem command=icon
html=manifest
math=altimg
use script feimage textpath mpath pattern filter lineargradient radialgradient=href xlink:href
animate animatecolor animatemotion animatetransform set discard=href xlink:href
cursor tref glyphref altglyph font-face-uri color-profile=href xlink:href";

/// Tells what an attribute may be filled with; names of HTML have no case.
pub(super) fn holds(element: &str, name: &str) -> Option<Holds> {
    FILLED.iter().find(|(_, lines)| has(lines, element, name)).map(|(holds, _)| *holds)
}

/// Tells whether an attribute that is never filled holds an address that loads by itself.
pub(super) fn is_loaded(element: &str, name: &str) -> bool {
    has(LOADED, element, name)
}

fn has(lines: &str, element: &str, name: &str) -> bool {
    lines.split('\n').any(|line| {
        let (elements, names) = line.split_once('=').unwrap_or_default();
        (elements == "*" || is_in(elements, element)) && is_in(names, name)
    })
}

/// Tells whether an address that begins so is one of the page's own origin, whatever follows.
///
/// Browsers take `\` for `/`, and leave tabs and line breaks out (URL Standard, section 4.4), so none of these may be
/// there. A character reference that was not read could be any of them.
pub(super) fn is_own(head: &str) -> bool {
    let name = until(head, b"/?#");
    let path = until(head, b"?#");
    let after = head.get(name.len()..).unwrap_or_default();
    // `//` names a host; so may a value after a lone `/`.
    let has_host = name.is_empty() && (after == "/" || after.starts_with("//"));
    !after.is_empty() && !has_host && is_plain(head, b'\\') && is_plain(path, b'&') && is_plain(name, b':')
}

/// Returns what is before the first of these bytes, which are ASCII.
pub(super) fn until<'a>(text: &'a str, ends: &[u8]) -> &'a str {
    let end = text.bytes().position(|byte| ends.contains(&byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Tells whether a text holds neither a byte nor white space and control characters of ASCII.
pub(super) fn is_plain(text: &str, odd: u8) -> bool {
    text.bytes().all(|byte| byte > b' ' && byte != 0x7F && byte != odd)
}
