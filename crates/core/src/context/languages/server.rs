//! Configuration of servers and of infrastructure: nginx, Apache, Caddy, HAProxy, HCL, plain lines.

use super::comment::{HASH, SLASHES, STARS};
use crate::context::language::{Grammar, Language};
use crate::context::rule::{Allowed, Boundary, Control, Interpolation, TokenKind, TokenRule};
use crate::context::scalar::ScalarKind;
use crate::context::token::Token;
use crate::text::{Cut, Find, Signs};

/// nginx. A dollar sign begins a variable, and there is no way to write one that does not.
pub(in crate::context) static NGINX: Language = Language {
    name: "nginx",
    aliases: "nginxconf",
    files: "nginx*.conf *nginx/* *nginx.conf.d/*",
    rules: &[&SPACED_HASH, &NGINX_DOUBLE, &NGINX_SINGLE],
    word: &NGINX_WORD,
    refines: "conf",
    ..Language::BASE
};

static SPACED_HASH: TokenRule = TokenRule { boundary: Boundary::Space, ..TokenRule::COMMENT };

pub(super) const VARIABLES: &[Interpolation] = &[Interpolation::Between("${", "}"), Interpolation::Name("$")];

static NGINX_DOUBLE: TokenRule = TokenRule {
    name: "quoted nginx values",
    boundary: Boundary::Space,
    multiline: true,
    escapes: &[("\\", "\\\\"), ("\"", "\\\"")],
    escape: Some('\\'),
    interpolations: VARIABLES,
    allowed: Allowed::AllBut("$"),
    check: fits_nginx,
    ..TokenRule::STRING
};
static NGINX_SINGLE: TokenRule =
    TokenRule { open: "'", close: "'", escapes: &[("\\", "\\\\"), ("'", "\\'")], ..NGINX_DOUBLE };

static NGINX_WORD: TokenRule = TokenRule {
    name: "nginx values without quotes",
    escape: Some('\\'),
    interpolations: VARIABLES,
    allowed: Allowed::Those(|c| !c.is_whitespace() && !"\"'\\${};#`()[]*?|^<>~!".has(c)),
    quoted: &[&NGINX_DOUBLE],
    check: |word| fits_nginx(word).and_then(|()| (VALUE.check)(word)),
    ..VALUE
};

/// The most bytes of a word or a string: nginx reads it with its quotes into a buffer of 4,096 (`NGX_CONF_BUFFER`).
const LONGEST_NGINX: usize = 4089;
const TOO_LONG_FOR_NGINX: &str = "nginx values can have at most 4089 bytes here";

fn fits_nginx(written: &str) -> Result<(), &'static str> {
    match written.len() <= LONGEST_NGINX {
        true => Ok(()),
        false => Err(TOO_LONG_FOR_NGINX),
    }
}

/// A word that is a value and reads as text whatever it is.
pub(super) const VALUE: TokenRule = TokenRule {
    kind: TokenKind::Word,
    open: "",
    close: "",
    resolve: |_| ScalarKind::Text,
    check: |word| match word.is_empty() {
        true => Err("a value without quotes cannot be empty"),
        false => Ok(()),
    },
    ..TokenRule::STRING
};

/// The Apache HTTP server; `${x}` and `%{x}` are replaced in many contexts, so neither sign is written.
pub(in crate::context) static APACHE: Language = Language {
    name: "apache",
    aliases: "apacheconf htaccess",
    files: ".htaccess httpd*.conf apache*.conf *apache2/* *httpd/*",
    refines: "conf",
    rules: &[&LINE_HASH, &APACHE_DOUBLE],
    word: &APACHE_WORD,
    ..Language::BASE
};

pub(super) static LINE_HASH: TokenRule =
    TokenRule { boundary: Boundary::Line, allowed: Allowed::AllBut("\\"), ..TokenRule::COMMENT };
static APACHE_DOUBLE: TokenRule = TokenRule {
    name: "quoted Apache values",
    boundary: Boundary::Space,
    escapes: &[("\"", "\\\"")],
    escape: Some('\\'),
    interpolations: VARIABLES,
    allowed: Allowed::AllBut("\\$%"),
    ..TokenRule::STRING
};
static APACHE_WORD: TokenRule = TokenRule {
    name: "Apache values without quotes",
    interpolations: VARIABLES,
    allowed: Allowed::Letters("._-/:@+,="),
    quoted: &[&APACHE_DOUBLE],
    ..VALUE
};

/// The Caddyfile; braces are placeholders.
pub(in crate::context) static CADDY: Language = Language {
    name: "caddyfile",
    aliases: "caddy",
    files: "caddyfile* *.caddyfile *.caddy",
    rules: &[&SPACED_HASH, &CADDY_DOUBLE, &CADDY_BACKTICKS],
    word: &CADDY_WORD,
    foreign: |rest| rest.starts_with("<<"),
    ..Language::BASE
};

static CADDY_DOUBLE: TokenRule = TokenRule {
    name: "quoted Caddyfile values",
    boundary: Boundary::Space,
    multiline: true,
    escapes: &[("\"", "\\\"")],
    escape: Some('\\'),
    allowed: Allowed::AllBut("\\{}"),
    ..TokenRule::STRING
};
static CADDY_BACKTICKS: TokenRule = TokenRule {
    open: "`",
    close: "`",
    escapes: &[],
    escape: None,
    allowed: Allowed::AllBut("`{}"),
    ..CADDY_DOUBLE
};
static CADDY_WORD: TokenRule = TokenRule {
    name: "Caddyfile values without quotes",
    allowed: Allowed::Letters("._-/:@+,=%*"),
    quoted: &[&CADDY_DOUBLE],
    ..VALUE
};

/// HAProxy (configuration manual, section 2.2).
pub(in crate::context) static HAPROXY: Language = Language {
    name: "haproxy",
    files: "haproxy.cfg",
    rules: &[&HASH, &HAPROXY_DOUBLE, &HAPROXY_SINGLE],
    word: &HAPROXY_WORD,
    ..Language::BASE
};

static HAPROXY_DOUBLE: TokenRule = TokenRule {
    name: "double-quoted HAProxy values",
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$")],
    escape: Some('\\'),
    interpolations: VARIABLES,
    allowed: Allowed::AllBut("%"),
    ..TokenRule::STRING
};
static HAPROXY_SINGLE: TokenRule = TokenRule {
    name: "single-quoted HAProxy values",
    open: "'",
    close: "'",
    allowed: Allowed::AllBut("'%"),
    ..TokenRule::STRING
};
static HAPROXY_WORD: TokenRule =
    TokenRule { name: "HAProxy values without quotes", allowed: Allowed::Letters("._-/:@+=*"), ..VALUE };

/// HCL, the language of Terraform (specification, section "Template Expressions").
pub(in crate::context) static HCL: Language = Language {
    name: "hcl",
    aliases: "terraform tf tofu",
    files: "*.hcl *.tf *.tfvars",
    rules: &[&HASH, &SLASHES, &STARS, &HCL_STRING],
    foreign: |rest| rest.starts_with("<<"),
    ..Language::BASE
};

static HCL_STRING: TokenRule = TokenRule {
    name: "HCL strings",
    escapes: &[
        ("${", "$${"),
        ("%{", "%%{"),
        ("\\", "\\\\"),
        ("\"", "\\\""),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
    ],
    escape: Some('\\'),
    control: Control::Unicode,
    interpolations: &[Interpolation::Between("${", "}"), Interpolation::Between("%{", "}")],
    ..TokenRule::STRING
};

/// Files of a setting on each line, which agree on little: sshd, Postfix, Dovecot, PAM.
pub(in crate::context) static LINES: Language = Language {
    name: "conf",
    aliases: "cf cfg config ext sshconfig",
    files: "*.conf *.cf *.cfg *.ext *.acl sshd_config ssh_config sshd providers",
    rules: &[&LINE_HASH],
    word: &SETTING,
    grammar: Grammar::Own(lines),
    ..Language::BASE
};

static SETTING: TokenRule = TokenRule {
    name: "lines of a configuration file",
    kind: TokenKind::Text,
    open: "",
    close: "",
    // Quotes, `\`, `$`, `%`, `#` and `;` mean something to one of them.
    allowed: Allowed::AllBut("\"'`\\$%#;{}\t"),
    check: |line| match line.trim().is_empty() {
        true => Err("the line would be left empty"),
        false => Ok(()),
    },
    ..TokenRule::STRING
};

/// Reads a text line by line.
fn lines(language: &'static Language, text: &str) -> Vec<Token> {
    let mut at = 0;
    let mut tokens = Vec::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_any("\n\r");
        let start = at + (content.len() - content.trim_start().len());
        let end = at + content.len();
        at += line.len();
        if text.between(start..end).starts_with('#') {
            tokens.push(Token::new(&LINE_HASH, start..end, start + 1..end));
        } else if start < end {
            tokens.push(Token::bare(language.word, start..end));
        }
    }
    tokens
}
