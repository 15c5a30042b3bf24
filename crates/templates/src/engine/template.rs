//! One template file, parsed and ready to run.
//!
//! 1. The text is parsed by the engine's parser, its trees are rewritten (see `rewrite`).
//! 2. A `.html` file runs with contextual escaping, any other without (see `run`).

use std::collections::{BTreeMap, BTreeSet};

use gotmpl::TemplateError;
use gotmpl::parse::{ListNode, Parser};
use sitevar_core::{Code, Failure, Frame, Position, without_marks};

use crate::engine::balance;
use crate::engine::comments;
use crate::engine::endless;
use crate::engine::function_table::FunctionTable;
use crate::engine::rewrite::{self, Facts, Reads};

/// A template that is ready to run; shared by all pages and threads.
pub(crate) struct Template {
    /// The file's path below the site's root.
    pub(crate) path: String,
    /// It mentions `.Inner` or `.InnerDeindent`.
    pub(crate) needs_inner: bool,
    /// The parameters of a call that it reads.
    pub(crate) reads: Reads,
    /// It comes with the product.
    pub(crate) shipped: bool,
    /// How many levels of the stack it may take while it runs.
    pub(crate) levels: usize,
    /// What it may call.
    pub(crate) functions: &'static FunctionTable,
    pub(super) engine: Engine,
    text: String,
    defines: BTreeSet<String>,
}

/// A template of the engine, with its definitions.
pub(super) enum Engine {
    Html(Box<gotmpl::html::Template>),
    Text(Box<gotmpl::Template>),
}

/// How deep definitions may run each other when they run themselves: the engine's own limit.
const RECURSION: usize = 200;

/// The name of a file's own body among its definitions; no template can write it.
pub(super) const MAIN: &str = "\0main";

impl Template {
    /// Parses a template; `escape` asks for html/template's contextual escaping.
    ///
    /// # Errors
    ///
    /// Fails where the text is not a template, and says where.
    pub(crate) fn parse(
        path: &str,
        text: &str,
        escape: bool,
        functions: &'static FunctionTable,
    ) -> Result<Self, Failure> {
        let text = without_marks(text).into_owned();
        if let Some((message, at)) = balance::problem(&text) {
            let Position { line, column, .. } = Position::of(&text, at);
            return Err(bad_at(path, message, line, column));
        }
        let text = comments::rewrite(&text).into_owned();
        let bad = |error| bad_template(path, &text, error);
        let (main, definitions) = Parser::new(&text, "{{", "}}").and_then(Parser::parse).map_err(bad)?;
        let defines: BTreeSet<String> = definitions.iter().map(|define| define.name.to_string()).collect();
        let mut facts = BTreeMap::new();
        let mut trees: BTreeMap<String, ListNode> = BTreeMap::new();
        let bodies = definitions.into_iter().map(|define| (define.name.to_string(), define.body));
        for (name, tree) in std::iter::once((MAIN.to_owned(), main)).chain(bodies) {
            // An empty definition does not replace one with content, as in Go.
            if tree.is_empty_tree() && trees.contains_key(&name) {
                continue;
            }
            let (tree, found) = rewrite::rewrite(tree, name != MAIN, &defines, functions.find);
            facts.insert(name.clone(), found);
            trees.insert(name, tree);
        }
        if let Some(name) = endless::find(&facts).filter(|_| escape) {
            let message = format!("`{name}` runs itself, and may open one more brace of a script each time");
            let at = trees.get(name).map_or(0, |tree| tree.pos.offset);
            let Position { line, column, .. } = Position::of(&text, at);
            return Err(
                bad_at(path, message, line, column).help("close every `${` in the text that opens it")
            );
        }
        Ok(Self {
            path: path.to_owned(),
            shipped: false,
            needs_inner: facts.values().any(|facts| facts.inner),
            reads: {
                let mut reads = Reads::default();
                facts.values().for_each(|facts| reads.add(&facts.reads));
                reads
            },
            levels: {
                let mut known = Levels::new();
                facts.keys().map(|name| levels(name, &facts, 0, &mut known)).max().unwrap_or(1) + 2
            },
            engine: engine(escape, trees, functions).map_err(|error| bad_template(path, &text, error))?,
            text,
            defines,
            functions,
        })
    }

    /// Returns the names that the file defines.
    pub(crate) fn defines(&self) -> &BTreeSet<String> {
        &self.defines
    }

    /// Returns whether its text is HTML.
    pub(crate) fn is_html(&self) -> bool {
        matches!(self.engine, Engine::Html(_))
    }

    /// Returns the frame of a byte of the file.
    pub(crate) fn frame(&self, offset: usize) -> Frame {
        let position = Position::of(&self.text, offset);
        self.frame_at(position.line, position.column)
    }

    /// Returns the frame of a line and a column, zero where unknown.
    pub(crate) fn frame_at(&self, line: usize, column: usize) -> Frame {
        Frame { message: format!("in `{}`", self.path), file: Some(self.path.clone()), line, column }
    }
}

fn engine(
    escape: bool,
    trees: BTreeMap<String, ListNode>,
    functions: &FunctionTable,
) -> gotmpl::Result<Engine> {
    if !escape {
        let template = trees
            .into_iter()
            .fold(functions.text.clone(), |all, (name, tree)| all.add_parse_tree(&name, tree));
        return Ok(Engine::Text(Box::new(template)));
    }
    // Escaping starts from the root, so the root runs the body; otherwise its errors would be dropped.
    let mut template =
        functions.html.clone().parse(&format!("{{{{template \"{}\" .}}}}", MAIN.replace('\0', "\\x00")))?;
    for (name, tree) in trees {
        template = template.add_parse_tree(&name, tree)?;
    }
    Ok(Engine::Html(Box::new(template)))
}

/// Returns how deep a definition and those that it runs are nested; `known` holds those that were computed.
fn levels(name: &str, facts: &BTreeMap<String, Facts>, on_the_way: usize, known: &mut Levels) -> usize {
    if let Some(levels) = known.get(name) {
        return *levels;
    }
    let Some(found) = facts.get(name) else { return 0 };
    if on_the_way == RECURSION {
        return RECURSION;
    }
    // A definition that leads back here runs itself.
    known.insert(name.to_owned(), RECURSION);
    let deepest = found.runs.iter().map(|next| levels(next, facts, on_the_way + 1, known)).max().unwrap_or(0);
    let levels = (found.levels + deepest).min(RECURSION);
    known.insert(name.to_owned(), levels);
    levels
}

/// How deep definitions are nested.
type Levels = BTreeMap<String, usize>;

fn bad_template(path: &str, text: &str, error: TemplateError) -> Failure {
    let (message, line, column) = match error {
        TemplateError::Parse { line, col, message, .. } | TemplateError::Lex { line, col, message, .. } => {
            (message, line, col)
        }
        error => (error.to_string(), 0, 0),
    };
    let end = Position::of(text, text.len());
    let (line, column) = if line > end.line { (end.line, end.column) } else { (line, column) };
    bad_at(path, message, line, column)
}

fn bad_at(path: &str, message: String, line: usize, column: usize) -> Failure {
    let frame = Frame { message: format!("in `{path}`"), file: Some(path.to_owned()), line, column };
    Failure { trace: vec![frame], ..Failure::new(Code::BadTemplate, message) }
}
