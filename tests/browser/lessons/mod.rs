//! Scenario: everything that readers of the script before this one ran into, each a test of its own.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Served, Serving};
use super::tab::key;
use super::{in_each_browser, site};

/// A lesson, by the rule that came of it.
type Lesson = (&'static str, fn(&mut Reader<'_>, &Served));

const LESSONS: &[Lesson] = &[
    ("every dot of a regular expression and of a name in LDAP is replaced", every_dot),
    ("a value is text and never markup", text_and_never_markup),
    ("what another tab sets is read as it was written, also a `false`", false_from_another_tab),
    ("the form of another tab follows, and its Reset works", another_tab_follows),
    ("Reset leaves nothing behind, so that a changed default reaches everybody", reset_leaves_nothing),
    ("a Reset can be undone", reset_can_be_undone),
    ("an empty value is the example", empty_is_the_example),
    ("a port that is no number is refused and leaves the example", no_number_no_port),
    ("a name that nothing declares can be set too", undeclared_name),
    ("the page's own default counts, not the declared one", own_default),
    ("what a page declares for itself is checked by its kind", declared_by_the_page),
    ("an input is put right wherever it comes from", put_right_everywhere),
    ("a subdomain may be empty, and may have dots", subdomain_empty_and_with_dots),
    ("Esc closes the form and keeps the values", escape_closes),
    ("slots are no stops of the Tab key", no_tab_stops),
    ("a reader who comes back never sees the example instead of their value", no_flash),
    ("only what is set is saved, and what is unknown is left alone", only_what_is_set),
    ("the page with its defaults is as it was built", as_it_was_built),
];

#[test]
fn each_lesson_of_the_script_before_is_kept() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("lessons"));
        for (rule, lesson) in LESSONS {
            eprintln!("{:?}: {rule}", browser.engine);
            let mut reader = Reader::at(browser, &served.at("/page/"));
            reader.eval("localStorage.clear()");
            reader.reload();
            lesson(&mut reader, &served);
            let tab = reader.tab.clone();
            assert_eq!(browser.errors(), Vec::<String>::new(), "{rule}");
            browser.close(tab);
        }
    });
}

fn every_dot(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.type_into("Domain", "a.b.home.lab");
    let code = reader.code("formats.yml");
    assert!(code.contains(r"'^a\.b\.home\.lab$'"), "{code}");
    assert!(code.contains("'DC=a,DC=b,DC=home,DC=lab'"), "{code}");
}

fn text_and_never_markup(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.type_into("Nobody", "<b>&amp;</b>");
    assert!(reader.code("values.yml").contains("nobody: '<b>&amp;</b>'"));
    assert_eq!(reader.eval("document.querySelectorAll('figure b').length"), 0);
}

fn false_from_another_tab(reader: &mut Reader<'_>, served: &Served) {
    reader.open_form();
    reader.choose("Authelia scheme", "true");
    assert!(reader.code("values.yml").contains("scheme: 'https'"));
    let other = reader.browser.tab();
    reader.browser.go(&other, &served.at("/page/"));
    reader.browser.eval(&other, "localStorage.setItem('sitevar:tls', 'false')");
    reader.until("document.body.textContent.includes(\"scheme: 'http'\")");
    assert_eq!(reader.value_of("Authelia scheme"), "false");
    reader.browser.close(other);
}

fn another_tab_follows(reader: &mut Reader<'_>, served: &Served) {
    reader.open_form();
    let mut other = Reader::at(reader.browser, &served.at("/page/"));
    other.open_form();
    other.enter("Domain", "other.lab");
    let other = other.tab;
    reader.until("document.body.textContent.includes('https://auth.other.lab/')");
    assert_eq!(reader.value_of("Domain"), "other.lab");
    reader.press("Reset");
    assert_eq!(reader.value_of("Domain"), "example.com");
    assert_eq!(reader.saved(), Vec::<String>::new());
    reader.browser.wait_until(&other, "document.body.textContent.includes('https://auth.example.com/')");
    reader.browser.close(other);
}

fn reset_leaves_nothing(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.enter("Domain", "home.lab");
    assert_eq!(reader.saved(), ["sitevar:domain=home.lab"]);
    reader.press("Reset");
    assert_eq!(reader.saved(), Vec::<String>::new());
    reader.enter("Domain", "home.lab");
    reader.enter("Domain", "example.com");
    assert_eq!(reader.saved(), Vec::<String>::new());
}

fn reset_can_be_undone(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.enter("Domain", "home.lab");
    reader.press("Reset");
    reader.press("Undo");
    assert_eq!(reader.saved(), ["sitevar:domain=home.lab"]);
    assert_eq!(reader.value_of("Domain"), "home.lab");
    assert!(reader.code("values.yml").contains("https://auth.home.lab/"));
}

fn empty_is_the_example(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.type_into("Domain", "home.lab");
    reader.type_into("Domain", "");
    assert!(reader.code("values.yml").contains("https://auth.example.com/"));
    assert_eq!(reader.saved(), Vec::<String>::new());
}

fn no_number_no_port(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.enter("Authelia port", "443");
    for bad in ["4x", "99999", "-1", "NaN"] {
        reader.type_into("Authelia port", bad);
        let field = reader.field("Authelia port");
        assert_eq!(reader.eval(&format!("document.querySelector('{field}').ariaInvalid")), "true", "{bad}");
        assert!(!reader.code("values.yml").contains(bad), "{bad}");
        assert!(reader.code("values.yml").contains("port: 9091\n"), "{bad}");
        assert_eq!(reader.saved(), Vec::<String>::new(), "{bad}");
    }
}

fn undeclared_name(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    assert_eq!(reader.value_of("Nobody"), "nothing");
    reader.type_into("Nobody", "somebody");
    assert!(reader.code("values.yml").contains("nobody: 'somebody'"));
}

fn own_default(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    assert_eq!(reader.value_of("Host"), "own-host");
    reader.type_into("Host", "declared-host");
    assert!(reader.code("values.yml").contains("host: 'declared-host'"));
    reader.press("Reset");
    assert!(reader.code("values.yml").contains("host: 'own-host'"));
}

fn declared_by_the_page(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.type_into("LDAP port", "636");
    assert!(reader.code("values.yml").contains("ldap: 636"));
    reader.type_into("LDAP port", "x");
    assert!(reader.told_at("LDAP port").contains("port"));
    assert!(reader.code("values.yml").contains("ldap: 389"));
}

fn put_right_everywhere(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.type_into("Domain", "");
    // As a paste does it: at once, without keys.
    reader.eval("document.execCommand('insertText', false, 'https://Home.Lab/')");
    assert!(reader.code("values.yml").contains("https://auth.home.lab/"));
    assert!(reader.told_at("Domain").contains("home.lab"));
    reader.browser.press(&reader.tab, &[key::ENTER]);
    reader.eval("localStorage.setItem('sitevar:domain', 'https://Saved.Lab/')");
    reader.eval("localStorage.setItem('sitevar:port', 'NaN')");
    reader.reload();
    reader.until("document.body.textContent.includes('https://auth.saved.lab/')");
    assert!(reader.code("values.yml").contains("port: 9091"));
}

fn subdomain_empty_and_with_dots(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.type_into("Authelia subdomain", "");
    assert!(reader.code("values.yml").contains("'https://example.com/'"));
    assert_eq!(reader.text("document.querySelector('main p a').href"), "https://example.com/");
    reader.type_into("Authelia subdomain", "login.eu");
    assert!(reader.code("values.yml").contains("'https://login.eu.example.com/'"));
    assert_eq!(reader.text("document.querySelector('main p a').href"), "https://login.eu.example.com/");
}

fn escape_closes(reader: &mut Reader<'_>, _: &Served) {
    reader.open_form();
    reader.type_into("Domain", "home.lab");
    reader.browser.press(&reader.tab, &[key::ESCAPE]);
    reader.until("!document.querySelector('.sitevar-dialog[open]')");
    assert!(reader.code("values.yml").contains("https://auth.home.lab/"));
    assert_eq!(reader.text("document.activeElement.className"), "sitevar-button sitevar-open");
}

fn no_tab_stops(reader: &mut Reader<'_>, _: &Served) {
    let stops = "document.querySelectorAll('[data-sitevar][tabindex], [data-sitevar] [tabindex]').length";
    assert_eq!(reader.eval(stops), 0);
    reader.open_form();
    reader.type_into("Domain", "home.lab");
    assert_eq!(reader.eval(stops), 0);
}

fn no_flash(reader: &mut Reader<'_>, _: &Served) {
    reader.eval("localStorage.setItem('sitevar:domain', 'home.lab')");
    reader.reload();
    // What stands there is either hidden or the reader's.
    let hidden =
        "getComputedStyle(document.querySelector('main p [data-sitevar]')).color === 'rgba(0, 0, 0, 0)'";
    let own = "document.querySelector('main p [data-sitevar]').textContent === 'home.lab'";
    assert_eq!(reader.eval(&format!("{hidden} || {own}")), true);
    reader.until(own);
    reader.until(&format!("!({hidden})"));
}

fn only_what_is_set(reader: &mut Reader<'_>, _: &Served) {
    reader.eval("localStorage.setItem('sitevar:unheard-of', 'x')");
    reader.eval("localStorage.setItem('of-the-site', 'y')");
    reader.reload();
    reader.open_form();
    reader.enter("Domain", "home.lab");
    assert_eq!(reader.saved(), ["of-the-site=y", "sitevar:domain=home.lab", "sitevar:unheard-of=x"]);
    reader.press("Reset");
    assert_eq!(reader.saved(), ["of-the-site=y"]);
}

fn as_it_was_built(reader: &mut Reader<'_>, _: &Served) {
    let built =
        "document.querySelector('main').outerHTML.replace(/<span class=\"sitevar-tools\".*?<\\/span>/g, '')";
    let main = |reader: &mut Reader<'_>| {
        reader.settle();
        reader.text(built)
    };
    reader.until("document.querySelector('.sitevar-open')");
    let before = main(reader);
    reader.open_form();
    assert_eq!(main(reader), before);
    reader.type_into("Domain", "home.lab");
    assert_ne!(main(reader), before);
    reader.press("Reset");
    assert_eq!(main(reader), before);
}
