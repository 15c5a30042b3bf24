//! XML and HTML: text, attributes, comments, CDATA; in HTML also scripts.

use super::code::JAVASCRIPT;
use crate::cut::Cut;
use crate::place::form::{Form, Holds, Role};
use crate::place::language::{Grammar, Language};
use crate::place::scan;
use crate::place::token::Token;

/// XML 1.0.
pub(in crate::place) static XML: Language = Language {
    name: "xml",
    aliases: &["svg", "xhtml"],
    files: &["*.xml", "*.svg", "*.plist"],
    forms: &[&COMMENT, &CDATA, &INSTRUCTION],
    word: &TEXT,
    grammar: Grammar::Own(scan),
    ..Language::BASE
};

/// HTML (the HTML standard, section 13.1).
pub(in crate::place) static HTML: Language = Language {
    name: "html",
    aliases: &["htm", "vue"],
    files: &["*.html", "*.htm"],
    forms: &[&COMMENT],
    ..XML
};

static TEXT: Form = Form {
    name: "text of XML and HTML",
    role: Role::Text,
    open: "",
    close: "",
    lines: true,
    escapes: &[("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")],
    ..Form::STRING
};

/// Line breaks and tabs in attributes are read as spaces unless they are written as numbers.
static DOUBLE: Form = Form {
    name: "attributes",
    escapes: &[
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("\"", "&quot;"),
        ("\n", "&#10;"),
        ("\t", "&#9;"),
    ],
    ..Form::STRING
};
static SINGLE: Form = Form {
    open: "'",
    close: "'",
    escapes: &[("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ("\n", "&#10;"), ("\t", "&#9;")],
    ..DOUBLE
};

/// XML knows no escape in a comment, and not two dashes; HTML ends one at `--!>` too.
static COMMENT: Form = Form {
    open: "<!--",
    close: "-->",
    holds: Holds::AllBut("<>"),
    check: |text| match text.contains("--") || text.starts_with(['-', '>']) || text.ends_with('-') {
        true => Err("a comment cannot hold two dashes"),
        false => Ok(()),
    },
    ..Form::BLOCK_COMMENT
};

static CDATA: Form =
    Form { name: "CDATA sections", open: "<![CDATA[", close: "]]>", lines: true, ..Form::STRING };

static INSTRUCTION: Form = Form {
    name: "instructions",
    open: "<?",
    close: "?>",
    holds: Holds::Those(|_| false),
    lines: true,
    ..Form::STRING
};

/// A script or a style sheet; `<` could end it or hide its end.
static SCRIPT: Form = Form {
    name: "scripts in HTML",
    role: Role::Block,
    open: "",
    close: "",
    lines: true,
    holds: Holds::AllBut("<"),
    ..Form::STRING
};
static STYLE: Form = Form { name: "style sheets in HTML", holds: Holds::Ascii("._- "), ..SCRIPT };

fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(token) = language.forms.iter().find_map(|form| scan::read(form, text, at)) {
            at = token.outer.end;
            tokens.push(token);
        } else if is_tag(text.after(at)) {
            let raw = raw_element(text.after(at)).filter(|_| language == &HTML);
            at = tag(text, at, &mut tokens);
            if let Some((name, form)) = raw {
                at = raw_text(text, at, name, form, &mut tokens);
            }
        } else {
            // A `<` that begins no tag is text.
            let behind = at + text.after(at).chars().next().map_or(1, char::len_utf8);
            let next = text.after(behind).find('<').map_or(text.len(), |next| behind + next);
            tokens.push(Token::bare(language.word, at..next));
            at = next;
        }
    }
    tokens
}

fn is_tag(rest: &str) -> bool {
    rest.strip_prefix('<').is_some_and(|rest| {
        rest.trim_start_matches(['/', '!']).starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

fn raw_element(rest: &str) -> Option<(&'static str, &'static Form)> {
    let is = |name: &str| {
        rest.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && rest.after(name.len() + 1).starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace())
    };
    let names: [(&str, &'static Form); 2] = [("script", &SCRIPT), ("style", &STYLE)];
    names.into_iter().find(|(name, _)| is(name))
}

/// Reads a tag and its attributes; returns where it ends.
fn tag(text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
    let mut at = start + 1;
    while let Some(character) = text.after(at).chars().next() {
        if character == '>' {
            return at + 1;
        }
        let is_value = text.before(at).trim_end().ends_with('=');
        let quoted =
            [&DOUBLE, &SINGLE].into_iter().filter(|_| is_value).find_map(|form| attribute(form, text, at));
        at = match quoted {
            Some(mut token) => {
                // Scripts and styles in attributes: only what harms no language.
                token.content = is_code(text.before(at)).then_some(Language::unknown());
                tokens.push(token);
                tokens.last().map_or(at, |token| token.outer.end)
            }
            None => at + character.len_utf8(),
        };
    }
    at
}

/// Tells whether a text ends with the name of an attribute that holds code, and its `=`.
fn is_code(text: &str) -> bool {
    let name = text.trim_end_matches(['=', ' ']).rsplit([' ', '\n', '\t']).next().unwrap_or_default();
    name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
        || name.eq_ignore_ascii_case("style")
        || name.eq_ignore_ascii_case("srcdoc")
}

/// Reads the value of an attribute, over several lines if need be.
fn attribute(form: &'static Form, text: &str, at: usize) -> Option<Token> {
    let start = at + text.after(at).strip_prefix(form.open).map(|_| form.open.len())?;
    let end = start + text.after(start).find(form.close)?;
    Some(Token::new(form, at..end + form.close.len(), start..end))
}

fn raw_text(text: &str, at: usize, name: &str, form: &'static Form, tokens: &mut Vec<Token>) -> usize {
    let closing = format!("</{name}");
    let rest = text.after(at).to_ascii_lowercase();
    let end = rest.find(&closing).map_or(text.len(), |end| at + end);
    if end > at {
        let mut token = Token::bare(form, at..end);
        token.content = Some(&JAVASCRIPT).filter(|_| name == "script");
        tokens.push(token);
    }
    end
}
