//! What to do about YAML that cannot be read: its reader says what it found, and an author wants to know what to write.

/// What the reader's message contains, and what to do about it.
const ADVICE: [(&str, &str); 12] = [
    ("mapping values are not allowed", "put a text that holds `: ` in double quotes"),
    ("illegal placement of ':'", "close the bracket before it, or put the text in double quotes"),
    ("tabs disallowed", "indent with spaces: YAML takes no tabs there"),
    ("unclosed quote", "close the quote at the end of the text"),
    ("unclosed bracket", "close the bracket, or put the text in double quotes"),
    (
        "trailing content after single-quoted",
        "write `''` for an apostrophe within single quotes, or put the text in double quotes",
    ),
    (
        "trailing content after double-quoted",
        "close the quotes of the text above, or write `\\\"` for a quote within double quotes",
    ),
    ("unknown escape character", "write `\\\\` for a backslash, or put the text in single quotes"),
    (
        "unexpected character",
        "put the text in double quotes: it begins with a sign that YAML reads otherwise",
    ),
    ("unknown anchor", "put the text in double quotes: `*` at its beginning is an alias of YAML"),
    ("comment intercepting", "put a text that holds ` #` in double quotes"),
    ("did not find expected", "look at the line above too: both have to be indented alike"),
];

/// Returns what to do about a message of the reader.
pub(crate) fn advice(message: &str) -> Option<&'static str> {
    ADVICE.iter().find(|(words, _)| message.contains(words)).map(|(_, advice)| *advice)
}
