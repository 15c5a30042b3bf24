//! Where browsers read HTML in more than one way, no value stands: what is an attribute or a field for one of them could be
//! text for the build. `ambiguous.txt` has such pages; a generator makes more.

use sitevar_core::{Code, HtmlOptions, OutputFormat, Values};

use super::travel::{self, DOMAIN, SECRET};
use super::tree;

#[test]
fn no_value_stands_where_browsers_read_in_more_than_one_way() {
    let pages = include_str!("ambiguous.txt").lines().filter(|line| !line.starts_with('#'));
    for page in pages {
        for output in [OutputFormat::Html, OutputFormat::Markdown] {
            for (name, expected) in
                [("client-secret", Code::SecretOutsideText), ("domain", Code::ValueDoesNotFit)]
            {
                let (guide, mut told) = travel::guide(&travel::called(page, name), output);
                let html = guide.html(&travel::values(), &HtmlOptions::default());
                let markdown = guide.markdown(&travel::values());
                for text in [&html.body, &markdown.value] {
                    assert!(!text.contains(DOMAIN) && !text.contains(SECRET), "{page}: {text}");
                }
                assert!(!html.body.contains("data-sitevar"), "{page}: {}", html.body);
                told.extend(html.diagnostics);
                assert!(
                    told.iter().any(|told| [expected, Code::ValueSentElsewhere].contains(&told.code)),
                    "{name} in {page}: {told:?}"
                );
                let unset = guide.html(&Values::default(), &HtmlOptions::default()).diagnostics;
                let is_told = unset.iter().any(|told| told.code == Code::SecretOutsideText);
                assert_eq!(is_told, name == "client-secret", "{name} in {page}: {unset:?}");
            }
        }
    }
}

#[test]
fn a_comment_ends_where_it_ends_for_browsers() {
    for end in ["--!>", "-->", ">", "->", "x--!>"] {
        let page = format!("<div><!--{end}<script>/* --> V */</script></div>");
        let (guide, _) = travel::guide(&travel::called(&page, "domain"), OutputFormat::Html);
        let html = guide.html(&travel::values(), &HtmlOptions::default()).body;
        assert!(!html.contains(DOMAIN), "{page}: {html}");
    }
}

#[test]
fn an_element_that_a_heading_leaves_open_is_not_open_in_the_contents() {
    let opens =
        ["script", "style", "textarea", "title", "select", "svg", "b", "xmp", "iframe", "plaintext", "div"];
    for name in opens {
        let page = format!("V\n\n## h <{name}>i <a href=\"x\">*j*\n\n</{name}>");
        let (guide, _) = travel::guide(&travel::called(&page, "domain"), OutputFormat::Html);
        let headings = guide.html(&travel::values(), &HtmlOptions::default()).headings;
        let listed = &headings[0].html;
        // What is open takes in the paragraph after it.
        let paragraphs = tree::texts_of(&format!("<p>{listed}</p><p>after</p>"), "p");
        assert!(paragraphs[0].starts_with("h ") && paragraphs[1..] == ["after"], "{name}: {listed}");
        assert!(!listed.contains("<a"), "{name}: {listed}");
    }
}

#[test]
fn behind_ordinary_html_values_stand() {
    for page in [
        "<svg viewBox=\"0 0 9 9\" role=img><title>A key</title><desc>Of a door</desc><defs><g id=k><path d=\"M0 0\"/>\
            </g></defs><use href=\"#k\"/><circle r=1></circle><rect/><style>path { fill: red }</style></svg> V",
        "<p><svg><path d=\"M0 0\"></svg> V</p>",
        "<math><mi>x</mi><mo>=</mo><mn>1</mn></math> V",
        "<select><optgroup label=a><option>a<option>b</select><datalist><option value=a></datalist> V",
        "<figure><figcaption>A <b>bold</b> <svg><path/></svg> key\n\n*b*\n\n</figcaption></figure> V",
        "<svg><text>V</text></svg>",
        "a <br/> <img src=x /> <input value=a /> <style/>b {}</style> V",
    ] {
        let (guide, told) = travel::guide(&travel::called(page, "client-secret"), OutputFormat::Html);
        let html = guide.html(&travel::values(), &HtmlOptions::default());
        assert!(tree::text(&html.body).contains(SECRET), "{page}: {}", html.body);
        assert!(told.is_empty() && html.diagnostics.is_empty(), "{page}: {told:?} {:?}", html.diagnostics);
    }
}

/// What a page is put together of; every second piece or so changes how a browser reads on.
const PIECES: &str = "<svg> </svg> <math> </math> <!-- --> <!----!> --!> <desc> </desc> <title> </title> <title/> <foreignObject> </foreignObject> \
    <mi> </mi> <annotation-xml> </annotation-xml> <style> </style> <style/> <script> </script> <script/> <textarea> \
    </textarea> <textarea/> <xmp> </xmp> <iframe> </iframe> <iframe/> <noscript> </noscript> <noembed> </noembed> \
    <select> </select> <select/> <option> </option> <optgroup> <hr> <datalist> </datalist> <figcaption> </figcaption> \
    <template> </template> <table> </table> <tr> <td> </td> <caption> </caption> <button> </button> <p> </p> <div> \
    </div> <b> </b> <a> </a> <g> </g> <g/> <path/> <ul> <li> </li> <font> </br> <!-- --> <![CDATA[ ]]> <? <marquee> \
    </marquee> <object> </object> <i_title=' '> <i_title=\" \"> < > x";

#[test]
fn a_secret_is_text_for_every_browser_whatever_stands_before_it() {
    let pieces: Vec<&str> = PIECES.split_whitespace().collect();
    let mut state = 1_u64;
    let mut below = |count: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % count
    };
    let mut filled = 0;
    for _ in 0..10_000 {
        let mut page = String::from("<div>");
        for _ in 0..2 + below(7) {
            page.push_str(&pieces[below(pieces.len())].replace('_', " "));
        }
        page.push('V');
        for _ in 0..below(3) {
            page.push_str(&pieces[below(pieces.len())].replace('_', " "));
        }
        let (guide, _) = travel::guide(&travel::called(&page, "client-secret"), OutputFormat::Html);
        let html = guide.html(&travel::values(), &HtmlOptions::default()).body;
        filled += usize::from(html.contains(SECRET));
        for scripting in [true, false] {
            let found = tree::outside_text(&html, SECRET, scripting);
            assert!(found.is_empty(), "{page} has a secret in {found:?}, with scripts {scripting}: {html}");
        }
    }
    assert!(filled > 500, "{filled} secrets were filled in");
}
