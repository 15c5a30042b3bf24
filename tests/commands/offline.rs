//! What `offline` makes of guides: one file, the same HTML as a build's, nothing outside of it.
//!
//! A command that was built without the widget says so; then there is nothing more to see.

use std::fs;

use super::sandbox::Sandbox;

/// A site whose guides have everything that has to be led elsewhere in one file.
const SITE: [(&str, &str); 6] = [
    ("site/sitevar.yml", "title: Test\nbase_url: https://docs.example.org/\n"),
    (
        "site/content/guides/one/index.md",
        "---\ntitle: One\n---\n\n## Same\n\nSee [two](../two.md#same), [here](#same), [out](/reference/keys.md#x), \
         [web](https://example.com/).\n\n![A picture](picture.svg)\n\nText[^1] at {{< sitevar name=\"domain\" >}}.\n\n[^1]: A note.\n",
    ),
    ("site/content/guides/one/picture.svg", "<svg/>"),
    (
        "site/content/guides/two.md",
        "---\ntitle: Two\n---\n\n## Same\n\n[one](one/index.md)\n\nText[^1]\n\n[^1]: A note.\n",
    ),
    ("site/content/reference/keys.md", "Keys.\n"),
    ("site/content/reference/broken.md", "{{< unknown >}}\n"),
];

/// Makes a file of these inputs; `None` where the command was built without the widget.
fn offline(inputs: &[&str]) -> Option<(Sandbox, String, String)> {
    offline_of(&SITE, inputs)
}

fn offline_of(site: &[(&str, &str)], inputs: &[&str]) -> Option<(Sandbox, String, String)> {
    let sandbox = Sandbox::new(site);
    let arguments = [&["offline"], inputs, &["-o", "guides.html", "--format", "short"]].concat();
    let output = sandbox.run(&arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    if said.contains("built without the widget") {
        eprintln!("skipped: this build has no widget; `cargo xtask test` builds it");
        return None;
    }
    assert_eq!(output.status.code(), Some(0), "{said}");
    let html = fs::read_to_string(sandbox.path("guides.html")).unwrap();
    Some((sandbox, html, said))
}

#[test]
fn guides_of_one_file_link_to_each_other_and_nothing_else_is_asked_for() {
    let Some((_, html, said)) = offline(&["site/content/guides"]) else { return };
    assert_eq!(said, "");
    for part in [
        "<section class=\"guide\" id=\"one\"",
        "<section class=\"guide\" id=\"two\"",
        "<h2 id=\"one--same\"",
        "<h2 id=\"two--same\"",
        "<a href=\"#two--same\">two</a>",
        "<a href=\"#one--same\">here</a>",
        "<a href=\"#one\">one</a>",
        "<a href=\"https://docs.example.org/reference/keys/#x\">out</a>",
        "<a href=\"https://example.com/\"",
        "src=\"data:image/svg+xml;base64,PHN2Zy8+\"",
        "connect-src &#39;none&#39;",
    ] {
        assert!(html.contains(part), "{part}: {said}");
    }
    let ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id stands once in the file: {ids:?}");
    let targets = html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap());
    for target in targets {
        assert!(ids.contains(&target), "#{target} leads somewhere");
    }
}

/// Ways in which HTML and SVG name an id, and what they are in a file of several guides.
const NAMED: [(&str, &str); 11] = [
    ("<a href=#spot>x</a>", "<a href=\"#two--spot\">x</a>"),
    ("<label for=spot>x</label>", "<label for=\"two--spot\">x</label>"),
    ("<input form=\"spot\">", "<input form=\"two--spot\">"),
    ("<td headers='spot spot'>x</td>", "<td headers='two--spot two--spot'>x</td>"),
    ("<div itemref=\"spot\">x</div>", "<div itemref=\"two--spot\">x</div>"),
    ("<button commandfor=spot>x</button>", "<button commandfor=\"two--spot\">x</button>"),
    ("<i aria-errormessage=\"spot\">x</i>", "<i aria-errormessage=\"two--spot\">x</i>"),
    ("<svg><use xlink:href=\"#spot\"/></svg>", "<svg><use xlink:href=\"#two--spot\"/></svg>"),
    ("<svg><use href='#spot'/></svg>", "<svg><use href='#two--spot'/></svg>"),
    ("<svg><path fill=\"url(#spot)\"/></svg>", "<svg><path fill=\"url(#two--spot)\"/></svg>"),
    ("<svg><path style='mask:url(#spot)'/></svg>", "<svg><path style='mask:url(#two--spot)'/></svg>"),
];

#[test]
fn whatever_names_an_id_of_a_guide_still_does_in_a_file_of_several() {
    let mut files = SITE;
    let page: String = NAMED.iter().map(|(written, _)| format!("<div>{written}</div>\n\n")).collect();
    let page = format!("<div id=spot></div>\n\n{page}");
    files[3].1 = &page;
    let Some((_, html, _)) = offline_of(&files, &["site/content/guides"]) else { return };
    assert!(html.contains("<div id=\"two--spot\">"));
    for (written, expected) in NAMED {
        assert!(html.contains(&format!("<div>{expected}</div>")), "{written}");
    }
}

#[test]
fn a_guide_in_a_file_is_the_guide_of_the_build() {
    let Some((sandbox, html, _)) = offline(&["site/content/guides/one/index.md"]) else { return };
    fs::remove_file(sandbox.path("site/content/reference/broken.md")).unwrap();
    sandbox.succeed(&["build", "site", "-o", "out"]);
    let built = fs::read_to_string(sandbox.path("out/guides/one/index.html")).unwrap();
    let article = |html: &str| {
        let (_, rest) = html.split_once("<article>").unwrap();
        without_addresses(rest.split_once("</article>").unwrap().0)
    };
    assert_eq!(article(&html), article(&built));
}

/// Takes the values of `href` and `src` out.
fn without_addresses(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) =
        ["href=\"", "src=\""].iter().filter_map(|name| Some(rest.find(name)? + name.len())).min()
    {
        out.push_str(&rest[..at]);
        rest = &rest[at..][rest[at..].find('"').unwrap()..];
    }
    out + rest
}

#[test]
fn two_files_of_the_same_guides_are_the_same() {
    let Some((_, first, _)) = offline(&["site/content/guides"]) else { return };
    let Some((_, second, _)) = offline(&["site/content/guides/two.md", "site/content/guides/one"]) else {
        return;
    };
    assert!(first == second, "the order is the site's, however the guides are named");
}

#[test]
fn an_error_in_a_guide_leaves_the_old_file_and_one_elsewhere_does_not_matter() {
    let Some((sandbox, html, _)) = offline(&["site/content/guides/two.md"]) else { return };
    let output = sandbox.run(&["offline", "site/content/reference", "-o", "guides.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(fs::read_to_string(sandbox.path("guides.html")).unwrap() == html);
    let names = sandbox.names();
    assert_eq!(names, [".guides.html.sitevar", "guides.html", "site"], "nothing else is left");
}

#[test]
fn a_picture_that_is_not_in_the_file_is_a_warning_at_its_place() {
    let sandbox = Sandbox::new(&[
        SITE[0],
        (
            "site/content/a.md",
            "A\n\nSee ![one](none.png) and ![two](https://example.com/two.png).\n\n![]()\n",
        ),
    ]);
    let output = sandbox.run(&["offline", "site/content/a.md", "-o", "a.html", "--format", "short"]);
    let said = String::from_utf8(output.stderr).unwrap();
    if said.contains("built without the widget") {
        return eprintln!("skipped: this build has no widget; `cargo xtask test` builds it");
    }
    for (at, words) in
        [("3:12", "there is no picture `none.png`"), ("3:33", "the picture `https://example.com/two.png`")]
    {
        assert!(said.contains(&format!("a.md:{at}: warning[broken-link]: {words}")), "{said}");
    }
    assert!(!said.contains("``"), "{said}");
}
