//! Links and images of a page, as they are published.

use crate::report::Span;

/// A link or an image of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as it is published: a reader's values are their defaults.
    pub destination: String,
    /// Whether it is an image.
    pub image: bool,
    /// The call whose value is a part of the destination, where there is one.
    pub call: Option<Span>,
}
