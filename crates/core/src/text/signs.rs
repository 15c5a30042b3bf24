//! Finds any of some signs in a text.
//!
//! One function for any set of signs: for each set, the standard library would add code of its own to what a browser
//! downloads.

use super::Cut;

/// What `starts_with`, `contains`, `find`, `split` and `trim_matches` do, for a set of signs of ASCII.
pub(crate) trait Signs {
    /// Tells whether the text begins with one of the signs.
    fn starts_with_any(&self, signs: &str) -> bool;

    /// Tells whether the text ends with one of the signs.
    fn ends_with_any(&self, signs: &str) -> bool;

    /// Returns where the first of the signs is.
    fn find_any(&self, signs: &str) -> Option<usize>;

    /// Tells whether the text has one of the signs.
    fn has_any(&self, signs: &str) -> bool {
        self.find_any(signs).is_some()
    }

    /// Returns what is before the first of the signs, which is all of it where there is none.
    fn before_any(&self, signs: &str) -> &str;

    /// Returns what is after the last of the signs, which is all of it where there is none.
    fn after_any(&self, signs: &str) -> &str;

    /// Takes the signs off the start of the text.
    fn trim_start_any(&self, signs: &str) -> &str;

    /// Takes the signs off the end of the text.
    fn trim_end_any(&self, signs: &str) -> &str;

    /// Takes the signs off both ends of the text.
    fn trim_any(&self, signs: &str) -> &str {
        self.trim_start_any(signs).trim_end_any(signs)
    }
}

impl Signs for str {
    fn starts_with_any(&self, signs: &str) -> bool {
        self.bytes().next().is_some_and(|first| signs.as_bytes().contains(&first))
    }

    fn ends_with_any(&self, signs: &str) -> bool {
        self.bytes().next_back().is_some_and(|last| signs.as_bytes().contains(&last))
    }

    fn find_any(&self, signs: &str) -> Option<usize> {
        debug_assert!(signs.is_ascii(), "{signs:?} are not all signs of ASCII");
        self.bytes().position(|byte| signs.as_bytes().contains(&byte))
    }

    fn before_any(&self, signs: &str) -> &str {
        self.find_any(signs).map_or(self, |at| self.before(at))
    }

    fn after_any(&self, signs: &str) -> &str {
        let last = self.bytes().rposition(|byte| signs.as_bytes().contains(&byte));
        last.map_or(self, |at| self.after(at + 1))
    }

    fn trim_start_any(&self, signs: &str) -> &str {
        let mut text = self;
        while text.starts_with_any(signs) {
            text = text.after(1);
        }
        text
    }

    fn trim_end_any(&self, signs: &str) -> &str {
        let mut text = self;
        while text.ends_with_any(signs) {
            text = text.before(text.len() - 1);
        }
        text
    }
}
