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

/// Elements and attributes with what they hold; `*` is every element.
type Row = (&'static str, &'static str, Holds);

/// Every attribute that may be filled, in lower case.
const FILLED: [Row; 13] = [
    (
        "*",
        "title aria-label aria-description aria-placeholder aria-roledescription aria-valuetext",
        Holds::Text,
    ),
    ("area img input", "alt", Holds::Text),
    ("optgroup option track", "label", Holds::Text),
    ("input textarea", "placeholder", Holds::Text),
    ("button data input option", "value", Holds::Text),
    ("th", "abbr", Holds::Text),
    ("a area", "download", Holds::Text),
    ("a area", "href xlink:href", Holds::Followed),
    ("form", "action", Holds::Followed),
    ("button input", "formaction", Holds::Followed),
    ("audio iframe img input source track video", "src", Holds::Loaded),
    ("video", "poster", Holds::Loaded),
    ("image", "href xlink:href", Holds::Loaded),
];

/// Addresses that load by themselves, or send something to where a press does not lead, and are never filled.
///
/// Scripts, styles and embedded objects run; lists of addresses are more than one; the rest nobody needs.
const LOADED: [(&str, &str); 13] = [
    ("*", "background attributionsrc"),
    ("script embed frame bgsound layer ilayer mglyph", "src"),
    ("a area", "ping"),
    ("link base", "href"),
    ("link", "imagesrcset"),
    ("img source", "srcset"),
    ("img input", "lowsrc dynsrc longdesc"),
    ("iframe frame", "longdesc"),
    ("object applet", "data code codebase classid archive object"),
    ("embed", "pluginspage code"),
    ("menuitem command", "icon"),
    ("html", "manifest"),
    (
        "use script feimage textpath mpath pattern filter lineargradient radialgradient animate animatemotion \
         animatetransform set cursor tref glyphref altglyph font-face-uri color-profile",
        "href xlink:href",
    ),
];

/// Tells what an attribute may be filled with, by the lower-case names of its element and its own.
pub(super) fn holds(element: &str, name: &str) -> Option<Holds> {
    let row = FILLED.iter().find(|(elements, names, _)| is_in(elements, element) && is_in(names, name));
    row.map(|(_, _, holds)| *holds)
}

/// Tells whether an attribute that is never filled holds an address that loads by itself.
pub(super) fn is_loaded(element: &str, name: &str) -> bool {
    LOADED.iter().any(|(elements, names)| is_in(elements, element) && is_in(names, name))
}

fn is_in(words: &str, word: &str) -> bool {
    words == "*" || words.split(' ').any(|known| known == word)
}

/// Tells whether an address that begins so is one of the page's own origin, whatever stands behind.
///
/// Browsers take `\` for `/`, and leave tabs and line breaks out (URL Standard, section 4.4), so none of these may be
/// there. A character reference that was not read could be any of them.
pub(super) fn is_own(head: &str) -> bool {
    let Some(at) = head.find(['/', '?', '#']) else { return false };
    let (name, rest) = head.split_at(at);
    let path = head.split(['?', '#']).next().unwrap_or_default();
    let harmless = |c: char| !c.is_ascii_control() && !matches!(c, ' ' | '\\');
    // `//` names a host; so may a value behind a lone `/`.
    let has_no_host = !name.is_empty() || rest != "/" && !rest.starts_with("//");
    head.chars().all(harmless) && !path.contains('&') && !name.contains(':') && has_no_host
}
