//! No pieces: without templates, a text that is still to be read contains no HTML.

use std::borrow::Cow;

use crate::guide::Marks;

pub(super) fn wrap(html: String, _: &Marks) -> String {
    html
}

pub(super) fn hands_on(_: &str, _: &str, _: &Marks) -> bool {
    false
}

pub(super) fn as_marks(text: String, _: &Marks) -> String {
    text
}

pub(super) fn around(text: String, _: &Marks, change: impl FnOnce(&str) -> String) -> String {
    change(&text)
}

pub(super) fn without_edges<'a>(text: &'a str, _: &Marks) -> Cow<'a, str> {
    Cow::Borrowed(text)
}

pub(super) fn whole<'a>(_: &'a str, _: &Marks) -> Option<&'a str> {
    None
}

pub(super) fn closed(html: String) -> String {
    html
}

pub(super) fn compact(html: &str, _: &str) -> String {
    html.to_owned()
}
