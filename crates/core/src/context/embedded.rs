//! Languages inside of strings, words and comments: which one the content of a token is in.

use super::language::Language;
use super::languages::{json, ldap, url};
use super::rule::TokenKind;
use super::slot::Context;
use super::token::Token;
use crate::guide::mark;
use crate::text::Cut;

/// How deeply languages are looked for inside of each other.
pub(super) const MAX_DEPTH: usize = 6;

/// Returns the language of a token's content.
pub(super) fn language(outer: &'static Language, token: &Token, content: &str) -> Option<&'static Language> {
    if let Some(language) = token.content {
        return Some(language);
    }
    if !matches!(token.rule.kind, TokenKind::Code | TokenKind::Comment)
        && let Some(language) = outer.content
    {
        return Some(language);
    }
    if outer == &url::URL && token.rule.kind == TokenKind::Text {
        return None;
    }
    let is_value = matches!(token.rule.kind, TokenKind::String | TokenKind::Word | TokenKind::Block);
    if is_value && json::looks_like_json(content) {
        Some(&json::JSON)
    } else if is_value && ldap::is_filter(content) {
        Some(&ldap::FILTER)
    } else if is_value && ldap::is_name(content) {
        Some(ldap::name(content))
    } else if url::is_in(content) && token.rule.kind != TokenKind::Code {
        Some(&url::URL)
    } else {
        None
    }
}

/// Notes the contexts of every mark of a template, from the inside out.
pub(super) fn contexts(outer: &'static Language, template: &str, contexts: &mut [Context]) {
    note(outer, template, contexts, 0);
}

fn note(outer: &'static Language, template: &str, contexts: &mut [Context], depth: usize) {
    for token in outer.scan(template) {
        if !mark::is_in(template.between(token.inner.clone())) {
            continue;
        }
        let content = token.decode(template);
        if let Some(inner) = language(outer, &token, &content).filter(|_| depth < MAX_DEPTH) {
            note(inner, &content, contexts, depth + 1);
        }
        for row in mark::rows(template.between(token.inner.clone())) {
            let Some(context) = contexts.get_mut(row) else { continue };
            context.stack.push(token.rule.name);
            context.in_comment |= token.rule.kind == TokenKind::Comment;
        }
    }
}
