//! YAML 1.2, and Docker Compose, which is YAML in which `$` stands for a variable.

use crate::cut::Cut;
use crate::place::form::{Control, Form, Holds, Insertion, Opens, Role};
use crate::place::language::{Grammar, Language};
use crate::place::reading::{Reading, is_decimal};
use crate::place::token::Token;
use crate::place::yaml;

/// YAML, read as both 1.1 and 1.2 do: a value that one of them would take for another type gets quotes.
pub(in crate::place) static YAML: Language = Language {
    name: "yaml",
    aliases: &["yml", "eyaml"],
    files: &["*.yml", "*.yaml"],
    forms: FORMS,
    word: &PLAIN,
    grammar: Grammar::Own(yaml::scan),
    ..Language::BASE
};

/// A Compose file: in values a dollar sign is written twice
/// (Compose specification, section "Interpolation").
pub(in crate::place) static COMPOSE: Language = Language {
    name: "compose",
    aliases: &["docker-compose"],
    files: &["compose*.yml", "compose*.yaml", "docker-compose*.yml", "docker-compose*.yaml"],
    refines: &["yaml"],
    content: Some(&INTERPOLATED),
    ..YAML
};

/// The values of a Compose file.
static INTERPOLATED: Language = Language {
    name: "values of a Compose file",
    word: &DOLLARS,
    grammar: Grammar::Own(|language, text| vec![Token::bare(language.word, 0..text.len())]),
    ..Language::BASE
};

static DOLLARS: Form = Form {
    name: "values of a Compose file",
    role: Role::String,
    open: "",
    close: "",
    escapes: &[("$", "$$")],
    insertions: &[Insertion::Between("${", "}"), Insertion::Name("$")],
    lines: true,
    ..Form::STRING
};

const FORMS: &[&Form] = &[&COMMENT, &SINGLE, &DOUBLE, &BLOCK];

pub(in crate::place) static COMMENT: Form = Form { opens: Opens::Space, ..Form::COMMENT };

pub(in crate::place) static SINGLE: Form = Form {
    name: "single-quoted YAML strings",
    open: "'",
    close: "'",
    escapes: &[("'", "''")],
    ..Form::STRING
};

/// YAML 1.2, section 5.7.
pub(in crate::place) static DOUBLE: Form = Form {
    name: "double-quoted YAML strings",
    escapes: &[
        ("\"", "\\\""),
        ("\\", "\\\\"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
        ("\u{85}", "\\N"),
        ("\u{2028}", "\\L"),
        ("\u{2029}", "\\P"),
        ("\u{a0}", "\\_"),
    ],
    escape: Some('\\'),
    control: Control::Unicode,
    ..Form::STRING
};

/// A plain scalar; section 7.3.3 says what it cannot hold, the scanner finds it out by reading again.
pub(in crate::place) static PLAIN: Form = Form {
    name: "YAML values without quotes",
    role: Role::Word,
    open: "",
    close: "",
    holds: Holds::AllBut("\t"),
    quoted: &[&SINGLE, &DOUBLE],
    reads,
    check: is_plain,
    ..Form::STRING
};

/// A block scalar.
pub(in crate::place) static BLOCK: Form =
    Form { name: "YAML blocks", role: Role::Block, open: "", close: "", lines: true, ..Form::STRING };

/// A folded block scalar, in which line breaks do not stay.
pub(in crate::place) static FOLDED: Form =
    Form { name: "folded YAML blocks", role: Role::Block, open: "", close: "", ..Form::STRING };

/// What stands behind `&`, `*`, `!` and `%`: names that lead to other parts of the file.
pub(in crate::place) static NAME: Form = Form {
    name: "anchors and tags",
    role: Role::Code,
    holds: Holds::Ascii("-_"),
    open: "",
    close: "",
    ..Form::STRING
};

/// A plain scalar inside of brackets; readers of YAML 1.1 stop at a question mark.
pub(in crate::place) static FLOW: Form = Form { holds: Holds::AllBut("\t,[]{}?"), ..PLAIN };

static PLAIN_KEY: Form = Form { check: is_plain_key, quoted: &[&SINGLE_KEY, &DOUBLE_KEY], ..PLAIN };
static FLOW_KEY: Form = Form { check: is_plain_key, quoted: &[&SINGLE_KEY, &DOUBLE_KEY], ..FLOW };
static SINGLE_KEY: Form = Form { check: is_key, ..SINGLE };
static DOUBLE_KEY: Form = Form { check: is_key, ..DOUBLE };

/// Returns the form that a scalar has as a key.
pub(in crate::place) fn key(form: &'static Form) -> &'static Form {
    let forms = [(&PLAIN, &PLAIN_KEY), (&FLOW, &FLOW_KEY), (&SINGLE, &SINGLE_KEY), (&DOUBLE, &DOUBLE_KEY)];
    forms.iter().find(|(scalar, _)| std::ptr::eq(*scalar, form)).map_or(form, |(_, key)| key)
}

/// YAML 1.2, section 7.4: a key is at most 1024 characters long.
fn is_key(text: &str) -> Result<(), &'static str> {
    match text.len() < 1024 {
        true => Ok(()),
        false => Err("a YAML key cannot be longer than 1024 characters"),
    }
}

fn is_plain_key(text: &str) -> Result<(), &'static str> {
    is_key(text).and_then(|()| (PLAIN.check)(text))
}

/// Checks whether a text can be a plain scalar in block and in flow context alike.
fn is_plain(text: &str) -> Result<(), &'static str> {
    let is_safe = match text.chars().next() {
        None => return Err("nothing would be left here"),
        Some('-' | '?' | ':') => {
            text.after(1).starts_with(|c: char| !c.is_whitespace() && !",[]{}".contains(c))
        }
        Some(first) => !"#,[]{}&*!|>'\"%@`~".contains(first),
    };
    let is_marker = matches!(text.get(..4).unwrap_or(text), "---" | "..." | "--- " | "... ");
    if !is_safe || is_marker {
        Err("a YAML value without quotes cannot begin with this")
    } else if text.trim() != text {
        Err("a YAML value without quotes cannot have spaces at its ends")
    } else if text.contains(": ") || text.ends_with(':') {
        Err("a colon and a space make a key of a YAML value without quotes")
    } else if text.contains(" #") {
        Err("`#` behind a space begins a comment in a YAML value without quotes")
    } else {
        Ok(())
    }
}

/// What YAML 1.1 or 1.2 takes a plain scalar for (1.2 section 10.3; the types of 1.1 at yaml.org/type).
fn reads(text: &str) -> Reading {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "" | "~" | "null" => return Reading::Null,
        "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" => return Reading::Bool,
        "<<" | "=" => return Reading::Syntax,
        _ => {}
    }
    let unsigned = lower.strip_prefix(['-', '+']).unwrap_or(&lower);
    if is_decimal(unsigned) && !lower.starts_with('+') {
        Reading::Number
    } else if is_number(unsigned) {
        Reading::Notation
    } else if is_date(&lower) {
        Reading::Date
    } else {
        Reading::Text
    }
}

/// Tells whether any reader takes a text for a number; numbers of 1.1 may have `_` and sixty-based parts.
fn is_number(text: &str) -> bool {
    if matches!(text, ".inf" | ".nan" | "inf" | "nan" | "infinity") {
        return true;
    }
    let digits =
        |radix: u32, text: &str| !text.is_empty() && text.chars().all(|c| c == '_' || c.is_digit(radix));
    if let Some((radix, rest)) = [(16, "0x"), (8, "0o"), (2, "0b")]
        .iter()
        .find_map(|(radix, prefix)| Some((*radix, text.strip_prefix(prefix)?)))
    {
        return digits(radix, rest);
    }
    let starts = text.starts_with(|c: char| c.is_ascii_digit())
        || text.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let sixty = text.split(':').all(|part| digits(10, &part.replace('.', "")));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let decimal =
        mantissa.matches('.').count() <= 1 && digits(10, &mantissa.replace('.', "")) && digits(10, exponent);
    starts && (sixty && text.matches('.').count() <= 1 || decimal)
}

/// Tells whether a text looks like `2026-11-23`, with or without a time.
fn is_date(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut parts = text.splitn(3, '-');
    let starts_with_year = digits(0..4) && text.as_bytes().get(4) == Some(&b'-');
    starts_with_year
        && parts.nth(1).is_some_and(|month| (1..=2).contains(&month.len()) && digits(5..5 + month.len()))
}
