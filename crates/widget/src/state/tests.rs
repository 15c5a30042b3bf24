//! What holds of the state of a reader, whatever is typed: what the field holds as a whole counts, or the example does.

mod files;
mod secrets;
mod shown;

use std::collections::BTreeMap;

use fastrand::Rng;
use sitevar_core::{Kind, Scalar, Variable};

use super::State;

/// What a site declares here: a name, its kind, its example, and values that are right.
const DECLARED: [(&str, Kind, &str, [&str; 2]); 10] = [
    ("domain", Kind::Domain, "example.com", ["home.lab.net", "my-home.de"]),
    ("sub", Kind::Subdomain, "auth", ["login.eu", "a"]),
    ("host", Kind::Host, "authelia", ["my_db", "[2001:db8::1]"]),
    ("port", Kind::Port, "9091", ["443", "65535"]),
    ("link", Kind::Url, "https://example.com/", ["https://home.lab/a?b=c", "ldaps://home.lab:636"]),
    ("mail", Kind::Email, "me@example.com", ["you@home.lab", "a.b+c@home.lab"]),
    ("path", Kind::Path, "/config", ["/etc/my files/a", "C:\\Users\\me"]),
    ("client", Kind::ClientId, "headscale", ["my_client-1", "a.b~c"]),
    ("note", Kind::Text, "something", ["any text; at all", "two  words"]),
    ("secure", Kind::Toggle, "true", ["false", "no"]),
];

/// What people and programs put into fields where it does not belong.
const HOSTILE: [&str; 24] = [
    " ",
    "_",
    "..",
    ".",
    "-",
    ":",
    "://",
    "/",
    "@",
    "*/",
    "'",
    "\"",
    "\\",
    "${x}",
    "<b>",
    "\u{202e}",
    "\0",
    "\t",
    "é",
    "🔑",
    "%00",
    "#",
    ",",
    "javascript:",
];

/// How many inputs are typed.
const INPUTS: usize = 200;

/// A reader before a form, and the storage of their browser.
struct Reader {
    state: State,
    storage: BTreeMap<String, String>,
    /// Whether the browser stores nothing.
    is_refused: bool,
}

impl Reader {
    fn new() -> Self {
        let mut state = State::new(|name| name.is_ascii().then(|| name.to_ascii_lowercase()));
        for (name, kind, example, _) in DECLARED {
            state.declare(name.to_owned(), variable(kind, example));
        }
        state.derive("address".to_owned(), "https://{sub}.{domain}/".to_owned());
        state.declare("secret".to_owned(), variable(Kind::Secret, "insecure_secret"));
        state.keep_secret("elsewhere".to_owned());
        state.declare("elsewhere".to_owned(), variable(Kind::Text, ""));
        Self { state, storage: BTreeMap::new(), is_refused: false }
    }

    /// Begins with a value that is in storage.
    fn with(name: &str, value: &str) -> Self {
        let mut reader = Self::new();
        reader.storage.insert(name.to_owned(), value.to_owned());
        reader.state.loaded(name, Some(value.to_owned()));
        reader
    }

    /// Does something, and has the browser store what is to be stored.
    fn act<T>(&mut self, act: impl FnOnce(&mut State) -> T) -> T {
        let outcome = act(&mut self.state);
        for name in self.state.take_unsaved() {
            match self.state.stored(&name).map(str::to_owned) {
                Some(_) if self.is_refused => self.state.saved(&name, false),
                Some(text) => {
                    self.storage.insert(name.clone(), text);
                    self.state.saved(&name, true);
                }
                None => {
                    self.storage.remove(&name);
                    self.state.saved(&name, true);
                }
            }
        }
        outcome
    }

    fn type_and_leave(&mut self, name: &str, text: &str) {
        self.act(|state| state.typed(name, text));
        self.act(|state| state.left(name));
    }

    fn stored(&self, name: &str) -> Option<&str> {
        self.storage.get(name).map(String::as_str)
    }
}

/// Has a secret made, with a digest that says so.
fn made(state: &mut State, name: &str, secret: &str) -> Vec<String> {
    let chosen = ["72", "rfc3986", "pbkdf2-sha512", ""].map(str::to_owned);
    state.made_secret(name, [secret, "its digest"].map(str::to_owned), &chosen)
}

fn variable(kind: Kind, example: &str) -> Variable {
    Variable { default: Some(Scalar::String(example.to_owned())), ..Variable::from(kind) }
}

/// Returns what an input is by itself: refused, the example, or a value of the reader's own.
fn judged(kind: Kind, example: &str, input: &str) -> Result<Option<String>, String> {
    let ascii = |name: &str| name.is_ascii().then(|| name.to_ascii_lowercase());
    let value = variable(kind, example).accept(input, &ascii)?.value;
    let is_own = value != example && (!value.is_empty() || kind.may_be_empty());
    Ok(is_own.then_some(value))
}

/// Returns inputs that are half right: a right value with something hostile anywhere in it.
fn inputs() -> Vec<(usize, String)> {
    let mut random = Rng::with_seed(0x07ED);
    let mut inputs = vec![(0, "my home.de".to_owned()), (0, "home_lab.net".to_owned())];
    while inputs.len() < INPUTS {
        let row = random.usize(..DECLARED.len());
        let mut text: Vec<char> = DECLARED[row].3[random.usize(..2)].chars().collect();
        for _ in 0..random.usize(..3) {
            let at = random.usize(..=text.len());
            let hostile = HOSTILE[random.usize(..HOSTILE.len())];
            text.splice(at..at, hostile.chars());
        }
        let input = (row, text.into_iter().collect());
        if !inputs.contains(&input) {
            inputs.push(input);
        }
    }
    inputs
}

#[test]
fn after_every_key_the_whole_field_counts_or_the_example() {
    let mut random = Rng::with_seed(0x0CE5);
    let mut seen = [0, 0, 0];
    for (row, input) in inputs() {
        let (name, kind, example, right) = DECLARED[row];
        // Half of the readers come back to a value of theirs.
        let mut reader = if random.bool() { Reader::with(name, right[0]) } else { Reader::new() };
        let ends = (0..=input.len()).filter(|end| input.is_char_boundary(*end));
        for typed in ends.map(|end| &input[..end]) {
            let judged = judged(kind, example, typed);
            reader.act(|state| state.typed(name, typed));
            seen[judged.as_ref().map_or(2, |own| usize::from(own.is_some()))] += 1;
            look(&reader, name, typed, &judged);
            let own = judged.as_ref().ok().cloned().flatten();
            let stored = reader.stored(name).map(str::to_owned);
            assert!(stored.is_none() || stored == own, "{typed:?}: {stored:?} is stored");
            if random.u8(..4) == 0 {
                reader.act(|state| state.left(name));
                assert_eq!(reader.stored(name), own.as_deref(), "{typed:?}");
                let text = if judged.is_err() { typed } else { own.as_deref().unwrap_or(example) };
                look(&reader, name, text, &judged);
            }
        }
        ends_with_done(&mut reader, name, &input, &judged(kind, example, &input));
    }
    assert!(seen.iter().all(|count| *count > 100), "examples, own values and refused ones: {seen:?}");
}

/// Looks at what the page, the field and the buttons are told.
fn look(reader: &Reader, name: &str, text: &str, judged: &Result<Option<String>, String>) {
    let state = &reader.state;
    let own = judged.as_ref().ok().and_then(Option::as_deref);
    let of = |name: &str| DECLARED.iter().find(|row| row.0 == name).map_or("", |row| row.2);
    let is_toggle = state.variables().kind(name) == Kind::Toggle;
    assert_eq!(state.values().get(name), own, "{text:?}");
    assert_eq!(state.shown(name), own.unwrap_or(of(name)), "{text:?}");
    assert_eq!(state.text(name), text);
    assert_eq!(state.problem(name), judged.as_ref().err().map(String::as_str), "{text:?}");
    let part = |part: &str| if part == name { own.unwrap_or(of(part)) } else { of(part) }.to_owned();
    let (sub, domain) = (part("sub"), part("domain"));
    let dot = if sub.is_empty() { "" } else { "." };
    assert_eq!(state.shown("address"), format!("https://{sub}{dot}{domain}/"), "{text:?}");
    // What is refused is an example on every button, also where the example would work as it is.
    assert!(judged.is_ok() || is_toggle || state.is_example(&[name.to_owned()]), "{text:?}");
}

/// Done says once what is refused; the reopened form has it as it was typed, storage and page have nothing of it.
fn ends_with_done(reader: &mut Reader, name: &str, input: &str, judged: &Result<Option<String>, String>) {
    let refused: Vec<String> = judged.as_ref().err().map(|_| name.to_owned()).into_iter().collect();
    assert_eq!(reader.act(|state| state.done(Vec::new())), refused, "{input:?}");
    assert_eq!(reader.act(|state| state.done(Vec::new())), Vec::<String>::new(), "{input:?}");
    reader.act(|state| state.closed(false));
    let own = judged.as_ref().ok().cloned().flatten();
    assert_eq!(reader.stored(name), own.as_deref(), "{input:?}");
    assert_eq!(reader.state.refused(), refused, "{input:?}");
    if judged.is_err() {
        assert_eq!(reader.state.text(name), input);
    }
}

#[test]
fn the_last_valid_beginning_is_nowhere() {
    for input in ["my home.de", "home_lab.net"] {
        let mut reader = Reader::new();
        for end in 1..=input.len() {
            reader.act(|state| state.typed("domain", &input[..end]));
        }
        reader.act(|state| state.left("domain"));
        assert_eq!(reader.state.shown("address"), "https://auth.example.com/");
        assert_eq!(reader.storage, BTreeMap::new());
        assert_eq!(reader.state.text("domain"), input);
    }
}

#[test]
fn done_asks_again_only_if_something_changed() {
    let mut reader = Reader::new();
    reader.act(|state| state.typed("domain", "my home.de"));
    assert_eq!(reader.act(|state| state.done(Vec::new())), ["domain"]);
    reader.act(|state| state.typed("port", "x"));
    assert_eq!(reader.act(|state| state.done(Vec::new())), ["domain", "port"]);
    reader.act(|state| state.closed(false));
    assert_eq!(
        reader.act(|state| state.done(Vec::new())),
        ["domain", "port"],
        "the reopened form asks again"
    );
    reader.act(|state| state.typed("domain", "home.lab"));
    reader.act(|state| state.typed("port", ""));
    assert_eq!(reader.act(|state| state.done(Vec::new())), Vec::<String>::new());
    assert_eq!(reader.storage, BTreeMap::from([("domain".to_owned(), "home.lab".to_owned())]));
}

#[test]
fn a_secret_never_goes_to_storage() {
    let mut reader = Reader::new();
    for name in ["secret", "elsewhere"] {
        assert_eq!(reader.act(|state| made(state, name, "a-secret")), [name]);
        reader.type_and_leave(name, "another-secret-of-the-reader");
    }
    reader.act(|state| state.reset(Vec::new()));
    reader.act(State::undo);
    reader.act(|state| state.closed(false));
    assert_eq!(reader.storage, BTreeMap::new());
    assert_eq!(reader.act(|state| made(state, "domain", "home.lab")), Vec::<String>::new());
}

#[test]
fn what_somebody_stored_in_the_name_of_a_secret_is_removed() {
    let mut reader = Reader::new();
    for name in ["secret", "elsewhere", "on-another-page"] {
        reader.state.keep_secret(name.to_owned());
        reader.storage.insert(name.to_owned(), "planted".to_owned());
    }
    for name in reader.state.unread() {
        let stored = reader.storage.get(&name).cloned();
        assert_eq!(reader.act(|state| state.loaded(&name, stored)), Vec::<String>::new());
        assert_ne!(reader.state.shown(&name), "planted");
    }
    assert_eq!((reader.storage.len(), reader.state.unread().len()), (0, 0));
}

#[test]
fn a_reset_takes_everything_and_undo_brings_it_back_as_it_was_typed() {
    let mut reader = Reader::with("domain", "home.lab");
    reader.storage.insert("of-another-page".to_owned(), "x".to_owned());
    reader.act(|state| state.typed("port", "x"));
    let before = reader.storage.clone();
    let stored = before.clone().into_iter().collect();
    assert_eq!(reader.act(|state| state.reset(stored)), ["domain", "address"]);
    assert_eq!((reader.storage.len(), reader.state.text("port")), (0, "9091".to_owned()));
    assert!(!reader.state.is_set() && reader.state.can_undo());
    reader.act(State::undo);
    assert_eq!(reader.storage, before);
    assert_eq!(
        (reader.state.shown("domain"), reader.state.text("port")),
        ("home.lab".to_owned(), "x".to_owned())
    );
    assert!(reader.state.problem("port").is_some() && !reader.state.can_undo());
    let ends: [fn(&mut State); 2] = [|state| drop(state.typed("port", "443")), |state| state.closed(true)];
    for end in ends {
        reader.type_and_leave("domain", "home.lab");
        reader.act(|state| state.reset(Vec::new()));
        reader.act(|state| state.closed(false));
        assert!(reader.state.can_undo());
        reader.act(end);
        assert!(!reader.state.can_undo(), "what is typed next ends it, and so does leaving the page");
    }
}

#[test]
fn an_edit_that_is_taken_back_leaves_variables_and_storage_as_they_were() {
    for (row, input) in inputs() {
        let (name, _, _, right) = DECLARED[row];
        let readers = [Reader::new(), Reader::with(name, right[0]), {
            let mut refused = Reader::new();
            refused.type_and_leave(name, "\u{202e}");
            refused
        }];
        for mut reader in readers {
            let seen = |reader: &Reader| {
                let state = &reader.state;
                (
                    state.text(name),
                    state.shown(name),
                    state.problem(name).map(str::to_owned),
                    reader.storage.clone(),
                )
            };
            let before = seen(&reader);
            reader.act(|state| state.begun(&[name.to_owned()]));
            for end in (1..=input.len()).filter(|end| input.is_char_boundary(*end)) {
                reader.act(|state| state.typed(name, &input[..end]));
            }
            reader.act(|state| state.left(name));
            reader.act(State::taken_back);
            assert_eq!(seen(&reader), before, "{name}: {input:?}");
            // What comes when the field goes away has nothing to add, and what was kept is not taken back later.
            reader.act(|state| state.closed(false));
            reader.type_and_leave(name, right[1]);
            assert_eq!(reader.act(State::taken_back), Vec::<String>::new());
        }
    }
}

#[test]
fn an_edit_of_several_variables_is_taken_back_as_a_whole_and_no_other_one() {
    let mut reader = Reader::with("domain", "home.lab");
    reader.act(|state| state.begun(&["domain".to_owned(), "sub".to_owned()]));
    reader.type_and_leave("domain", "other.lab");
    reader.type_and_leave("sub", "login");
    reader.type_and_leave("port", "443");
    assert_eq!(reader.act(State::taken_back), ["domain", "sub", "address"]);
    assert_eq!(reader.state.shown("address"), "https://auth.home.lab/");
    assert_eq!(
        reader.storage,
        BTreeMap::from([("domain".to_owned(), "home.lab".to_owned()), ("port".to_owned(), "443".to_owned())])
    );
}

#[test]
fn what_another_tab_wrote_meanwhile_is_not_taken_back() {
    let mut reader = Reader::with("domain", "home.lab");
    reader.act(|state| state.begun(&["domain".to_owned()]));
    reader.act(|state| state.typed("domain", "mine.lab"));
    reader.storage.insert("domain".to_owned(), "other.lab".to_owned());
    reader.act(|state| state.loaded("domain", Some("other.lab".to_owned())));
    reader.act(|state| state.typed("domain", "mine"));
    reader.act(State::taken_back);
    assert_eq!(
        (reader.state.shown("domain"), reader.stored("domain")),
        ("other.lab".to_owned(), Some("other.lab"))
    );
}

#[test]
fn what_is_refused_is_marked_with_all_that_is_derived_from_it() {
    let mut reader = Reader::with("sub", "login");
    assert_eq!(reader.state.marked(), Vec::<String>::new());
    reader.act(|state| state.typed("domain", "my home"));
    assert_eq!(reader.state.marked(), ["domain", "address"]);
    reader.act(|state| state.typed("port", "x"));
    assert_eq!(reader.state.marked(), ["domain", "port", "address"]);
    reader.act(|state| state.typed("domain", "home.lab"));
    reader.act(|state| state.typed("port", ""));
    assert_eq!(reader.state.marked(), Vec::<String>::new());
}

#[test]
fn another_tab_is_followed_and_takes_nothing_that_is_typed_here_without_reason() {
    let mut reader = Reader::with("domain", "home.lab");
    reader.act(|state| state.typed("domain", "my home.de"));
    assert_eq!(reader.act(|state| state.loaded("domain", None)), Vec::<String>::new());
    assert_eq!(reader.state.text("domain"), "my home.de");
    assert_eq!(
        reader.act(|state| state.loaded("domain", Some("Other.Lab".to_owned()))),
        ["domain", "address"]
    );
    assert_eq!((reader.state.text("domain"), reader.state.problem("domain")), ("other.lab".to_owned(), None));
    reader.act(|state| state.loaded("domain", Some("written by hand".to_owned())));
    assert_eq!(reader.state.shown("domain"), "example.com");
}

#[test]
fn where_nothing_can_be_stored_values_last_as_long_as_the_page() {
    let mut reader = Reader { is_refused: true, ..Reader::new() };
    reader.type_and_leave("domain", "home.lab");
    assert!(reader.state.is_memory_only());
    reader.act(|state| state.loaded("domain", None));
    assert_eq!(reader.state.shown("domain"), "home.lab");
    reader.act(|state| state.typed("domain", "home"));
    assert!(reader.state.is_memory_only(), "there is nothing to remove");
    reader.is_refused = false;
    reader.act(|state| state.left("domain"));
    assert!(!reader.state.is_memory_only());
}

#[test]
fn what_the_page_shows_is_its_default() {
    let mut reader = Reader::new();
    reader.state.show_default("domain", "own.example".to_owned());
    reader.type_and_leave("domain", "own.example");
    assert_eq!((reader.state.shown("domain"), reader.stored("domain")), ("own.example".to_owned(), None));
    // Of two defaults neither is what all of the page shows.
    reader.state.show_default("domain", "other.example".to_owned());
    reader.type_and_leave("domain", "own.example");
    assert_eq!(reader.stored("domain"), Some("own.example"));
    reader.state.forget_defaults();
    reader.state.declare("domain".to_owned(), variable(Kind::Domain, "example.com"));
    reader.type_and_leave("domain", "example.com");
    assert_eq!(reader.stored("domain"), None);
}

#[test]
fn who_types_the_whole_name_of_a_service_as_the_domain_is_told() {
    let mut reader = Reader::new();
    reader.act(|state| {
        state.derive("authelia-url".to_owned(), "https://{sub}.{domain}/".to_owned());
        Vec::<String>::new()
    });
    for (typed, is_told) in [("auth.home.net", true), ("home.net", false), ("authority.net", false)] {
        reader.act(|state| state.typed("domain", typed));
        let note = reader.state.note("domain").map(str::to_owned);
        let wanted =
            "the guide puts `auth.` before it, so this makes `auth.auth.home.net`: leave `auth.` out here";
        assert_eq!(note.as_deref(), is_told.then_some(wanted), "{typed}");
    }
}

#[test]
fn what_has_no_label_is_called_by_its_name_in_words() {
    let reader = Reader::new();
    for (name, label) in [("authelia-url", "Authelia URL"), ("my_host", "My host"), ("", ""), ("id", "ID")] {
        assert_eq!(reader.state.label(name), label);
    }
}

#[test]
fn two_with_one_label_are_told_apart_by_their_examples() {
    let mut reader = Reader::new();
    let client =
        |example| Variable { label: Some("Client ID".to_owned()), ..variable(Kind::ClientId, example) };
    reader.state.declare("client-id-app".to_owned(), client("app"));
    assert_eq!(reader.state.label("client-id-app"), "Client ID");
    reader.state.declare("client-id-other".to_owned(), client("other"));
    reader.type_and_leave("client-id-app", "my-own");
    for (name, label) in [("client-id-app", "Client ID (app)"), ("client-id-other", "Client ID (other)")] {
        assert_eq!(reader.state.label(name), label);
    }
}

#[test]
fn done_stops_once_for_what_a_place_refuses() {
    let mut reader = Reader::new();
    let by_places = || vec!["secret".to_owned()];
    assert_eq!(reader.act(|state| state.done(by_places())), ["secret"]);
    assert_eq!(reader.act(|state| state.done(by_places())), Vec::<String>::new());
    reader.act(|state| made(state, "secret", "another"));
    assert_eq!(reader.act(|state| state.done(by_places())), ["secret"], "another one is refused anew");
}

#[test]
fn a_part_of_the_page_that_may_declare_names_itself_gets_only_what_the_site_declares() {
    let mut reader = Reader::new();
    reader.state.site_is_declared();
    reader.state.derive("token".to_owned(), "{secret}.{domain}".to_owned());
    for (name, in_whole, in_part) in
        [("domain", true, true), ("address", true, true), ("unknown", true, false)]
    {
        assert_eq!(reader.state.may_fill(name, true, true), in_whole, "{name}");
        assert_eq!(reader.state.may_fill(name, false, false), in_part, "{name}");
    }
    for name in ["secret", "elsewhere", "token"] {
        assert!(
            reader.state.may_fill(name, false, true) && !reader.state.may_fill(name, true, true),
            "{name}"
        );
    }
}
