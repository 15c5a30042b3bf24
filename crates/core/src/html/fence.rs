//! The HTML around the code of a block: its title, its attributes, its language.
//!
//! The title stays visible, because it says which file the code belongs in.

use crate::markup::{InfoString, escape};

impl InfoString {
    /// Opens the block, up to the code.
    pub(super) fn open(&self, out: &mut String) {
        if let Some(title) = &self.title {
            out.push_str("<figure class=\"code\"><figcaption>");
            escape::push_text(out, title);
            out.push_str("</figcaption>");
        }
        out.push_str("<pre tabindex=\"0\"");
        self.attributes.write(out);
        out.push_str("><code");
        if !self.language.is_empty() {
            for attribute in [" class=\"language-", "\" data-lang=\""] {
                out.push_str(attribute);
                escape::push_text(out, &self.language);
            }
            out.push('"');
        }
        out.push('>');
    }

    /// Closes the block.
    pub(super) fn close(&self, out: &mut String) {
        out.push_str("</code></pre>");
        if self.title.is_some() {
            out.push_str("</figure>");
        }
        out.push('\n');
    }
}
