//! Front matter that counts for nothing: `check` and `build` say the same of it, at its line.

use super::check::run;
use super::sandbox::Sandbox;

/// What is told of a page with this front matter, by the check and by the build, which have to say the same.
fn of_front_matter(text: &str) -> Vec<String> {
    let page = format!("{text}\n# A\n");
    let files = [("sitevar.yml", "title: Site\n"), ("content/a.md", page.as_str())];
    let built = Sandbox::new(&files).run(&["build", ".", "-o", "out", "--format", "short"]);
    let (_, checked, _) = run(&files, &["content", "--format", "short"]);
    let built = String::from_utf8(built.stderr).unwrap();
    let built: Vec<_> = built.lines().filter(|line| line.starts_with("content/a.md:")).collect();
    assert_eq!(built, checked.lines().collect::<Vec<_>>(), "{text}");
    let part = |line: &str| {
        let (place, rest) = line.strip_prefix("content/a.md:").unwrap().split_once(": ").unwrap();
        format!("{place} {}", rest.split("; ").last().unwrap())
    };
    checked.lines().map(part).collect()
}

#[test]
fn front_matter_that_counts_for_nothing_is_told_at_its_line() {
    let letters = ["title", "description", "weight", "draft", "lastmod", "noindex"];
    for key in letters {
        // Each pair of neighbours changed, and each letter left out.
        for at in 0..key.len() - 1 {
            let (start, rest) = key.split_at(at);
            let changed = format!("{start}{}{}{}", &rest[1..2], &rest[..1], &rest[2..]);
            for slip in [changed, format!("{start}{}", &rest[1..])] {
                let own = ["date", "tile"].contains(&slip.as_str()) || slip == key;
                let told = of_front_matter(&format!("---\nx: 1\n{slip}: '1'\n---"));
                let expected = if own { vec![] } else { vec![format!("3:1 did you mean `{key}`?")] };
                assert_eq!(told, expected, "{slip}");
            }
        }
    }
    for (text, told) in [
        ("---\nweight: first\n---", "2:9 write it such as `weight: 10`"),
        ("---\ndraft: yes\n---", "2:8 write it such as `draft: true`"),
        ("---\ntoc: true|false\n---", "2:6 write it such as `toc: true`"),
        ("---\ntitle: [A]\n---", "2:8 write it such as `title: A title`"),
        ("---\ndate: yesterday\n---", "2:7 write it such as `date: 2026-11-27`"),
        ("---\naliases: {a: b}\n---", "2:10 write it such as `aliases: [/old/address/]`"),
        ("+++\nweight = 'first'\n+++", "2:10 write it such as `weight: 10`"),
        ("{\n  \"draft\": \"maybe\"\n}", "2:12 write it such as `draft: true`"),
        ("---\ntitle: A\nweight: 1\ntitle: B\n---", "4:1 remove one of the two"),
        ("---\nalias: /a/\n---", "2:1 did you mean `aliases`?"),
    ] {
        assert_eq!(of_front_matter(text), [told], "{text}");
    }
    for right in [
        "---\ntitle: 2026\nweight: '10'\ndraft: 'false'\ndate: 2026-11-27T10:00:00Z\naliases: /a/\n---",
        "---\nimage: a.png\ntag: x\nauthor: y\nlead: z\nmenu: main\nlastmod: 2026-11-27\n---",
        "---\ntitle:\ndescription: ''\nTitle2: x\nDate: 2026-11-27\n---",
        "+++\ndate = 2026-11-27\nweight = 1\ndraft = false\n+++",
        "{\"title\": \"A\", \"aliases\": [\"/a/\"]}",
        "---\ntitle: A\ntitles: [B]\n---",
    ] {
        assert_eq!(of_front_matter(right), [""; 0], "{right}");
    }
}

#[test]
fn a_title_may_be_a_number_and_a_draft_in_quotes_is_one() {
    let sandbox = Sandbox::new(&[
        ("sitevar.yml", "title: Site\n"),
        ("content/a.md", "---\ntitle: 2026\n---\nText.\n"),
        ("content/b.md", "---\ntitle: B\ndraft: 'true'\n---\nText.\n"),
    ]);
    sandbox.succeed(&["build", ".", "-o", "out"]);
    assert!(std::fs::read_to_string(sandbox.path("out/a/index.html")).unwrap().contains(">2026</h1>"));
    assert!(!sandbox.path("out/b").exists());
}
