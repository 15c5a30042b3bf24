//! The widget's files, which are taken into this program when it is compiled.
//!
//! A program that was compiled before the widget was has none: its pages are static, and it says so.

use std::path::Path;

use base64ct::{Base64, Encoding};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::output::Outputs;
use crate::report::Abort;
use crate::words::Words;

/// Every file by its path below `target/widget`.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/widget.rs"));

/// A file that a page loads.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct File {
    /// What it is for: `loader`, `style`, `foreign`, `app`, `wasm`, `worker`, `secret-wasm`, `plain` or
    /// `words-en`.
    pub(crate) role: String,
    pub(crate) name: String,
    /// Its hash, as the attribute `integrity` wants it.
    pub(crate) integrity: String,
    pub(crate) size: usize,
    /// The English words in it, where it has some; those of a site's language take their place.
    #[serde(default)]
    words: Option<String>,
    /// What it holds in another language.
    #[serde(skip)]
    own: Option<Vec<u8>>,
}

/// The widget as a site carries it.
#[derive(Debug, Clone)]
pub(crate) struct Widget {
    pub(crate) files: Vec<File>,
}

/// What a page with slots has in its head: a style, a script, and the way to the declarations.
///
/// The way to `sitevar.json` is an attribute of the script, so nothing is fetched until a reader asks for it.
#[derive(Debug, Serialize)]
pub(crate) struct Head {
    style: String,
    style_integrity: String,
    script: String,
    script_integrity: String,
    declarations: String,
}

impl Widget {
    /// Returns the widget that this program was compiled with.
    pub(crate) fn embedded() -> Option<Self> {
        let files = serde_json::from_slice(bytes("web/files.json")?).ok()?;
        Some(Self { files })
    }

    /// Returns the widget that this program was compiled with, as it speaks on a site.
    pub(crate) fn speaking(words: &Words) -> Option<Self> {
        let mut widget = Self::embedded()?;
        for file in &mut widget.files {
            file.speak(words);
        }
        Some(widget)
    }

    /// Returns the same, for a command that cannot do without.
    ///
    /// # Errors
    ///
    /// Fails where this program was compiled without it.
    pub(crate) fn needed(words: &Words) -> Result<Self, Abort> {
        Self::speaking(words).ok_or_else(|| Abort::new(MISSING).help(HOW))
    }

    /// Tells whether it works where WebAssembly is refused.
    pub(crate) fn is_complete(&self) -> bool {
        self.file("plain-app").is_some()
    }

    /// Returns what a page has in its head; `folder` is the way to the files, with a slash at its end.
    pub(crate) fn head(&self, folder: &str, declarations: String) -> Option<Head> {
        let (style, script) = (self.file("style")?, self.file("loader")?);
        Some(Head {
            style: format!("{folder}{}", style.name),
            style_integrity: style.integrity.clone(),
            script: format!("{folder}{}", script.name),
            script_integrity: script.integrity.clone(),
            declarations,
        })
    }

    /// Writes the files into a folder below an output folder.
    ///
    /// # Errors
    ///
    /// Fails where the system refuses.
    pub(crate) fn write(&self, below: &Path, folder: &dyn Outputs) -> Result<(), Abort> {
        folder.make_folder(below)?;
        self.files.iter().try_for_each(|file| folder.write(&below.join(&file.name), file.bytes()))
    }

    /// Returns the file of a role.
    pub(crate) fn file(&self, role: &str) -> Option<&File> {
        self.files.iter().find(|file| file.role == role)
    }
}

/// What is said where the widget would have been needed.
pub(crate) const MISSING: &str = "this `sitevar` was built without the widget";
pub(crate) const HOW: &str = "run `cargo xtask widget`, then build the command again";

impl File {
    /// Returns its content.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.own.as_deref().unwrap_or_else(|| bytes(&format!("web/{}", self.name)).unwrap_or_default())
    }

    /// Has it speak another language; then it is another file, of another name.
    fn speak(&mut self, words: &Words) {
        let Some(english) = self.words.as_ref().filter(|english| **english != words.loader()) else { return };
        let text = String::from_utf8_lossy(self.bytes()).replacen(english.as_str(), &words.loader(), 1);
        let digest = Sha256::digest(text.as_bytes());
        let hash: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let stem = self.name.split_once('-').map_or(self.name.as_str(), |(stem, _)| stem);
        self.name = format!("{stem}-{hash}.js");
        self.integrity = format!("sha256-{}", Base64::encode_string(&digest));
        self.size = text.len();
        self.own = Some(text.into_bytes());
    }
}

/// The parts of a file that holds everything itself.
pub(crate) struct Offline {
    pub(crate) script: String,
    pub(crate) style: String,
    /// That of a page, and the one that makes secrets; none where the script has the program.
    pub(crate) wasm: Option<[&'static [u8]; 2]>,
}

impl Offline {
    /// Returns the parts.
    ///
    /// # Errors
    ///
    /// Fails where this program was compiled without the widget, or without what runs where there is no WebAssembly.
    pub(crate) fn needed(words: &Words, no_wasm: bool) -> Result<Self, Abort> {
        let script = if no_wasm { "offline/plain.js" } else { "offline/script.js" };
        if no_wasm && bytes(script).is_none() {
            let message = "this `sitevar` was built without npm, so it has no program in plain JavaScript";
            return Err(Abort::new(message)
                .help("run `cargo xtask widget` where npm is, then build the command again"));
        }
        let parts = || {
            let widget = Widget::embedded()?;
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
            let english = widget.file("loader")?.words.as_ref()?;
            let wasm = |role: &str| bytes(&format!("web/{}", widget.file(role)?.name));
            let wasm = || Some([wasm("wasm")?, wasm("secret-wasm")?]);
            Some(Self {
                script: text(bytes(script)?)?.replacen(english.as_str(), &words.loader(), 1),
                style: text(widget.file("style")?.bytes())?,
                wasm: if no_wasm { None } else { Some(wasm()?) },
            })
        };
        parts().ok_or_else(|| Abort::new(MISSING).help(HOW))
    }
}

fn bytes(path: &str) -> Option<&'static [u8]> {
    EMBEDDED.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
}
