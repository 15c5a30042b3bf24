//! Placeholders in words: `<Client ID>`, `<your-domain>`, `YOUR_API_KEY`, in blocks of code.

use std::collections::{BTreeMap, BTreeSet};

use sitevar_core::{Kind, Passage};

use super::vocabulary::{ELEMENTS, FILLERS, GENERIC, MARKUP, NO_VALUES, REST, SHELLS, is_in};
use super::{Suggestion, language, words};

/// The longest placeholder that anybody writes.
const LONGEST: usize = 60;

const GENERIC_WORD: &str = "it may mean something else in each command";
const SYNTAX: &str = "it may be the syntax of a command";

/// What is known of the placeholders with the same words.
#[derive(Default)]
struct Group {
    spellings: Vec<String>,
    pages: BTreeSet<usize>,
    /// Whether one of them is after `://`, where an address has its host.
    is_host: bool,
    /// How many there are, and how many of them are certainly a reader's value.
    uses: usize,
    values: usize,
}

pub(super) fn suggest(pages: &[&[Passage]]) -> Vec<Suggestion> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (page, passages) in pages.iter().enumerate() {
        for passage in passages.iter() {
            let language = language(passage);
            let Some(language) = language.filter(|language| !is_in(MARKUP, language)) else {
                continue;
            };
            for (before, text) in bracketed(&passage.text).into_iter().chain(spoken(&passage.text)) {
                let name = name(text);
                if !name.is_empty() {
                    groups.entry(name).or_default().add(page, language, before, text);
                }
            }
        }
    }
    for family in ["client-id", "client-secret"] {
        join(&mut groups, family);
    }
    groups.into_iter().map(|(name, group)| suggestion(name, group)).collect()
}

impl Group {
    fn add(&mut self, page: usize, language: &str, before: &str, text: &str) {
        self.pages.insert(page);
        self.is_host |= before.ends_with("://");
        self.uses += 1;
        self.values += usize::from(is_value(language, before, text));
        if !self.spellings.iter().any(|known| known == text) {
            self.spellings.push(text.to_owned());
        }
    }

    fn append(&mut self, other: Group) {
        self.spellings.extend(other.spellings);
        self.pages.extend(other.pages);
        self.is_host |= other.is_host;
        self.uses += other.uses;
        self.values += other.values;
    }
}

/// Makes one group of all that are called a client's id or secret, unless a page shows those of two clients.
fn join(groups: &mut BTreeMap<String, Group>, family: &str) {
    let is_member = |name: &str| family.split('-').all(|word| name.split('-').any(|part| part == word));
    let members: Vec<String> = groups.keys().filter(|name| is_member(name)).cloned().collect();
    let mut pages = BTreeSet::new();
    let is_of_one = |name: &String| {
        groups.get(name).is_none_or(|group| group.pages.iter().all(|page| pages.insert(*page)))
    };
    if members.iter().all(is_of_one) {
        for group in members.iter().filter_map(|name| groups.remove(name)).collect::<Vec<_>>() {
            groups.entry(family.to_owned()).or_default().append(group);
        }
    }
}

/// Tells whether a placeholder is certainly a reader's value, and not a part of the syntax that a page describes, or of
/// what a server answers.
fn is_value(language: &str, before: &str, text: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_shouted = text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    let is_json = is_in("json jsonc", language);
    let is_setting = !is_json && line.replace("://", "").contains([':', '=']) || line.ends_with("://");
    let is_command = is_in(SHELLS, language) || line.starts_with("$ ");
    let is_credential = matches!(kind(&name(text)), Kind::ClientId | Kind::Secret) && is_json;
    !line.contains("regex") && (is_your(text) || is_shouted || is_setting || is_command || is_credential)
}

fn is_your(text: &str) -> bool {
    words(text).first().is_some_and(|word| word == "your" || word == "my")
}

/// Finds `<words>`, each with the text before it.
fn bracketed(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let Some((before, rest)) = text.split_at_checked(at) else { continue };
        let Some((inside, _)) = rest.get(1..).and_then(|rest| rest.split_once('>')) else { continue };
        if let (true, Some(whole)) = (is_placeholder(before, inside), rest.get(..inside.len() + 2)) {
            found.push((before, whole));
        }
    }
    found
}

/// Tells whether what is in angle brackets is in words, and none of what programs have in them.
fn is_placeholder(before: &str, inside: &str) -> bool {
    let is_words = |c: char| c.is_alphanumeric() || " _-.'".contains(c);
    let is_one = inside.chars().all(char::is_alphanumeric);
    let is_type = is_one && before.ends_with(char::is_alphanumeric);
    let is_element = is_in(ELEMENTS, inside) && !inside.contains(char::is_uppercase);
    let joined = inside.replace(['_', ' '], "-");
    inside.len() <= LONGEST
        && inside.starts_with(char::is_alphabetic)
        && inside.chars().all(is_words)
        && !inside.ends_with("...")
        && !inside.ends_with([' ', '-'])
        && !is_type
        && !is_element
        && !is_in(NO_VALUES, &joined)
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
        // `YOUR_EMAIL@example.com` is one address.
        let is_mailbox = after.starts_with('@') && word.to_ascii_lowercase().contains("mail");
        if is_one && !is_inside && !is_mailbox && !word.ends_with(['-', '_']) {
            found.push((before, word));
        }
    }
    found
}

/// Returns the words of a placeholder that say what it is, joined.
fn name(text: &str) -> String {
    let words = words(text);
    let mut telling: Vec<&str> = words.iter().map(String::as_str).collect();
    // `<app-domain.tld>` is the same as `app-domain.tld`.
    let is_host = !text.contains(' ') && text.trim_matches(['<', '>']).contains('.');
    telling.truncate(telling.len() - usize::from(is_host && telling.len() > 1));
    telling.retain(|word| !is_in(FILLERS, word));
    telling.truncate(5);
    let name = telling.join("-");
    // `<value from step 3>`
    let name = if name.starts_with(|c: char| c.is_ascii_digit()) { format!("value-{name}") } else { name };
    name.replace("clientsecret", "client-secret").replace("clientid", "client-id")
}

fn suggestion(name: String, group: Group) -> Suggestion {
    let kind = if group.is_host && name != "client-id" { Kind::Host } else { kind(&name) };
    let is_one_of_many = is_in(GENERIC, &name)
        || name.ends_with("-timestamp")
        || name.split('-').next().is_some_and(|first| is_in(REST, first));
    let is_generic = is_one_of_many && !group.spellings.iter().any(|text| is_your(text));
    let is_syntax = group.values * 2 < group.uses;
    let doubt = is_generic.then_some(GENERIC_WORD).or(is_syntax.then_some(SYNTAX));
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
    } else if has(&["path", "dir", "directory", "folder", "file"]) {
        Kind::Path
    } else if has(&["secret", "password", "passwd", "passphrase", "token", "key", "pass"]) {
        Kind::Secret
    } else if has(&["email", "mail"]) {
        Kind::Email
    } else if has(&["domain", "fqdn", "host", "hostname", "ip"]) {
        Kind::Host
    } else if has(&["port"]) {
        Kind::Port
    } else {
        // An address is a text: guides write it with and without its scheme.
        Kind::Text
    }
}
