//! Configuration of servers and of infrastructure: nginx, Apache, Caddy, HAProxy, HCL, Dockerfiles, plain lines.

use super::data::{HASH, SLASHES, STARS};
use super::shell;
use crate::cut::Cut;
use crate::place::form::{Control, Form, Holds, Insertion, Opens, Role};
use crate::place::language::{Grammar, Language};
use crate::place::reading::Reading;
use crate::place::token::Token;

/// nginx. A dollar sign begins a variable, and there is no way to write one that does not.
pub(in crate::place) static NGINX: Language = Language {
    name: "nginx",
    aliases: &["nginxconf"],
    files: &["nginx.conf"],
    forms: &[&SPACED_HASH, &NGINX_DOUBLE, &NGINX_SINGLE],
    word: &NGINX_WORD,
    ..Language::BASE
};

static SPACED_HASH: Form = Form { opens: Opens::Space, ..Form::COMMENT };

const VARIABLES: &[Insertion] = &[Insertion::Between("${", "}"), Insertion::Name("$")];

static NGINX_DOUBLE: Form = Form {
    name: "quoted nginx values",
    opens: Opens::Space,
    lines: true,
    escapes: &[("\\", "\\\\"), ("\"", "\\\"")],
    escape: Some('\\'),
    insertions: VARIABLES,
    holds: Holds::AllBut("$"),
    check: fits_nginx,
    ..Form::STRING
};
static NGINX_SINGLE: Form =
    Form { open: "'", close: "'", escapes: &[("\\", "\\\\"), ("'", "\\'")], ..NGINX_DOUBLE };

static NGINX_WORD: Form = Form {
    name: "nginx values without quotes",
    escape: Some('\\'),
    insertions: VARIABLES,
    holds: Holds::Those(|c| !c.is_whitespace() && !"\"'\\${};#`()[]*?|^<>~!".contains(c)),
    quoted: &[&NGINX_DOUBLE],
    check: |word| fits_nginx(word).and_then(|()| (VALUE.check)(word)),
    ..VALUE
};

/// The buffer that nginx reads a word or a string into is of 4096 bytes (`NGX_CONF_BUFFER`).
fn fits_nginx(written: &str) -> Result<(), &'static str> {
    match written.len() < 4090 {
        true => Ok(()),
        false => Err("nginx reads at most 4096 bytes in one piece"),
    }
}

/// A word that is a value and reads as text whatever it is.
const VALUE: Form = Form {
    role: Role::Word,
    open: "",
    close: "",
    reads: |_| Reading::Text,
    check: |word| match word.is_empty() {
        true => Err("a value without quotes cannot be empty"),
        false => Ok(()),
    },
    ..Form::STRING
};

/// The Apache HTTP server; `${x}` and `%{x}` are replaced in many places, so neither sign is written.
pub(in crate::place) static APACHE: Language = Language {
    name: "apache",
    aliases: &["apacheconf", "htaccess"],
    files: &[".htaccess", "httpd.conf", "apache2.conf"],
    forms: &[&LINE_HASH, &APACHE_DOUBLE],
    word: &APACHE_WORD,
    ..Language::BASE
};

static LINE_HASH: Form = Form { opens: Opens::Line, holds: Holds::AllBut("\\"), ..Form::COMMENT };
static APACHE_DOUBLE: Form = Form {
    name: "quoted Apache values",
    opens: Opens::Space,
    escapes: &[("\"", "\\\"")],
    escape: Some('\\'),
    insertions: VARIABLES,
    holds: Holds::AllBut("\\$%"),
    ..Form::STRING
};
static APACHE_WORD: Form = Form {
    name: "Apache values without quotes",
    insertions: VARIABLES,
    holds: Holds::Letters("._-/:@+,="),
    quoted: &[&APACHE_DOUBLE],
    ..VALUE
};

/// The Caddyfile; braces are placeholders.
pub(in crate::place) static CADDY: Language = Language {
    name: "caddyfile",
    aliases: &["caddy"],
    files: &["caddyfile", "*.caddyfile"],
    forms: &[&SPACED_HASH, &CADDY_DOUBLE, &CADDY_BACKTICKS],
    word: &CADDY_WORD,
    foreign: |rest| rest.starts_with("<<"),
    ..Language::BASE
};

static CADDY_DOUBLE: Form = Form {
    name: "quoted Caddyfile values",
    opens: Opens::Space,
    lines: true,
    escapes: &[("\"", "\\\"")],
    escape: Some('\\'),
    holds: Holds::AllBut("\\{}"),
    ..Form::STRING
};
static CADDY_BACKTICKS: Form =
    Form { open: "`", close: "`", escapes: &[], escape: None, holds: Holds::AllBut("`{}"), ..CADDY_DOUBLE };
static CADDY_WORD: Form = Form {
    name: "Caddyfile values without quotes",
    holds: Holds::Letters("._-/:@+,=%*"),
    quoted: &[&CADDY_DOUBLE],
    ..VALUE
};

/// HAProxy (configuration manual, section 2.2).
pub(in crate::place) static HAPROXY: Language = Language {
    name: "haproxy",
    files: &["haproxy.cfg"],
    forms: &[&HASH, &HAPROXY_DOUBLE, &HAPROXY_SINGLE],
    word: &HAPROXY_WORD,
    ..Language::BASE
};

static HAPROXY_DOUBLE: Form = Form {
    name: "double-quoted HAProxy values",
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$")],
    escape: Some('\\'),
    insertions: VARIABLES,
    holds: Holds::AllBut("%"),
    ..Form::STRING
};
static HAPROXY_SINGLE: Form = Form {
    name: "single-quoted HAProxy values",
    open: "'",
    close: "'",
    holds: Holds::AllBut("'%"),
    ..Form::STRING
};
static HAPROXY_WORD: Form =
    Form { name: "HAProxy values without quotes", holds: Holds::Letters("._-/:@+=*"), ..VALUE };

/// HCL, the language of Terraform (specification, section "Template Expressions").
pub(in crate::place) static HCL: Language = Language {
    name: "hcl",
    aliases: &["terraform", "tf", "tofu"],
    files: &["*.hcl", "*.tf", "*.tfvars"],
    forms: &[&HASH, &SLASHES, &STARS, &HCL_STRING],
    foreign: |rest| rest.starts_with("<<"),
    ..Language::BASE
};

static HCL_STRING: Form = Form {
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
    insertions: &[Insertion::Between("${", "}"), Insertion::Between("%{", "}")],
    ..Form::STRING
};

/// Dockerfiles: what both the shell of `RUN` and the other instructions read alike.
pub(in crate::place) static DOCKERFILE: Language = Language {
    name: "dockerfile",
    aliases: &["docker", "containerfile"],
    files: &["dockerfile", "dockerfile.*", "*.dockerfile", "containerfile"],
    forms: &[&LINE_HASH, &DOCKER_LIST, &DOCKER_DOUBLE, &DOCKER_SINGLE],
    word: &DOCKER_WORD,
    foreign: |rest| rest.starts_with("<<"),
    ..Language::BASE
};

/// A string of a list such as `CMD ["a", "b"]`, which is JSON; only what the shell's `[ "a" ]` reads alike is written.
static DOCKER_LIST: Form = Form {
    name: "lists in a Dockerfile",
    before: &["[", "[ ", ",", ", "],
    escapes: &[("\\", "\\\\"), ("\"", "\\\"")],
    escape: Some('\\'),
    insertions: VARIABLES,
    holds: Holds::AllBut("$`!\t"),
    ..Form::STRING
};
static DOCKER_DOUBLE: Form = Form { name: "double-quoted Dockerfile values", lines: false, ..shell::DOUBLE };
static DOCKER_SINGLE: Form = Form {
    name: "single-quoted Dockerfile values",
    open: "'",
    close: "'",
    holds: Holds::AllBut("'\\$"),
    ..Form::STRING
};
static DOCKER_WORD: Form = Form {
    name: "Dockerfile values without quotes",
    insertions: VARIABLES,
    holds: Holds::Letters("._-/:@+=,"),
    ..VALUE
};

/// Files of a setting on each line, which agree on little: sshd, Postfix, Dovecot, PAM.
pub(in crate::place) static LINES: Language = Language {
    name: "conf",
    aliases: &["cf", "cfg", "config", "ext", "sshconfig"],
    files: &["*.conf", "*.cf", "*.cfg", "*.ext", "*.acl", "sshd_config", "ssh_config", "sshd", "providers"],
    forms: &[&LINE_HASH],
    word: &SETTING,
    grammar: Grammar::Own(lines),
    ..Language::BASE
};

static SETTING: Form = Form {
    name: "lines of a configuration file",
    role: Role::Text,
    open: "",
    close: "",
    // Quotes, `\`, `$`, `%`, `#` and `;` mean something to one of them.
    holds: Holds::AllBut("\"'`\\$%#;{}\t"),
    check: |line| match line.trim().is_empty() {
        true => Err("the line would be left empty"),
        false => Ok(()),
    },
    ..Form::STRING
};

/// Reads a text line by line.
fn lines(language: &'static Language, text: &str) -> Vec<Token> {
    let mut at = 0;
    let mut tokens = Vec::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
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
