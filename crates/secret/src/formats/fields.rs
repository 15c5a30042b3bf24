//! The fields of a digest, read strictly: each value is written in one way, so that reading and writing are inverse.
//!
//! No message repeats a field: what was passed as a digest may be a secret by mistake.

use base64ct::Encoding;

use crate::error::Error;

/// The largest number of iterations: where systems count in signed 32 bits, a larger one is negative.
pub(crate) const LARGEST: u32 = i32::MAX as u32;

/// What the text of a digest holds.
pub(crate) struct Fields<P> {
    /// How the key is derived.
    pub(crate) parameters: P,
    pub(crate) salt: Vec<u8>,
    pub(crate) key: Vec<u8>,
}

impl<P> Fields<P> {
    /// Reads salt and key of one alphabet of base64.
    #[inline]
    pub(crate) fn read<E: Encoding>(parameters: P, salt: &str, key: &str) -> Result<Self, Error> {
        Ok(Self { parameters, salt: bytes::<E>(salt, "the salt")?, key: bytes::<E>(key, "the key")? })
    }

    /// Makes something of the parameters.
    pub(crate) fn map<Q>(self, make: impl FnOnce(P) -> Q) -> Fields<Q> {
        Fields { parameters: make(self.parameters), salt: self.salt, key: self.key }
    }
}

/// Splits what follows the algorithm into its fields.
#[inline]
pub(crate) fn split<'a, const N: usize>(text: &'a str, wanted: &str) -> Result<[&'a str; N], Error> {
    let fields: Vec<&str> = text.split('$').collect();
    let found = fields.len();
    fields.try_into().map_err(|_| {
        Error::new(format!("the digest has {found} instead of {N} fields after its algorithm")).help(format!(
            "they are {wanted}, each after a `$`; single quotes keep a shell from replacing them"
        ))
    })
}

/// Reads a decimal number: digits only, no sign, no leading zero.
#[inline]
pub(crate) fn number(text: &str, what: &str) -> Result<u32, Error> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || (text.starts_with('0') && text.len() > 1) {
        return Err(Error::new(format!("{what} of the digest is not a number"))
            .help("write it with digits only, without a sign or leading zeros"));
    }
    match text.parse() {
        Ok(number) if number <= LARGEST => Ok(number),
        _ => Err(Error::new(format!("{what} of the digest is above {LARGEST}"))),
    }
}

/// Reads `m=65536,t=3,p=4`: these names in this order.
#[cfg(any(feature = "argon2", feature = "scrypt"))]
pub(crate) fn parameters<const N: usize>(text: &str, names: [&str; N]) -> Result<[u32; N], Error> {
    let refusal = || {
        let format = names.map(|name| format!("{name}=…")).join(",");
        Error::new(format!("the parameters of the digest are not written as `{format}`"))
    };
    let mut values = [0; N];
    let mut parts = text.split(',');
    for (value, name) in values.iter_mut().zip(names) {
        let part = parts.next().and_then(|part| part.strip_prefix(name)?.strip_prefix('='));
        *value = number(part.ok_or_else(refusal)?, &format!("the parameter `{name}`"))?;
    }
    if parts.next().is_some() { Err(refusal()) } else { Ok(values) }
}

/// Reads base64 of one alphabet, without padding and without stray bits.
#[inline]
pub(crate) fn bytes<E: Encoding>(text: &str, what: &str) -> Result<Vec<u8>, Error> {
    let decoded = E::decode_vec(text).ok().filter(|decoded| E::encode_string(decoded) == text);
    decoded.ok_or_else(|| {
        Error::new(format!("{what} of the digest is damaged"))
            .help("it has a character too many, too few, or one that does not belong there; copy it again")
    })
}
