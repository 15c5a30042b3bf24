//! The words of a text, the way a reader may type them: in small letters, without accents.
//!
//! `theme/search/words.js` splits what is typed in the same way; a test in browsers compares the two.

use icu_normalizer::DecomposingNormalizerBorrowed;
use unicode_general_category::{GeneralCategory, get_general_category};

/// How many letters of a word count. Longer ones are digests and other random letters, which nobody types.
const LONGEST: usize = 24;

/// Letters that have no accent to leave out, but are typed as others where a keyboard lacks them.
const SPELLED: [(char, &str); 8] =
    [('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('ø', "o"), ('đ', "d"), ('ł', "l"), ('ı', "i"), ('þ', "th")];

/// Calls a function with every word of a text.
///
/// In scripts without spaces, every character is a word together with the one after it.
pub(super) fn each_word(text: &str, mut found: impl FnMut(&str)) {
    let folded = fold(text);
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = rest.get(start..).unwrap_or_default();
        let is_pair = rest.chars().next().is_some_and(has_no_spaces);
        let is_end = |c: char| !c.is_alphanumeric() || has_no_spaces(c) != is_pair;
        let (word, after) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
        if is_pair {
            word.char_indices().for_each(|(at, _)| found(beginning(word.get(at..).unwrap_or_default(), 2)));
        } else {
            found(beginning(word, LONGEST));
        }
        rest = after;
    }
}

fn beginning(word: &str, count: usize) -> &str {
    word.char_indices().nth(count).and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

/// Returns a text in small letters, without accents and other marks, and compatible forms as one: `ﬁ` as `fi`.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = DecomposingNormalizerBorrowed::new_nfkd().normalize(text).to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    for character in lower.chars().filter(|c| !is_mark(*c)) {
        match SPELLED.iter().find(|(letter, _)| *letter == character) {
            Some((_, spelled)) => folded.push_str(spelled),
            None => folded.push(character),
        }
    }
    folded
}

/// Tells whether a character only changes the one before it, or is a hyphen that only a line's end shows.
fn is_mark(character: char) -> bool {
    character == '\u{ad}'
        || !character.is_ascii() && get_general_category(character) == GeneralCategory::NonspacingMark
}

/// Tells whether a character is of a script that writes no spaces between words.
pub(super) fn has_no_spaces(character: char) -> bool {
    matches!(
        u32::from(character),
        // Thai and Lao, Myanmar, Khmer, Kana, and Chinese characters.
        0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff
            | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn letters_and_digits_are_words_and_everything_else_is_between_them() {
        assert_eq!(words("client_secret: 'it’s v4.39'"), ["client", "secret", "it", "s", "v4", "39"]);
        assert_eq!(words(" \n—…"), [""; 0]);
    }

    #[test]
    fn case_and_marks_do_not_count() {
        assert_eq!(words("Über ÉTÉ ﬁle ΣΟΦΟΣ"), ["uber", "ete", "file", "σοφος"]);
        assert_eq!(
            words("Schlüssel\u{ad}bund Straße Łódź Ørsted"),
            ["schlusselbund", "strasse", "lodz", "orsted"]
        );
        assert_eq!(words("مُحَمَّد שָׁלוֹם"), ["محمد", "שלום"]);
    }

    #[test]
    fn in_a_script_without_spaces_a_word_is_two_characters_and_the_last_one() {
        assert_eq!(words("设置secret密钥"), ["设置", "置", "secret", "密钥", "钥"]);
        // A voiced sound is another character with a mark.
        assert_eq!(words("がパ"), ["かハ", "ハ"]);
        assert_eq!(words("ที่a"), ["ท", "a"]);
    }

    #[test]
    fn of_a_long_word_its_beginning_counts() {
        assert_eq!(words(&"ab".repeat(40)), ["ab".repeat(12)]);
        assert_eq!(words(&"ü".repeat(40)), ["u".repeat(24)]);
    }
}
