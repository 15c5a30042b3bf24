//! Placeholders in words: `<Client ID>`, `<your-domain>`, `YOUR_API_KEY`, in blocks of code.

use std::collections::BTreeMap;

use sitevar_core::{Kind, Passage};

use super::{Suggestion, language, words};

/// The longest placeholder that anybody writes.
const LONGEST: usize = 60;

/// Words that say nothing of what a value is.
const FILLERS: [&str; 18] = [
    "your", "my", "the", "a", "an", "of", "from", "in", "for", "here", "above", "below", "step", "value",
    "this", "and", "to", "provider",
];

/// Words that alone say what a command wants, and that are something else in each.
const GENERIC: [&str; 28] = [
    "command",
    "commands",
    "file",
    "name",
    "value",
    "key",
    "option",
    "options",
    "arg",
    "args",
    "id",
    "tag",
    "version",
    "arch",
    "architecture",
    "number",
    "type",
    "path",
    "sha",
    "node",
    "prefix",
    "url",
    "n",
    "uuid",
    "group",
    "data",
    "text",
    "system",
];

const GENERIC_WORD: &str = "it may mean something else in each command";

/// Languages in which angle brackets are elements.
const MARKUP: [&str; 12] =
    ["html", "xml", "svg", "jsx", "tsx", "vue", "svelte", "astro", "mdx", "php", "apache", "apacheconf"];

/// What is known of the placeholders with the same words.
#[derive(Default)]
struct Group {
    spellings: Vec<String>,
    /// Whether one of them is after `://`, where an address has its host.
    is_host: bool,
}

pub(super) fn suggest(pages: &[&[Passage]]) -> Vec<Suggestion> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for passage in pages.iter().copied().flatten().filter(|passage| is_searched(passage)) {
        for (before, text) in bracketed(&passage.text).into_iter().chain(spoken(&passage.text)) {
            let name = name(text);
            if name.is_empty() {
                continue;
            }
            let group = groups.entry(name).or_default();
            group.is_host |= before.ends_with("://");
            if !group.spellings.iter().any(|known| known == text) {
                group.spellings.push(text.to_owned());
            }
        }
    }
    groups.into_iter().map(|(name, group)| suggestion(name, group)).collect()
}

fn is_searched(passage: &Passage) -> bool {
    language(passage).is_some_and(|language| !MARKUP.contains(&language.to_ascii_lowercase().as_str()))
}

/// Finds `<words>`, each with the text before it.
fn bracketed(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let Some((before, rest)) = text.split_at_checked(at) else { continue };
        let Some((inside, _)) = rest.get(1..).and_then(|rest| rest.split_once('>')) else { continue };
        let is_words = |c: char| c.is_alphanumeric() || " _-.'".contains(c);
        let fits = inside.len() <= LONGEST
            && inside.starts_with(|c: char| c.is_alphabetic())
            && inside.chars().all(is_words);
        if let (true, Some(whole)) = (fits, rest.get(..inside.len() + 2)) {
            found.push((before, whole));
        }
    }
    found
}

/// Finds `YOUR_WORDS`, `your-words` and `yourWords` outside of angle brackets, each with the text before it.
fn spoken(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut end = 0;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    for word in text.split(|c: char| !is_part(c)) {
        let start = text.get(end..).and_then(|rest| rest.find(word)).map_or(end, |at| end + at);
        end = start + word.len();
        let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
        let begins = ["your-", "your_", "YOUR_", "YOUR-", "Your-", "Your_"];
        let is_one = begins.iter().any(|begin| word.len() > begin.len() && word.starts_with(begin));
        let is_inside = before.ends_with(['<', '.', '$', '{']) || after.starts_with(['.', '>', '(']);
        if is_one && !is_inside && !word.ends_with(['-', '_']) {
            found.push((before, word));
        }
    }
    found
}

/// Returns the words of a placeholder that say what it is, joined.
fn name(text: &str) -> String {
    let words = words(text);
    let has = |word: &str| words.iter().any(|known| known == word);
    if (has("client") && has("secret")) || has("clientsecret") {
        return "client-secret".to_owned();
    }
    if (has("client") && has("id")) || has("clientid") {
        return "client-id".to_owned();
    }
    let mut telling: Vec<&str> = words.iter().map(String::as_str).collect();
    telling.retain(|word| !FILLERS.contains(word));
    telling.truncate(5);
    telling.join("-")
}

fn suggestion(name: String, group: Group) -> Suggestion {
    let kind = if group.is_host { Kind::Host } else { kind(&name) };
    let is_your = group.spellings.iter().any(|text| words(text).first().is_some_and(|word| word == "your"));
    let doubt = (GENERIC.contains(&name.as_str()) && !is_your).then_some(GENERIC_WORD);
    let mut examples = group.spellings;
    // One pattern for the many spellings of what every site with a login has.
    let pattern = match name.as_str() {
        "client-secret" => "<*client*secret*>",
        "client-id" => "<*client*id*>",
        _ => "",
    };
    if !pattern.is_empty() && examples.iter().filter(|text| text.starts_with('<')).count() > 1 {
        examples.retain(|text| !text.starts_with('<'));
        examples.insert(0, pattern.to_owned());
    }
    Suggestion::new(name, kind, examples).with_doubt(doubt)
}

/// Guesses what kind of value a placeholder stands for.
fn kind(name: &str) -> Kind {
    let words: Vec<&str> = name.split('-').collect();
    let has = |these: &[&str]| words.iter().any(|word| these.contains(word));
    if name == "client-id" {
        Kind::ClientId
    } else if has(&["secret", "password", "passwd", "passphrase", "token", "key", "pass"]) {
        Kind::Secret
    } else if has(&["email", "mail"]) {
        Kind::Email
    } else if has(&["domain", "fqdn", "host", "hostname", "ip"]) {
        Kind::Host
    } else if has(&["port"]) {
        Kind::Port
    } else if has(&["path", "dir", "directory", "folder"]) {
        Kind::Path
    } else {
        // An address is a text: guides write it with and without its scheme.
        Kind::Text
    }
}
