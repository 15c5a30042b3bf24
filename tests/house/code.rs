//! Rules for Rust files.

use super::files::{none, texts};

#[test]
fn every_rust_file_opens_with_what_it_is() {
    let silent = |(name, text): (String, String)| (!text.starts_with("//! ")).then_some(name);
    let silent: Vec<String> = texts(&["crates", "tests"], "rs").into_iter().filter_map(silent).collect();
    none("a file opens with `//!` and a sentence on what it is", &silent);
}

#[test]
fn no_rust_file_is_longer_than_can_be_read_in_one_sitting() {
    let long = |(name, text): (String, String)| {
        let lines = text.lines().count();
        (lines > LONGEST_FILE).then(|| format!("{name}: {lines} lines"))
    };
    let long: Vec<String> = texts(&["crates", "tests"], "rs").into_iter().filter_map(long).collect();
    none(&format!("a file has at most {LONGEST_FILE} lines"), &long);
}

const LONGEST_FILE: usize = 500;

#[test]
fn no_code_of_the_product_panics_on_purpose() {
    let mut offences = Vec::new();
    for (name, text) in texts(&["crates"], "rs") {
        // The chores are not the product, and tests may fail loudly, with what drives their browsers.
        let outside = ["crates/xtask/", "crates/browser/"].iter().any(|folder| name.starts_with(folder));
        if outside || name.ends_with("tests.rs") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            if PANICS.iter().any(|panic| code.contains(panic)) {
                offences.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    none("bad input is a diagnostic, never a panic", &offences);
}

const PANICS: [&str; 6] = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];
