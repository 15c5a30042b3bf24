//! Scenario: a guide names its images, forms and fields as the browser names its own: `querySelector`, `body`, `elements`.
//!
//! Such a name takes the place of the browser's own member on `document` or on the form. The page's scripts go on all
//! the same, for every name that this browser has.

use serde_json::Value;

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving, TRUSTED_TYPES};
use super::{in_each_browser, site};

/// Every name that a document or a form has, of its own and of what it descends from.
const NAMES: &str = "(() => { const names = new Set(['trustedTypes', 'scheduler']); \
    for (const start of [document, document.createElement('form')]) \
    for (let from = start; from; from = Object.getPrototypeOf(from)) \
    for (const name of Object.getOwnPropertyNames(from)) names.add(name); \
    return [...names]; })()";

/// Where a reader's value stands in code, in a form whose fields have all names.
const CODE: &str =
    "```yaml {title=\"NAME\"}\nissuer: 'https://{{< sitevar name=\"domain\" nojs=\"example.com\" >}}'\n```\n";

#[test]
fn no_name_of_an_element_takes_the_place_of_what_the_scripts_use() {
    in_each_browser(Wish::default(), |browser| {
        let folder = site::of("clobbered");
        let names = {
            let served = Serving::default().serve(&folder);
            let mut reader = Reader::at(browser, &served.at("/page/"));
            strings(&reader.eval(NAMES))
        };
        assert!(names.len() > 200 && names.iter().any(|name| name == "querySelector"), "{names:?}");
        let images: String =
            names.iter().map(|name| format!("<img name=\"{name}\" id=\"{name}\">\n")).collect();
        let fields: String =
            names.iter().map(|name| format!("<input type=\"hidden\" name=\"{name}\">\n")).collect();
        let built = std::fs::read_to_string(folder.join("page/index.html")).unwrap();
        // The page itself has all names, and its code stands in a form that has them too.
        let page = built
            .replace("<figure", &format!("<div>{images}</div><form>{fields}<figure"))
            .replace("</figure>", "</figure></form>");
        let guide = format!(
            "<div>\n{images}</div>\n\n<form>\n{fields}\n{}\n</form>\n",
            CODE.replace("NAME", "guide.yaml")
        );
        let instead = [
            ("/page/index.html", page.clone().into_bytes()),
            ("/page/", page.into_bytes()),
            ("/page/guide.md", guide.into_bytes()),
        ];
        let headers = vec![STRICT, TRUSTED_TYPES];
        let served = Serving { headers, instead: instead.into(), ..Serving::default() }.serve(&folder);
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.eval(OWN);
        reader.until("own('.sitevar-open') && own('sitevar-guide figure')");
        assert_eq!(reader.eval("typeof document.querySelector"), "object", "the names are in the way");
        reader.eval("own('.sitevar-open').click()");
        reader.until("own('.sitevar-dialog[open]')");
        reader.eval(TYPE);
        reader.until("codes().every((text) => text.includes('https://home.lab'))");
        assert_eq!(reader.eval("codes().length"), 2);
        // Every block of code has its buttons.
        assert_eq!(reader.eval("all('.sitevar-tools').length"), 2);
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

/// Looks for elements in spite of all names.
const OWN: &str = "globalThis.all = (what) => [...Document.prototype.querySelectorAll.call(document, what)], \
                   globalThis.own = (what) => all(what)[0], \
                   globalThis.codes = () => all('pre > code').map((code) => code.textContent), null";

/// Types a domain into the form.
const TYPE: &str = "(() => { const label = all('.sitevar-dialog label').find((one) => one.textContent === 'Domain'); \
                    const field = all('.sitevar-dialog input').find((one) => one.id === label.htmlFor); \
                    field.value = 'home.lab'; field.dispatchEvent(new Event('input')); \
                    field.dispatchEvent(new Event('change')); })()";

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}
