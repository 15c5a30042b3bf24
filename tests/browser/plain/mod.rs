//! Scenario: the page gets no WebAssembly, because a policy refuses it or the browser has none. The same program as plain
//! JavaScript does everything, and is asked for only then.

use super::headscale;
use super::judge::verifies;
use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving, TRUSTED_TYPES};
use super::{in_each_engine, site};

const GUIDE: &str = "/guides/headscale/";

/// The strict policy without the word that allows WebAssembly.
const WITHOUT_WASM: (&str, &str) = (
    "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:",
);

/// What the documentation of Authelia is served with.
const ORIGIN: (&str, &str) = (
    "Content-Security-Policy",
    "default-src 'self'; manifest-src 'self'; connect-src 'self' https://*.algolia.net https://*.algolianet.com \
     https://*.algolia.io; font-src 'self'; img-src 'self' https://avatars.githubusercontent.com https://github.com \
     data:; script-src 'self' 'nonce-c2l0ZXZhcg==' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' \
     https://cdn.jsdelivr.net; style-src 'self' 'unsafe-inline'; base-uri 'self'",
);

#[test]
fn where_a_policy_refuses_webassembly_the_job_is_done() {
    in_each_engine(Wish::default(), |browser| {
        for headers in [vec![WITHOUT_WASM, TRUSTED_TYPES], vec![ORIGIN]] {
            let served = Serving { headers, ..Serving::default() }.serve(site::built());
            headscale::job(browser, &served, &served.at(GUIDE));
            assert!(served.asked().iter().any(|path| path.contains("/plain-")), "{:?}", served.asked());
            // The browser itself says that it refused something.
            let refused = |error: &String| error.replace('-', " ").contains("Content Security Policy");
            let errors = browser.errors();
            assert!(errors.iter().all(refused), "{errors:?}");
        }
    });
}

#[test]
fn where_the_browser_has_no_webassembly_the_job_is_done() {
    in_each_engine(Wish { wasm_off: true, ..Wish::default() }, |browser| {
        let served =
            Serving { headers: vec![STRICT, TRUSTED_TYPES], ..Serving::default() }.serve(site::built());
        headscale::job(browser, &served, &served.at(GUIDE));
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn what_webcrypto_cannot_derive_is_made_in_a_worker() {
    in_each_engine(Wish { wasm_off: true, ..Wish::default() }, |browser| {
        let served =
            Serving { headers: vec![STRICT, TRUSTED_TYPES], ..Serving::default() }.serve(site::built());
        for (address, algorithm) in
            [(served.at(GUIDE), "pbkdf2-sha224"), (served.at_lan(GUIDE), "pbkdf2-sha256")]
        {
            let mut reader = Reader::at(browser, &address);
            reader.open_form();
            reader.choose("Algorithm", algorithm);
            reader.paste("Iterations", "100000");
            reader.press("Generate a secret");
            reader.until("/about \\d+ s/.test(document.querySelector('.sitevar-progress').textContent)");
            let (secret, digest) = reader.pair();
            assert!(digest.contains(algorithm) && verifies(&secret, &digest), "{digest}");
            let worker = |path: &String| path.contains("/plain-worker-");
            assert!(served.asked().iter().any(worker), "{:?}", served.asked());
        }
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}
