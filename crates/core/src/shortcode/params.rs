//! Reads the parameters of a call out of the parts of its tag.

use super::item::{Item, ItemKind};
use super::{Param, Params};
use crate::text::Cut;

/// Reads parameters from item `at` on; returns them, whether both kinds are mixed, and the item after them.
///
/// The lexer reports most mixtures; `1 k = "x"`, with white space before the `=`, is only seen here.
pub(super) fn read(text: &str, items: &[Item], mut at: usize) -> (Params, bool, usize) {
    let kind = |at: usize| items.get(at).map(|item| &item.kind);
    let mut params = Params::None;
    let mut mixed = false;
    loop {
        match (kind(at), kind(at + 1)) {
            (Some(ItemKind::Param(_)), Some(ItemKind::Value(value))) => {
                let key = text.between(items[at].span.range()).to_owned();
                mixed |= !add_named(&mut params, key, value.clone());
                at += 1;
            }
            // Its value is broken, which is reported at the value.
            (Some(ItemKind::Param(_)), Some(ItemKind::Error(..)) | None) => {}
            (Some(ItemKind::Param(value)), _) => mixed |= !add_positional(&mut params, value.clone()),
            // A value without a key means nothing to Hugo.
            (Some(ItemKind::Value(_)), _) => {}
            _ => return (params, mixed, at),
        }
        at += 1;
    }
}

/// Adds a named parameter, unless there are positional ones; of a repeated key the last value wins.
fn add_named(params: &mut Params, key: String, value: Param) -> bool {
    if *params == Params::None {
        *params = Params::Named(Vec::new());
    }
    let Params::Named(list) = params else { return false };
    match list.iter_mut().find(|(name, _)| *name == key) {
        Some((_, old)) => *old = value,
        None => list.push((key, value)),
    }
    true
}

/// Adds a positional parameter, unless there are named ones.
fn add_positional(params: &mut Params, value: Param) -> bool {
    if *params == Params::None {
        *params = Params::Positional(Vec::new());
    }
    let Params::Positional(list) = params else { return false };
    list.push(value);
    true
}
