//! A digest: a method, a salt and a key, read from and written as the text that Authelia stores.

use std::fmt;
use std::str::FromStr;

use subtle::ConstantTimeEq;

use crate::error::Error;
use crate::formats::fields::Fields;
use crate::method::Method;
use crate::secret::{Entropy, Secret};
use crate::text;

/// The digest of a secret; it does not reveal the secret, and may be printed.
#[derive(Clone)]
pub struct Digest {
    method: Method,
    salt: Vec<u8>,
    key: Vec<u8>,
}

/// The longest text that is read as a digest; a salt of passlib's can have 1,024 bytes.
const LONGEST: usize = 4096;

impl Digest {
    /// Makes a digest of a key that was derived elsewhere.
    pub fn new(method: Method, salt: Vec<u8>, key: Vec<u8>) -> Self {
        Self { method, salt, key }
    }

    /// Makes the digest of a secret, with a new salt.
    ///
    /// # Errors
    ///
    /// Fails where the entropy does, and where the algorithm does not take the secret.
    pub fn make(method: Method, secret: &Secret, entropy: &mut Entropy<'_>) -> Result<Self, Error> {
        if secret.expose().is_empty() {
            return Err(Error::new("the secret is empty"));
        }
        let salt = method.salt(entropy)?;
        let length = method.key_length();
        Self::derive(method, secret, salt, length)
    }

    /// Makes the digest of a secret with a given salt and a given length of the key, in bytes.
    ///
    /// # Errors
    ///
    /// Fails where the algorithm does not take the secret or its parameters.
    #[inline]
    pub fn derive(method: Method, secret: &Secret, salt: Vec<u8>, length: usize) -> Result<Self, Error> {
        let key = method.derive(secret.expose(), &salt, length)?;
        Ok(Self { method, salt, key: key.to_vec() })
    }

    /// Makes the digest of a secret with the method and the salt of this one.
    ///
    /// # Errors
    ///
    /// Fails where the algorithm does not take the secret.
    #[inline]
    pub fn again(&self, secret: &Secret) -> Result<Self, Error> {
        Self::derive(self.method.clone(), secret, self.salt.clone(), self.key.len())
    }

    /// Tells whether this is a digest of the secret.
    ///
    /// # Errors
    ///
    /// Fails where the algorithm does not take the secret, such as bcrypt one of more than 72 bytes.
    #[inline]
    pub fn verify(&self, secret: &Secret) -> Result<bool, Error> {
        Ok(self.has_key_of(&self.again(secret)?))
    }

    /// Compares the keys of two digests, in a time that does not depend on where they differ.
    #[inline]
    pub fn has_key_of(&self, other: &Self) -> bool {
        !self.key.is_empty() && self.key.ct_eq(&other.key).into()
    }

    /// Returns how the digest is made.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the salt.
    pub fn salt(&self) -> &[u8] {
        &self.salt
    }

    /// Returns the key, which is what the method makes of the secret and the salt.
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// Says what is weak or unusual about a digest that can be read nevertheless.
    #[inline]
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings: Vec<String> = self.method.warning().into_iter().collect();
        let (found, usual) = (self.key.len(), self.method.key_length());
        if found != usual {
            let name = self.method.name_and_work().0;
            warnings.push(format!(
                "the key has {found} bytes instead of the {usual} that `{name}` gives: is it complete?"
            ));
        }
        warnings
    }
}

impl FromStr for Digest {
    type Err = Error;

    #[inline]
    fn from_str(text: &str) -> Result<Self, Error> {
        if text.len() > LONGEST {
            return Err(Error::new(format!("the digest has more than {LONGEST} characters")));
        }
        let Some((name, rest)) = text.strip_prefix('$').and_then(|rest| rest.split_once('$')) else {
            return Err(Error::new("this is not a digest: a digest begins with a name between two `$`")
                .help("put it in single quotes, so that a shell does not replace what follows a `$`"));
        };
        let Fields { parameters, salt, key } = text::read(name, rest)?;
        if key.is_empty() {
            return Err(Error::new("the key of the digest is empty"));
        }
        Ok(Self::new(parameters, salt, key))
    }
}

impl fmt::Display for Digest {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write(&self.method, &self.salt, &self.key, f)
    }
}
