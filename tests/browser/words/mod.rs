//! Scenario: a site in another language. Page and form speak it, and only its words are loaded; a site may bring its own.

mod refused;

use std::path::{Path, PathBuf};

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Served, Serving};
use super::{in_each_browser, site};

const PAGE: &str = "# Gids\n\n```yaml {title=\"config.yml\"}\nhost: {{< sitevar name=\"domain\" nojs=\"example.com\" >}}\n```\n\n\
    {{< sitevar name=\"client-secret\" nojs=\"insecure_secret\" >}}\n";

/// Writes a site of one page, and returns its folder.
fn folder(name: &str, configuration: &str, page: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("words-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("content")).unwrap();
    std::fs::write(folder.join("sitevar.yml"), configuration).unwrap();
    std::fs::write(folder.join("content/guide.md"), page).unwrap();
    folder
}

/// Builds a site of one page whose configuration is given, and one file of it.
fn built(name: &str, configuration: &str) -> (Served, String) {
    let folder = folder(name, configuration, PAGE);
    let public = folder.join("public");
    site::sitevar(&["build", folder.to_str().unwrap(), "-o", public.to_str().unwrap()]);
    let file = folder.join("offline.html");
    let guide = folder.join("content/guide.md");
    site::sitevar(&["offline", guide.to_str().unwrap(), "-o", file.to_str().unwrap()]);
    let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&public);
    (served, format!("file://{}", file.display()))
}

/// Opens the form by a button with a text, and returns all that the page and the form say.
fn said(reader: &mut Reader<'_>, open: &str) -> String {
    reader.until("document.querySelector('.sitevar-open')");
    reader.press(open);
    reader.until("document.querySelector('.sitevar-dialog[open] h3')");
    let everything = reader.text("document.body.innerText");
    reader.eval("document.querySelector('.sitevar-dialog').close()");
    everything
}

#[test]
fn page_and_form_speak_the_language_of_the_site() {
    let cases = [
        (
            "de",
            "language: de-AT\n",
            "Eigene Werte einsetzen",
            ["Ihre Werte", "Zum Inhalt springen", "nicht erzeugt", "Mit Beispielwerten kopieren"],
        ),
        (
            "fr",
            "language: fr\n",
            "Utiliser vos propres valeurs",
            ["Vos valeurs", "Aller au contenu", "pas encore créé", "Copier avec les exemples"],
        ),
    ];
    in_each_browser(Wish::default(), |browser| {
        for (language, configuration, open, words) in cases {
            let (served, file) = built(language, configuration);
            for address in [served.at("/guide/"), file] {
                let mut reader = Reader::at(browser, &address);
                let everything = said(&mut reader, open);
                let is_file = address.starts_with("file:");
                for word in
                    words.iter().filter(|word| !is_file || !word.contains("In") && !word.contains("cont"))
                {
                    assert!(everything.contains(word), "{address}: {word}");
                }
                for english in
                    ["Your values", "Copy", "Done", "not generated yet", "Generate a secret", "Skip"]
                {
                    assert!(!everything.contains(english), "{address}: {english}");
                }
            }
            let loaded: Vec<String> =
                served.asked().into_iter().filter(|path| path.contains("/words-")).collect();
            assert!(loaded.len() == 1 && loaded[0].contains(&format!("words-{language}-")), "{loaded:?}");
        }
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_site_brings_words_of_its_own_and_what_it_lacks_is_english() {
    let own = "language: nl\nwords:\n  nl:\n    open: Eigen waarden\n    title: Uw waarden\n    skip: Naar de inhoud\n    \
               copyExamples: \"Kopieer </script><b>\"\n    changed:\n      one: \"{label}: {number} plek.\"\n      other: \"{label}: {number} plekken.\"\n    \
               texts:\n      \"it begins with a dot: remove it\": haal de punt weg\n";
    in_each_browser(Wish::default(), |browser| {
        let (served, file) = built("nl", own);
        for address in [served.at("/guide/"), file] {
            let mut reader = Reader::at(browser, &address);
            let everything = said(&mut reader, "Eigen waarden");
            for word in ["Uw waarden", "Kopieer </script><b>", "Generate a secret"] {
                assert!(everything.contains(word), "{address}: {word}");
            }
            reader.press("Eigen waarden");
            reader.type_into("Domain", "home.lab");
            reader.until("document.querySelector('.sitevar-status').textContent === 'Domain: 2 plekken.'");
            reader.type_into("Domain", ".lab");
            assert!(reader.told_at("Domain").contains("Haal de punt weg."), "{address}");
        }
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn where_the_words_of_the_language_do_not_load_the_form_comes_in_english() {
    in_each_browser(Wish::default(), |browser| {
        for other_bytes in [None, Some("{}")] {
            let (served, _) = built("lost", "language: de\n");
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("words-lost/public/sitevar");
            let is_german = |path: &std::path::PathBuf| path.to_string_lossy().contains("/words-de-");
            let mut files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            let file = files.find(is_german).unwrap();
            match other_bytes {
                None => std::fs::remove_file(file).unwrap(),
                Some(bytes) => std::fs::write(file, bytes).unwrap(),
            }
            let mut reader = Reader::at(browser, &served.at("/guide/"));
            let everything = said(&mut reader, "Eigene Werte einsetzen");
            for word in ["Your values", "Generate a secret", "Done"] {
                assert!(everything.contains(word), "{word}: {everything}");
            }
        }
    });
}
