//! A site that `init` starts works as it is, and nothing that is there is touched.

use std::fs;

use super::sandbox::{Sandbox, told};

const KINDS: [(&[&str], &str); 4] =
    [(&[], "content"), (&["--hugo"], "content"), (&["--mdbook"], "src"), (&["--mkdocs"], "docs")];

#[test]
fn a_new_site_expands_and_builds_without_a_diagnostic() {
    for (kind, content) in KINDS {
        let sandbox = Sandbox::new(&[]);
        sandbox.succeed(&[&["init", "new"], kind].concat());
        let guides = format!("new/{content}");
        for command in [&["expand", guides.as_str(), "-o", "expanded"][..], &["build", "new", "-o", "built"]]
        {
            let output = sandbox.succeed(command);
            assert_eq!(told(&output), "", "{kind:?}");
        }
        let page = fs::read_to_string(sandbox.path("built/guides/first-guide/index.html")).unwrap();
        assert!(page.contains("A first guide"), "{page}");
    }
}

#[test]
fn a_file_that_is_there_stops_it_before_anything_is_written() {
    for path in ["new/sitevar.yml", "new/layouts/_shortcodes/sitevar.html"] {
        let sandbox = Sandbox::new(&[(path, "mine")]);
        let output = sandbox.run(&["init", "new", "--hugo"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(path));
        assert_eq!(sandbox.tree("").len(), 1);
        assert_eq!(fs::read_to_string(sandbox.path(path)).unwrap(), "mine");
    }
}

#[test]
fn the_new_configuration_says_what_the_shipped_one_says() {
    let sandbox = Sandbox::new(&[(
        "alone/page.md",
        "{{< sitevar name=\"authelia-url\" >}} {{< sitevar name=\"port\" >}}",
    )]);
    sandbox.succeed(&["init", "new"]);
    fs::copy(sandbox.path("alone/page.md"), sandbox.path("new/content/page.md")).unwrap();
    let alone = sandbox.succeed(&["expand", "alone/page.md"]).stdout;
    assert_eq!(sandbox.succeed(&["expand", "new/content/page.md"]).stdout, alone);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_folder_stops_it_before_anything_is_written() {
    use std::os::unix::fs::symlink;
    for (link, target, kind) in [
        ("content", "../vd", "--"),
        ("content/guides", "../../vd", "--"),
        ("content", "../nowhere", "--"),
        ("layouts", "../vd", "--hugo"),
        ("docs", "..", "--mkdocs"),
    ] {
        for folder in ["in", "."] {
            let sandbox = Sandbox::new(&[("vd/own.txt", "mine")]);
            let path = sandbox.path("in").join(link);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            symlink(target, &path).unwrap();
            let arguments = ["init", kind, folder];
            let run_in = if folder == "." { sandbox.path("in") } else { sandbox.path("") };
            let output = sandbox.command(&arguments).current_dir(run_in).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains(&format!("{link}` is a link that leads out")), "{said}");
            assert_eq!(sandbox.tree("").len(), 1, "{said}");
        }
    }
    // One that stays inside is the user's way to name a folder, and so is the folder itself.
    let sandbox = Sandbox::new(&[("real/pages/own.txt", "mine")]);
    symlink("pages", sandbox.path("real/content")).unwrap();
    symlink("real", sandbox.path("in")).unwrap();
    sandbox.succeed(&["init", "in"]);
    assert!(sandbox.path("real/pages/guides/first-guide.md").is_file());
}

/// What says which generator a site is for, where its pages are, and what is written for it.
const GENERATORS: [(&str, &str, &str, &[&str]); 9] = [
    ("mkdocs.yml", "", "docs", &["sitevar_mkdocs.py"]),
    ("zensical.toml", "", "docs", &["sitevar_mkdocs.py"]),
    ("conf.py", "extensions = []\n", ".", &["sitevar_sphinx.py"]),
    ("book.toml", "", "src", &[]),
    (
        "hugo.toml",
        "",
        "content",
        &["layouts/_partials/sitevar-head.html", "layouts/_shortcodes/sitevar.html"],
    ),
    ("docs/.vitepress/config.mjs", "", "docs", &["sitevar.mjs"]),
    ("docusaurus.config.ts", "", "docs", &["sitevar.mjs"]),
    (
        "astro.config.mjs",
        "import starlight from \"@astrojs/starlight\";\n",
        "src/content/docs",
        &["sitevar.mjs"],
    ),
    ("README.md", "", ".", &[]),
];

const GUIDE: &str = "# App\n\nOpen `https://app.example.com/`.\n\n```env\nID=<Client ID>\nKEY=<app>\n```\n";

#[test]
fn a_folder_of_guides_gets_declarations_and_the_plugin_of_its_generator() {
    for (config, text, content, written) in GENERATORS {
        let page = if content == "." { "guide.md".to_owned() } else { format!("{content}/guide.md") };
        let ignored = ("node_modules/x/README.md", "`https://other.example.net/`\n");
        let sandbox = Sandbox::new(&[(config, text), (&page, GUIDE), ignored]);
        let said = String::from_utf8(sandbox.succeed(&["init"]).stderr).unwrap();
        let yaml = fs::read_to_string(sandbox.path("sitevar.yml")).unwrap();
        assert!(yaml.contains(&format!("content: {content}\n")), "{config}: {yaml}");
        assert!(yaml.contains("examples: example.com") && yaml.contains("'<Client ID>'"), "{config}: {yaml}");
        assert!(!yaml.contains("example.net"), "{config}: {yaml}");
        for file in written {
            assert!(
                sandbox.path(file).is_file() && said.contains(&format!("wrote {file}")),
                "{config}: {said}"
            );
        }
        assert_eq!(said.contains("next, for"), config != "README.md", "{said}");
        let listed = sandbox.succeed(&["examples"]).stdout;
        let listed = String::from_utf8(listed).unwrap();
        assert!(
            listed.contains("3:19  example.com  domain") && listed.contains("6:4  <Client ID>"),
            "{listed}"
        );
        // Nothing of the site has changed, and a second run changes nothing either.
        assert_eq!(fs::read_to_string(sandbox.path(&page)).unwrap(), GUIDE);
        let status = if config == "README.md" { Some(2) } else { Some(0) };
        assert_eq!(sandbox.run(&["init"]).status.code(), status, "{config}");
        assert_eq!(fs::read_to_string(sandbox.path("sitevar.yml")).unwrap(), yaml);
    }
}

#[test]
fn a_site_that_has_its_configuration_gets_the_plugin_of_its_generator() {
    for (config, text, content, written) in GENERATORS {
        let page = if content == "." { "guide.md".to_owned() } else { format!("{content}/guide.md") };
        let own = format!("content: {content}\n");
        let sandbox = Sandbox::new(&[(config, text), (&page, GUIDE), ("sitevar.yml", &own)]);
        let before = sandbox.tree("").len();
        let output = sandbox.run(&["init"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(fs::read_to_string(sandbox.path("sitevar.yml")).unwrap(), own);
        assert_eq!(sandbox.tree("").len(), before + written.len(), "{config}: {said}");
        if config == "README.md" {
            assert_eq!(output.status.code(), Some(2), "{said}");
            continue;
        }
        assert!(
            said.contains("kept sitevar.yml as it is; a new one would say:\n") && said.contains("next, for"),
            "{config}: {said}"
        );
        assert!(written.iter().all(|file| sandbox.path(file).is_file()), "{config}: {said}");
        // A plugin that was changed is the author's.
        for file in written {
            fs::write(sandbox.path(file), "mine").unwrap();
        }
        sandbox.succeed(&["init"]);
        assert!(written.iter().all(|file| fs::read_to_string(sandbox.path(file)).unwrap() == "mine"));
    }
}
