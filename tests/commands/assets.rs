//! What `assets` writes for another generator: every file is what its hash and its name say, and nothing else is touched.

use std::fs;

use base64ct::{Base64, Encoding};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::sandbox::{Said, Sandbox};

/// Writes the files of a site below an address; `None` where the command was built without the widget.
fn assets(config: &str, more: &[&str]) -> Option<(Sandbox, Value, String)> {
    let sandbox = Sandbox::new(&[
        ("sitevar.yml", config),
        ("content/page.md", "```yaml\nhost: {{< sitevar name=\"domain\" >}}\n```\n"),
    ]);
    let arguments = [&["assets", "-o", "static/own", "--json"], more].concat();
    let output = sandbox.run(&arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    if said.contains("built without the widget") {
        eprintln!("skipped: this build has no widget; `cargo xtask test` builds it");
        return None;
    }
    assert_eq!(output.status.code(), Some(0), "{said}");
    let listing = serde_json::from_slice(&output.stdout).unwrap();
    let snippet = fs::read_to_string(sandbox.path("static/own/snippet.html")).unwrap();
    Some((sandbox, listing, snippet))
}

#[test]
fn every_file_is_what_its_hash_says_and_the_snippet_names_two_of_them() {
    let Some((sandbox, listing, snippet)) = assets("title: Test\n", &[]) else { return };
    for file in listing["files"].as_array().unwrap() {
        let bytes = fs::read(sandbox.path("static/own").join(file["name"].as_str().unwrap())).unwrap();
        let hash = format!("sha256-{}", Base64::encode_string(&Sha256::digest(&bytes)));
        assert_eq!(file["integrity"], *hash, "{file}");
        assert_eq!(file["size"], bytes.len(), "{file}");
        let tag = format!("\"{}\" integrity=\"{hash}\"", file["address"].as_str().unwrap());
        let in_head = matches!(file["role"].as_str(), Some("loader" | "style"));
        assert_eq!(snippet.contains(&tag), in_head, "{file}: {snippet}");
    }
    let manifest = fs::read_to_string(sandbox.path("static/own/sitevar.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["pages"][0]["address"], "/page/");
    let table =
        fs::read(sandbox.path("static/own").join(manifest["pages"][0]["table"].as_str().unwrap())).unwrap();
    let hash: String = Sha256::digest(&table).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(manifest["pages"][0]["table"], format!("pages/{hash}.json"));
    let head = listing["head"].as_array().unwrap();
    for (element, attribute, role) in [("link", "href", "style"), ("script", "src", "loader")] {
        let file = listing["files"].as_array().unwrap().iter().find(|file| file["role"] == role).unwrap();
        let found = head.iter().find(|found| found["element"] == element).unwrap();
        assert_eq!(found["attributes"][attribute], file["name"], "{head:?}");
        assert_eq!(found["attributes"]["integrity"], file["integrity"], "{head:?}");
    }
}

/// A page with every kind of run, an address, a format and characters of two units.
const KINDS: &str = "# On {{< sitevar name=\"domain\" nojs=\"example.com\" >}}\n\n[Open](https://{{< sitevar name=\"domain\" \
    nojs=\"example.com\" >}}/a) it.\n\n- `{{< sitevar name=\"port\" nojs=\"9091\" >}}`\n\n```yaml \
    {title=\"a.yml\"}\n\u{1f980}: '{{< sitevar name=\"domain\" nojs=\"example.com\" format=\"regex\" >}}'\n```\n";

/// Writes the files of a site; `None` where the command was built without the widget.
fn written(config: &str, pages: &[(&str, &str)]) -> Option<Sandbox> {
    let sandbox = Sandbox::new(&[&[("sitevar.yml", config)], pages].concat());
    let Said { status, text, .. } = sandbox.tell(&["assets", "-o", "own"])?;
    assert_eq!(status, Some(0), "{text}");
    Some(sandbox)
}

fn json(sandbox: &Sandbox, path: &str) -> Value {
    serde_json::from_slice(&fs::read(sandbox.path(path)).unwrap()).unwrap()
}

#[test]
fn every_page_is_listed_and_has_a_table_of_what_readers_can_set() {
    let pages = [("content/01-Guides/Kinds.md", KINDS), ("content/other.md", "Nothing.")];
    let Some(sandbox) = written("title: Test\n", &pages) else { return };
    let manifest = json(&sandbox, "own/sitevar.json");
    assert_eq!(manifest["schema"], 2);
    let rows: Vec<(&str, &str)> = manifest["pages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["address"].as_str().unwrap(), row["source"].as_str().unwrap()))
        .collect();
    let kinds = "content/01-Guides/Kinds.md";
    let expected = [
        ("/01-guides/kinds/", kinds),
        ("/01-Guides/Kinds/", kinds),
        ("/Guides/Kinds/", kinds),
        ("/other/", "content/other.md"),
    ];
    assert_eq!(rows, expected);
    let table = json(&sandbox, &format!("own/{}", manifest["pages"][0]["table"].as_str().unwrap()));
    let expected = serde_json::json!({
        "runs": [
            {"kind": "prose", "text": "On example.com", "slots": [[3, 11, "domain"]]},
            {"kind": "span", "text": "9091", "slots": [[0, 4, "port"]]},
            {"kind": "block", "language": "yaml", "title": "a.yml", "text": "\u{1f980}: 'example.com'\n",
             "slots": [[5, 11, "domain", "regex"]]},
        ],
        "addresses": [["a", "href", "https://{domain}/a", "https://example.com/a"]],
    });
    assert_eq!(table, expected);
    assert_eq!(manifest["pages"][3].get("table"), None);
}

#[test]
fn the_script_knows_which_pages_may_have_slots_while_that_is_short() {
    let page = |text: &str| format!("{{{{< sitevar name=\"text\" nojs=\"{text}\" >}}}}\n");
    let config = "title: Test\nvariables: {text: {type: text, examples: [\"<a & b>\", \"x.*.y\"]}}\n";
    let Some(sandbox) =
        written(config, &[("content/a.md", &page("1.5+ (a)")), ("content/b.md", &page("1.5+ (a)b"))])
    else {
        return;
    };
    let snippet = fs::read_to_string(sandbox.path("own/snippet.html")).unwrap();
    let find = snippet.split_once("data-find=\"").unwrap().1.split('"').next().unwrap();
    let mut texts: Vec<&str> = find.split('|').collect();
    // The product's own examples, and lists of placeholders, are looked for on every site.
    let own = ["insecure_secret", "pbkdf2", "placeholders", "FQDN of"];
    texts.retain(|text| !own.iter().any(|own| text.contains(own)));
    let name = "x\\W{1,4}(dc=)?[\\w-]{0,60}\\W{1,4}(dc=)?y";
    assert_eq!(texts, ["1\\.5\\+\\s{1,9}\\(a\\)", "&lt;a\\s{1,9}&amp;\\s{1,9}b&gt;", name], "{snippet}");
    assert!(!snippet.contains("data-declarations"), "the declarations are beside the script: {snippet}");
    let texts: Vec<String> = (0..300).map(|at| format!("{}{at:03}", "abcdefgh".repeat(at % 3 + 1))).collect();
    let long: String = texts.iter().map(|text| page(text)).collect();
    let Some(sandbox) = written("title: Test\n", &[("content/a.md", &long)]) else { return };
    let snippet = fs::read_to_string(sandbox.path("own/snippet.html")).unwrap();
    assert!(!snippet.contains("data-find"), "{snippet}");
}

#[test]
fn a_check_finds_the_slots_of_any_generator_and_names_what_is_lost() {
    let block = "<pre><code><i>\u{1f980}: 'exam</i><i>ple.com'</i></code></pre>";
    let whole = format!(
        "<h1>On example.com<a>¶</a></h1><p><a href='https://example.com/a/'>Open</a> it.<ul><li><code>9091</code></ul>{block}"
    );
    let pages = [("sitevar.yml", "title: Test\n"), ("content/guides/page.md", KINDS)];
    for at in [
        "guides/page/index.html",
        "guides/page.html",
        "docs/en/guides/page.html",
        "docs/guides/page/index.html",
    ] {
        let sandbox = Sandbox::new(&pages);
        sandbox.write(&format!("public/{at}"), &whole);
        sandbox.write("public/index.html", "<p>On example.com</p>");
        let output = sandbox.succeed(&["assets", "--check", "public"]);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "4 placed, 0 lost, 1 page\n", "{at}");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let changes: [(&str, &str, &[usize]); 4] = [
        (block, "", &[8]),
        ("<a href='https://example.com/a/'>", "<a href='/'>", &[3]),
        ("On example.com", "Elsewhere", &[1]),
        ("<code>9091</code>", "<code>9091</code><li><code>9091</code>", &[5]),
    ];
    for (from, to, lines) in changes {
        let sandbox = Sandbox::new(&pages);
        sandbox.write("public/guides/page.html", &whole.replace(from, to));
        let output = sandbox.run(&["assets", "--check", "public", "--format", "short"]);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        let told: Vec<&str> = said.lines().collect();
        assert_eq!(told.len(), lines.len(), "{said}");
        for (told, line) in told.iter().zip(lines) {
            let start = format!("content/guides/page.md:{line}:");
            assert!(told.starts_with(&start) && told.contains("error[lost-slot]"), "{start} {told}");
        }
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "3 placed, 1 lost, 1 page\n");
    }
}

#[test]
fn a_page_without_html_is_named_once() {
    let sandbox = Sandbox::new(&[
        ("sitevar.yml", "title: Test\n"),
        ("content/a.md", KINDS),
        ("content/b.md", KINDS),
        ("content/c.md", "Nothing."),
        ("public/other.html", "<p>On example.com</p>"),
    ]);
    let output = sandbox.succeed(&["assets", "--check", "public", "--json"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("warning").count(), 1, "{said}");
    assert!(said.contains("2 pages with slots have no HTML in `public`") && said.contains("`/a/`"), "{said}");
    let counted: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(counted, serde_json::json!({"placed": 0, "lost": 0, "pages": 0, "missing": ["/a/", "/b/"]}));
    assert_eq!(sandbox.run(&["assets", "--check", "nowhere"]).status.code(), Some(2));
    assert_eq!(sandbox.run(&["assets"]).status.code(), Some(2));
}

#[test]
fn addresses_are_below_that_of_the_site_or_where_they_are_said_to_be() {
    let below = "base_url: https://example.org/docs/\n";
    for (config, more, start) in
        [("title: Test\n", &[][..], "/own/"), (below, &[], "/docs/own/"), (below, &["--at", "/x"], "/x/")]
    {
        let Some((_, listing, snippet)) = assets(config, more) else { return };
        assert_eq!(listing["declarations"], format!("{start}sitevar.json"));
        for link in ["src=\"", "href=\""] {
            assert!(snippet.contains(&format!("{link}{start}")), "{link}{start}: {snippet}");
        }
    }
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let Some((sandbox, ..)) = assets("title: Test\n", &[]) else { return };
    sandbox.succeed(&["assets", "-o", "static/own"]);
    sandbox.write("pictures/cat.svg", "<svg/>");
    let before = sandbox.tree("pictures");
    let output = sandbox.run(&["assets", "-o", "pictures"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(sandbox.tree("pictures") == before);
}

#[test]
fn an_address_that_every_page_would_read_in_its_own_way_is_refused() {
    let sandbox = Sandbox::new(&[("sitevar.yml", "title: Test\n")]);
    for (at, advice) in
        [("own", "/own"), ("./own/", "/own/"), ("../own", "/own"), ("example.org/own", "/example.org/own")]
    {
        let arguments = ["assets", "-o", "static/own", "--at", at];
        let Some(Said { status, text: said, .. }) = sandbox.tell(&arguments) else { return };
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains(&format!("`--at {at}` is relative")), "{said}");
        assert!(
            said.contains(&format!("write `--at {advice}`, or the full address with `https://`")),
            "{said}"
        );
    }
    assert_eq!(sandbox.names(), ["sitevar.yml"]);
    for at in ["/own", "https://cdn.example.org/own/", "//cdn.example.org/own"] {
        let Some(Said { status, text, .. }) = sandbox.tell(&["assets", "-o", "static/own", "--at", at])
        else {
            return;
        };
        assert_eq!(status, Some(0), "{text}");
    }
}

#[test]
fn an_address_that_is_none_is_refused() {
    let sandbox = Sandbox::new(&[("sitevar.yml", "title: Test\n")]);
    for at in ["ftp://example.org/own", "javascript://x", "/a b", "/a\"><script>", "/é", "data:,x"] {
        let Some(Said { status, text: said, .. }) = sandbox.tell(&["assets", "-o", "own", "--at", at]) else {
            return;
        };
        assert_eq!(status, Some(2), "{at}: {said}");
        assert!(said.contains(&format!("`--at {at}` is not an address")), "{said}");
    }
    assert_eq!(sandbox.names(), ["sitevar.yml"]);
}

#[test]
fn the_name_of_the_folder_is_in_the_address_however_it_is_written() {
    for (name, folder, start) in
        [("own", ".", "/own/"), ("own", "../own", "/own/"), ("e \"2&", ".", "/e%20%222%26/")]
    {
        let sandbox = Sandbox::new(&[("site/sitevar.yml", "title: Test\n")]);
        fs::create_dir(sandbox.path(name)).unwrap();
        let mut command = sandbox.command(&["assets", "../site", "-o", folder]);
        let Some(Said { status, text: said, .. }) =
            Said::of(command.current_dir(sandbox.path(name)).output().unwrap())
        else {
            return;
        };
        assert_eq!(status, Some(0), "{said}");
        let snippet = fs::read_to_string(sandbox.path(name).join("snippet.html")).unwrap();
        assert!(snippet.contains(&format!("href=\"{start}sitevar-")), "{snippet}");
    }
}

#[test]
fn pages_that_are_off_are_listed_as_the_site_writes_them() {
    let Some((sandbox, _, _)) = assets("off: [/blog/*, /imprint]\n", &[]) else { return };
    let read = json(&sandbox, "static/own/sitevar.json");
    assert_eq!(read["off"], serde_json::json!(["/blog/*", "/imprint"]));
}
