//! Lists of words, each written as one text: in the browser's part a list of texts is twice as much to download.

/// Returns the words of a list.
pub(crate) fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split(' ').filter(|word| !word.is_empty())
}

/// Tells whether a word is in a list as it is written.
pub(crate) fn is_one_of(list: &str, word: &str) -> bool {
    !word.is_empty() && bytes(list).any(|known| known == word.as_bytes())
}

/// Tells whether a word is in a list, whatever its case.
pub(crate) fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && bytes(list).any(|known| known.eq_ignore_ascii_case(word.as_bytes()))
}

/// Returns the words as bytes, which are compared faster than characters are taken apart.
fn bytes(list: &str) -> impl Iterator<Item = &[u8]> {
    list.as_bytes().split(|byte| *byte == b' ')
}
