//! What was set on the command line: `--set` and `--set-file`, checked before anything is read or written.
//!
//! 1. [`Settings::read`] collects names and inputs; files are read here, a secret among them.
//! 2. [`Settings::accept`] holds them against declarations: what is put right is told once, what is refused stops the
//!    command, all of it together.
//! 3. A secret and its digest are two settings that belong together; where they do not, it is told.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use sitevar_core::{Kind, Values, Variables};
use sitevar_secret::{Digest, Excess, Limits, Secret};

use crate::args::ValueArguments;
use crate::report::{self, Abort};

/// The names that were set, each with what was written for it; there may be a secret among it, so nothing prints it.
#[derive(Default)]
pub(crate) struct Settings {
    typed: BTreeMap<String, String>,
    /// The names whose values other users of the machine can see, because they are arguments.
    visible: BTreeSet<String>,
    /// What was told already: pages that declare the same variables say the same.
    told: Mutex<BTreeSet<String>>,
}

impl Settings {
    /// Collects what was set; the last one of a name counts.
    ///
    /// # Errors
    ///
    /// Fails where a file cannot be read or is no text, and where two things are to be read from standard input.
    pub(crate) fn read(args: &ValueArguments, page_from_stdin: bool) -> Result<Self, Abort> {
        let set = split(&args.set, "--set NAME=VALUE", "domain=home.lab.example.org")?;
        let files = split(&args.set_file, "--set-file NAME=FILE", "client-secret=secret.txt")?;
        let mut settings = Self { typed: set.into_iter().collect(), ..Self::default() };
        settings.visible = settings.typed.keys().cloned().collect();
        let from_stdin = files.iter().filter(|(_, path)| path == "-").count();
        if from_stdin + usize::from(page_from_stdin) > 1 {
            return Err(Abort::new("standard input can be read only once")
                .help("name files for all but one of the page and the values"));
        }
        for (name, path) in files {
            settings.visible.remove(&name);
            let value = read_value(&name, Path::new(&path))?;
            settings.typed.insert(name, value);
        }
        Ok(settings)
    }

    /// Returns what was written for each name.
    pub(crate) fn typed(&self) -> &BTreeMap<String, String> {
        &self.typed
    }

    /// Takes what was set as the values of a site's variables.
    ///
    /// # Errors
    ///
    /// Fails with everything that a variable refuses.
    pub(crate) fn accept(&self, variables: &Variables) -> Result<Values, Abort> {
        if self.typed.is_empty() {
            return Ok(Values::default());
        }
        let all = variables.accept_all(&self.typed, &punycode);
        let refused = all.problems.iter().map(|(name, problem)| self.refusal(name, problem, variables));
        if let Some(abort) = Abort::all(refused) {
            return Err(abort);
        }
        for (name, note) in &all.notes {
            self.tell(&format!("`--set {name}=…`: {note}"));
        }
        self.tell_of_secrets(variables, &all.accepted);
        Ok(all.values)
    }

    fn refusal(&self, name: &str, problem: &str, variables: &Variables) -> Abort {
        let typed = self.typed.get(name).map_or("", String::as_str);
        let secret = variables.kind(name) == Kind::Secret;
        // What a terminal would hide or turn around is not shown, and neither is a whole book.
        let visible = |c: char| c.is_ascii_graphic() || c == ' ' || c.is_alphanumeric();
        let plain = typed.chars().count() <= 60 && typed.chars().all(visible);
        let shown = if plain && !secret { typed } else { "…" };
        let (what, help) = problem.split_once(": ").unwrap_or((problem, "write another value"));
        Abort::new(format!("`--set {name}={shown}`: {what}")).help(help)
    }

    /// Says what is worth knowing about secrets and digests that were set.
    fn tell_of_secrets(&self, variables: &Variables, accepted: &BTreeMap<String, String>) {
        let of_kind = |kind| variables.variables.iter().filter(move |(_, variable)| variable.kind == kind);
        for (name, _) in of_kind(Kind::Secret).filter(|(name, _)| self.visible.contains(*name)) {
            self.tell(&format!(
                "others on this machine can read `{name}` while the command runs: \
                 `--set-file {name}=FILE` keeps it out of their sight, `-` is standard input"
            ));
        }
        for (name, digest) in of_kind(Kind::Digest) {
            let Some(of) = &digest.of else { continue };
            match (accepted.get(of), accepted.get(name)) {
                (Some(_), None) => self.tell(&format!(
                    "`{name}` is not set, so the pages keep the digest of the example: make it with `sitevar digest`"
                )),
                (None, Some(_)) => self.tell(&format!(
                    "`{of}` is not set, so pages that show it keep the example: set it with `--set-file {of}=FILE`"
                )),
                // It takes a while to know, and one answer is enough for all pages.
                (Some(secret), Some(digest)) if self.is_new(&format!("{of} {name}")) => {
                    if let Err(why) = belong_together(secret, digest, Limits::default()) {
                        report::warn(&format!("`{name}` {why}"));
                    }
                }
                _ => {}
            }
        }
    }

    fn tell(&self, note: &str) {
        if self.is_new(note) {
            report::note(note);
        }
    }

    fn is_new(&self, words: &str) -> bool {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).insert(words.to_owned())
    }
}

/// Splits arguments at their first `=`; one without a name may be a secret, so it is not repeated.
fn split(arguments: &[String], form: &str, example: &str) -> Result<Vec<(String, String)>, Abort> {
    let parts = arguments.iter().map(|argument| match argument.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err(Abort::new(format!("the value has no name: write it as `{form}`"))
            .help(format!("such as `{example}`"))),
    });
    parts.collect()
}

/// Returns the punycode of a name with letters beyond ASCII.
pub(crate) fn punycode(name: &str) -> Option<String> {
    idna::domain_to_ascii(name).ok()
}

/// Says why a digest is not the one of a secret.
pub(crate) fn belong_together(secret: &str, digest: &str, limits: Limits) -> Result<(), Mismatch> {
    let digest: Digest =
        digest.parse().map_err(|error| Mismatch::Different(format!("cannot be read: {error}")))?;
    limits.check(digest.method(), digest.key().len()).map_err(Mismatch::Excess)?;
    match digest.verify(&Secret::new(secret.as_bytes().to_vec())) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Mismatch::Different(
            "is not the digest of the secret: make it with `sitevar digest`".to_owned(),
        )),
        Err(error) => Err(Mismatch::Different(format!("is not the digest of the secret: {error}"))),
    }
}

/// Why a digest does not count as the one of a secret.
pub(crate) enum Mismatch {
    /// It is another one.
    Different(String),
    /// It is more work to know than the limits allow.
    Excess(Excess),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Different(why) => f.write_str(why),
            Self::Excess(excess) => {
                write!(f, "was not checked against its secret: {excess}; `sitevar verify` can do more")
            }
        }
    }
}

/// Reads a value from a file or standard input, without one line feed at its end.
///
/// The name of the file may be the value itself, by mistake: no message repeats it.
fn read_value(name: &str, path: &Path) -> Result<String, Abort> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    let file = format!("the file of `--set-file {name}=…`");
    read.map_err(|error| Abort::new(format!("cannot read {file}: {}", report::reason(&error))))?;
    let mut text = String::from_utf8(bytes)
        .map_err(|_| Abort::new(format!("{file} is not UTF-8 text, and a value is text")))?;
    if text.ends_with('\n') {
        text.pop();
    }
    Ok(text)
}
