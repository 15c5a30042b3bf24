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
    assert_eq!(manifest["pages"][0]["blocks"][0]["slots"][0]["variable"], "domain");
}

#[test]
fn addresses_are_below_that_of_the_site_or_where_they_are_said_to_be() {
    let below = "base_url: https://example.org/docs/\n";
    for (config, more, start) in
        [("title: Test\n", &[][..], "/own/"), (below, &[], "/docs/own/"), (below, &["--at", "/x"], "/x/")]
    {
        let Some((_, listing, snippet)) = assets(config, more) else { return };
        assert_eq!(listing["declarations"], format!("{start}sitevar.json"));
        for link in ["src=\"", "href=\"", "data-declarations=\""] {
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
        sandbox.succeed(&["assets", "-o", "static/own", "--at", at]);
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
