//! The algorithms for new digests, as one table with the numbers that Authelia uses.
//!
//! Numbers are those of Authelia's `internal/configuration/schema/authentication.go` and of go-crypt 0.14, the
//! library behind it; the floors are the lowest that Authelia accepts for a new digest.

use crate::error::{Error, list};
#[cfg(feature = "argon2")]
use crate::formats::argon2::Argon2Variant;
use crate::formats::fields::LARGEST;
use crate::formats::pbkdf2::Hash;
#[cfg(feature = "sha-crypt")]
use crate::formats::sha_crypt::ShaCryptVariant;
use crate::method::Method;

/// A way to make a digest, and what may be chosen about it.
pub struct Algorithm {
    /// What the algorithm is called on the command line.
    pub name: &'static str,
    /// The usual amount of work: iterations, or their equivalent.
    pub iterations: u32,
    floor: u32,
    ceiling: u32,
    /// What the number counts.
    pub unit: &'static str,
    /// The words of `authelia crypto hash generate` between `generate` and the number.
    pub authelia: &'static str,
    method: fn(u32) -> Method,
}

/// Every algorithm of this build; the first one is the default.
pub static ALGORITHMS: &[Algorithm] =
    &[
        pbkdf2("pbkdf2-sha512", 310_000, "pbkdf2 --variant sha512 --iterations", |iterations| {
            Method::Pbkdf2 { hash: Hash::Sha512, iterations }
        }),
        pbkdf2("pbkdf2-sha384", 280_000, "pbkdf2 --variant sha384 --iterations", |iterations| {
            Method::Pbkdf2 { hash: Hash::Sha384, iterations }
        }),
        pbkdf2("pbkdf2-sha256", 700_000, "pbkdf2 --variant sha256 --iterations", |iterations| {
            Method::Pbkdf2 { hash: Hash::Sha256, iterations }
        }),
        pbkdf2("pbkdf2-sha224", 900_000, "pbkdf2 --variant sha224 --iterations", |iterations| {
            Method::Pbkdf2 { hash: Hash::Sha224, iterations }
        }),
        pbkdf2("pbkdf2-sha1", 1_600_000, "pbkdf2 --variant sha1 --iterations", |iterations| Method::Pbkdf2 {
            hash: Hash::Sha1,
            iterations,
        }),
        #[cfg(feature = "argon2")]
        Algorithm {
            name: "argon2id",
            iterations: 3,
            floor: 1,
            ceiling: LARGEST,
            unit: "passes",
            authelia: "argon2 --variant argon2id --memory 65536 --parallelism 4 --iterations",
            method: |passes| Method::Argon2 { variant: Argon2Variant::Id, memory: 65_536, passes, lanes: 4 },
        },
        #[cfg(feature = "bcrypt")]
        Algorithm {
            name: "bcrypt",
            iterations: 12,
            floor: 10,
            ceiling: 31,
            unit: "doublings",
            authelia: "bcrypt --variant standard --cost",
            method: |cost| Method::Bcrypt { cost },
        },
        #[cfg(feature = "scrypt")]
        Algorithm {
            name: "scrypt",
            iterations: 16,
            floor: 1,
            // 2^20 blocks of 1 KiB: a gibibyte.
            ceiling: 20,
            unit: "doublings",
            authelia: "scrypt --block-size 8 --parallelism 1 --iterations",
            method: |log_n| Method::Scrypt { log_n, block_size: 8, parallelism: 1 },
        },
        #[cfg(feature = "sha-crypt")]
        sha_crypt("sha2crypt", "sha2crypt --variant sha512 --iterations", |rounds| Method::ShaCrypt {
            variant: ShaCryptVariant::Sha512,
            rounds,
        }),
        #[cfg(feature = "sha-crypt")]
        sha_crypt("sha2crypt-sha256", "sha2crypt --variant sha256 --iterations", |rounds| Method::ShaCrypt {
            variant: ShaCryptVariant::Sha256,
            rounds,
        }),
    ];

const fn pbkdf2(
    name: &'static str,
    iterations: u32,
    authelia: &'static str,
    method: fn(u32) -> Method,
) -> Algorithm {
    let (floor, ceiling) = (100_000, LARGEST);
    Algorithm { name, iterations, floor, ceiling, unit: "iterations", authelia, method }
}

#[cfg(feature = "sha-crypt")]
const fn sha_crypt(name: &'static str, authelia: &'static str, method: fn(u32) -> Method) -> Algorithm {
    let (floor, ceiling) = (1_000, 999_999_999);
    Algorithm { name, iterations: 50_000, floor, ceiling, unit: "rounds", authelia, method }
}

impl Algorithm {
    /// Finds an algorithm by its name.
    ///
    /// # Errors
    ///
    /// Fails where this build has none of this name, with the names that it has.
    pub fn named(name: &str) -> Result<&'static Self, Error> {
        ALGORITHMS.iter().find(|algorithm| algorithm.name == name).ok_or_else(|| {
            let names = list(ALGORITHMS.iter().map(|algorithm| algorithm.name));
            Error::new(format!("there is no algorithm `{name}`")).help(format!("use one of {names}"))
        })
    }

    /// Chooses how much work a digest is; `None` is Authelia's own number.
    ///
    /// # Errors
    ///
    /// Fails below the floor and above the ceiling of the algorithm.
    #[inline]
    pub fn method(&self, iterations: Option<u64>) -> Result<Method, Error> {
        let wanted = iterations.unwrap_or(self.iterations.into());
        match u32::try_from(wanted) {
            Ok(wanted) if (self.floor..=self.ceiling).contains(&wanted) => Ok((self.method)(wanted)),
            _ => {
                let Self { name, unit, floor, ceiling, iterations, .. } = self;
                Err(Error::new(format!("`{name}` cannot have {wanted} {unit}"))
                    .help(format!("choose from {floor} to {ceiling}; the usual number is {iterations}")))
            }
        }
    }
}

impl Method {
    /// Says where this is less work for an attacker than Authelia's own number.
    #[inline]
    pub fn warning(&self) -> Option<String> {
        let (name, work) = self.name_and_work();
        let Algorithm { iterations, unit, .. } =
            ALGORITHMS.iter().find(|algorithm| algorithm.name == name)?;
        if work < *iterations {
            return Some(format!(
                "{work} {unit} are fewer than the {iterations} that are usual for `{name}`"
            ));
        }
        self.warning_of_memory()
    }

    /// Says where this takes less memory than is usual, which is what keeps an attacker from making many at once.
    #[cfg(any(feature = "argon2", feature = "scrypt"))]
    fn warning_of_memory(&self) -> Option<String> {
        let name = self.name_and_work().0;
        let algorithm = ALGORITHMS.iter().find(|algorithm| algorithm.name == name)?;
        let (found, usual) = (self.memory() >> 10, (algorithm.method)(algorithm.iterations).memory() >> 10);
        (found < usual)
            .then(|| format!("{found} KiB of memory are fewer than the {usual} that are usual for `{name}`"))
    }

    /// Nothing here takes memory.
    #[cfg(not(any(feature = "argon2", feature = "scrypt")))]
    fn warning_of_memory(&self) -> Option<String> {
        None
    }
}
