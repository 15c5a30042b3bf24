//! The list of files: what is ticked, what the buttons say, and whether who leaves is asked.

use super::{Reader, made};

/// Draws a file that shows the domain and the secret, as examples or as the reader's own.
fn show(reader: &mut Reader, id: u32) -> [&'static str; 2] {
    let names = ["domain", "secret"].map(str::to_owned);
    let is_own = |name: &&String| reader.state.values().get(name).is_some();
    let (own, defaults): (Vec<_>, Vec<_>) = names.iter().partition(is_own);
    let text = text_of(reader, id);
    let cloned = |names: Vec<&String>| names.into_iter().cloned().collect::<Vec<_>>();
    reader.state.show_file(id, text, &cloned(defaults), &cloned(own))
}

fn text_of(reader: &Reader, id: u32) -> String {
    format!("file: {id}\n")
        + &["domain", "secret"].map(|name| format!("{name}: {}\n", reader.state.shown(name))).concat()
}

fn take(reader: &mut Reader, id: u32) {
    let text = text_of(reader, id);
    reader.state.took(&text);
}

#[test]
fn a_file_is_ticked_until_its_text_is_another() {
    let mut reader = Reader::new();
    assert_eq!(show(&mut reader, 1), ["notTaken", "copyExamples"]);
    take(&mut reader, 1);
    assert_eq!(show(&mut reader, 1), ["taken", "copyExamples"]);
    reader.type_and_leave("domain", "home.lab");
    assert_eq!(show(&mut reader, 1), ["notTaken", "copyExamples"]);
    made(&mut reader.state, "secret", "a-secret");
    assert_eq!(show(&mut reader, 1), ["notTaken", "copy"]);
    take(&mut reader, 1);
    reader.type_and_leave("domain", "other.lab");
    assert_eq!(show(&mut reader, 1)[0], "notTaken");
    reader.type_and_leave("domain", "home.lab");
    assert_eq!(show(&mut reader, 1)[0], "taken", "the same text again");
}

#[test]
fn a_button_says_what_came_of_its_press_until_it_was_read_or_the_text_is_another() {
    let mut reader = Reader::new();
    for (is_copied, label) in [(false, "notCopied"), (true, "copied")] {
        show(&mut reader, 1);
        show(&mut reader, 2);
        let text = text_of(&reader, 1);
        reader.state.say_of_file(1, &text, Some(is_copied));
        assert_eq!(show(&mut reader, 1), ["notTaken", label]);
        assert_eq!(show(&mut reader, 2), ["notTaken", "copyExamples"]);
        reader.state.say_of_file(1, &text, None);
        assert_eq!(show(&mut reader, 1), ["notTaken", "copyExamples"]);
    }
    let before = text_of(&reader, 1);
    reader.state.say_of_file(1, &before, Some(true));
    reader.type_and_leave("domain", "home.lab");
    assert_eq!(show(&mut reader, 1), ["notTaken", "copyExamples"]);
    reader.state.say_of_file(1, &before, Some(true));
    assert_eq!(show(&mut reader, 1), ["notTaken", "copyExamples"], "it changed while it was copied");
}

#[test]
fn a_selection_takes_the_files_that_are_in_it_as_a_whole() {
    let mut reader = Reader::new();
    show(&mut reader, 1);
    let text = text_of(&reader, 1);
    show(&mut reader, 2);
    reader.state.took(&text[1..]);
    assert_eq!(show(&mut reader, 1)[0], "notTaken");
    reader.state.took(&format!("before\n{text}\nafter"));
    assert_eq!([show(&mut reader, 1)[0], show(&mut reader, 2)[0]], ["taken", "notTaken"]);
}

#[test]
fn a_file_that_is_also_a_part_of_another_is_taken_by_itself() {
    let mut reader = Reader::new();
    for (id, text) in [(1, "host: a\n"), (2, "name: b\nhost: a\n")] {
        reader.state.show_file(id, text.to_owned(), &[], &[]);
    }
    reader.state.took("name: b\nhost: a\n");
    assert_eq!(reader.state.show_file(1, "host: a\n".to_owned(), &[], &[])[0], "notTaken");
}

#[test]
fn who_leaves_is_asked_once_while_a_file_with_the_secret_is_not_taken() {
    let mut reader = Reader::new();
    for secret in ["first", "second"] {
        show(&mut reader, 1);
        assert!(
            !reader.state.list_files(&[1, 2]) && !reader.state.asks_before_leaving(),
            "no secret to lose"
        );
        made(&mut reader.state, "secret", secret);
        for id in [1, 2] {
            show(&mut reader, id);
        }
        assert!(reader.state.list_files(&[1, 2]));
        take(&mut reader, 1);
        assert!(reader.state.asks_before_leaving(), "{secret}");
        assert!(!reader.state.asks_before_leaving(), "{secret}: once");
        reader.state.forget_secret("secret");
        for id in [1, 2] {
            show(&mut reader, id);
        }
    }
    reader.state.list_files(&[1, 2]);
    made(&mut reader.state, "secret", "third");
    for id in [1, 2] {
        show(&mut reader, id);
        take(&mut reader, id);
    }
    assert!(!reader.state.asks_before_leaving(), "everything is taken");
    take(&mut reader, 2);
    assert!(!reader.state.list_files(&[]) && !reader.state.asks_before_leaving(), "the files are gone");
}
