//! A real Hugo as a judge: a scratch site whose pages print `.RenderShortcodes`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A scratch site.
pub struct HugoSite {
    folder: tempfile::TempDir,
    program: PathBuf,
}

/// What Hugo said of one page.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    Expanded(String),
    /// Line and column in bytes, and the whole message.
    Error(usize, usize, String),
}

impl HugoSite {
    /// Creates a site with these shortcode templates; `None`, with a line on why, where there is no Hugo.
    pub fn new(templates: &[(&str, &str)]) -> Option<Self> {
        let program = find()?;
        let folder = tempfile::tempdir().unwrap();
        let site = Self { folder, program };
        site.write("hugo.toml", CONFIG);
        site.write("layouts/all.html", "{{ .RenderShortcodes }}");
        for (name, text) in templates {
            site.write(&format!("layouts/_shortcodes/{name}"), text);
        }
        Some(site)
    }

    /// Lets Hugo expand all pages at once; all must be without error.
    pub fn expand_all(&self, pages: &[String]) -> Result<Vec<String>, String> {
        for (index, page) in pages.iter().enumerate() {
            self.write(&format!("content/p{index}.md"), page);
        }
        self.run()?;
        let read = |index| {
            let path = self.folder.path().join(format!("public/p{index}/index.html"));
            std::fs::read_to_string(path).unwrap()
        };
        Ok((0..pages.len()).map(read).collect())
    }

    /// Lets Hugo expand one page, which may be an error.
    pub fn expand(&self, page: &str) -> Verdict {
        let _ = std::fs::remove_dir_all(self.folder.path().join("content"));
        self.write("content/p0.md", page);
        match self.run() {
            Ok(()) => Verdict::Expanded(
                std::fs::read_to_string(self.folder.path().join("public/p0/index.html")).unwrap(),
            ),
            Err(message) => {
                let (line, column) = position(&message).unwrap_or((0, 0));
                Verdict::Error(line, column, message)
            }
        }
    }

    fn run(&self) -> Result<(), String> {
        let output = Command::new(&self.program)
            .args(["--noBuildLock", "--source"])
            .arg(self.folder.path())
            .output()
            .unwrap();
        if output.status.success() {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    }

    /// Writes a file of the site.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

const CONFIG: &str = "disableKinds = ['home', 'section', 'taxonomy', 'term', 'rss', 'sitemap', 'robotstxt', '404']\n\
                      [security]\nenableInlineShortcodes = true\n";

/// Finds Hugo: the variable `HUGO`, or `hugo` on the path.
pub fn find() -> Option<PathBuf> {
    let named = std::env::var_os("HUGO").map(PathBuf::from).filter(|path| path.exists());
    let program = named.or_else(|| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).map(|folder| folder.join("hugo")).find(|path| Path::exists(path))
    });
    if program.is_none() {
        eprintln!("skipped: no hugo on this machine (set HUGO or put it on the PATH)");
    }
    program
}

/// Reads `"…/content/p0.md:4:27"` out of Hugo's message.
fn position(message: &str) -> Option<(usize, usize)> {
    let at = message.find("content/p0.md:")?;
    let mut numbers = message[at + "content/p0.md:".len()..].split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}
