//! What has to stand in a page: the command's own static Markdown of the guide, with the reader's values set.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::hosts::Mode;
use crate::hosts::host::{self, Host};
use crate::hosts::lay;
use crate::project;

/// What the reader types: the label, the name, the value.
pub(super) const VALUES: [(&str, &str, &str); 3] = [
    ("Domain", "domain", "home.lab.test"),
    // A single quote for YAML, double quotes and a dollar for shells.
    ("Name of the server", "name", "it's \"$HOME\""),
    ("Port", "port", "8443"),
];

/// The guide's sources, and the command.
pub(super) struct Oracle {
    sitevar: PathBuf,
    folder: PathBuf,
    content: &'static str,
}

impl Oracle {
    /// Writes the sources once more, with shortcodes whatever the site under test has, and with every block of code
    /// where all Markdown has it: what a host's own syntax does to values is the question.
    ///
    /// # Errors
    ///
    /// Fails where they cannot be written.
    pub(super) fn new(host: &Host, sitevar: &Path) -> Result<Self, String> {
        let folder = project::target().join("hosts").join(format!("{}-oracle", host.name));
        let _ = fs::remove_dir_all(&folder);
        let plain = host::named("mdbook").ok_or("there is no host without syntax of its own")?;
        lay::lay(plain, Mode::Plugin, sitevar, &folder)?;
        Ok(Self { sitevar: sitevar.to_owned(), folder, content: plain.content })
    }

    /// Returns the code of a page; `secret` and digest are those that the reader has made.
    ///
    /// # Errors
    ///
    /// Fails where the command does.
    pub(super) fn code(&self, page: &str, pair: Option<&[String; 2]>) -> Result<Vec<String>, String> {
        let mut command = Command::new(&self.sitevar);
        command.arg("expand").arg(format!("{}/{page}.md", self.content)).current_dir(&self.folder);
        for (_, name, value) in VALUES {
            command.arg("--set").arg(format!("{name}={value}"));
        }
        if let Some([secret, digest]) = pair {
            command.arg("--set").arg(format!("client-secret={secret}"));
            command.arg("--set").arg(format!("client-secret-digest={digest}"));
        }
        let output = command.output().map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(fences(&String::from_utf8_lossy(&output.stdout)))
    }
}

/// Returns the text of each fence, without its indentation.
fn fences(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with("```") {
            let inside = lines.by_ref().take_while(|line| !line.trim_start().starts_with("```"));
            let inside: Vec<&str> = inside.map(|line| line.get(indent..).unwrap_or_default()).collect();
            found.push(inside.join("\n"));
        }
    }
    found
}

/// Tells by Python's own hash functions whether a digest is that of a secret.
///
/// # Errors
///
/// Fails with what is wrong.
pub(super) fn verify(secret: &str, digest: &str) -> Result<(), String> {
    const SCRIPT: &str = "\
import base64, hashlib, hmac, sys
secret, digest = sys.stdin.read().split('\\n')
_, name, rounds, salt, key = digest.split('$')
decode = lambda text: base64.b64decode(text.replace('.', '+') + '=' * (-len(text) % 4))
made = hashlib.pbkdf2_hmac(name.split('-')[1], secret.encode(), decode(salt), int(rounds), len(decode(key)))
sys.exit(0 if hmac.compare_digest(made, decode(key)) else 'it is not the digest of the secret')
";
    let mut python = Command::new("python3");
    python.args(["-c", SCRIPT]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = python.spawn().map_err(|error| format!("cannot start `python3`: {error}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(format!("{secret}\n{digest}").as_bytes()).map_err(|error| error.to_string())?;
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}
