//! What a site says of its look: accent, logo, links, where pages are edited, and files in place of the theme's.

use std::fs;

use super::sandbox::Sandbox;

const PAGE: (&str, &str) =
    ("site/content/guides/a b.md", "---\ntitle: A & B\ndescription: Of two\n---\nText.\n");
const SETTINGS: &str = "title: Test
base_url: https://docs.example.org/base/
theme:
  accent: '#fc0'
  logo: logo.svg
  links:
    - {title: Code & more, url: 'https://example.org/?a=1&b=2'}
    - {title: Guides, url: /guides/}
  edit: https://example.org/edit/main/content/{path}
  footer: Made by <us>
";

/// Builds a site and returns where it is, with its status and what was said.
fn build(files: &[(&str, &str)]) -> (Sandbox, Option<i32>, String) {
    let sandbox = Sandbox::new(files);
    let output = sandbox.run(&["build", "site", "-o", "out", "--format", "short"]);
    let said = String::from_utf8(output.stderr).unwrap();
    (sandbox, output.status.code(), said)
}

fn read(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.path("out").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_site_has_its_own_colour_logo_links_and_footer() {
    let (sandbox, status, said) =
        build(&[("site/sitevar.yml", SETTINGS), PAGE, ("site/static/logo.svg", "<svg/>")]);
    assert_eq!((status, said.as_str()), (Some(0), ""));
    let html = read(&sandbox, "guides/a-b/index.html");
    for expected in [
        "<img src=\"../../logo.svg\" alt=\"\" height=\"28\">",
        "<nav class=\"links\" aria-label=\"Links of this site\">",
        "<a href=\"https://example.org/?a=1&amp;b=2\">Code &amp; more</a>",
        "<a href=\"../\">Guides</a>",
        "<a href=\"https://example.org/edit/main/content/guides/a%20b.md\">Edit this page</a>",
        "<p>Made by &lt;us&gt;</p>",
        "<meta property=\"og:title\" content=\"A &amp; B\">",
        "<meta property=\"og:description\" content=\"Of two\">",
        "<meta property=\"og:site_name\" content=\"Test\">",
        "<meta property=\"og:type\" content=\"article\">",
    ] {
        assert!(html.contains(expected), "{expected}: {html}");
    }
    let list = read(&sandbox, "guides/index.html");
    assert!(!list.contains("Edit this page"), "a list without a page is no file: {list}");
    let style = read(&sandbox, "sitevar.css");
    // Yellow cannot be read on a light page, and can on a dark one.
    assert!(style.contains("light-dark(#7") && style.contains(", #ffcc00);"), "{style}");
}

#[test]
fn a_picture_for_those_who_share_a_page_has_its_whole_address() {
    for (image, expected) in [
        ("card.png", "https://docs.example.org/base/guides/c/card.png"),
        ("/img/card.png", "https://docs.example.org/base/img/card.png"),
        ("https://cdn.example.org/card.png", "https://cdn.example.org/card.png"),
    ] {
        let page = format!("---\nimages: ['{image}']\n---\n");
        let (sandbox, ..) =
            build(&[("site/sitevar.yml", SETTINGS), ("site/content/guides/c/index.md", &page)]);
        let html = read(&sandbox, "guides/c/index.html");
        let expected = format!("<meta property=\"og:image\" content=\"{expected}\">");
        assert!(html.contains(&expected), "{expected}: {html}");
    }
}

#[test]
fn an_address_without_a_page_has_one_whose_links_work_from_anywhere() {
    let (sandbox, ..) = build(&[("site/sitevar.yml", SETTINGS), PAGE]);
    let html = read(&sandbox, "404.html");
    for expected in [
        "<h1>Page not found</h1>",
        "<meta name=\"robots\" content=\"noindex\">",
        "href=\"/base/sitevar.css\"",
        "<a class=\"home\" href=\"/base/\">",
        "<a href=\"/base/guides/\">Guides</a>",
        "<img src=\"/base/logo.svg\"",
    ] {
        assert!(html.contains(expected), "{expected}: {html}");
    }
    let own = ("site/static/404.html", "ours");
    let (sandbox, _, said) = build(&[("site/sitevar.yml", SETTINGS), PAGE, own]);
    assert_eq!((read(&sandbox, "404.html").as_str(), said.as_str()), ("ours", ""));
}

/// A setting that is wrong, and what is said of it.
const WRONG: [(&str, &str); 9] = [
    ("accent: blue", "error[bad-config]: `blue` is not a colour; write it as `\"#0c6470\"`, with quotes"),
    ("accent: '#12345'", "`#12345` is not a colour"),
    ("logo: ../logo.svg", "the logo `../logo.svg` is not a file of the site"),
    ("logo: 'https://example.org/x.svg'", "is not a file of the site"),
    ("links: [{title: X, url: 'javascript:alert(1)'}]", "`javascript:alert(1)` is not an address"),
    ("links: [{title: X, url: '//example.org'}]", "`//example.org` is not an address"),
    ("links: [{title: X}]", "error[bad-config]: missing field `url`"),
    ("edit: https://example.org/", "`https://example.org/` does not say where a page is edited"),
    ("colour: '#000'", "error[bad-config]: unknown key `colour`"),
];

#[test]
fn a_wrong_setting_is_an_error_at_its_place() {
    for (setting, expected) in WRONG {
        let (_, status, said) =
            build(&[("site/sitevar.yml", &format!("title: Test\ntheme:\n  {setting}\n")), PAGE]);
        assert_eq!(status, Some(1), "{setting}: {said}");
        assert!(said.contains(expected), "{setting}: {said}");
    }
}

#[test]
fn what_belongs_below_a_title_is_below_it_whoever_wrote_it() {
    const TEXT: &str = "## Tested Versions\n\n- Authelia\n  - v1\n\n## One\n\nAt {{< sitevar name=\"domain\" nojs=\"example.com\" >}}.\n\n## Two\n";
    let head = "toc: true\nsupport: {level: community, versions: true}\n---\n\n";
    let (sandbox, status, said) = build(&[
        ("site/sitevar.yml", "title: Test\n"),
        ("site/content/own.md", &format!("---\n{head}# Own\n\n{TEXT}")),
        ("site/content/named.md", &format!("---\ntitle: Named\n{head}{TEXT}")),
    ]);
    assert_eq!(status, Some(0), "{said}");
    for page in ["own", "named"] {
        let html = read(&sandbox, &format!("{page}/index.html"));
        let at = |part: &str| html.find(part).unwrap_or_else(|| panic!("{part}: {html}"));
        let parts = ["<h1", "<ul class=\"about\"", "sitevar-bar", "<nav class=\"contents\"", "<article>"];
        assert!(parts.map(at).is_sorted(), "{html}");
        assert_eq!(html.matches("<h1").count(), 1, "{html}");
    }
    // A heading further down is one of the text, and the page has its title.
    sandbox.write("site/content/named.md", "---\ntitle: Named\n---\n\nText.\n\n# Further down\n");
    assert!(sandbox.run(&["build", "site", "-o", "out"]).status.success());
    let html = read(&sandbox, "named/index.html");
    let places = ["<h1>Named</h1>", "<article>", "<p>Text.</p>", "<h1 id=\"further-down\""]
        .map(|part| html.find(part));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{html}");
}

#[test]
fn a_file_of_the_site_is_in_place_of_one_of_the_themes() {
    let (sandbox, status, said) = build(&[
        PAGE,
        ("site/sitevar.yml", "title: Test\n"),
        ("site/theme/content.html", "<h1>Own: {{ title }}</h1>\n{{ body }}"),
        ("site/theme/own.css", ".own { color: red; }\n"),
        ("site/theme/tekst.css", "nothing"),
        ("site/layouts/_default/single.html", "nothing"),
    ]);
    assert_eq!(status, Some(0), "{said}");
    let html = read(&sandbox, "guides/a-b/index.html");
    assert!(html.contains("<h1>Own: A &amp; B</h1>\n<p>Text.</p>"), "{html}");
    let style = read(&sandbox, "sitevar.css");
    assert!(style.contains("--paper:") && style.ends_with(".own { color: red; }\n"), "{style}");
    assert!(
        said.contains("`theme/tekst.css` is in place of no file of the theme: did you mean `text.css`?"),
        "{said}"
    );
    assert!(said.contains("the page layouts in `layouts/` are not used"), "{said}");
    // What is taken over from the last build has the new look too.
    sandbox.write("site/theme/content.html", "<h1>New: {{ title }}</h1>\n");
    assert!(sandbox.run(&["build", "site", "-o", "out"]).status.success());
    assert!(read(&sandbox, "guides/a-b/index.html").contains("<h1>New: A &amp; B</h1>"));
}

#[test]
fn a_template_that_is_wrong_stops_the_build_and_leaves_the_old_output() {
    let (sandbox, ..) = build(&[PAGE, ("site/sitevar.yml", "title: Test\n")]);
    let before = read(&sandbox, "guides/a-b/index.html");
    sandbox.write("site/theme/page.html", "<html>\n{% if title %}\n");
    let output = sandbox.run(&["build", "site", "-o", "out"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("the template `page.html`, line 2: syntax error: unexpected end of input"),
        "{said}"
    );
    assert!(said.contains("if `theme/page.html` is yours"), "{said}");
    assert_eq!(read(&sandbox, "guides/a-b/index.html"), before);
}

/// Runs git in the sandbox's site, at a day.
fn git(sandbox: &Sandbox, day: &str, arguments: &[&str]) {
    let mut command = std::process::Command::new("git");
    command.current_dir(sandbox.path("site")).args(arguments);
    for variable in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        command.env(variable, format!("{day}T12:00:00Z"));
    }
    for (variable, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_AUTHOR_NAME", "A"),
        ("GIT_AUTHOR_EMAIL", "a@example.org"),
        ("GIT_COMMITTER_NAME", "A"),
        ("GIT_COMMITTER_EMAIL", "a@example.org"),
    ] {
        command.env(variable, value);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_page_says_when_it_was_changed_as_it_says_itself_or_as_git_knows() {
    let sandbox = Sandbox::new(&[
        ("site/sitevar.yml", "base_url: https://docs.example.org/\ntheme: {last_change: true}\n"),
        ("site/content/old ü.md", "Old"),
        ("site/content/own.md", "---\nlastmod: 2020-02-03T04:05:06Z\n---\nOwn"),
        ("site/content/odd.md", "---\nlastmod: yesterday\n---\nOdd"),
    ]);
    let shows = |page: &str, date: &str| {
        read(&sandbox, page).contains(&format!("Last changed <time datetime=\"{date}\">{date}</time>"))
    };
    let output = sandbox.run(&["build", "site", "-o", "out"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("note: no page says when it was changed: git says"), "{said}");
    assert!(shows("own/index.html", "2020-02-03") && !read(&sandbox, "odd/index.html").contains("<time"));
    git(&sandbox, "2024-05-06", &["init", "-q"]);
    git(&sandbox, "2024-05-06", &["add", "."]);
    git(&sandbox, "2024-05-06", &["commit", "-qm", "First"]);
    sandbox.succeed(&["build", "site", "-o", "out"]);
    assert!(shows("own/index.html", "2020-02-03") && shows("odd/index.html", "2024-05-06"));
    assert!(shows("old-ü/index.html", "2024-05-06"));
    // A page whose text is the same is written again where git knows more of it.
    sandbox.write("site/content/odd.md", "Even");
    git(&sandbox, "2025-06-07", &["commit", "-qam", "Second"]);
    sandbox.succeed(&["build", "site", "-o", "out"]);
    assert!(shows("odd/index.html", "2025-06-07"));
    let sitemap = read(&sandbox, "sitemap.xml");
    assert!(sitemap.contains("/odd/</loc><lastmod>2025-06-07</lastmod>"), "{sitemap}");
    // Of a history that is not complete, every file would seem to be new.
    let url = format!("file://{}", sandbox.path("site").display());
    git(&sandbox, "2025-06-07", &["clone", "-q", "--depth", "1", &url, "../shallow"]);
    let output = sandbox.run(&["build", "shallow", "-o", "out2"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("fetch-depth: 0"), "{said}");
}

/// What makes git run a program of the repository's, where it lacks an object or looks for what changed.
const HOSTILE: [(&str, &str); 8] = [
    ("extensions.partialClone", "origin"),
    ("remote.origin.promisor", "true"),
    ("remote.origin.url", "ORIGIN"),
    ("remote.origin.uploadpack", "touch RAN; git-upload-pack"),
    ("protocol.file.allow", "always"),
    ("log.showSignature", "true"),
    ("core.fsmonitor", "touch RAN; false"),
    ("core.pager", "touch RAN; cat"),
];

#[test]
#[cfg(unix)]
fn a_repository_names_no_program_that_is_run() {
    // A repository of the site, and a folder of content that git takes for one.
    for (from, to) in [(".git", "site/.git"), (".git", "site/content")] {
        let sandbox = Sandbox::new(&[
            ("site/sitevar.yml", "theme: {last_change: true}\n"),
            ("site/content/page.md", "Text.\n"),
        ]);
        git(&sandbox, "2026-01-02", &["init", "--quiet", "."]);
        git(&sandbox, "2026-01-02", &["add", "."]);
        git(&sandbox, "2026-01-02", &["commit", "--quiet", "-m", "one"]);
        let origin = sandbox.path("origin");
        let _ = std::process::Command::new("cp").arg("-r").arg(sandbox.path("site")).arg(&origin).status();
        let ran = sandbox.path("ran").display().to_string();
        git(&sandbox, "2026-01-02", &["config", "core.repositoryformatversion", "1"]);
        for (key, value) in HOSTILE {
            let value = value.replace("ORIGIN", &origin.display().to_string()).replace("RAN", &ran);
            git(&sandbox, "2026-01-02", &["config", key, &value]);
        }
        // The files of the commit are not there: git would fetch them.
        let objects = sandbox.path("site/.git/objects");
        let _ = fs::remove_dir_all(&objects);
        let _ = std::process::Command::new("cp")
            .arg("-r")
            .arg(origin.join(".git/objects"))
            .arg(&objects)
            .status();
        let tree = std::process::Command::new("git")
            .current_dir(&origin)
            .args(["rev-parse", "HEAD^{tree}"])
            .output();
        let tree = String::from_utf8(tree.unwrap().stdout).unwrap();
        let (folder, file) = tree.trim().split_at(2);
        fs::remove_file(objects.join(folder).join(file)).unwrap();
        if to != "site/.git" {
            let _ = std::process::Command::new("sh")
                .current_dir(sandbox.path("site"))
                .args(["-c", &format!("mv {from}/* content/; rm -r {from}")])
                .status();
        }
        let output = sandbox.run(&["build", "site", "-o", "out"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{to}: {said}");
        assert!(!sandbox.path("ran").exists(), "{to}: a program of the repository was run");
        assert!(said.contains("no page says when it was changed"), "{to}: {said}");
    }
}

#[test]
fn a_template_that_never_ends_is_an_error() {
    let endless = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}";
    let (_, status, said) = build(&[PAGE, ("site/theme/content.html", endless)]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("the template `content.html`, line 1: engine ran out of fuel"), "{said}");
}
