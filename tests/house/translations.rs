//! Rules for the texts of the program: whatever core, secret and the widget can say in a form is in the table of each
//! language that ships, with its parts, and nothing else is.
//!
//! Such a text is a literal of these sources, so the sources themselves are asked: each literal of more than one word counts
//! as said, unless it is listed below as silent. Whoever writes a new reason has to translate it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proc_macro2::{TokenStream, TokenTree};
use regex::Regex;
use sitevar_secret::CHARSETS;

use super::files::{none, root, texts};

/// What a form can say comes from here.
const SAID: [&str; 9] = [
    "crates/core/src/variables",
    "crates/core/src/context",
    "crates/core/src/text/characters.rs",
    "crates/core/src/report/suggest.rs",
    "crates/core/src/examples/client.rs",
    "crates/core/src/examples/secret.rs",
    "crates/core/src/html/fill/attribute.rs",
    "crates/widget/src",
    "crates/secret/src",
];

/// What is there for authors and for the command line, what the widget is built without, and lists of words of languages.
const SILENT_FILES: [&str; 15] = [
    "/variables/declared.rs",
    "/variables/examples.rs",
    "/variables/mod.rs",
    "/context/builder.rs",
    "/context/classes/",
    "/context/commands/",
    "/context/shape.rs",
    "/secret/src/spelling.rs",
    "/secret/src/formats/argon2.rs",
    "/secret/src/formats/bcrypt.rs",
    "/secret/src/formats/scrypt.rs",
    "/secret/src/formats/sha_crypt.rs",
    "/secret/src/limits.rs",
    "/secret/src/charset.rs",
    "tests",
];

/// Literals of several words that nobody is told: words of languages and of commands, by how they begin.
const SILENT: [&str; 35] = [
    "# escape=",
    "## template:",
    ".inf .nan",
    "@reboot",
    "Add-Content",
    "all current_role",
    "authelia crypto",
    "cn ou dc",
    "data source",
    "echo Write-Output",
    "ext log output",
    "gotmpl helm",
    "http https ws",
    "https http wss",
    "j2 jinja",
    "jan feb",
    "null ~",
    "on v- x-",
    "pbkdf2 --variant",
    "return typeof",
    "root www-data",
    "run cmd",
    "this attribute of a page holds no reader's value",
    "tmpl tpl",
    "true false",
    "true on yes",
    "user id",
    "yaml compose",
    "yes no on off",
    "{ do then",
    "{{ include ",
    "{{- include ",
    "} done fi",
    // Whoever asks the command line by a name that is not known.
    "there is no algorithm",
    "use one of",
];

/// Texts that are put together of other ones, or of names.
const MADE: [&str; 6] =
    ["Authelia URL", "Client ID", "Value", "Variable", "{label} ({example})", "{one}; {more}"];

/// The fields that are named in a reason, also in one word; and those that never are: a reason names the rule of a
/// language, and lists of words are for reading.
const NAMES: [(&str, &str); 2] = [("TokenRule", "name"), ("Algorithm", "unit")];
const NO_NAMES: [(&str, &str); 5] = [
    ("Language", "name"),
    ("Language", "aliases"),
    ("Language", "files"),
    ("Language", "refines"),
    ("CommandKeys", "keys"),
];

/// The algorithms that the widget is built without.
const FEATURES: [&str; 4] = ["argon2", "bcrypt", "scrypt", "sha-crypt"];

static PART: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{[^{}]*\}").unwrap());
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(^|[^A-Za-z\\$.-])[a-z]{2,}").unwrap());

#[test]
fn every_text_of_a_form_is_translated_and_nothing_else() {
    let said = said();
    let mut offences = Vec::new();
    for (language, table) in tables() {
        let keys: BTreeSet<String> = table.keys().map(|key| skeleton(key)).collect();
        offences.extend(said.difference(&keys).map(|text| format!("{language} lacks `{text}`")));
        offences.extend(
            keys.difference(&said).map(|text| format!("{language} has `{text}`, which nothing says")),
        );
    }
    none("what a form can say is translated", &offences);
}

#[test]
fn every_translation_has_the_parts_of_its_text() {
    let parts =
        |text: &str| PART.find_iter(text).map(|part| part.as_str().to_owned()).collect::<BTreeSet<_>>();
    let last = |text: &str| {
        PART.find_iter(text)
            .last()
            .filter(|part| part.end() == text.len())
            .map(|part| part.as_str().to_owned())
    };
    let mut offences = Vec::new();
    for (language, table) in tables() {
        for (english, own) in &table {
            // What comes at the end may have the rest of a longer text in it.
            if parts(english) != parts(own) || last(english).is_some_and(|part| !own.ends_with(&part)) {
                offences.push(format!("{language}: `{english}`: `{own}`"));
            }
            if english.matches('`').count() != own.matches('`').count() {
                offences.push(format!("{language}: the code in `{own}`"));
            }
        }
    }
    none(
        "a translation has the parts and the code of its text, and a part at its end stays there",
        &offences,
    );
}

/// Returns the texts of the program in each language that ships, by the English ones.
fn tables() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut tables = BTreeMap::new();
    for (name, text) in texts(&["crates/cli/src/words"], "json") {
        let words: serde_json::Value = serde_json::from_str(&text).unwrap();
        if !name.ends_with("/en.json") {
            tables.insert(name, serde_json::from_value(words["texts"].clone()).unwrap());
        }
    }
    assert!(tables.len() >= 2, "{:?}", tables.keys());
    tables
}

/// Returns what a form can say: the literals of the sources, what ships as declarations, and the names of options.
fn said() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (name, text) in texts(&SAID, "rs") {
        if !SILENT_FILES.iter().any(|silent| name.contains(silent)) {
            collect(text.parse().unwrap(), "", &mut found);
        }
    }
    for silent in SILENT {
        let before = found.len();
        found.retain(|text| !text.starts_with(silent));
        assert!(found.len() < before, "nothing begins with `{silent}`");
    }
    let shipped = std::fs::read_to_string(root().join("crates/cli/src/config/defaults.yml")).unwrap();
    let shipped: serde_json::Value = serde_yaml::from_str(&shipped).unwrap();
    for variable in shipped["variables"].as_object().unwrap().values() {
        found.extend(["label", "help"].iter().filter_map(|key| Some(variable[*key].as_str()?.to_owned())));
    }
    found.extend(CHARSETS.iter().map(|charset| charset.name.to_owned()));
    found.extend(MADE.map(skeleton));
    found
}

/// Collects the texts in a part of a source; `owner` is what its fields are of.
fn collect(tokens: TokenStream, owner: &str, found: &mut BTreeSet<String>) {
    let mut before = [String::new(), String::new()];
    let (mut is_left_out, mut is_function) = (false, false);
    for token in tokens {
        let shown = token.to_string().replace(' ', "");
        match token {
            TokenTree::Group(_) if before[1] == "#" || before[1] == "!" && before[0] == "#" => {
                is_left_out |= is_elsewhere(&shown);
            }
            TokenTree::Group(group) => {
                let is_body = shown.starts_with('{');
                if !is_left_out {
                    collect(group.stream(), if is_body { &before[1] } else { "" }, found);
                }
                (is_left_out, is_function) = (is_left_out && !is_body, is_function && !is_body);
            }
            TokenTree::Ident(_) => is_function |= shown == "fn",
            // The type of a function may have a comma.
            TokenTree::Punct(_) => is_left_out &= shown != ";" && (is_function || shown != ","),
            TokenTree::Literal(literal) if !is_left_out => {
                let field = if before[1] == ":" { before[0].as_str() } else { "" };
                found.extend(text_of(&literal.to_string(), (owner, field)));
            }
            _ => {}
        }
        before = [std::mem::take(&mut before[1]), shown];
    }
}

/// Returns what a literal says, unless that is nothing to a reader; `field` is what it is the value of.
fn text_of(literal: &str, field: (&str, &str)) -> Option<String> {
    let text = skeleton(&syn::parse_str::<syn::LitStr>(literal).ok()?.value());
    let is_phrase = text.trim().contains(' ') && WORD.is_match(&text);
    let is_said = NAMES.contains(&field) || is_phrase && !NO_NAMES.contains(&field);
    is_said.then_some(text)
}

/// Tells whether an attribute leaves its item out of the widget.
fn is_elsewhere(attribute: &str) -> bool {
    attribute == "[cfg(test)]"
        || attribute.starts_with("[cfg(")
            && FEATURES.iter().any(|feature| attribute.contains(&format!("\"{feature}\"")))
}

/// Returns a text without the names of its parts, which are others in the sources.
fn skeleton(text: &str) -> String {
    PART.replace_all(text, "{}").into_owned()
}
