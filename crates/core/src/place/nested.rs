//! Languages inside of strings, words and comments: which one the content of a token is in.

use super::fill::rows;
use super::form::Role;
use super::language::Language;
use super::languages::{data, ldap, url};
use super::snippet::Place;
use super::token::Token;
use crate::cut::Cut;

/// How deep languages are looked for inside of each other.
pub(super) const MAX_DEPTH: usize = 6;

/// Returns the language of a token's content.
pub(super) fn language(outer: &'static Language, token: &Token, content: &str) -> Option<&'static Language> {
    if let Some(language) = token.content {
        return Some(language);
    }
    if !matches!(token.form.role, Role::Code | Role::Comment)
        && let Some(language) = outer.content
    {
        return Some(language);
    }
    if outer == &url::URL && token.form.role == Role::Text {
        return None;
    }
    let is_value = matches!(token.form.role, Role::String | Role::Word | Role::Block);
    if is_value && data::looks_like_json(content) {
        Some(&data::JSON)
    } else if is_value && ldap::is_filter(content) {
        Some(&ldap::FILTER)
    } else if is_value && ldap::is_name(content) {
        Some(ldap::name(content))
    } else if url::is_in(content) && token.form.role != Role::Code {
        Some(&url::URL)
    } else {
        None
    }
}

/// Notes for every mark of a template what it stands in, from the inside out.
pub(super) fn places(outer: &'static Language, template: &str, places: &mut [Place]) {
    note(outer, template, places, 0);
}

fn note(outer: &'static Language, template: &str, places: &mut [Place], depth: usize) {
    for token in outer.scan(template) {
        if rows(template.between(token.inner.clone())).next().is_none() {
            continue;
        }
        let content = token.decode(template);
        if let Some(inner) = language(outer, &token, &content).filter(|_| depth < MAX_DEPTH) {
            note(inner, &content, places, depth + 1);
        }
        for row in rows(template.between(token.inner.clone())) {
            let Some(place) = places.get_mut(row) else { continue };
            place.layers.push(token.form.name);
            place.in_comment |= token.form.role == Role::Comment;
        }
    }
}
