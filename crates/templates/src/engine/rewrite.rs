//! Rewrites a parsed template into one that the engine can run, and notes what it needs.
//!
//! The engine knows maps and plain functions. Hugo's templates call methods with arguments, use dotted function names,
//! and authors want to know where something failed. So, before a template runs,
//!
//! 1. `.Page.Title`, `$x.y` and `(f).z` become `__member offset receiver count "Page" "Title" args…`,
//! 2. `trim` and `strings.Trim` become `__call offset row args…`, with the row of the function in the table,
//! 3. what is printed and what is looped over pass through `__print` and `__range`,
//! 4. every round of a loop and every run of a definition begins with `__step`, which counts (see `counting`).

use std::collections::BTreeSet;

use gotmpl::parse::{
    ActionNode, BranchNode, CommandNode, Expr, ListNode, Node, Number, PipeNode, Pos, SmolStr,
};

use crate::engine::endless::Braces;
use crate::engine::function_table::Find;

/// What was found out about a template while it was rewritten.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// It mentions `.Inner` or `.InnerDeindent`.
    pub(crate) inner: bool,
    /// How deep its blocks and brackets are nested.
    pub(crate) levels: usize,
    /// The definitions that it runs with `template`.
    pub(crate) runs: BTreeSet<String>,
    /// What its text may do to the braces of a script.
    pub(crate) braces: Braces,
    /// The parameters of a call that it reads.
    pub(crate) reads: Reads,
}

/// The parameters of a call that a template reads, as far as its text tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reads {
    /// By these names.
    pub(crate) names: BTreeSet<String>,
    /// It may read any: it takes all of them, works out a name, or hands the whole call on.
    pub(crate) any: bool,
}

impl Reads {
    /// Adds what another part reads.
    pub(crate) fn add(&mut self, other: &Self) {
        self.names.extend(other.names.iter().cloned());
        self.any |= other.any;
    }

    /// Notes a chain of members with its arguments, such as `.Get "title"`.
    fn note(&mut self, names: &[impl AsRef<str>], args: &[Expr]) {
        self.any |= names.first().is_some_and(|name| name.as_ref() == "Params");
        if names.last().is_some_and(|name| name.as_ref() == "Get") {
            match args {
                [Expr::String(_, name)] => drop(self.names.insert(name.to_string())),
                [Expr::Number(..)] => {}
                _ => self.any = true,
            }
        }
    }
}

/// Rewrites a tree; `defines` are the names that the same file defines, `find` looks a function up. In a definition,
/// dot is what the file gives it.
pub(crate) fn rewrite(
    tree: ListNode,
    is_definition: bool,
    defines: &BTreeSet<String>,
    find: Find,
) -> (ListNode, Facts) {
    let others = usize::from(is_definition);
    let mut rewriter = Rewriter { defines, find, facts: Facts::default(), level: 0, others };
    let mut tree = rewriter.list(tree);
    tree.nodes.insert(0, step(tree.pos));
    (tree, rewriter.facts)
}

/// Functions of the engine that are left alone: two because they stop early, two because escaping knows them.
const ENGINE: [&str; 4] = ["and", "or", "html", "urlquery"];

struct Rewriter<'a> {
    defines: &'a BTreeSet<String>,
    find: Find,
    facts: Facts,
    level: usize,
    /// How many blocks are around in which dot is something else than the call.
    others: usize,
}

impl Rewriter<'_> {
    fn list(&mut self, list: ListNode) -> ListNode {
        self.level += 1;
        self.facts.levels = self.facts.levels.max(self.level);
        let nodes = list.nodes.into_iter().map(|node| self.node(node)).collect();
        self.level -= 1;
        ListNode { pos: list.pos, nodes }
    }

    fn node(&mut self, node: Node) -> Node {
        match node {
            Node::List(list) => Node::List(self.list(list)),
            Node::Action(action) => Node::Action(self.action(action)),
            Node::If(branch) => Node::If(self.branch(branch)),
            Node::With(branch) => Node::With(self.scope(branch)),
            Node::Range(branch) => {
                let mut branch = self.scope(branch);
                branch.pipe.commands.push(command(branch.pos, "__range", vec![offset(branch.pipe.pos)]));
                branch.body.nodes.insert(0, step(branch.pos));
                Node::Range(branch)
            }
            Node::Template(mut template) => {
                let pos = template.pos;
                let dot = template.pipe.take().map(|pipe| self.pipe(pipe));
                if self.defines.contains(template.name.as_str()) {
                    self.facts.runs.insert(template.name.to_string());
                    // Without a value, dot is nil in the definition.
                    template.pipe = dot.or_else(|| Some(pipe(pos, vec![command(pos, "__nil", vec![])])));
                    return Node::Template(template);
                }
                let mut args = vec![Expr::String(pos, template.name.as_str().into())];
                args.extend(dot.map(|dot| Expr::Pipe(pos, dot)));
                Node::Action(ActionNode { pos, pipe: pipe(pos, vec![self.call(pos, "template", args)]) })
            }
            Node::Text(text) => {
                self.facts.braces.read(&text.text);
                Node::Text(text)
            }
            other @ (Node::Define(_) | Node::Break(_) | Node::Continue(_)) => other,
        }
    }

    fn action(&mut self, action: ActionNode) -> ActionNode {
        let escapes = action.pipe.commands.last().and_then(|command| command.args.first()).is_some_and(
            |head| matches!(head, Expr::Identifier(_, name) if name == "html" || name == "urlquery"),
        );
        let mut pipe = self.pipe(action.pipe);
        if pipe.decl.is_empty() && !escapes {
            pipe.commands.push(command(action.pos, "__print", vec![]));
        }
        ActionNode { pos: action.pos, pipe }
    }

    fn branch(&mut self, branch: BranchNode) -> BranchNode {
        BranchNode {
            pos: branch.pos,
            pipe: self.pipe(branch.pipe),
            body: self.list(branch.body),
            else_body: branch.else_body.map(|body| self.list(body)),
        }
    }

    /// Rewrites a branch in which dot is what its pipe gives.
    fn scope(&mut self, branch: BranchNode) -> BranchNode {
        let pipe = self.pipe(branch.pipe);
        self.others += 1;
        let body = self.list(branch.body);
        self.others -= 1;
        let else_body = branch.else_body.map(|body| self.list(body));
        BranchNode { pos: branch.pos, pipe, body, else_body }
    }

    fn pipe(&mut self, pipe: PipeNode) -> PipeNode {
        self.level += 1;
        self.facts.levels = self.facts.levels.max(self.level);
        let commands = pipe.commands.into_iter().map(|command| self.command(command)).collect();
        self.level -= 1;
        PipeNode { commands, ..pipe }
    }

    fn command(&mut self, node: CommandNode) -> CommandNode {
        let pos = node.pos;
        let mut args = node.args.into_iter();
        let Some(head) = args.next() else { return CommandNode { pos, args: vec![] } };
        let args: Vec<Expr> = match &head {
            // What follows `return` is a command of its own: `return partial "x" .`
            Expr::Identifier(_, name) if name == "return" && args.len() > 0 => {
                let value = self.command(CommandNode { pos, args: args.collect() });
                vec![Expr::Pipe(pos, pipe(pos, vec![value]))]
            }
            _ => args.map(|arg| self.expr(arg)).collect(),
        };
        if matches!(&head, Expr::Identifier(_, name) if name == "try")
            && let Some(tried) = tried(&args)
        {
            return tried;
        }
        match head {
            Expr::Identifier(pos, name) => self.function(pos, &name, args),
            Expr::Chain(pos, inner, fields) => match *inner {
                Expr::Identifier(at, name) => self.dotted(pos, at, &name, &fields, args),
                inner => {
                    let receiver = self.expr(inner);
                    self.member(pos, receiver, &fields, args)
                }
            },
            Expr::Field(pos, fields) => self.member(pos, Expr::Dot(pos), &fields, args),
            Expr::Variable(pos, name, fields) if !fields.is_empty() => {
                self.member(pos, Expr::Variable(pos, name, vec![]), &fields, args)
            }
            head => {
                let head = self.expr(head);
                CommandNode { pos, args: std::iter::once(head).chain(args).collect() }
            }
        }
    }

    /// `strings.Trim` is a function; `hugo.Data.x` is a function without arguments, and then names.
    fn dotted(&mut self, pos: Pos, at: Pos, name: &str, fields: &[SmolStr], args: Vec<Expr>) -> CommandNode {
        let first = fields.first().map(SmolStr::as_str).unwrap_or_default();
        let dotted = format!("{name}.{first}");
        let (receiver, names) = match ((self.find)(&dotted), (self.find)(name)) {
            (Some(_), _) if fields.len() == 1 => return self.function(pos, &dotted, args),
            (Some(_), _) => (self.function(pos, &dotted, vec![]), &fields[1..]),
            (None, Some(_)) => (self.function(at, name, vec![]), fields),
            (None, None) => return self.function(pos, &dotted, args),
        };
        self.member(pos, Expr::Pipe(at, pipe(at, vec![receiver])), names, args)
    }

    fn expr(&mut self, expr: Expr) -> Expr {
        match expr {
            Expr::Pipe(pos, pipe) => Expr::Pipe(pos, self.pipe(pipe)),
            Expr::Identifier(pos, _) | Expr::Chain(pos, _, _) | Expr::Field(pos, _) => {
                let command = self.command(CommandNode { pos, args: vec![expr] });
                Expr::Pipe(pos, pipe(pos, vec![command]))
            }
            Expr::Variable(pos, ref name, ref fields) if !fields.is_empty() => {
                let receiver = Expr::Variable(pos, name.clone(), vec![]);
                let member = self.member(pos, receiver, &fields.clone(), vec![]);
                Expr::Pipe(pos, pipe(pos, vec![member]))
            }
            other => {
                let is_call = match &other {
                    Expr::Dot(_) => self.others == 0,
                    Expr::Variable(_, name, _) => name == "$",
                    _ => false,
                };
                self.facts.reads.any |= is_call;
                other
            }
        }
    }

    /// Returns the command that calls a function by name.
    fn function(&self, pos: Pos, name: &str, args: Vec<Expr>) -> CommandNode {
        if ENGINE.contains(&name) { command(pos, name, args) } else { self.call(pos, name, args) }
    }

    fn call(&self, pos: Pos, name: &str, args: Vec<Expr>) -> CommandNode {
        let mut all = vec![offset(pos)];
        match (self.find)(name) {
            Some(row) => all.push(number(pos, row)),
            // The name is passed on for the message.
            None => all.push(Expr::String(pos, name.into())),
        }
        all.extend(args);
        command(pos, "__call", all)
    }

    fn member(
        &mut self,
        pos: Pos,
        receiver: Expr,
        names: &[impl AsRef<str>],
        args: Vec<Expr>,
    ) -> CommandNode {
        self.facts.reads.note(names, &args);
        self.facts.inner |= names.iter().any(|name| matches!(name.as_ref(), "Inner" | "InnerDeindent"));
        let mut all = vec![offset(pos), receiver, number(pos, names.len())];
        all.extend(names.iter().map(|name| Expr::String(pos, name.as_ref().into())));
        all.extend(args);
        command(pos, "__member", all)
    }
}

/// Returns the command that `try` holds, made to give its error instead of failing.
fn tried(args: &[Expr]) -> Option<CommandNode> {
    let [Expr::Pipe(_, pipe)] = args else { return None };
    let [only] = pipe.commands.as_slice() else { return None };
    let (head, rest) = only.args.split_first()?;
    let name = match head {
        Expr::Identifier(_, name) if name == "__call" => "__try_call",
        Expr::Identifier(_, name) if name == "__member" => "__try_member",
        _ => return None,
    };
    Some(command(only.pos, name, rest.to_vec()))
}

fn command(pos: Pos, name: &str, args: Vec<Expr>) -> CommandNode {
    let head = Expr::Identifier(pos, name.into());
    CommandNode { pos, args: std::iter::once(head).chain(args).collect() }
}

fn pipe(pos: Pos, commands: Vec<CommandNode>) -> PipeNode {
    PipeNode { pos, decl: vec![], commands, is_assign: false }
}

/// Returns a node that counts and prints nothing: no template can write the name of its variable.
fn step(pos: Pos) -> Node {
    let mut pipe = pipe(pos, vec![command(pos, "__step", vec![offset(pos)])]);
    pipe.decl.push("$\0step".into());
    Node::Action(ActionNode { pos, pipe })
}

fn offset(pos: Pos) -> Expr {
    number(pos, pos.offset)
}

fn number(pos: Pos, number: usize) -> Expr {
    Expr::Number(pos, Number::Int(i64::try_from(number).unwrap_or(i64::MAX)))
}
