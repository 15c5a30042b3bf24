//! Code is coloured when a site is built: its text, its slots and everything around it stay the same bytes.

use std::path::Path;

use super::sandbox::{Sandbox, Tree};
use crate::html::highlight::without_classes;

/// Builds a site with highlighting and without; returns both outputs.
fn both(sandbox: &Sandbox, config: &str) -> [Tree; 2] {
    ["highlight: true\n", "highlight: false\n"].map(|setting| {
        sandbox.write("site/sitevar.yml", &format!("{config}{setting}"));
        sandbox.run(&["build", "site", "-o", "out", "--keep-going", "--format", "short"]);
        let tree = sandbox.tree("out");
        assert!(!tree.is_empty(), "the site was built");
        tree
    })
}

/// Compares the two, and returns how many pages have a part with a class; Markdown has none.
fn compare([with, without]: [Tree; 2]) -> usize {
    assert!(with.keys().eq(without.keys()), "the same files");
    let mut count = 0;
    for (path, bytes) in with {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        if path.extension().is_some_and(|ending| ending == "html") {
            assert!(without_classes(&text(&bytes)) == text(&without[&path]), "{} differs", path.display());
            count += usize::from(bytes != without[&path]);
        } else if path != Path::new(".sitevar-build.json") && path != Path::new(".sitevar-output.sha256") {
            assert!(bytes == without[&path], "{} differs", path.display());
        }
    }
    count
}

/// A scratch folder with a copy of a site's pages and data in it.
fn copy(site: &Path) -> Sandbox {
    let sandbox = Sandbox::new(&[]);
    for (path, bytes) in super::sandbox::tree(site) {
        let copy = sandbox.path("site").join(path);
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::write(copy, bytes).unwrap();
    }
    sandbox
}

#[test]
fn our_own_pages_are_the_same_bytes_without_the_classes() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../site");
    let config = std::fs::read_to_string(site.join("sitevar.yml")).unwrap();
    let count = compare(both(&copy(&site), &config));
    assert!(count > 20, "{count} pages have coloured code");
}

#[test]
fn the_pages_of_the_corpus_are_the_same_bytes_without_the_classes() {
    let Some(corpus) = super::corpus::shared("corpus/authelia") else { return };
    let count = compare(both(&copy(&corpus), ""));
    assert!(count > 100, "{count} pages have coloured code");
}

/// Texts that could lead a reader of code astray, on many lines each.
const HOSTILE: [&str; 13] = [
    "</span></code></pre><script>alert(1)</script>\n",
    "&lt;b&gt; &amp;amp; \"'`\n",
    "\u{E000}\u{F8FF}\u{F0000}\u{10FFFD}\u{202E}\u{0}\r\n",
    "a: [{(<\n",
    "\"$(${`#{{{\n",
    "'''\n\"\"\"\n",
    "/* <!-- {# <# (* =begin\n",
    "<<A <<-'B' <<~\"C\"\n",
    "- - - - ? : ? : | > & * !\n",
    "{{ x }} {% y %} <% z %> <?php ?>\n",
    "if then do case for while function class def {\n",
    "\\\n",
    "                                                                                 a\n",
];

/// Languages that are coloured, most of them known to core.
const WORDS: &str = "yaml json toml env properties systemd ini csv ldif console bash fish batch makefile powershell nginx \
    apache caddyfile haproxy hcl dockerfile python jsx ts javascript go java kotlin scala csharp php ruby elixir sql vue \
    html xml conf rust c cpp css lua perl diff haskell swift";

#[test]
fn hostile_code_of_every_language_is_the_same_bytes_without_the_classes() {
    let sandbox = Sandbox::new(&[]);
    for word in WORDS.split_whitespace() {
        let blocks: String = HOSTILE
            .iter()
            .map(|text| {
                format!("~~~~{word}\n{}{{{{< sitevar name=\"domain\" >}}}}\n~~~~\n\n", text.repeat(200))
            })
            .collect();
        sandbox.write(&format!("site/content/{word}.md"), &blocks);
    }
    let count = compare(both(&sandbox, ""));
    assert!(count > 40, "{count} pages have coloured code");
}

#[test]
fn code_without_end_and_lines_without_end_are_the_same_bytes() {
    let sandbox = Sandbox::new(&[]);
    for (name, text) in [
        ("line", "a: 'b' ".repeat(150_000)),
        ("lines", "a: 'b'\n".repeat(100_000)),
        ("deep", "- ".repeat(500_000)),
        ("brackets", "[".repeat(900) + "\n" + &"[{(\n".repeat(20_000)),
    ] {
        for word in ["yaml", "bash", "json", "python"] {
            sandbox.write(
                &format!("site/content/{name}-{word}.md"),
                &format!("~~~~{word}\n{text}\n~~~~\n\n~~~~{word}\n\"b\"\n~~~~\n"),
            );
        }
    }
    assert_eq!(compare(both(&sandbox, "")), 16, "the short block of every page is coloured");
}

#[test]
fn guides_in_one_file_are_coloured_and_a_site_that_says_so_is_not() {
    let page = "```bash\nexport A='b' # c\n```\n";
    for (config, expected) in [("", 1), ("highlight: false\n", 0)] {
        let sandbox = Sandbox::of_page(config, page);
        let Some(said) = sandbox.tell(&["offline", "content/page.md", "-o", "guide.html"]) else { return };
        assert_eq!(said.status, Some(0), "{}", said.text);
        let html = std::fs::read_to_string(sandbox.path("guide.html")).unwrap();
        assert_eq!(html.matches("<span class=\"hl-c\"># c</span>").count(), expected, "{html}");
    }
}

#[test]
fn code_that_templates_and_authors_wrote_is_coloured_too() {
    let code = "<pre><code class=\"language-bash\"># c</code></pre>";
    let page = format!(
        "{code}\n\n{{{{< html >}}}}\n\n{{{{< markdown >}}}}\n```bash\n# c\n```\n{{{{< /markdown >}}}}\n"
    );
    let sandbox = Sandbox::of_page("", &page);
    sandbox.write("shortcodes/html.html", code);
    sandbox.write("shortcodes/markdown.html", "<div>{{ .Inner | markdownify }}</div>");
    sandbox.succeed(&["build", ".", "-o", "out"]);
    let html = std::fs::read_to_string(sandbox.path("out/page/index.html")).unwrap();
    assert_eq!(html.matches("<span class=\"hl-c\"># c</span>").count(), 3, "{html}");
}
