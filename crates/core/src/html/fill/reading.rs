//! Follows what decides how a browser goes on reading, and notes where it could read on in another way than the scanner.
//!
//! A browser builds a tree: inside of an SVG it reads a `<style>` as markup, it leaves an SVG at a `<p>`, it ignores an
//! end tag whose element is not open. The scanner does not build that tree. It knows the simple forms, such as an icon, a
//! list of options and a caption, and at anything else it is [`unsure`](Reading::unsure) from there to the end of the
//! page, where nothing is filled any more.

use crate::text::is_in;

/// Why no value is written after such HTML.
pub(super) const UNSURE: &str =
    "browsers read the HTML before this place in more than one way: it keeps its example";

/// Elements whose content depends on settings, on a shadow tree, or on what the page has held before.
const AMBIGUOUS: &str = "noscript noframes noembed plaintext template frameset";

/// Elements whose text is the value of a field, or a title: the name of a file to download is made of a `figcaption`.
///
/// `title` and `textarea` are read by [`raw_text`](super::raw_text).
const FIELDS: [&str; 4] = ["select", "datalist", "option", "figcaption"];

/// What may be in a list of options, and in a caption.
const OPTIONS: &str = "option optgroup hr";
const CAPTION: &str = "a abbr b br cite code del dfn div em h1 h2 h3 h4 h5 h6 i img ins kbd li mark math ol p pre q s \
    samp small span strong sub sup svg time u ul var wbr";

/// Start tags of HTML that end an SVG or a formula (HTML Standard, section 13.2.6.5).
const BREAKS_OUT: &str = "b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img \
    li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var";

/// Elements of an SVG or a formula in which browsers read HTML again.
const HTML_AGAIN: &str = "foreignobject desc title annotation-xml mi mo mn ms mtext";

/// What is open, as far as it decides how a browser reads on.
#[derive(Default)]
pub(super) struct Reading {
    /// Whether a browser could read on in another way than the scanner.
    pub(super) unsure: bool,
    /// The names of the open elements of an SVG or a formula, the outermost first.
    foreign: Vec<String>,
    /// Which of [`FIELDS`] is open, or nothing.
    field: &'static str,
}

impl Reading {
    /// Tells whether an SVG or a formula is open.
    pub(super) fn is_foreign(&self) -> bool {
        !self.foreign.is_empty()
    }

    /// Tells whether a `span` stays where it is written.
    pub(super) fn allows_elements(&self) -> bool {
        !self.is_foreign() && self.field != FIELDS[0]
    }

    /// Tells whether what is here is the value of a field or a title, however it is written.
    pub(super) fn in_field(&self) -> bool {
        !self.field.is_empty()
    }

    /// Follows a start tag.
    pub(super) fn start(&mut self, name: &str, self_closing: bool) {
        if self.unsure {
            return;
        }
        let field = FIELDS.into_iter().find(|field| name.eq_ignore_ascii_case(field));
        let inside = self.foreign.last();
        let fits = match (inside, self.field) {
            (Some(inside), _) => !is_in(HTML_AGAIN, inside) && !is_in(BREAKS_OUT, name) && field.is_none(),
            (None, "") => true,
            (None, "figcaption") => is_in(CAPTION, name),
            (None, _) => is_in(OPTIONS, name),
        };
        self.unsure |= !fits || is_in(AMBIGUOUS, name);
        if !self_closing && (inside.is_some() || is_in("svg math", name)) {
            self.foreign.push(name.to_owned());
        } else if inside.is_none() && self.field.is_empty() {
            self.field = field.unwrap_or_default();
        }
    }

    /// Follows an end tag.
    pub(super) fn end(&mut self, name: &str) {
        if self.unsure {
            return;
        }
        if self.is_foreign() {
            match self.foreign.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
                Some(at) => self.foreign.truncate(at),
                // It could end an element around the SVG, and the SVG with it.
                None => self.unsure = true,
            }
        } else if name.eq_ignore_ascii_case(self.field) {
            self.field = "";
        }
    }

    /// Follows a `<` that is text for the scanner, or a `<![`: both mean something else in an SVG.
    pub(super) fn bracket(&mut self) {
        self.unsure |= self.is_foreign();
    }
}
