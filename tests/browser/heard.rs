//! What goes wrong in a page, and what a page asks for, is heard in every engine: a scenario that ends with "no errors"
//! and "nothing was asked for" would otherwise say nothing.

use std::path::Path;

use super::in_each_engine;
use super::launch::Wish;
use super::server::{STRICT, Serving};

#[test]
fn what_goes_wrong_in_a_page_is_heard() {
    in_each_engine(Wish::default(), |browser| {
        let page = b"<!doctype html><title>A page</title>".to_vec();
        let instead = [("/page.html", page)].into();
        let served = Serving { headers: vec![STRICT], instead, ..Serving::default() }.serve(Path::new("."));
        let tab = browser.tab();
        browser.go(&tab, &served.at("/page.html"));
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
        for (act, told) in [
            ("console.error('told')", "told"),
            ("setTimeout(() => { throw new Error('thrown'); })", "thrown"),
            ("void Promise.reject(new Error('refused'))", "refused"),
        ] {
            browser.eval(&tab, act);
            browser.eval(&tab, "new Promise((done) => setTimeout(done, 200))");
            let errors = browser.errors();
            assert!(
                errors.last().is_some_and(|error| error.contains(told)),
                "{told} in {:?}: {errors:?}",
                browser.engine
            );
        }
    });
}

#[test]
fn what_a_page_asks_for_is_heard_also_where_nobody_answers() {
    in_each_engine(Wish { network_off: true, ..Wish::default() }, |browser| {
        let tab = browser.tab();
        browser.go(&tab, "data:text/html,<title>A page</title>");
        for address in ["http://127.0.0.1:4999/nobody", "http://example.com/nobody"] {
            browser.eval(&tab, &format!("fetch('{address}', {{ mode: 'no-cors' }}).catch(() => {{}})"));
            let requests = browser.requests();
            assert!(requests.iter().any(|asked| asked == address), "{:?}: {requests:?}", browser.engine);
        }
    });
}
