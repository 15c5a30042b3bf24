//! What is typed into a German and a French form and refused or changed, by a field, by a place of the page or by the
//! part that makes secrets: no English is said of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::launch::Wish;
use super::super::reader::Reader;
use super::super::server::{STRICT, Served, Serving};
use super::super::{in_each_browser, site};
use crate::variables::kinds;

/// Words that no German and no French sentence has.
const ENGLISH: &str = "/(?<!\\p{L})(the|this|is|are|and|not|cannot|contain|write|here|it|of|to|with|would|be|must|has|have|only|use|your)(?!\\p{L})/iu";

/// Code in which a value is at different places: its language, and lines with `S` for a slot.
const CODE: [(&str, &str); 16] = [
    ("", "key S (x)"),
    ("bash", "echo S 'S' \"S\" $((S))\ncrontab -l # S"),
    ("css", "a { color: S } /* S */"),
    ("dockerfile", "ENV NAME=S\nRUN echo S"),
    ("env", "NAME=S\nNAME='S'"),
    ("go", "a := `S` + \"S\" + 'S'"),
    ("html", "<p title=\"S\">S</p><!-- S -->"),
    ("ini", "name = S"),
    ("javascript", "const a = 'S' + S // S"),
    ("json", "{\"name\": S}"),
    ("nginx", "server_name S;"),
    ("php", "<?php $a = 'S' . S;"),
    ("sql", "SELECT * FROM S WHERE a = 'S'"),
    ("systemd", "[Service]\nExecStart=/bin/app S\nEnvironment=A=S"),
    ("text", "https://S:S/S?a=S"),
    ("yaml", "a: S\nb: x S\n&S c: 'S'\nd: |\n  S\n# S"),
];

/// What some place cannot contain, or takes for something else.
const HOSTILE: [&str; 10] =
    ["007", "true", "*/ -->", "${HOME} $(id)", "{{ x }}", "a: b #c", " -x ", "'\"`\\", "?>", "~ null"];

#[test]
fn nothing_that_is_refused_is_explained_in_english() {
    let languages = [
        (
            "de",
            ["Ihr Secret", "Hash berechnen", "Subdomain von Authelia", "Buchstaben und Ziffern", ">Wert<"],
        ),
        (
            "fr",
            [
                "Votre secret",
                "Calculer son empreinte",
                "Sous-domaine d’Authelia",
                "lettres et chiffres",
                ">Valeur<",
            ],
        ),
    ];
    in_each_browser(Wish::default(), |browser| {
        for (language, [own, compute, label, option, head]) in languages {
            let served = built(language);
            let mut reader = Reader::at(browser, &served.at("/guide/"));
            assert!(reader.text("document.body.innerHTML").contains(head), "the static table says {head}");
            reader.open_form();
            let all = reader.text("document.querySelector('.sitevar-dialog').textContent");
            assert!(all.contains(label) && all.contains(option), "{all}");
            no_english(&BTreeSet::from([all]), &mut reader);

            let said = in_fields(&mut reader);
            assert!(said.len() > 60, "{}", said.len());
            no_english(&said, &mut reader);

            // What a reader typed is theirs, also where it is a word of a reason.
            reader.type_into(label, "comments.");
            assert_eq!(reader.told_at(label).matches("comments").count(), 2);

            let said = in_places(&mut reader);
            assert!(said.len() > 40, "{}", said.len());
            no_english(&said, &mut reader);

            reader.paste(own, "two words");
            reader.press(compute);
            let problem = "[...document.querySelectorAll('.sitevar-secret > .sitevar-problem')].map((one) => one.textContent).join('')";
            reader.until(problem);
            let said = BTreeSet::from([reader.text(problem)]);
            no_english(&said, &mut reader);
        }
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

/// Builds a site with a field for every table of `kinds.md`, and code with a slot of its own variable at each place.
fn built(language: &str) -> Served {
    let mut configuration = format!("language: {language}\nvariables:\n");
    let mut page = "# Gids\n\n{{< sitevar-preferences >}}\n\n".to_owned();
    for (index, (declaration, _)) in typed().iter().enumerate() {
        writeln!(configuration, "  k{index}: {declaration}").unwrap();
        writeln!(page, "{{{{< sitevar name=\"k{index}\" nojs=\"x\" >}}}}\n").unwrap();
    }
    for (index, (language, code)) in CODE.iter().enumerate() {
        writeln!(configuration, "  place{index}: {{type: text, default: \"5\"}}").unwrap();
        let slot = format!("{{{{< sitevar name=\"place{index}\" nojs=\"5\" >}}}}");
        writeln!(page, "```{language}\n{}\n```\n", code.replace('S', &slot)).unwrap();
    }
    page += "{{< sitevar name=\"subdomain-authelia\" nojs=\"auth\" >}} {{< sitevar name=\"client-secret\" nojs=\"insecure_secret\" >}}\n";
    let public = super::folder(&format!("refused-{language}"), &configuration, &page);
    site::sitevar(&["build", public.to_str().unwrap(), "-o", public.join("public").to_str().unwrap()]);
    Serving { headers: vec![STRICT], ..Serving::default() }.serve(&public.join("public"))
}

/// Returns the tables of the kinds that have a field in which anything can be typed.
fn typed() -> Vec<(Value, Vec<String>)> {
    let mut inputs = kinds::inputs();
    inputs.retain(|(declaration, _)| {
        !["secret", "digest", "choice", "toggle"].map(Value::from).contains(&declaration["type"])
    });
    inputs
}

/// Types everything into its field, and returns what is said below it.
fn in_fields(reader: &mut Reader<'_>) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for (index, (_, inputs)) in typed().iter().enumerate() {
        let field = reader.field(&format!("K{index}"));
        said.extend(strings(reader.eval(&format!(
            "{}.flatMap((text) => {{ const field = document.querySelector('{field}'); field.value = text; \
             field.dispatchEvent(new Event('input')); \
             return [...field.parentElement.querySelectorAll('p:not(.sitevar-help)')].map({PLAIN}); }})",
            json!(inputs)
        ))));
    }
    said
}

/// Types what places refuse into the fields of these places, and returns what is said of each place.
fn in_places(reader: &mut Reader<'_>) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for hostile in HOSTILE {
        for index in 0..CODE.len() {
            reader.paste(&format!("Place{index}"), hostile);
        }
        reader.settle();
        // The lists follow in a turn of their own.
        said.extend(strings(reader.eval(&format!(
            "new Promise((done) => setTimeout(done, 100)).then(() => \
             [...document.querySelectorAll('.sitevar-dialog ul.sitevar-problem li')].map({PLAIN}))"
        ))));
    }
    said
}

/// Takes a text without the code in it, which may be in any language.
const PLAIN: &str = "(element) => { const copy = element.cloneNode(true); \
    for (const code of copy.querySelectorAll('code')) code.textContent = '…'; return copy.textContent; }";

fn strings(texts: Value) -> impl Iterator<Item = String> {
    let texts: Vec<String> = serde_json::from_value(texts).unwrap();
    texts.into_iter().filter(|text| !text.is_empty())
}

/// Fails with what has an English word in it.
fn no_english(said: &BTreeSet<String>, reader: &mut Reader<'_>) {
    let english = reader.eval(&format!("{}.filter((text) => {ENGLISH}.test(text))", json!(said)));
    assert_eq!(english, json!([]));
}
