//! A real Hugo as a judge of HTML: a scratch site without a theme.

use std::process::Command;

use crate::shortcodes::hugo::find;

/// The settings of the corpus's site, as far as they concern Markdown.
const CONFIG: &str = "
disableKinds = ['home', 'section', 'taxonomy', 'term', 'rss', 'sitemap', 'robotstxt', '404']
[markup.highlight]
noClasses = false
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
";

pub struct Hugo {
    program: std::path::PathBuf,
}

impl Hugo {
    /// Finds Hugo; `None`, with a line on why, where there is none.
    pub fn new() -> Option<Self> {
        find().map(|program| Self { program })
    }

    /// Renders Markdown pages without shortcodes.
    pub fn render(&self, pages: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("hugo.toml", CONFIG);
        write("layouts/page.html", "{{ .Content }}");
        for (index, page) in pages.iter().enumerate() {
            write(&format!("content/p{index}.md"), &format!("---\ntitle: page\n---\n{page}"));
        }
        let run = Command::new(&self.program)
            .args(["--noBuildLock", "--source"])
            .arg(folder.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&[run.stdout, run.stderr].concat()));
        let read = |index| {
            std::fs::read_to_string(folder.path().join(format!("public/p{index}/index.html"))).unwrap()
        };
        (0..pages.len()).map(read).collect()
    }
}
