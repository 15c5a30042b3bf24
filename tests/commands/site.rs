//! What `build` makes of the pages: addresses, links, lists, and what the front matter says.

use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::sandbox::Sandbox;

/// Builds a site of these pages and returns where it is.
fn build(pages: &[(&str, &str)]) -> (Sandbox, String) {
    let sandbox = Sandbox::new(&[("site/sitevar.yml", "title: Test\nbase_url: https://docs.example.org\n")]);
    for (path, text) in pages {
        sandbox.write(&format!("site/{path}"), text);
    }
    let output = sandbox.run(&["build", "site", "-o", "out", "--format", "short"]);
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    (sandbox, String::from_utf8(output.stderr).unwrap())
}

fn read(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.path("out").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Links of a page, as they are written and as they come out.
const LINKS: [(&str, &str); 13] = [
    ("../../reference/keys.md#port", "../../reference/keys/#port"),
    ("../reference/keys.md", "../../reference/keys/"),
    ("two.md", "../two/"),
    ("./two.md", "../two/"),
    ("../two.md?x=1", "../two/?x=1"),
    ("/reference/keys/", "../../reference/keys/"),
    ("/reference/keys", "../../reference/keys/"),
    ("/reference/keys.md", "../../reference/keys/"),
    ("/old/keys", "../../reference/keys/"),
    ("../../../../reference/keys.md", "../../reference/keys/"),
    ("picture.svg", "picture.svg"),
    ("https://example.org/x.md", "https://example.org/x.md"),
    ("#there", "#there"),
];

#[test]
fn links_to_pages_become_their_addresses() {
    let text: String = LINKS.iter().map(|(written, _)| format!("- [link]({written})\n")).collect();
    let (sandbox, said) = build(&[
        ("content/guides/one/index.md", &text),
        ("content/guides/one/picture.svg", "<svg/>"),
        ("content/guides/two.md", "[a bundle](one/index.md) [home](../_index.md) [section](_index.md)"),
        ("content/guides/_index.md", ""),
        ("content/_index.md", ""),
        ("content/reference/keys.md", "---\naliases: [/old/keys/]\n---\n"),
    ]);
    assert_eq!(said, "");
    let html = read(&sandbox, "guides/one/index.html");
    for (written, expected) in LINKS {
        assert!(html.contains(&format!("href=\"{expected}\"")), "{written}: {html}");
    }
    let html = read(&sandbox, "guides/two/index.html");
    for expected in ["../one/", "../../", "../"] {
        assert!(html.contains(&format!("href=\"{expected}\"")), "{expected}: {html}");
    }
    assert!(
        read(&sandbox, "guides/one/index.md").contains("(../../reference/keys.md#port)"),
        "kept in Markdown"
    );
}

#[test]
fn links_in_markdown_that_a_template_renders_are_links_of_the_page() {
    let (sandbox, said) = build(&[
        ("shortcodes/note.html", "<b>{{ .Inner | markdownify }}</b>"),
        ("content/one.md", "{{< note >}}[two](two.md#x) [none](none.md){{< /note >}}\n"),
        ("content/two.md", ""),
    ]);
    assert!(read(&sandbox, "one/index.html").contains("<b><a href=\"../two/#x\">two</a>"), "{said}");
    assert!(said.contains("one.md:1:36: warning[broken-link]: the link `none.md`"), "{said}");
}

#[test]
fn a_link_that_leads_nowhere_is_a_warning_at_its_place() {
    let (_, said) =
        build(&[("content/page.md", "A [link](../nothing.md#x)\nand [another].\n\n[another]: /no/where/\n")]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(lines[0].starts_with("site/content/page.md:1:10: warning[broken-link]: "), "{said}");
    assert!(lines[1].starts_with("site/content/page.md:4:12: warning[broken-link]: "), "{said}");
}

#[test]
fn two_pages_of_one_address_are_an_error() {
    let (_, said) = build(&[("content/a.md", "A"), ("content/a/index.md", "B")]);
    assert!(said.contains("site/content/a/index.md:1:1: error[duplicate-address]: "), "{said}");
}

#[test]
fn an_address_cannot_lead_out_of_the_output() {
    let (sandbox, said) = build(&[("content/a.md", "---\nurl: /../../escaped/\n---\n")]);
    let written: Vec<_> =
        sandbox.tree("").into_keys().filter(|path| path.ends_with("escaped/index.html")).collect();
    assert!(written.iter().all(|path| path.starts_with("out")), "{written:?} {said}");
}

#[test]
fn front_matter_says_what_the_page_shows() {
    let (sandbox, said) = build(&[(
        "content/page.md",
        "---\ntitle: A & B\ndescription: \"It's a <page>.\"\ntoc: true\nsupport:\n  level: community\n  versions: true\n  \
         integration: true\nseo:\n  title: For the window\n  canonical: https://else.example.org/\n  noindex: true\n---\n\n\
         ## Tested Versions\n\n- v1\n\n### Below\n\nText.\n",
    )]);
    assert_eq!(said, "");
    let html = read(&sandbox, "page/index.html");
    for part in [
        "<title>For the window · Test</title>",
        "<h1>A &amp; B</h1>",
        "<meta name=\"description\" content=\"It&#39;s a &lt;page&gt;.\">",
        "<link rel=\"canonical\" href=\"https://else.example.org/\">",
        "<meta name=\"robots\" content=\"noindex\">",
        "data-level=\"community\"",
        "<a href=\"#tested-versions\">Tested versions</a>",
        "<li><a href=\"#below\">Below</a></li>",
        "<link rel=\"stylesheet\" href=\"../sitevar.css\">",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!read(&sandbox, "sitemap.xml").contains("/page/"));
}

#[test]
fn lists_are_by_weight_and_title_and_leave_drafts_out() {
    let (sandbox, said) = build(&[
        ("content/guides/_index.md", "---\ntitle: All guides\n---\n"),
        ("content/guides/last.md", "---\ntitle: A, without weight\ndescription: About it.\n---\n"),
        ("content/guides/second.md", "---\ntitle: Second\nweight: 20\n---\n"),
        ("content/guides/first.md", "---\ntitle: First\nweight: 3\n---\n"),
        ("content/guides/draft.md", "---\ntitle: Draft\nweight: 1\ndraft: true\n---\n"),
    ]);
    assert_eq!(said, "");
    let titles = ["First", "Second", "A, without weight"];
    for path in ["guides/index.html", "llms.txt"] {
        let text = read(&sandbox, path);
        let places = titles.map(|title| text.find(title).unwrap_or_else(|| panic!("{title}: {text}")));
        assert!(places.is_sorted(), "{path}: {text}");
        assert!(!text.contains("Draft"), "{path}: {text}");
    }
    assert!(
        read(&sandbox, "llms.txt")
            .contains("## All guides\n\n- [First](https://docs.example.org/guides/first/index.md)\n")
    );
    assert!(read(&sandbox, "sitemap.xml").contains("<loc>https://docs.example.org/guides/first/</loc>"));
}

#[test]
fn a_page_that_is_not_listed_is_in_no_list_and_can_be_linked_to() {
    let unlisted =
        |title: &str| format!("---\ntitle: {title}\nbuild:\n  list: never\n---\nText of {title}.\n");
    let (section, page) = (unlisted("Parts"), unlisted("Inside"));
    let (sandbox, _) = build(&[
        ("content/_index.md", "# Home\n"),
        ("content/a.md", "# A\n\n[x](parts/b.md)\n"),
        ("content/parts/_index.md", &section),
        ("content/parts/b.md", &page),
    ]);
    assert!(read(&sandbox, "a/index.html").contains("href=\"../parts/b/\""));
    assert!(read(&sandbox, "parts/b/index.html").contains("Text of Inside."));
    for file in ["index.html", "sitevar-search.json", "llms.txt", "sitemap.xml"] {
        let text = read(&sandbox, file);
        assert!(!text.contains("Parts") && !text.contains("Inside"), "{file}: {text}");
    }
    assert!(!read(&sandbox, "a/index.html").contains(">Parts<"));
}

#[test]
fn a_folder_without_a_page_of_its_own_gets_a_list() {
    let (sandbox, _) = build(&[("content/how-to/deep/page.md", "Text")]);
    for path in ["index.html", "how-to/index.html", "how-to/deep/index.html"] {
        assert!(read(&sandbox, path).contains("<ul class=\"pages\">"), "{path}");
    }
    assert!(read(&sandbox, "how-to/index.html").contains("<h1>How to</h1>"));
    assert_eq!(read(&sandbox, "how-to/deep/index.md"), "# Deep\n\n- [Page](page/index.md)\n");
}

#[test]
fn a_section_lists_what_its_own_text_leaves_out() {
    let (sandbox, _) = build(&[
        ("content/guides/_index.md", "See [the first](first.md#there)."),
        ("content/guides/first.md", "One"),
        ("content/guides/second.md", "Two"),
    ]);
    let html = read(&sandbox, "guides/index.html");
    let (_, list) = html.split_once("<ul class=\"pages\">").unwrap();
    let (list, _) = list.split_once("</ul>").unwrap();
    assert!(list.contains("href=\"second/\"") && !list.contains("href=\"first/\""), "{list}");
}

#[test]
fn a_page_names_the_language_of_its_site() {
    for (config, language) in [("title = \"T\"", "en"), ("languageCode = \"de-AT\"", "de-AT")] {
        let (sandbox, _) = build(&[("hugo.toml", config), ("content/page.md", "Text")]);
        let html = read(&sandbox, "page/index.html");
        assert!(html.contains(&format!("<html lang=\"{language}\">")), "{config}: {html}");
    }
}

#[test]
fn nothing_of_a_page_comes_from_outside_or_needs_a_script() {
    let (sandbox, _) = build(&[
        ("content/plain.md", "Text"),
        ("content/page.md", "{{< sitevar-preferences >}}\n\nAt `{{< sitevar name=\"domain\" >}}`.\n"),
    ]);
    let html = read(&sandbox, "page/index.html");
    assert!(!html.contains("\"http:") && !html.contains("style=\"") && !html.contains(" on"), "{html}");
    assert!(html.contains("example.com") && html.contains("<td>Domain</td>"), "complete as it is: {html}");
    let scripts = |page: &str| -> Vec<String> { page.split("<script").skip(1).map(str::to_owned).collect() };
    let plain = scripts(&read(&sandbox, "plain/index.html"));
    assert_eq!(plain.len(), 1, "a page without slots has the theme's script alone: {plain:?}");
    for (index, script) in scripts(&html).iter().chain(&plain).enumerate() {
        let (tag, rest) = script.split_once('>').unwrap();
        let own = tag == " src=\"../sitevar-theme.js\"";
        let loader = tag.contains("src=\"../sitevar/sitevar-") && tag.contains("integrity=\"sha256-");
        assert!(own || (loader && index == 1), "{tag}");
        assert!(rest.starts_with("</script>"), "nothing is inline: {rest}");
    }
    assert!(!read(&sandbox, "sitevar.css").contains("http"));
}

#[test]
fn the_script_of_the_theme_is_small() {
    let (sandbox, _) = build(&[("content/page.md", "Text")]);
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(read(&sandbox, "sitevar-theme.js").as_bytes()).unwrap();
    let size = packed.finish().unwrap().len();
    assert!(size <= 4000, "{size} bytes, which every page loads before anything is painted");
}

#[test]
fn the_head_of_a_guide_names_what_it_was_tested_with() {
    let front =
        "---\ntitle: Guide\nsupport:\n  level: community\n  versions: true\n---\n\n## Tested Versions\n\n";
    let list = "- [One](https://one.example/)\n  - [v1](https://one.example/1)\n  - v2 & up\n- Two\n  - v3\n- Three\n\n## Next\n\n- Four\n  - v4\n";
    let (sandbox, said) = build(&[("content/page.md", &format!("{front}{list}"))]);
    assert_eq!(said, "");
    let html = read(&sandbox, "page/index.html");
    let products: Vec<&str> = html
        .split("<span class=\"product\">")
        .skip(1)
        .map(|rest| rest.split("</span>").next().unwrap())
        .collect();
    assert_eq!(products, ["<b>One</b> v1, v2 &amp; up", "<b>Two</b> v3"]);
}

#[test]
fn a_page_leads_to_the_one_before_and_the_one_after() {
    let (sandbox, _) = build(&[
        ("content/_index.md", "---\ntitle: Home\n---\n"),
        ("content/a/_index.md", "---\ntitle: Section\nweight: 1\n---\n"),
        ("content/a/one.md", "---\ntitle: One\n---\n"),
        ("content/b.md", "---\ntitle: Last\nweight: 2\n---\n"),
    ]);
    let ways = |path: &str| {
        let html = read(&sandbox, path);
        ["prev", "next"].map(|way| {
            let (_, rest) = html.split_once(&format!("<a rel=\"{way}\" href=\""))?;
            let (link, _) = rest.split_once("</a>")?;
            let (href, title) = link.split_once("\"><span>")?;
            Some(format!("{href} {}", title.split_once("</span> ")?.1))
        })
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(ways("index.html"), [None, some("a/ Section")]);
    assert_eq!(ways("a/index.html"), [some("../ Home"), some("one/ One")]);
    assert_eq!(ways("a/one/index.html"), [some("../ Section"), some("../../b/ Last")]);
    assert_eq!(ways("b/index.html"), [some("../a/one/ One"), None]);
}

#[test]
fn the_manifest_has_the_declarations_and_every_page() {
    let (sandbox, _) =
        build(&[("content/a/page.md", "{{< sitevar name=\"port\" >}}"), ("content/other.md", "No slots.")]);
    let manifest: serde_json::Value = serde_json::from_str(&read(&sandbox, "sitevar.json")).unwrap();
    assert_eq!(manifest["schema"], 2);
    assert_eq!(manifest["variables"]["domain"]["type"], "domain");
    assert_eq!(manifest["derived"]["authelia-url"], "https://{subdomain-authelia}.{domain}/");
    let expected = serde_json::json!([
        {"address": "/a/page/", "source": "content/a/page.md"},
        {"address": "/other/", "source": "content/other.md"},
    ]);
    assert_eq!(manifest["pages"], expected);
}

#[test]
fn the_navigation_of_a_large_folder_shows_the_pages_around_and_leads_to_all() {
    let names: Vec<String> = (0..250).map(|page| format!("content/guides/page-{page:03}.md")).collect();
    let pages: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "text")).collect();
    let (sandbox, said) = build(&[&pages[..], &[("content/guides/_index.md", "")]].concat());
    assert_eq!(said, "");
    // A page, and the first and the last that its navigation shows.
    for (page, first, last) in [(0, 0, 99), (120, 70, 169), (249, 150, 249)] {
        let html = read(&sandbox, &format!("guides/page-{page:03}/index.html"));
        let (_, navigation) = html.split_once("id=\"sitevar.pages\"").unwrap();
        let shown: Vec<&str> = navigation.matches("<a href=\"../page-").collect();
        assert_eq!(shown.len(), 100 - 1, "{page}: {navigation}");
        assert!(navigation.contains("<a href=\"./\" aria-current=\"page\">"), "{page}: {navigation}");
        for edge in [first, last].iter().filter(|edge| **edge != page) {
            assert!(navigation.contains(&format!("<a href=\"../page-{edge:03}/\">")), "{page}: {navigation}");
        }
        assert!(navigation.contains("<a href=\"../\">All 250 pages</a>"), "{page}: {navigation}");
    }
    let list = read(&sandbox, "guides/index.html");
    assert_eq!(list.matches("<li><a href=\"page-").count(), 250 + 100, "{list}");
}

#[test]
fn a_line_that_opens_too_many_quotes_and_lists_is_an_error_at_its_line() {
    let deep = |marker: &str, count: usize| format!("a\n\n{}b\n{}", marker.repeat(count), "c\n".repeat(10));
    for marker in [">", "> ", "- ", "> - ", "1. ", "+ "] {
        let (_, said) = build(&[("content/p.md", &deep(marker, 600))]);
        assert!(said.contains("content/p.md:3:1: error[too-deep]"), "{marker}: {said}");
        let (_, said) = build(&[("content/p.md", &deep(marker, 200))]);
        assert_eq!(said, "", "{marker}");
    }
    for line in ["- ".repeat(600), "* ".repeat(600), "-".repeat(600), format!("a {}", "> ".repeat(600))] {
        let (_, said) = build(&[("content/p.md", &format!("a\n\n{line}\n"))]);
        assert_eq!(said, "", "{line}");
    }
}

#[test]
fn pages_without_a_weight_are_in_order_by_date() {
    let page = |head: &str| format!("---\n{head}\n---\n");
    let (sandbox, _) = build(&[
        ("content/blog/a.md", &page("title: Old\ndate: 2024-01-02")),
        ("content/blog/b.md", &page("title: New\ndate: 2026-01-02T10:00:00Z")),
        ("content/blog/c.md", &page("title: Undated")),
        ("content/blog/d.md", &page("title: Second\nweight: 2\ndate: 2027-01-01")),
        ("content/blog/e.md", &page("title: First\nweight: 1")),
    ]);
    let html = read(&sandbox, "blog/index.html");
    let (_, list) = html.split_once("<ul class=\"pages\">").unwrap();
    let titles: Vec<&str> =
        list.split("/\">").skip(1).map(|rest| rest.split('<').next().unwrap()).take(5).collect();
    assert_eq!(titles, ["First", "Second", "New", "Old", "Undated"]);
}

#[test]
fn a_page_that_is_not_found_leads_to_all_others_from_any_address() {
    let config = "title: T\nbase_url: https://docs.example.org/docs/\n";
    let (sandbox, _) = build(&[("sitevar.yml", config), ("content/guides/one.md", "---\ntitle: One\n---\n")]);
    let html = read(&sandbox, "404.html");
    for link in ["href=\"/docs/guides/\"", "href=\"/docs/guides/one/\">One</a>"] {
        assert!(html.contains(link), "{link}: {html}");
    }
    assert!(!html.contains("aria-current"), "{html}");
}

#[test]
fn the_links_of_a_site_are_in_the_drawer_too() {
    let config = "title: T\ntheme:\n  links: [{title: Code, url: https://code.example.org/}]\n";
    let (sandbox, said) = build(&[("sitevar.yml", config), ("content/one.md", "One")]);
    let html = read(&sandbox, "one/index.html");
    let (_, drawer) = html.split_once("id=\"sitevar.pages\"").unwrap_or_else(|| panic!("{said}"));
    assert!(drawer.contains("<a href=\"https://code.example.org/\">Code</a>"), "{drawer}");
}

#[test]
fn the_address_of_a_site_is_written_as_links_need_it() {
    for (address, base) in [
        ("https://docs.example.org/a b", "https://docs.example.org/a%20b/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("HTTPS://Docs.Example.org", "https://docs.example.org/"),
    ] {
        let config = format!("title: T\nbase_url: {address}\n");
        let (sandbox, said) = build(&[("sitevar.yml", &config), ("content/one.md", "One")]);
        for (file, expected) in [
            ("one/index.html", format!("<link rel=\"canonical\" href=\"{base}one/\">")),
            ("sitemap.xml", format!("<loc>{base}one/</loc>")),
        ] {
            let text = read(&sandbox, file);
            assert!(text.contains(&expected), "{expected}: {text}{said}");
        }
    }
}

#[test]
fn a_page_is_called_by_its_front_matter_its_first_heading_or_its_file() {
    let (sandbox, said) = build(&[
        ("content/one.md", "---\ntitle: Named\n---\n\n# Other\n"),
        ("content/two.md", "---\nsummary: In short\n---\n\n# A `second` one {#x}\n\nText.\n"),
        ("content/my-third.md", "Text.\n\n# Later\n"),
    ]);
    for (file, title) in [("one", "Named"), ("two", "A second one"), ("my-third", "My third")] {
        let html = read(&sandbox, &format!("{file}/index.html"));
        assert!(html.contains(&format!("<title>{title} · Test</title>")), "{title}: {html}{said}");
        assert!(read(&sandbox, "llms.txt").contains(&format!("[{title}]")), "{title}");
    }
    assert!(read(&sandbox, "two/index.html").contains("<meta name=\"description\" content=\"In short\">"));
}

#[test]
fn the_only_group_of_a_site_is_open_on_every_page() {
    let page = |title: &str| format!("---\ntitle: {title}\n---\n");
    for (others, open) in [(&[][..], true), (&["content/more/c.md"], false)] {
        let mut files = vec![("content/about.md", page("About")), ("content/guides/a.md", page("A"))];
        files.extend(others.iter().map(|path| (*path, page("C"))));
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let sandbox = Sandbox::new(&[&files[..], &[("sitevar.yml", "title: Site\n")]].concat());
        sandbox.succeed(&["build", ".", "-o", "out"]);
        let html = fs::read_to_string(sandbox.path("out/about/index.html")).unwrap();
        assert_eq!(html.contains("<details open>"), open, "{html}");
        assert_eq!(html.matches("<details").count(), others.len() + 1);
    }
}

#[test]
fn a_page_that_declares_with_the_key_of_the_site_is_told_its_own() {
    let page = |key: &str, call: &str| format!("---\n{key}:\n  port: {{type: port}}\n---\n{call}\n");
    let call = "{{< sitevar name=\"prt\" >}}";
    for (key, is_told) in [("variables", true), ("sitevars", false), ("params", false)] {
        let sandbox = Sandbox::new(&[("sitevar.yml", ""), ("content/a.md", &page(key, call))]);
        let output = sandbox.run(&["expand", "content/a.md"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("error[unknown-variable]"), "{said}");
        assert_eq!(said.contains("below `sitevars`"), is_told, "{said}");
    }
}

/// Front matter that no reader of YAML takes, and a word of what to do about it: one for each that is known.
const BROKEN: [(&str, &str); 12] = [
    ("title: Notes: the app", "holds `: `"),
    ("title: [x\nmore: y", "close the bracket before it"),
    ("title:\n\t- x", "indent with spaces"),
    ("title: \"Notes\nmore: x", "close the quote at the end"),
    ("title: {x\nmore: y", "close the bracket, or"),
    ("title: 'it's'", "write `''` for an apostrophe"),
    ("title: \"a\"b\"", "for a quote within double quotes"),
    ("title: \"a\\qb\"", "for a backslash"),
    ("title: @x", "begins with a sign"),
    ("title: *x", "is an alias"),
    ("title: x # y\n  z: 1", "holds ` #`"),
    ("- a\ntitle: x", "look at the line above"),
];

#[test]
fn front_matter_that_cannot_be_read_says_what_to_write() {
    for (data, advice) in BROKEN {
        let sandbox = Sandbox::new(&[("sitevar.yml", ""), ("content/a.md", &format!("---\n{data}\n---\n"))]);
        let output = sandbox.run(&["build", ".", "-o", "out"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("error[bad-front-matter]"), "{data}: {said}");
        assert!(said.lines().any(|line| line.contains("help: ") && line.contains(advice)), "{data}: {said}");
    }
}
