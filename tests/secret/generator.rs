//! The generator: every symbol is equally likely, and the same entropy gives the same secret.

use sitevar_secret::{CHARSETS, Charset, LONGEST_SECRET, Secret};

/// How many symbols are counted.
const SAMPLE: usize = 1_000_000;

/// A source that repeats itself in every run.
fn seeded(seed: u64) -> impl FnMut(&mut [u8]) -> Result<(), String> {
    let mut random = fastrand::Rng::with_seed(seed);
    move |buffer| {
        random.fill(buffer);
        Ok(())
    }
}

#[test]
fn every_symbol_of_every_charset_is_equally_likely() {
    for charset in &CHARSETS {
        let mut counts = [0_usize; 256];
        let mut entropy = seeded(7);
        for _ in 0..SAMPLE / LONGEST_SECRET {
            let secret = Secret::generate(charset, LONGEST_SECRET, &mut entropy).unwrap();
            secret.expose().iter().for_each(|byte| counts[usize::from(*byte)] += 1);
        }
        let symbols = charset.symbols.len();
        let expected = SAMPLE as f64 / symbols as f64;
        let squares = charset.symbols.bytes().map(|symbol| {
            let difference = counts[usize::from(symbol)] as f64 - expected;
            difference * difference / expected
        });
        let (statistic, freedom) = (squares.sum::<f64>(), (symbols - 1) as f64);
        // Five standard deviations of the chi-squared distribution: one fair generator in a million is beyond.
        let limit = freedom + 5.0 * (2.0 * freedom).sqrt();
        assert!(statistic < limit, "{}: {statistic} is above {limit}", charset.name);
        assert_eq!(counts.iter().sum::<usize>(), SAMPLE);
        assert_eq!(counts.iter().filter(|count| **count > 0).count(), symbols, "{}", charset.name);
    }
}

#[test]
fn a_remainder_without_rejection_would_be_found() {
    let mut counts = [0_usize; 66];
    let mut random = fastrand::Rng::with_seed(7);
    (0..SAMPLE).for_each(|_| counts[usize::from(random.u8(..)) % 66] += 1);
    let expected = SAMPLE as f64 / 66.0;
    let statistic: f64 = counts.iter().map(|count| (*count as f64 - expected).powi(2) / expected).sum();
    assert!(statistic > 1_000.0, "{statistic}");
}

#[test]
fn the_charsets_hold_what_their_names_say() {
    let size = |name: &str| Charset::named(name).unwrap().symbols.len();
    let sizes = ["rfc3986", "alphanumeric", "alphabetic", "ascii", "numeric", "numeric-hex"].map(size);
    assert_eq!(sizes, [66, 62, 52, 94, 10, 16]);
    for charset in &CHARSETS {
        let mut symbols: Vec<u8> = charset.symbols.bytes().collect();
        symbols.sort_unstable();
        symbols.dedup();
        assert_eq!(symbols.len(), charset.symbols.len(), "{} repeats a symbol", charset.name);
        assert!(symbols.iter().all(u8::is_ascii_graphic), "{}", charset.name);
        let (lower, upper) = (charset.name.ends_with("-lower"), charset.name.ends_with("-upper"));
        assert!(!lower || !symbols.iter().any(u8::is_ascii_uppercase), "{}", charset.name);
        assert!(!upper || !symbols.iter().any(u8::is_ascii_lowercase), "{}", charset.name);
    }
}

#[test]
fn fixed_entropy_gives_a_recorded_secret() {
    // The bytes 0, 1, 2, …: 198 to 255 are thrown away, because 198 is the largest multiple of 66.
    let mut next = 0_u8;
    let mut entropy = |buffer: &mut [u8]| {
        for byte in buffer {
            *byte = next;
            next = next.wrapping_add(1);
        }
        Ok(())
    };
    let rfc3986 = Charset::named("rfc3986").unwrap();
    let made = Secret::generate(rfc3986, 72, &mut entropy).unwrap();
    let text = String::from_utf8_lossy(made.expose()).into_owned();
    assert_eq!(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~ABCDEF");
    let made = Secret::generate(rfc3986, 200, &mut |buffer| {
        buffer.fill(197);
        Ok(())
    });
    assert!(made.unwrap().expose().iter().all(|byte| *byte == b'~'));
}

#[test]
fn a_source_that_fails_or_repeats_itself_gives_no_secret() {
    let rfc3986 = Charset::named("rfc3986").unwrap();
    let failed = Secret::generate(rfc3986, 72, &mut |_| Err("no such device".to_owned())).err().unwrap();
    assert_eq!(failed.message(), "there is no randomness for a secret: no such device");
    let stuck = Secret::generate(rfc3986, 72, &mut |buffer| {
        buffer.fill(0xFF);
        Ok(())
    });
    assert_eq!(stuck.err().unwrap().message(), "the source of randomness repeats itself");
}

#[test]
fn the_form_for_a_url_is_that_of_gos_query_escape() {
    let encoded = Secret::new("aZ09-._~ +&=%é/".into()).url_encoded();
    assert_eq!(encoded.expose(), b"aZ09-._~+%2B%26%3D%25%C3%A9%2F");
}
