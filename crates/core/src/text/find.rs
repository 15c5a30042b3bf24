//! Finds a text in a text.
//!
//! The search of the standard library is made for long texts, and what it tells of a panic needs tables of Unicode:
//! together they are five kilobytes of what a browser downloads. What is looked for here is short.

use super::Cut;

/// What `find`, `rfind`, `contains`, `split_once` and `replace` do, for a text that is looked for.
pub trait Find {
    /// Returns where a text is first.
    fn position_of(&self, text: &str) -> Option<usize>;

    /// Tells whether a character or a text is anywhere in this one.
    fn has(&self, wanted: impl Wanted) -> bool;

    /// Returns what is before the first place of a text, and what is after it.
    fn parted_at(&self, text: &str) -> Option<(&str, &str)>;

    /// Returns where a text is last.
    fn last_position_of(&self, text: &str) -> Option<usize>;

    /// Returns the text with another one in place of each that is found.
    fn replaced(&self, text: &str, by: &str) -> String;
}

/// What can be looked for.
pub trait Wanted {
    /// Tells whether it is in a text.
    fn found_in(self, text: &str) -> bool;
}

impl Wanted for char {
    fn found_in(self, text: &str) -> bool {
        text.matches(self).next().is_some()
    }
}

impl Wanted for &str {
    fn found_in(self, text: &str) -> bool {
        text.position_of(self).is_some()
    }
}

impl Find for str {
    fn has(&self, wanted: impl Wanted) -> bool {
        wanted.found_in(self)
    }

    fn position_of(&self, text: &str) -> Option<usize> {
        let Some(first) = text.chars().next() else { return Some(0) };
        let mut places = self.match_indices(first).map(|(at, _)| at);
        places.find(|at| self.after(*at).starts_with(text))
    }

    fn parted_at(&self, text: &str) -> Option<(&str, &str)> {
        let at = self.position_of(text)?;
        Some((self.before(at), self.after(at + text.len())))
    }

    fn last_position_of(&self, text: &str) -> Option<usize> {
        let Some(first) = text.chars().next() else { return Some(self.len()) };
        let mut places = self.rmatch_indices(first).map(|(at, _)| at);
        places.find(|at| self.after(*at).starts_with(text))
    }

    fn replaced(&self, text: &str, by: &str) -> String {
        let mut out = String::with_capacity(self.len());
        let mut rest = self;
        while let Some((before, after)) = rest.parted_at(text) {
            out += before;
            out += by;
            rest = after;
        }
        out + rest
    }
}

#[cfg(test)]
mod tests {
    use super::Find as _;

    #[test]
    fn a_text_is_found_where_the_standard_library_finds_it() {
        for text in ["", "a", "aab", "baab", "aaab aab", "ää€ä", "$$a$$$b$"] {
            for wanted in ["a", "aa", "aab", "ä€", "$$", "b$", "aaaaaaaaa"] {
                assert_eq!(text.position_of(wanted), text.find(wanted), "{text} {wanted}");
                assert_eq!(text.has(wanted), text.contains(wanted), "{text} {wanted}");
                assert_eq!(text.parted_at(wanted), text.split_once(wanted), "{text} {wanted}");
                assert_eq!(text.last_position_of(wanted), text.rfind(wanted), "{text} {wanted}");
                assert_eq!(text.replaced(wanted, "ab"), text.replace(wanted, "ab"), "{text} {wanted}");
            }
        }
    }
}
