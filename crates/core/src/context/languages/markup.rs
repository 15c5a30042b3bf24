//! XML and HTML: text, attributes, comments, CDATA; in HTML also scripts.

use super::javascript::JAVASCRIPT;
use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Allowed, Interpolation, TokenKind, TokenRule};
use crate::context::token::{Inner, Token};
use crate::text::{Cut, Find, Signs, is_in};

/// XML 1.0.
pub(in crate::context) static XML: Language = Language {
    name: "xml",
    aliases: "svg xhtml",
    files: "*.xml *.svg *.plist",
    rules: &[&COMMENT, &CDATA, &INSTRUCTION],
    word: &TEXT,
    grammar: Grammar::Own(scan),
    ..Language::BASE
};

/// HTML (the HTML standard, section 13.1).
pub(in crate::context) static HTML: Language =
    Language { name: "html", aliases: "htm", files: "*.html *.htm", rules: &[&COMMENT], ..XML };

/// Components of Vue, which replaces `{{ … }}` in texts ("Template Syntax").
pub(in crate::context) static VUE: Language =
    Language { name: "vue", aliases: "", files: "*.vue", word: &VUE_TEXT, ..HTML };

static VUE_TEXT: TokenRule = TokenRule {
    escapes: &[("{{", "{{ '{{' }}"), ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")],
    interpolations: &[Interpolation::Between("{{", "}}"), Interpolation::Name("{{")],
    ..TEXT
};

static TEXT: TokenRule = TokenRule {
    name: "text of XML and HTML",
    kind: TokenKind::Text,
    open: "",
    close: "",
    multiline: true,
    escapes: &[("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")],
    ..TokenRule::STRING
};

/// Line breaks and tabs in attributes are read as spaces unless they are written as numbers.
static DOUBLE: TokenRule = TokenRule {
    name: "attributes",
    escapes: &[
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("\"", "&quot;"),
        ("\n", "&#10;"),
        ("\t", "&#9;"),
    ],
    ..TokenRule::STRING
};
static SINGLE: TokenRule = TokenRule {
    open: "'",
    close: "'",
    escapes: &[("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ("\n", "&#10;"), ("\t", "&#9;")],
    ..DOUBLE
};

/// XML knows no escape in a comment, and not two dashes; HTML ends one at `--!>` too.
static COMMENT: TokenRule = TokenRule {
    open: "<!--",
    close: "-->",
    allowed: Allowed::AllBut("<>"),
    check: |text| match text.has("--") || text.starts_with_any("->") || text.ends_with('-') {
        true => Err("a comment cannot contain two dashes"),
        false => Ok(()),
    },
    ..TokenRule::BLOCK_COMMENT
};

static CDATA: TokenRule = TokenRule {
    name: "CDATA sections",
    open: "<![CDATA[",
    close: "]]>",
    multiline: true,
    ..TokenRule::STRING
};

static INSTRUCTION: TokenRule = TokenRule {
    name: "instructions",
    open: "<?",
    close: "?>",
    allowed: Allowed::Those(|_| false),
    multiline: true,
    ..TokenRule::STRING
};

/// A script or a style sheet; `<` could end it or hide its end.
static SCRIPT: TokenRule = TokenRule {
    name: "scripts in HTML",
    kind: TokenKind::Block,
    open: "",
    close: "",
    multiline: true,
    allowed: Allowed::AllBut("<"),
    ..TokenRule::STRING
};
static STYLE: TokenRule =
    TokenRule { name: "style sheets in HTML", allowed: Allowed::Ascii("._- "), ..SCRIPT };

fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(token) = language.rules.iter().find_map(|rule| lexer::read(rule, text, at)) {
            at = token.outer.end;
            tokens.push(token);
        } else if is_tag(text.after(at)) {
            let raw = raw_element(text.after(at)).filter(|_| language != &XML);
            at = tag(text, at, &mut tokens);
            if let Some((name, rule)) = raw {
                at = raw_text(text, at, name, rule, &mut tokens);
            }
        } else {
            // A `<` that does not begin a tag is text.
            let after = at + text.after(at).chars().next().map_or(1, char::len_utf8);
            let next = text.after(after).find('<').map_or(text.len(), |next| after + next);
            tokens.push(Token::bare(language.word, at..next));
            at = next;
        }
    }
    tokens
}

fn is_tag(rest: &str) -> bool {
    rest.strip_prefix('<')
        .is_some_and(|rest| rest.trim_start_any("/!").starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn raw_element(rest: &str) -> Option<(&'static str, &'static TokenRule)> {
    let is = |name: &str| {
        rest.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && rest.after(name.len() + 1).starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace())
    };
    let names: [(&str, &'static TokenRule); 2] = [("script", &SCRIPT), ("style", &STYLE)];
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
            [&DOUBLE, &SINGLE].into_iter().filter(|_| is_value).find_map(|rule| attribute(rule, text, at));
        at = match quoted {
            Some(mut token) => {
                // Scripts and styles in attributes: only what harms no language.
                token.content = is_code(text.before(at)).then(|| Inner::of(Language::unknown()));
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
    let name = text.trim_end_any("= ").after_any(" \n\t");
    // Vue and Alpine have names for it that begin with a sign, or with a letter of their own.
    name.get(..2).is_some_and(|start| is_in("on v- x-", start))
        || name.starts_with_any(":@#")
        || name.eq_ignore_ascii_case("style")
        || name.eq_ignore_ascii_case("srcdoc")
}

/// Reads the value of an attribute, over several lines if need be.
fn attribute(rule: &'static TokenRule, text: &str, at: usize) -> Option<Token> {
    let start = at + text.after(at).strip_prefix(rule.open).map(|_| rule.open.len())?;
    let end = start + text.after(start).position_of(rule.close)?;
    Some(Token::new(rule, at..end + rule.close.len(), start..end))
}

fn raw_text(text: &str, at: usize, name: &str, rule: &'static TokenRule, tokens: &mut Vec<Token>) -> usize {
    let closing = format!("</{name}");
    let rest = text.after(at).to_ascii_lowercase();
    let end = rest.position_of(&closing).map_or(text.len(), |end| at + end);
    if end > at {
        let mut token = Token::bare(rule, at..end);
        token.content = (name == "script").then(|| Inner::of(&JAVASCRIPT));
        tokens.push(token);
    }
    end
}
