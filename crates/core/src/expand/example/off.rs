//! What the open elements say of a text: that it is code, or that nothing is replaced in it.

use crate::markup::HtmlTag;

/// The attribute of an element in which nothing is replaced.
const ATTRIBUTE: &str = "data-sitevar-off";

/// Elements that never have an end tag (HTML standard, section 13.1.2).
const VOID: &str = "area base br col embed hr img input link meta source track wbr";

/// Elements in which words are code.
const CODE: [&str; 4] = ["code", "kbd", "samp", "tt"];

/// The open elements that matter to the text in them.
#[derive(Debug, Default)]
pub(super) struct Off {
    /// The element that is turned off, and how many elements of its name are open in it.
    off: Option<(String, usize)>,
    /// How many elements of code are open.
    code: usize,
}

impl Off {
    pub(super) fn start(&mut self, tag: &HtmlTag<'_>) {
        if CODE.iter().any(|name| tag.is(name)) {
            self.code += 1;
        }
        match &mut self.off {
            Some((name, open)) if tag.is(name) => *open += 1,
            None if tag.attribute(ATTRIBUTE).is_some() && !crate::text::is_in(VOID, tag.name) => {
                self.off = Some((tag.name.to_owned(), 1));
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, tag: &HtmlTag<'_>) {
        if CODE.iter().any(|name| tag.is(name)) {
            self.code = self.code.saturating_sub(1);
        }
        if let Some((name, open)) = &mut self.off
            && tag.is(name)
        {
            *open -= 1;
            if *open == 0 {
                self.off = None;
            }
        }
    }

    /// Ends all elements of code: none is around blocks.
    pub(super) fn end_code(&mut self) {
        self.code = 0;
    }

    /// Tells whether nothing is replaced here.
    pub(super) fn is_off(&self) -> bool {
        self.off.is_some()
    }

    /// Tells whether words are code here.
    pub(super) fn is_code(&self) -> bool {
        self.code > 0
    }
}
