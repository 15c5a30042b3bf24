//! Values for the variables of a guide: plain ones that no context has to escape, and random ones of every kind.

use fastrand::Rng;
use sitevar_secret::{CHARSETS, Charset, Digest, Hash, Method, Secret};

use super::guide::{Guide, Set, Variable};

/// How often the digests here are iterated: too little for use, and quickly made.
const ITERATIONS: u32 = 1_000;

/// Parts of paths, each with something that some format has to escape.
#[rustfmt::skip]
const FOLDERS: [&str; 12] =
    ["my files", "it's", "\"quoted\"", "$HOME", "a#b", "50%", "{x}", "a;b", "Übung", "漢字", "a\\b", "srv"];

/// Parts of texts, likewise.
#[rustfmt::skip]
const WORDS: [&str; 12] =
    ["team", "ops & dev", "it's", "\"quoted\"", "$USER", "a#b", "x: y", "<b>", "100%", "\\", "Übung", "漢字"];

/// How long a secret is, as the command makes one.
const LENGTH: usize = 72;

/// Returns the plain values: each is a word that is nowhere else, so that it is found again wherever it is written.
/// Choices are those of another set, because they have no word of their own.
pub fn plain(guide: &Guide, choices: &Set) -> Set {
    let variables = guide.variables.iter().enumerate();
    let mut set: Set = variables
        .map(|(at, (name, variable))| {
            let word = word(name, at);
            let value = match variable.kind.as_str() {
                "domain" => format!("{word}.test"),
                "port" => (61_000 + at).to_string(),
                "path" => format!("/{word}/file"),
                "email" => format!("{word}@{word}.test"),
                "choice" | "toggle" => choices[name].clone(),
                _ => word,
            };
            (name.clone(), value)
        })
        .collect();
    let made = digest(&set["client-secret"], &mut Rng::with_seed(0));
    set.insert("client-secret-digest".to_owned(), made);
    set
}

/// No word is a part of another one, and none looks like anything in a guide.
fn word(name: &str, at: usize) -> String {
    let secret = if name.ends_with("secret") { "0".repeat(32) } else { String::new() };
    format!("zq{at:02}x{secret}")
}

/// Returns the examples that the guide publishes.
pub fn examples(guide: &Guide) -> Set {
    guide.variables.iter().map(|(name, variable)| (name.clone(), variable.example.clone())).collect()
}

/// Returns a choice for every variable that has some, other than the one that the guide publishes.
pub fn other_choices(guide: &Guide) -> Set {
    let other =
        |variable: &Variable| variable.choices.iter().find(|choice| **choice != variable.example).cloned();
    guide.variables.iter().filter_map(|(name, variable)| Some((name.clone(), other(variable)?))).collect()
}

/// Returns a random set; its number also says which characters the secrets are made of.
pub fn random(guide: &Guide, number: usize) -> Set {
    let mut rng = Rng::with_seed(number as u64);
    let mut set = Set::new();
    for (name, variable) in &guide.variables {
        set.insert(name.clone(), value(variable, number, &mut rng));
    }
    let made = digest(&set["client-secret"], &mut rng);
    set.insert("client-secret-digest".to_owned(), made);
    set
}

fn value(variable: &Variable, number: usize, rng: &mut Rng) -> String {
    match variable.kind.as_str() {
        "domain" => domain(rng),
        "subdomain" => labels(rng, 0..4),
        "host" => host(rng),
        "port" => rng.choice([1, 80, 443, 8443, 65_535, rng.clone().u16(1..)]).unwrap().to_string(),
        "path" => path(rng),
        "email" => format!("first.last+{}@{}", label(rng), domain(rng)),
        "client-id" => text_of("-._~", 1 + number * 99 / 20, rng),
        "secret" => secret(number, rng),
        "text" => pieces(rng),
        "choice" => rng.choice(&variable.choices).unwrap().clone(),
        "toggle" => rng.bool().to_string(),
        "digest" => String::new(),
        other => panic!("values.rs: say how a value of the type `{other}` is made, plain and at random"),
    }
}

fn domain(rng: &mut Rng) -> String {
    let below = labels(rng, 0..4);
    let top = rng.choice(["lan", "home.arpa", "co.uk", "xn--p1ai", "example", "org"]).unwrap();
    if below.is_empty() { top.to_owned() } else { format!("{below}.{top}") }
}

/// A name that is no IP address, as of a container.
fn host(rng: &mut Rng) -> String {
    let name = labels(rng, 1..3).replace('-', if rng.bool() { "_" } else { "-" });
    format!("{name}.x")
}

/// Some labels with dots between them.
fn labels(rng: &mut Rng, count: std::ops::Range<usize>) -> String {
    let count = rng.usize(count);
    (0..count).map(|_| label(rng)).collect::<Vec<_>>().join(".")
}

fn label(rng: &mut Rng) -> String {
    match rng.u8(0..6) {
        0 => "xn--bcher-kva".to_owned(),
        1 => text_of("", 63, rng).to_lowercase(),
        2 => rng.u16(..).to_string(),
        3 => format!("a{}x", text_of("-", 9, rng)).to_lowercase().replace("--", "-"),
        _ => text_of("", 6, rng).to_lowercase(),
    }
}

/// Letters, digits and more, as many as are asked for.
fn text_of(more: &str, length: usize, rng: &mut Rng) -> String {
    let symbols: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').chain(more.chars()).collect();
    (0..length).map(|_| *rng.choice(&symbols).unwrap()).collect()
}

fn path(rng: &mut Rng) -> String {
    let start = if rng.u8(0..6) == 0 { "D:" } else { "" };
    let path: String = (0..rng.usize(1..4)).map(|_| format!("/{}", rng.choice(FOLDERS).unwrap())).collect();
    format!("{start}{path}")
}

fn pieces(rng: &mut Rng) -> String {
    (0..rng.usize(1..4)).map(|_| rng.choice(WORDS).unwrap()).collect::<Vec<_>>().join("-")
}

/// Every second secret is of all printable ASCII, which some formats cannot hold; the others take the sets in turn.
fn secret(number: usize, rng: &mut Rng) -> String {
    let charset = match number.is_multiple_of(2) {
        true => Charset::named("ascii").unwrap(),
        // Neighbours in the list are much the same.
        false => &CHARSETS[number / 2 * 3 % CHARSETS.len()],
    };
    let mut entropy = |buffer: &mut [u8]| {
        rng.fill(buffer);
        Ok(())
    };
    let made = Secret::generate(charset, LENGTH, &mut entropy).unwrap();
    String::from_utf8(made.expose().to_vec()).unwrap()
}

fn digest(secret: &str, rng: &mut Rng) -> String {
    let method = Method::Pbkdf2 { hash: Hash::Sha512, iterations: ITERATIONS };
    let mut entropy = |buffer: &mut [u8]| {
        rng.fill(buffer);
        Ok(())
    };
    Digest::make(method, &Secret::new(secret.into()), &mut entropy).unwrap().to_string()
}
