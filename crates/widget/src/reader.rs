//! The reader: what a site lets be set, and what this reader set.

use sitevar_core::{ByName, Scalar, Values, Variables};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{declaration, host};

/// The declarations of a site and the values of one reader.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reader {
    variables: Variables,
    set: ByName<String>,
    values: Values,
}

/// A value as it is kept, and what was done to the input to get it.
#[wasm_bindgen(getter_with_clone)]
pub struct Accepted {
    /// The value; `undefined` where nothing was typed and the value cannot be empty, so that the default is shown.
    pub value: Option<String>,
    /// What was changed, in a phrase for the form.
    pub note: Option<String>,
}

#[wasm_bindgen]
impl Reader {
    /// Begins without declarations and without values.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Declares a variable; the fields are keys and values, one after the other, as `sitevar.json` has them.
    ///
    /// # Errors
    ///
    /// Fails for a field that this version does not understand.
    pub fn declare(&mut self, name: String, fields: Vec<String>) -> Result<(), String> {
        self.variables.variables.insert(name, declaration::read(&fields)?);
        Ok(())
    }

    /// Declares a derived variable by its pattern, such as `https://{domain}/`.
    pub fn derive(&mut self, name: String, pattern: String) {
        self.variables.derived.insert(name, pattern);
    }

    /// Takes the default that a page shows in place of the declared one.
    pub fn set_default(&mut self, name: &str, text: String) {
        if let Some(variable) = self.variables.variables.get_mut(name) {
            variable.default = Some(Scalar::String(text));
            self.work_out();
        }
    }

    /// Returns the text that the page shows until the reader sets something.
    pub fn default_text(&self, name: &str) -> Option<String> {
        self.variables.default_text(name)
    }

    /// Checks what was typed, and brings it into the form in which it is kept.
    ///
    /// # Errors
    ///
    /// Fails with the reason, as a phrase for the form.
    pub fn accept(&self, name: &str, input: &str) -> Result<Accepted, String> {
        let Some(variable) = self.variables.variables.get(name) else {
            return Err("this page does not know such a value".to_owned());
        };
        let sitevar_core::Accepted { value, note } = variable.accept(input, &host::ascii)?;
        let is_set = !value.is_empty() || variable.kind.may_be_empty();
        Ok(Accepted { value: is_set.then_some(value), note })
    }

    /// Sets a value that was accepted.
    pub fn set(&mut self, name: String, value: String) {
        self.set.insert(name, value);
        self.work_out();
    }

    /// Takes a value back: the page shows its default again.
    pub fn unset(&mut self, name: &str) {
        self.set.remove(name);
        self.work_out();
    }

    /// Returns what the page shows for a variable where that is not the default; derived ones are worked out.
    pub fn value(&self, name: &str) -> Option<String> {
        self.values.get(name).map(str::to_owned)
    }

    /// Returns every name that a derived variable is made of.
    pub fn parts(&self, name: &str) -> Vec<String> {
        self.variables.parts(name).into_iter().map(str::to_owned).collect()
    }
}

impl Reader {
    #[cfg(any(feature = "guide", feature = "foreign"))]
    pub(crate) fn variables(&self) -> &Variables {
        &self.variables
    }

    pub(crate) fn values(&self) -> &Values {
        &self.values
    }

    fn work_out(&mut self) {
        self.values = self.variables.resolve(&self.set);
    }
}
