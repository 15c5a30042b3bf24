//! A call whose `nojs` is another text than the declared default: without a script the page shows one, with it another.

use sitevar_core::{Code, Diagnostic, Variables};

use crate::page::Page;

/// Compares the defaults of calls with those of their variables.
pub(super) fn check(page: &Page, variables: &Variables, found: &mut Vec<Diagnostic>) {
    for (_, slot) in page.slots().iter().filter(|(_, slot)| slot.format.is_none() && !slot.example) {
        let Some(default) = variables.default_text(&slot.variable) else { continue };
        if slot.default == default || slot.default.is_empty() {
            continue;
        }
        let (shown, name) = (&slot.default, &slot.variable);
        let message = format!("the call shows `{shown}`, and the default of `{name}` is `{default}`");
        found.push(
            Diagnostic::warning(Code::OtherDefault, message, slot.span)
                .help(format!("write `nojs=\"{default}\"`, or a variable of its own")),
        );
    }
}
