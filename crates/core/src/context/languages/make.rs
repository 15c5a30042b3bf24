//! Makefiles (GNU make manual, sections "Recipe Syntax" and "Using Variables in Recipes").

use super::server::LINE_HASH;
use super::{SHELL, UNKNOWN};
use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Interpolation, TokenKind, TokenRule};
use crate::context::token::{Indent, Inner, Token};
use crate::text::{Cut, Signs};

/// A makefile. Where a variable or a name is used is not known, so it gets only what harms nothing.
pub(in crate::context) static MAKE: Language = Language {
    name: "makefile",
    aliases: "make mk",
    files: "makefile gnumakefile *.mk",
    grammar: Grammar::Own(scan),
    ..Language::BASE
};

/// A line that a shell runs, after make has replaced its variables.
static RECIPE: TokenRule = TokenRule {
    name: "recipes of a makefile",
    kind: TokenKind::Block,
    open: "",
    close: "",
    escapes: &[("$", "$$")],
    interpolations: &[
        Interpolation::Between("$(", ")"),
        Interpolation::Between("${", "}"),
        Interpolation::Name("$"),
    ],
    ..TokenRule::STRING
};

fn scan(_: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = lexer::continued_line_end(text, at);
        let line = text.between(at..end).trim_end_matches('\n');
        let start = at + (line.len() - line.trim_start_any("\t@-+ ").len());
        let stop = at + line.len();
        if let Some(comment) = lexer::read(&LINE_HASH, text, at) {
            tokens.push(comment);
        } else if line.starts_with('\t') && start < stop {
            let mut token = Token::bare(&RECIPE, start..stop);
            token.indent = Some(Indent::Tabs);
            token.content = Some(Inner::of(&SHELL));
            tokens.push(token);
        } else if !line.is_empty() {
            tokens.push(Token::bare(UNKNOWN.word, at..stop));
        }
        at = end;
    }
    tokens
}
