//! Languages inside of strings, words and comments: which one the content of a token is in.

use super::escape::is_name;
use super::language::Language;
use super::languages::arguments::ASSIGNMENT;
use super::languages::{connection, json, ldap, url};
use super::rule::TokenKind;
use super::slot::Context;
use super::token::{Inner, Token};
use crate::guide::mark;
use crate::text::Cut;

/// How deeply languages are looked for inside of each other.
pub(super) const MAX_DEPTH: usize = 6;

/// Returns the languages of a token's content.
pub(super) fn inner(outer: Inner, token: &Token, content: &str) -> Option<Inner> {
    // What a layer only finds things with is in no other language.
    if let Some(then) = outer.then.filter(|_| !token.is_key) {
        return Some(Inner::of(then));
    }
    let is_plain = token.is_key || matches!(token.rule.kind, TokenKind::Code | TokenKind::Comment);
    match (outer.language.content.filter(|_| !is_plain), token.content) {
        (Some(language), inner) => Some(Inner { language, then: inner.map(|inner| inner.language) }),
        (None, Some(inner)) => Some(inner),
        (None, None) => shown(outer.language, token, content).map(Inner::of),
    }
}

/// Returns the language that a content itself shows.
fn shown(outer: &'static Language, token: &Token, content: &str) -> Option<&'static Language> {
    if outer == &url::URL && token.rule.kind == TokenKind::Text {
        return None;
    }
    let is_value = matches!(token.rule.kind, TokenKind::String | TokenKind::Word | TokenKind::Block);
    if is_value && json::looks_like_json(content) {
        Some(&json::JSON)
    } else if is_value && is_assignment(content) {
        Some(&ASSIGNMENT)
    } else if is_value && ldap::is_filter(content) {
        Some(&ldap::FILTER)
    } else if is_value && ldap::is_name(content) {
        Some(ldap::name(content))
    } else if is_value && connection::is_router(content) {
        Some(&connection::ROUTER)
    } else if let Some(language) = connection::find(content).filter(|_| is_value) {
        Some(language)
    } else if url::is_in(content) && token.rule.kind != TokenKind::Code {
        Some(&url::URL)
    } else {
        None
    }
}

/// Tells whether a content is JSON after a name: `PROVIDERS={"a": 1}`.
fn is_assignment(content: &str) -> bool {
    content.split_once('=').is_some_and(|(name, value)| {
        !name.is_empty() && name.chars().all(is_name) && json::looks_like_json(value)
    })
}

/// Notes the contexts of every mark of a template, from the inside out.
pub(super) fn contexts(outer: Inner, template: &str, contexts: &mut [Context]) {
    note(outer, template, contexts, 0);
}

fn note(outer: Inner, template: &str, contexts: &mut [Context], depth: usize) {
    for token in outer.language.scan(template) {
        if !mark::is_in(template.between(token.inner.clone())) {
            continue;
        }
        let content = token.decode(template);
        if let Some(inner) = inner(outer, &token, &content).filter(|_| depth < MAX_DEPTH) {
            note(inner, &token.surrounded(&content), contexts, depth + 1);
        }
        for row in mark::rows(template.between(token.inner.clone())) {
            let Some(context) = contexts.get_mut(row) else { continue };
            context.stack.push(token.rule.name);
            context.in_comment |= token.rule.kind == TokenKind::Comment;
        }
    }
}
