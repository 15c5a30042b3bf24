//! Scenario: a reader who has a secret already wants its digest; what cannot be one is refused, with the reason.

use super::judge::verifies;
use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving, TRUSTED_TYPES};
use super::tab::key;
use super::{in_each_browser, site};

const SECRET: &str = "Tr0ub4dor&3-correct-horse-battery-staple";

/// What is refused, and a word of the reason.
const REFUSED: [(&str, &str); 7] = [
    ("", "first"),
    ("  ", "first"),
    ("two words", "white space"),
    ("pässword", "ASCII"),
    ("a\u{200b}b", "invisible"),
    ("$pbkdf2-sha512$310000$AAECAwQFBgcICQoLDA0ODw$AlUQ/YZMqXpp0TwzWf6B7MPieKhbKTe", "This is a digest"),
    ("Random Password:", "Random Password"),
];

/// The longest value is 100,000 bytes.
const TOO_LONG: usize = 100_001;

#[test]
fn the_digest_of_a_secret_that_the_reader_has_is_made_and_verifies() {
    in_each_browser(Wish::default(), |browser| {
        let headers = vec![STRICT, TRUSTED_TYPES];
        let served = Serving { headers, ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        reader.open_form();
        reader.eval("[...document.querySelectorAll('summary')].find((one) => one.textContent === 'I already have a secret').click()");
        // As a terminal prints it and as it is copied from there.
        reader.type_into("Your secret", &format!("Random Password: {SECRET} "));
        reader.browser.press(&reader.tab, &[key::TAB]);
        assert_eq!(reader.text("document.activeElement.textContent"), "Compute its digest");
        reader.browser.press(&reader.tab, &[key::ENTER]);
        let (secret, digest) = reader.pair();
        assert_eq!(secret, SECRET);
        assert!(verifies(SECRET, &digest), "{digest}");
        assert!(reader.code("config.yaml").contains(&format!("'{SECRET}'")));
        assert!(reader.code("configuration.yml").contains(&format!("'{digest}'")));
        assert_eq!(reader.value_of("Your secret"), "");
        let tab = reader.tab.clone();
        assert!(!browser.traces(&tab).contains(SECRET));
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn what_cannot_be_a_secret_is_refused_with_the_reason() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        reader.open_form();
        let long = "x".repeat(TOO_LONG);
        for (input, word) in REFUSED.into_iter().chain([(long.as_str(), "too long")]) {
            reader.paste("Your secret", input);
            reader.press("Compute its digest");
            reader.until("document.querySelector('.sitevar-secret [role=alert]').textContent");
            let told = reader.text("document.querySelector('.sitevar-secret [role=alert]').textContent");
            assert!(told.contains(word), "{word}: {told}");
            assert_eq!(
                reader.eval("document.querySelectorAll('.sitevar-result output').length"),
                0,
                "{word}"
            );
            assert!(reader.code("config.yaml").contains("'insecure_secret'"), "{word}");
            reader.press("Reset");
            reader.until("!document.querySelector('.sitevar-secret [role=alert]').textContent");
        }
    });
}

#[test]
fn a_weak_secret_is_taken_and_called_weak() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        reader.open_form();
        for (weak, word) in [("hunter2", "could be guessed"), ("insecure_secret", "everybody can read")] {
            let (secret, digest) = reader.own_secret(weak);
            assert!(secret == weak && verifies(weak, &digest), "{weak}");
            let told = reader.text("document.querySelector('.sitevar-result').textContent");
            assert!(told.contains(word), "{told}");
            reader.press("Forget this secret");
        }
    });
}

/// What is typed and not used, and how the form is closed then.
const CLOSED: [&str; 3] = ["Done", "document.querySelector('.sitevar-dialog').close()", "Escape"];

/// The texts of all fields of the panel, of the question that it asks, and of its answer.
const KEPT: &str = "[...document.querySelectorAll('.sitevar-secret input:not([type=number])')].map((one) => one.value).join('') \
                    + document.querySelector('.sitevar-ask').textContent";

#[test]
fn what_was_typed_and_not_used_is_wiped_when_the_form_closes() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        for way in CLOSED {
            reader.open_form();
            for label in ["Your secret", "Digest", "Secret"] {
                reader.paste(label, SECRET);
            }
            assert_eq!(reader.text(KEPT), SECRET.repeat(3), "{way}");
            match way {
                "Done" => reader.press("Done"),
                "Escape" => reader.browser.press(&reader.tab, &[key::ESCAPE]),
                script => drop(reader.eval(script)),
            }
            reader.until("!document.querySelector('.sitevar-dialog').open");
            reader.until(&format!("({KEPT}) === ''"));
        }
        // A secret that waits for an answer is wiped too, and so is what a job was cancelled with.
        reader.open_form();
        reader.own_secret(SECRET);
        reader.paste("Your secret", "another-secret-of-the-reader");
        reader.press("Compute its digest");
        reader.until("!document.querySelector('.sitevar-ask').hidden");
        reader.press("Done");
        reader.until(&format!("({KEPT}) === '' && document.querySelector('.sitevar-ask').hidden"));
        reader.open_form();
        reader.paste("Digest", &format!("$pbkdf2-sha512$9000000${}${}", "A".repeat(22), "A".repeat(86)));
        reader.paste("Secret", SECRET);
        reader.press("Check");
        reader.until("document.querySelector('.sitevar-progress progress')");
        reader.press("Cancel");
        reader.until(&format!("({KEPT}) === ''"));
    });
}

/// The part of the form for a secret that nothing is a digest of.
const ALONE: &str = "[...document.querySelectorAll('.sitevar-secret')].find((one) => one.querySelector('h3').textContent === 'Gitea secret key')";

#[test]
fn a_secret_without_a_digest_is_made_alone() {
    in_each_browser(Wish::default(), |browser| {
        let served =
            Serving { headers: vec![STRICT, TRUSTED_TYPES], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/gitea/"));
        reader.open_form();
        let told = reader.text(&format!("{ALONE}.textContent"));
        assert!(told.contains("Gitea encrypts what it stores with this key"), "{told}");
        for other in ["igest", "Authelia", "Iterations"] {
            assert!(!told.contains(other), "{other}: {told}");
        }
        reader.eval(&format!("{ALONE}.querySelector('button').click()"));
        reader.until(&format!("{ALONE}.querySelector('output')"));
        let drawn = reader.text(&format!("{ALONE}.querySelector('output').textContent"));
        assert_eq!(drawn.len(), 72);
        assert!(reader.code("compose.yml").contains(&format!("GITEA__security__SECRET_KEY: '{drawn}'")));
        reader.until(&format!("{ALONE}.textContent.includes('now contain the secret.')"));
        assert_eq!(reader.eval(&format!("{ALONE}.querySelectorAll('output').length")), 1);
        assert!(reader.code("configuration.yml").contains("client_secret: '$pbkdf2-sha512$310000$c8p78"));

        reader.eval(&format!("{ALONE}.querySelector('details:last-of-type input').value = '{SECRET}'"));
        reader.press("Use it");
        reader.press("Replace it");
        reader.until(&format!("{ALONE}.querySelector('output').textContent === '{SECRET}'"));
        assert!(reader.code("compose.yml").contains(&format!("GITEA__security__SECRET_KEY: '{SECRET}'")));
        let tab = reader.tab.clone();
        assert!(!browser.traces(&tab).contains(SECRET));
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}
