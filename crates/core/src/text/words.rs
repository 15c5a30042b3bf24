//! Lists of words, each written as one text: in the browser's part a list of texts is twice as much to download.

/// Tells whether a word is one of those between spaces, whatever its case.
pub(crate) fn is_in(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known.eq_ignore_ascii_case(word))
}
