//! Takes what a reader typed or pasted as the value of a variable, corrects it, and says what was changed and why.
//!
//! 1. [`characters`] refuses what no value may contain: control characters, direction marks, a whole book.
//! 2. The kind's own function trims, normalises and checks: [`names`], [`addresses`], [`plain`], [`secrets`].
//! 3. What was changed becomes one note: "`example.com:443` became `example.com`: a domain has no
//!    scheme, user, port or path".
//!
//! An accepted value is accepted again unchanged.

use super::draft::{Accepted, Draft, Idn};
use super::kind::Kind;
use super::{Variable, addresses, characters, names, plain, secrets};

impl Variable {
    /// Takes an input as the value of this variable.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with it and what to do, as one lower-case phrase; never repeats a secret.
    pub fn accept(&self, input: &str, idn: Idn<'_>) -> Result<Accepted, String> {
        characters::check(input, self.kind)?;
        let mut draft = Draft::new(input);
        if self.kind != Kind::Text {
            draft.trim();
            if draft.value.is_empty() && !self.kind.may_be_empty() {
                return Ok(Accepted { value: String::new(), note: Some(NOTHING_SET.to_owned()) });
            }
        }
        match self.kind {
            Kind::Text => plain::text(&mut draft),
            Kind::Path => plain::path(&mut draft, self.default.as_ref()),
            Kind::Choice => plain::choice(&mut draft, &self.choices),
            Kind::Toggle => plain::toggle(&mut draft, self.on.as_deref(), self.off.as_deref()),
            Kind::ClientId => plain::client_id(&mut draft),
            Kind::Domain => names::domain(&mut draft, idn),
            Kind::Subdomain => names::subdomain(&mut draft, idn),
            Kind::Host => names::host(&mut draft, idn),
            Kind::Port => addresses::port(&mut draft),
            Kind::Url => addresses::url(&mut draft, idn),
            Kind::Email => addresses::email(&mut draft, idn),
            Kind::Secret => secrets::secret(&mut draft, &self.examples),
            Kind::Digest => secrets::digest(&mut draft, &self.examples),
        }?;
        Ok(draft.accepted(self.kind))
    }
}

const NOTHING_SET: &str = "an empty value sets nothing: the default stays";
