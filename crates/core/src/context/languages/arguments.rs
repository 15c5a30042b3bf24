//! What programs are given on their command line: forms and headers of curl, text for `echo` and `printf`.

use super::text::STRICT;
use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Allowed, Interpolation, Otherwise, TokenRule};
use crate::context::token::Token;
use crate::text::{Cut, Find, Signs};

/// An argument, or a part of one.
const PART: TokenRule = TokenRule { multiline: true, ..TokenRule::PART };

/// The fields of a form: names and values between `&` and `=` (WHATWG URL standard, section 5).
pub(in crate::context) static FORM: Language = Language {
    name: "fields of a form",
    grammar: Grammar::Own(|_, text| {
        let ends = text.match_indices(['&', '=']).map(|(at, _)| at).chain([text.len()]);
        let mut start = 0;
        let parts = ends.map(|end| Token::bare(&FIELD, std::mem::replace(&mut start, end + 1)..end));
        parts.filter(|token| !token.inner.is_empty()).collect()
    }),
    ..Language::BASE
};

/// RFC 3986, section 2.3: what no reader takes for anything else.
static FIELD: TokenRule = TokenRule {
    name: "fields of a form",
    allowed: Allowed::Ascii("-._~"),
    otherwise: Otherwise::Percent,
    ..PART
};

/// A field for `curl --form`: a name, and a content that begins with neither `@` nor `<` (curl(1), `--form`).
pub(in crate::context) static FORM_FIELD: Language = Language {
    name: "fields of curl",
    word: &FORM_CONTENT,
    grammar: Grammar::Own(|language, text| after_first(language, text, '=')),
    ..Language::BASE
};

static FORM_CONTENT: TokenRule = TokenRule {
    name: "fields of `curl --form`",
    allowed: Allowed::AllBut("\";\\"),
    check: |content| match content {
        _ if content.starts_with_any("@<") => Err("curl would read a file here"),
        _ if content.trim() != content || content.starts_with('(') => {
            Err("curl takes a bracket and spaces at the ends for its own")
        }
        _ => Ok(()),
    },
    ..PART
};

/// What curl encodes itself, after a name and `=` (curl(1), `--data-urlencode`).
pub(in crate::context) static ENCODED_FIELD: Language = Language {
    name: "fields that curl encodes",
    word: &PLAIN,
    grammar: Grammar::Own(|language, text| after_first(language, text, '=')),
    ..Language::BASE
};

/// A name and a password (curl(1), `--user`): the name ends at the first colon.
pub(in crate::context) static CREDENTIALS: Language = Language {
    name: "names and passwords",
    word: &PLAIN,
    grammar: Grammar::Own(|language, text| after_first(language, text, ':')),
    ..Language::BASE
};

static PLAIN: TokenRule = TokenRule { name: "arguments", ..PART };

/// All that `curl --data` sends: what begins with `@` is a file.
pub(in crate::context) static BODY: Language = Language { name: "bodies", word: &WHOLE, ..ECHO };

static WHOLE: TokenRule = TokenRule {
    name: "bodies",
    check: |body| match body.starts_with('@') {
        true => Err("curl would read a file here"),
        false => Ok(()),
    },
    ..PART
};

/// A header of HTTP (RFC 9110, section 5.5): one line, without spaces at the ends of its value.
pub(in crate::context) static HEADER: Language = Language {
    name: "headers",
    word: &HEADER_VALUE,
    grammar: Grammar::Own(|language, text| {
        // Without a name it could be that of a file.
        let Some(colon) = text.find(':') else { return vec![Token::bare(STRICT.word, 0..text.len())] };
        let start = colon + 1;
        let space = text.after(start).starts_with(' ');
        let name = Token::bare(Language::unknown().word, 0..colon);
        let value = Token::bare(language.word, start + usize::from(space)..text.len());
        [name, value].into_iter().filter(|token| !token.inner.is_empty()).collect()
    }),
    ..Language::BASE
};

static HEADER_VALUE: TokenRule = TokenRule {
    name: "headers",
    multiline: false,
    check: |value| match value.trim() == value && !value.is_empty() {
        true => Ok(()),
        false => Err("a header cannot be empty or have spaces at its ends"),
    },
    ..TokenRule::TEXT
};

/// A cookie (RFC 6265, section 4.1.1).
pub(in crate::context) static COOKIES: Language = Language {
    name: "cookies",
    word: &COOKIE,
    grammar: Grammar::Own(|language, text| after_first(language, text, '=')),
    ..Language::BASE
};

static COOKIE: TokenRule =
    TokenRule { name: "cookies", allowed: Allowed::Ascii("!#$%&'*+,-./:=?@^_`|~()[]{}<>"), ..HEADER_VALUE };

/// What `echo` is given: shells differ in what they make of a backslash (POSIX.1-2024, XCU `echo`).
pub(in crate::context) static ECHO: Language =
    Language { name: "texts for echo", word: &ECHO_TEXT, grammar: Grammar::WHOLE, ..Language::BASE };

static ECHO_TEXT: TokenRule = TokenRule {
    name: "texts for `echo`",
    escapes: KEPT,
    allowed: Allowed::AllBut("\\"),
    check: |text| match text.strip_prefix('-') {
        Some(letters) if !letters.is_empty() && letters.chars().all(|letter| "neE".has(letter)) => {
            Err("`echo` would take this for an option")
        }
        _ => Ok(()),
    },
    ..PART
};

/// Before these signs every shell keeps a backslash: what is printed may be a command.
#[rustfmt::skip]
const KEPT: &[(&str, &str)] = &[
    ("\\ ", "\\ "),
    ("\\!", "\\!"),
    ("\\\"", "\\\""),
    ("\\#", "\\#"),
    ("\\$", "\\$"),
    ("\\%", "\\%"),
    ("\\&", "\\&"),
    ("\\'", "\\'"),
    ("\\(", "\\("),
    ("\\)", "\\)"),
    ("\\*", "\\*"),
    ("\\;", "\\;"),
    ("\\<", "\\<"),
    ("\\>", "\\>"),
    ("\\?", "\\?"),
    ("\\[", "\\["),
    ("\\]", "\\]"),
    ("\\^", "\\^"),
    ("\\`", "\\`"),
    ("\\{", "\\{"),
    ("\\|", "\\|"),
    ("\\}", "\\}"),
    ("\\~", "\\~"),
    ("\\=", "\\="),
    ("\\,", "\\,"),
    ("\\@", "\\@"),
];

/// The format of `printf` (POSIX.1-2024, XCU `printf`).
pub(in crate::context) static PRINTF: Language =
    Language { name: "formats of printf", word: &FORMAT, ..ECHO };

static FORMAT: TokenRule = TokenRule {
    name: "formats of `printf`",
    escapes: &[("%", "%%"), ("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t")],
    escape: Some('\\'),
    interpolations: &[Interpolation::Name("%")],
    check: |format| match format.starts_with('-') {
        true => Err("`printf` would take this for an option: the page needs `--` before it"),
        false => Ok(()),
    },
    ..PART
};

/// A name and a value, such as a variable for a container.
pub(in crate::context) static ASSIGNMENT: Language = Language { name: "assignments", ..ENCODED_FIELD };

/// Makes a word of what follows a sign, and code in an unknown language of what comes before it.
pub(super) fn after_first(language: &'static Language, text: &str, sign: char) -> Vec<Token> {
    let Some(at) = text.find(sign) else {
        return vec![Token::bare(Language::unknown().word, 0..text.len())];
    };
    let name = lexer::word(Language::unknown().word, text.before(at), 0).filter(|name| name.outer.end == at);
    let content = Token::bare(language.word, at + sign.len_utf8()..text.len());
    name.into_iter().chain([content]).collect()
}
