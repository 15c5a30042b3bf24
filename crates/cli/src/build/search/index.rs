//! The list of words as it is stored.
//!
//! A page has a section before its first heading and one for each heading; all sections of all pages are numbered, in
//! order. What is stored, as JSON:
//!
//! | key | what it holds |
//! | --- | --- |
//! | `pages` | for each page its address, shortened; its title; and its headings: a number in `headings`, or that number and the id where the id is not what [`anchor`] makes of the heading |
//! | `headings` | the texts of headings, each once |
//! | `words` | all words in order, shortened, with spaces between them |
//! | `postings` | for each word the numbers of its sections, each as what is to be added to the one before; nothing for a word that is nearly everywhere, which only headings are searched for |
//!
//! What is shortened begins with a digit, which tells how many characters it shares with the one before it; the others
//! follow. Digits and numbers are written in Base64 VLQ, as in source maps, but without a sign: six bits for each character, of
//! which the highest says that more follow.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::SearchPage;
use super::words::{each_word, has_no_spaces};

/// A word that more than one section in ten has says little, unless these are just a few.
const EVERYWHERE: usize = 10;
const A_FEW: usize = 64;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The words of all pages.
#[derive(Default)]
pub(super) struct Index {
    pages: Vec<(String, String, Vec<Heading>)>,
    headings: Vec<String>,
    numbers: HashMap<String, usize>,
    words: BTreeMap<String, Vec<usize>>,
    sections: usize,
    /// That of the last page.
    address: String,
}

/// A heading of a page.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Heading {
    Usual(usize),
    WithId(usize, String),
}

#[derive(Serialize)]
struct Stored<'a> {
    pages: &'a [(String, String, Vec<Heading>)],
    headings: &'a [String],
    words: String,
    postings: String,
}

impl Index {
    /// Adds a page, after all others.
    pub(super) fn add(&mut self, page: &SearchPage) {
        let mut headings = Vec::new();
        for (index, section) in page.sections.iter().enumerate() {
            if index > 0 {
                let number = self.number(&section.heading);
                let is_usual = anchor(&section.heading) == section.anchor;
                let with_id = || Heading::WithId(number, section.anchor.clone());
                headings.push(if is_usual { Heading::Usual(number) } else { with_id() });
            }
            let mut words = BTreeSet::new();
            let mut take = |word: &str| {
                if !words.contains(word) {
                    words.insert(word.to_owned());
                }
            };
            each_word(&section.text, &mut take);
            if index == 0 {
                each_word(&section.heading, take);
            }
            for word in words {
                self.words.entry(word).or_default().push(self.sections);
            }
            self.sections += 1;
        }
        let address = shortened(&self.address, &page.address);
        self.address.clone_from(&page.address);
        self.pages.push((address, page.title.clone(), headings));
    }

    fn number(&mut self, heading: &str) -> usize {
        if let Some(number) = self.numbers.get(heading) {
            return *number;
        }
        let number = self.headings.len();
        self.numbers.insert(heading.to_owned(), number);
        self.headings.push(heading.to_owned());
        number
    }

    /// Returns the list as it is stored.
    pub(super) fn json(&self) -> String {
        let limit = A_FEW.max(self.sections / EVERYWHERE);
        let mut words = Vec::new();
        let mut postings = Vec::new();
        let mut before = "";
        for (word, sections) in &self.words {
            words.push(shortened(before, word));
            let steps =
                sections.iter().scan(0, |last, section| Some(section - std::mem::replace(last, *section)));
            // Of two characters no other word says the same.
            let says_little = sections.len() > limit && !word.starts_with(has_no_spaces);
            postings.push(if says_little { String::new() } else { vlq(steps) });
            before = word;
        }
        let (words, postings) = (words.join(" "), postings.join(" "));
        let stored = Stored { pages: &self.pages, headings: &self.headings, words, postings };
        serde_json::to_string(&stored).unwrap_or_default()
    }
}

/// Writes a text by what it shares with the one before it: a digit tells of up to 63 characters.
fn shortened(before: &str, text: &str) -> String {
    let same = before.chars().zip(text.chars()).take(63).take_while(|(a, b)| a == b).count();
    let rest = text.chars().skip(same);
    std::iter::once(char::from(DIGITS[same])).chain(rest).collect()
}

/// Writes numbers in Base64 VLQ.
fn vlq(numbers: impl IntoIterator<Item = usize>) -> String {
    let mut out = String::new();
    for mut number in numbers {
        loop {
            let more = usize::from(number > 31) << 5;
            out.push(char::from(DIGITS[number & 31 | more]));
            number >>= 5;
            if more == 0 {
                break;
            }
        }
    }
    out
}

/// Returns the id that most headings have, as GitHub makes it; `theme/search/list.js` makes it too.
fn anchor(heading: &str) -> String {
    let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-');
    heading.to_lowercase().chars().filter(is_kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Section;
    use super::*;

    fn page(address: &str, sections: &[(&str, &str, &str)]) -> SearchPage {
        let section = |(anchor, heading, text): &(&str, &str, &str)| Section {
            anchor: (*anchor).to_owned(),
            heading: (*heading).to_owned(),
            text: (*text).to_owned(),
        };
        let sections = sections.iter().map(section).collect();
        SearchPage { address: address.to_owned(), title: address.to_uppercase(), sections }
    }

    #[test]
    fn a_word_tells_its_sections() {
        let mut index = Index::default();
        index.add(&page("a/", &[("", "", "Secrets and a secret"), ("one-two", "One, two", "and")]));
        index.add(&page("b/", &[("", "", ""), ("x", "One, two", "secret")]));
        assert_eq!(
            index.json(),
            r#"{"pages":[["Aa/","A/",[0]],["Ab/","B/",[[0,"x"]]]],"headings":["One, two"],"words":"Aa Bnd Asecret Gs","postings":"A AB AD A"}"#
        );
    }

    #[test]
    fn what_is_nearly_everywhere_has_no_places() {
        let mut index = Index::default();
        for number in 0..100 {
            index.add(&page("a/", &[("", "", &format!("the {}", if number < 64 { "few" } else { "" }))]));
        }
        let json = index.json();
        assert!(json.contains(r#""words":"Afew Athe""#), "{json}");
        let postings = format!("A{} ", "B".repeat(63));
        assert!(json.contains(&format!(r#""postings":"{postings}""#)), "{json}");
    }

    #[test]
    fn numbers_are_written_as_in_source_maps() {
        assert_eq!(vlq([0, 31, 32, 1023, 1024]), "AfgB/fggB");
    }

    #[test]
    fn a_word_begins_as_the_one_before_in_whole_characters() {
        assert_eq!(shortened("über", "übel"), "Dl");
        assert_eq!(shortened("é", "è"), "Aè");
        assert_eq!(shortened(&"a".repeat(80), &"a".repeat(64)), "/a");
    }
}
