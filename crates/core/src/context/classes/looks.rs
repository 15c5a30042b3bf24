//! How each language looks: a row says what its words are. A test goes through the table of languages, so that none is
//! without its row.

use super::TokenClass;
use crate::context::language::Language;
use crate::context::languages::{SLASHES, STARS};
use crate::context::rule::{Boundary, TokenRule};

/// What the words of a language are.
#[derive(Debug)]
pub(super) struct Look {
    /// The names of the languages, as core has them or as authors write them.
    languages: &'static [&'static str],
    pub(super) keywords: &'static str,
    /// Whether keywords may be in capitals.
    pub(super) any_case: bool,
    /// What the first word of a line is.
    pub(super) lead: Option<TokenClass>,
    /// Whether a pipe and the like begin a command as a line does.
    pub(super) commands: bool,
    /// The signs after a name: `=` or `:`.
    pub(super) keys: &'static str,
    /// Whether spaces may be before these.
    pub(super) spaced_keys: bool,
    /// The signs inside of names.
    pub(super) signs: &'static str,
    /// Whether a line in brackets is the title of a section.
    pub(super) sections: bool,
    /// Whether `$` begins a variable.
    pub(super) variables: bool,
    /// Whether `-` begins an option.
    pub(super) options: bool,
    /// Whether a word before a parenthesis is called.
    pub(super) calls: bool,
    /// Whether a word with a capital is a type.
    pub(super) types: bool,
    /// Whether a word after `<` is the name of an element.
    pub(super) tags: bool,
    /// Whether words are values, as strings are.
    pub(super) values: bool,
    /// Whether a block without delimiters is text, as a here-document is.
    pub(super) has_blocks: bool,
    /// Whether lines say what a change does.
    pub(super) changes: bool,
    /// The comments and strings of a language that core does not know.
    rules: Option<&'static [&'static TokenRule]>,
}

impl Look {
    /// A row to build others from.
    const BASE: Self = Self {
        languages: &[],
        keywords: "",
        any_case: false,
        lead: None,
        commands: false,
        keys: "",
        spaced_keys: false,
        signs: "",
        sections: false,
        variables: false,
        options: false,
        calls: false,
        types: false,
        tags: false,
        values: false,
        has_blocks: false,
        changes: false,
        rules: None,
    };

    /// Files of settings: a name, a sign and a value.
    const SETTINGS: Self =
        Self { keys: "=", spaced_keys: true, signs: "-.", sections: true, values: true, ..Self::BASE };

    /// Files in which every line is a directive.
    const DIRECTIVES: Self =
        Self { lead: Some(TokenClass::Keyword), signs: "-./:@*", variables: true, ..Self::BASE };

    /// Programs.
    const PROGRAM: Self = Self { calls: true, types: true, ..Self::BASE };
}

/// Returns the look of a language, and the rules where core does not know it; `word` is what the page calls it.
pub(super) fn of(
    language: &Language,
    word: &str,
) -> Option<(&'static Look, Option<&'static [&'static TokenRule]>)> {
    let called = |name: &str| {
        LOOKS.iter().find(|look| look.languages.iter().any(|known| known.eq_ignore_ascii_case(name)))
    };
    let look = called(language.name).or_else(|| called(word).filter(|look| look.rules.is_some()))?;
    Some((look, look.rules))
}

static DOUBLE: TokenRule =
    TokenRule { escapes: &[("\\", "\\\\"), ("\"", "\\\"")], escape: Some('\\'), ..TokenRule::STRING };
static SINGLE: TokenRule = TokenRule { open: "'", close: "'", escapes: &[("'", "\\'")], ..DOUBLE };
static DASHES: TokenRule = TokenRule { open: "--", ..TokenRule::COMMENT };
static HASH: TokenRule = TokenRule { boundary: Boundary::Space, ..TokenRule::COMMENT };
static BATCH_COMMENT: TokenRule = TokenRule { open: "rem ", boundary: Boundary::Line, ..TokenRule::COMMENT };

/// The table.
static LOOKS: [Look; 36] = [
    Look { languages: &["json"], keys: ":", spaced_keys: true, ..Look::BASE },
    Look { languages: &["toml"], values: false, ..Look::SETTINGS },
    Look { languages: &["ini", "php.ini", "systemd"], ..Look::SETTINGS },
    Look { languages: &["properties"], keys: "=:", sections: false, ..Look::SETTINGS },
    Look { languages: &["env"], keywords: "export", sections: false, variables: true, ..Look::SETTINGS },
    Look { languages: &["ldif"], keys: ":", values: true, signs: "-;", ..Look::BASE },
    Look { languages: &["csv", "console", "crontab", "system-crontab"], ..Look::BASE },
    Look {
        languages: &["bash", "zsh"],
        keywords: "if then else elif fi for while until do done case esac in function select time export local readonly \
            declare unset source alias return exit set shift trap",
        keys: "=",
        lead: Some(TokenClass::Function),
        commands: true,
        signs: "-./",
        variables: true,
        options: true,
        has_blocks: true,
        ..Look::BASE
    },
    Look {
        languages: &["fish"],
        keywords: "if else end for in while switch case function begin and or not set return break continue source",
        lead: Some(TokenClass::Function),
        commands: true,
        signs: "-./",
        variables: true,
        options: true,
        ..Look::BASE
    },
    Look {
        languages: &["batch"],
        keywords: "if else for in do not exist set setlocal endlocal call goto echo off on exit rem pause start",
        any_case: true,
        lead: Some(TokenClass::Function),
        commands: true,
        signs: "-.\\",
        rules: Some(&[&BATCH_COMMENT, &TokenRule::STRING]),
        ..Look::BASE
    },
    Look {
        languages: &["powershell"],
        keywords: "if else elseif foreach for while do until switch function param return try catch finally throw in \
            begin process end",
        any_case: true,
        lead: Some(TokenClass::Function),
        commands: true,
        signs: "-",
        variables: true,
        options: true,
        ..Look::BASE
    },
    Look {
        languages: &["makefile"],
        keywords: "include ifeq ifneq ifdef ifndef else endif define endef export",
        keys: "=:",
        spaced_keys: true,
        signs: "-./",
        variables: true,
        options: true,
        ..Look::BASE
    },
    Look { languages: &["nginx", "apache", "caddyfile", "haproxy", "conf"], ..Look::DIRECTIVES },
    Look { languages: &["dockerfile"], options: true, signs: "-./:", ..Look::DIRECTIVES },
    Look {
        languages: &["hcl"],
        keywords: "resource variable output module provider locals data terraform for in if",
        keys: "=",
        spaced_keys: true,
        signs: "-",
        calls: true,
        ..Look::BASE
    },
    Look {
        languages: &["python"],
        keywords: "and as assert async await break class continue def del elif else except finally for from global if \
            import in is lambda nonlocal not or pass raise return try while with yield match case self",
        ..Look::PROGRAM
    },
    Look {
        languages: &["javascript", "jsx", "vue"],
        keywords: "as async await break case catch class const continue default delete do else export extends finally \
            for from function if implements import in instanceof interface let new of private public readonly return \
            static super switch this throw try type typeof var void while yield",
        keys: ":",
        tags: true,
        ..Look::PROGRAM
    },
    Look {
        languages: &["go"],
        keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface \
            map package range return select struct switch type var string int bool error byte any",
        ..Look::PROGRAM
    },
    Look {
        languages: &["java", "kotlin", "scala", "csharp"],
        keywords: "abstract as async await boolean break by case catch class companion const continue data def default \
            do double else enum extends final finally float for foreach fun get given if implements implicit import in \
            instanceof int interface internal is long match namespace new object of open operator out override package \
            private protected public readonly record return sealed set static string struct super switch this throw \
            throws trait try typealias using val var void when where while with yield",
        ..Look::PROGRAM
    },
    Look {
        languages: &["php"],
        keywords: "abstract and as break case catch class const continue declare default do echo else elseif extends \
            final finally fn for foreach function global if implements include include_once instanceof interface match \
            namespace new or print private protected public readonly require require_once return static switch throw \
            trait try use var while yield php",
        variables: true,
        ..Look::PROGRAM
    },
    Look {
        languages: &["ruby", "elixir"],
        keywords: "alias and begin break case class def defmodule defp defstruct do else elsif end ensure fn for if \
            import in include module next not or raise require rescue return self super then unless until use when \
            while with yield config",
        keys: ":",
        ..Look::PROGRAM
    },
    Look {
        languages: &["sql"],
        keywords: "add all alter and as asc begin between by cascade case check column commit constraint create cross \
            database default delete desc distinct drop else end exists extension for foreign from full function grant \
            group having identified if in index inner insert into is join key left like limit login not null of offset \
            on or order outer owner password primary privileges references returning revoke right role rollback schema \
            select sequence set table then to trigger union unique update use user using values view when where with \
            bigint boolean char date integer int json jsonb numeric serial text timestamp uuid varchar",
        any_case: true,
        calls: true,
        ..Look::BASE
    },
    Look { languages: &["html", "xml"], keys: "=", signs: "-:.@", tags: true, ..Look::BASE },
    Look {
        languages: &["rust", "rs"],
        keywords: "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod \
            move mut pub ref return self static struct super trait type unsafe use where while bool char str u8 u16 u32 \
            u64 usize i8 i16 i32 i64 isize f32 f64",
        // An apostrophe begins a lifetime as well.
        rules: Some(&[&SLASHES, &STARS, &DOUBLE]),
        ..Look::PROGRAM
    },
    Look {
        languages: &["c", "h", "cpp", "c++", "cc", "hpp", "arduino", "objc"],
        keywords: "auto bool break case catch char class const constexpr continue default delete do double else enum \
            explicit extern float for goto if inline int long namespace new nullptr operator private protected public \
            return short signed sizeof static struct switch template this throw try typedef typename union unsigned \
            using virtual void volatile while include define ifdef ifndef endif",
        rules: Some(&[&SLASHES, &STARS, &DOUBLE, &SINGLE]),
        ..Look::PROGRAM
    },
    Look {
        languages: &["swift", "dart", "zig"],
        keywords: "as async await break case catch class const continue default defer do else enum extension extends \
            final fn for func guard if implements import in init is let new private protocol pub public return self \
            static struct super switch this throw throws try var void while with",
        rules: Some(&[&SLASHES, &STARS, &DOUBLE, &SINGLE]),
        ..Look::PROGRAM
    },
    Look {
        languages: &["css", "scss", "less"],
        keys: ":",
        signs: "-",
        variables: true,
        calls: true,
        rules: Some(&[&STARS, &DOUBLE, &SINGLE]),
        ..Look::BASE
    },
    Look {
        languages: &["lua"],
        keywords: "and break do else elseif end for function if in local not or repeat return then until while",
        rules: Some(&[&DASHES, &DOUBLE, &SINGLE]),
        ..Look::PROGRAM
    },
    Look {
        languages: &["perl", "pl", "pm"],
        keywords: "and else elsif for foreach if last local my next not or our package print require return sub unless \
            until use while",
        variables: true,
        rules: Some(&[&HASH, &DOUBLE, &SINGLE]),
        ..Look::PROGRAM
    },
    Look {
        languages: &["r", "julia", "jl"],
        keywords: "break else elseif end for function if import in library module next repeat return struct using while",
        rules: Some(&[&HASH, &DOUBLE, &SINGLE]),
        ..Look::PROGRAM
    },
    Look {
        languages: &["haskell", "hs", "elm"],
        keywords: "case class data deriving do else if import in infixl infixr instance let module newtype of then type \
            where",
        rules: Some(&[&DASHES, &DOUBLE]),
        types: true,
        ..Look::BASE
    },
    Look {
        languages: &["graphql", "gql", "proto", "protobuf"],
        keywords: "enum extend fragment import input interface message mutation on oneof option package query repeated \
            returns rpc scalar schema service subscription syntax type union",
        keys: ":",
        rules: Some(&[&HASH, &SLASHES, &DOUBLE]),
        ..Look::PROGRAM
    },
    Look {
        languages: &["nix"],
        keywords: "assert else if import in inherit let or rec then with",
        keys: "=",
        spaced_keys: true,
        signs: "-.",
        rules: Some(&[&HASH, &STARS, &DOUBLE]),
        ..Look::BASE
    },
    Look {
        languages: &["jinja", "jinja2", "j2", "gotmpl", "twig"],
        keywords: "block define else end endblock endfor endif endwith extends for if in include range set template with",
        rules: Some(&[&DOUBLE, &SINGLE]),
        ..Look::BASE
    },
    Look { languages: &["http"], keys: ":", signs: "-", rules: Some(&[&DOUBLE]), ..Look::BASE },
    Look { languages: &["diff", "patch"], changes: true, rules: Some(&[]), ..Look::BASE },
];
