//! Several modules as one: each becomes a function that is called once, in the order in which they need each other.
//!
//! So a page makes one request for each entry, and the build needs no tool from another world.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::module::{Import, Module};
use crate::project;

/// Where modules come from.
pub(super) struct Sources {
    /// The folder of our own.
    pub(super) folder: PathBuf,
    /// wasm-bindgen's.
    pub(super) glue: String,
    /// What the program is.
    pub(super) kind: Kind,
}

/// What a program is, by which some modules have another in their place.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// WebAssembly.
    Wasm,
    /// WebAssembly that renders guides.
    Guide,
    /// Plain JavaScript.
    Plain,
}

/// An entry with everything that it imports.
pub(super) struct Bundle {
    body: String,
    exports: Vec<(String, String)>,
}

/// Names that only some programs have, and the kind that must have them: others never ask for them.
const PARTIAL: [(&str, Option<Kind>); 2] = [("PageText", None), ("is_of_webcrypto", Some(Kind::Plain))];

/// The module by which an entry finds the files beside it; it differs for each entry and each kind of output.
const FILES: &str = "./files.js";

/// wasm-bindgen's JavaScript.
const GLUE: &str = "./wasm.js";

/// The module that renders guides, and the one in its place where nothing does.
const GUIDE: [&str; 2] = ["./guide.js", "no_guide.js"];

/// The modules that start WebAssembly, and those in their place where the program is plain JavaScript.
const ENGINES: [[&str; 2]; 2] = [["./engine.js", "plain_engine.js"], ["./start.js", "plain_start.js"]];

impl Sources {
    /// Returns the sources of this project around a program.
    pub(super) fn new(glue: String, kind: Kind) -> Self {
        Self { folder: project::root().join("crates/widget/js"), glue, kind }
    }

    /// Returns the name of the file that a module is in.
    fn file(&self, path: &str) -> String {
        let guide = (self.kind != Kind::Guide).then_some(GUIDE);
        let engines = ENGINES.into_iter().filter(|_| self.kind == Kind::Plain);
        let found = guide.into_iter().chain(engines).find(|[module, _]| *module == path);
        found.map_or(path.trim_start_matches("./"), |[_, other]| other).to_owned()
    }

    /// Bundles an entry, whose `./files.js` has the given text.
    ///
    /// # Errors
    ///
    /// Fails with the file and the line that is not understood.
    pub(super) fn bundle(&self, entry: &str, files: &str) -> Result<Bundle, String> {
        let mut bundler =
            Bundler { sources: self, files, exported: Vec::new(), open: Vec::new(), body: String::new() };
        let Bundle { body, exports } = bundler.read(entry)?;
        Ok(Bundle { body: bundler.body + &body, exports })
    }
}

impl Bundle {
    /// Returns the text of the module.
    pub(super) fn module(&self) -> String {
        let mut text = self.body.clone();
        let names: Vec<String> = self.exports.iter().map(|(out, name)| format!("{name} as {out}")).collect();
        if !names.is_empty() {
            let _ = writeln!(text, "export {{ {} }};", names.join(", "));
        }
        minified(&text)
    }

    /// Returns an expression whose value has the exports as its members.
    pub(super) fn expression(&self) -> String {
        let names = self.exports.iter().map(|(out, name)| match out == name {
            true => name.clone(),
            false => format!("{out}:{name}"),
        });
        let names: Vec<String> = names.collect();
        format!("(()=>{{\n{}return{{{}}};\n}})()", self.body, names.join(","))
    }

    /// Returns the text of a script, which cannot export anything.
    pub(super) fn script(&self) -> String {
        minified(&self.body)
    }
}

/// Leaves out what of JavaScript is for people.
pub(super) fn minified(script: &str) -> String {
    minifier::js::minify(script).to_string()
}

struct Bundler<'a> {
    sources: &'a Sources,
    files: &'a str,
    /// The modules that are in it, and the names that each exports.
    exported: Vec<(String, Vec<String>)>,
    open: Vec<String>,
    body: String,
}

impl Bundler<'_> {
    /// Reads a module, after everything that it imports; what that exports are its first names.
    fn read(&mut self, path: &str) -> Result<Bundle, String> {
        let text = match path {
            FILES => self.files.to_owned(),
            GLUE => self.sources.glue.clone(),
            _ => super::read_text(&self.sources.folder.join(self.sources.file(path)))?,
        };
        let Module { imports, exports, body: code } =
            Module::parse(&text).map_err(|why| format!("{path}, {why}"))?;
        self.open.push(path.to_owned());
        let mut body = String::new();
        for import in &imports {
            self.add(&import.path)?;
            self.check(import).map_err(|why| format!("{path}: {why}"))?;
            let statement = format!("const {} = {};", import.pattern, variable(&import.path));
            let _ = writeln!(body, "{statement}");
        }
        self.open.pop();
        Ok(Bundle { body: body + &code, exports })
    }

    fn add(&mut self, path: &str) -> Result<(), String> {
        if self.exported.iter().any(|(done, _)| done == path) {
            return Ok(());
        }
        if self.open.iter().any(|open| open == path) {
            return Err(format!("{path} imports itself: {}", self.open.join(" → ")));
        }
        let bundle = self.read(path)?;
        let _ = writeln!(self.body, "const {}={};", variable(path), bundle.expression());
        let names = bundle.exports.into_iter().map(|(name, _)| name).collect();
        self.exported.push((path.to_owned(), names));
        Ok(())
    }

    /// Checks that a module has every name that is imported from it: JavaScript would go on without.
    fn check(&self, Import { path, names, .. }: &Import) -> Result<(), String> {
        let exported = self.exported.iter().find(|(done, _)| done == path).map(|(_, names)| names.as_slice());
        let is_there = |name: &String| exported.is_some_and(|exported| exported.contains(name));
        let may_lack = |name: &String| {
            PARTIAL.iter().any(|(partial, kind)| partial == name && *kind != Some(self.sources.kind))
        };
        match names.iter().find(|name| !is_there(name) && !may_lack(name)) {
            Some(name) => Err(format!("{path} exports no `{name}`")),
            None => Ok(()),
        }
    }
}

/// Returns the name of the variable that holds a module's exports.
fn variable(path: &str) -> String {
    let name = path.trim_start_matches("./").trim_end_matches(".js");
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("${name}")
}
