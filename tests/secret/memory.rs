//! What is left of a secret in the memory of the process after its digest: nothing.

use std::fs::{File, read_to_string};
use std::hint::black_box;
use std::io::{Read, Seek, SeekFrom};

use sitevar_secret::{Algorithm, Digest, Secret};

/// Hides the bytes that are searched for, which would find themselves.
const HIDDEN: u8 = 0xAA;

/// A secret as it is, and masked as HMAC masks it (RFC 2104).
const MASKS: [u8; 3] = [0, 0x36, 0x5C];

/// How many bytes of the secret in a row count as a trace.
const TRACE: usize = 16;

#[test]
fn nothing_of_a_secret_is_left_after_its_digest() {
    for algorithm in ["pbkdf2-sha512", "pbkdf2-sha256", "pbkdf2-sha1"] {
        let mut random = fastrand::Rng::new();
        let hidden: Vec<u8> = (0..60).map(|_| random.u8(..)).collect();
        let mut bytes = Vec::with_capacity(hidden.len());
        bytes.extend(hidden.iter().map(|byte| byte ^ HIDDEN));
        let secret = Secret::new(bytes);
        assert!(!traces(&hidden).is_empty(), "the search finds what is there");
        let method = Algorithm::named(algorithm).unwrap().method(Some(100_000)).unwrap();
        let digest = Digest::make(method, &secret, &mut |salt| {
            salt.fill(1);
            Ok(())
        });
        assert_eq!(digest.unwrap().verify(&secret), Ok(true));
        drop(secret);
        assert_eq!(traces(&hidden), Vec::<String>::new(), "{algorithm}");
    }
}

/// Returns where a part of the secret is in memory, with the mask.
fn traces(hidden: &[u8]) -> Vec<String> {
    let mut memory = File::open("/proc/self/mem").unwrap();
    let mut found = Vec::new();
    let mut buffer = Vec::new();
    for line in read_to_string("/proc/self/maps").unwrap().lines() {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next().unwrap(), words.next().unwrap());
        let (start, end) = range.split_once('-').unwrap();
        let address = |text| u64::from_str_radix(text, 16).unwrap();
        let (start, end) = (address(start), address(end));
        if !rights.starts_with("rw") || end - start > 1 << 30 {
            continue;
        }
        buffer.resize(usize::try_from(end - start).unwrap(), 0);
        let read = memory.seek(SeekFrom::Start(start)).and_then(|_| memory.read_exact(&mut buffer));
        if read.is_err() {
            continue;
        }
        for (at, window) in buffer.windows(TRACE).enumerate() {
            let first = window[0] ^ hidden[0] ^ HIDDEN;
            let is_trace = MASKS.contains(&first)
                && window.iter().zip(hidden).all(|(byte, hidden)| *byte == hidden ^ HIDDEN ^ first);
            if is_trace {
                found.push(format!("{:x} in {line}, masked with {first:#x}", start + at as u64));
            }
        }
        // The next part of memory may have the buffer in it.
        buffer.fill(0);
        black_box(&buffer);
    }
    found
}
