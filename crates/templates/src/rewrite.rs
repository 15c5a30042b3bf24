//! Rewrites a parsed template into one that the engine can run, and notes what it needs.
//!
//! The engine knows maps and plain functions. Hugo's templates call methods with arguments, use dotted function names,
//! and authors want to know where something failed. So, before a template runs,
//!
//! 1. `.Page.Title`, `$x.y` and `(f).z` become `__member offset receiver count "Page" "Title" args…`,
//! 2. `trim` and `strings.Trim` become `__call offset number args…`, the number being the function's row in our table,
//! 3. what is printed and what is looped over pass through `__print` and `__range`,
//! 4. `errorf` is split into the engine's `printf` and ours.

use std::collections::BTreeSet;

use gotmpl::parse::{ActionNode, BranchNode, CommandNode, Expr, ListNode, Node, Number, PipeNode, Pos};

use crate::functions;

/// What was found out about a template while it was rewritten.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// It mentions `.Inner` or `.InnerDeindent`.
    pub(crate) inner: bool,
    /// How deep its blocks and brackets are nested.
    pub(crate) levels: usize,
    /// The definitions that it runs with `template`.
    pub(crate) runs: BTreeSet<String>,
}

/// Rewrites a tree; `defines` are the names that `template` finds in the same file.
pub(crate) fn rewrite(tree: ListNode, defines: &BTreeSet<String>) -> (ListNode, Facts) {
    let mut rewriter = Rewriter { defines, facts: Facts::default(), level: 0 };
    let tree = rewriter.list(tree);
    (tree, rewriter.facts)
}

/// Functions of the engine that stay what they are: the first two for their short cuts, the next for the escaping,
/// the last because they print.
const ENGINE: [&str; 7] = ["and", "or", "html", "urlquery", "print", "printf", "println"];

/// Functions whose arguments are a format and its values; the number says how many come before the format.
const FORMATTING: [(&str, usize); 8] = [
    ("errorf", 0),
    ("warnf", 0),
    ("erroridf", 1),
    ("warnidf", 1),
    ("fmt.Errorf", 0),
    ("fmt.Warnf", 0),
    ("fmt.Erroridf", 1),
    ("fmt.Warnidf", 1),
];

struct Rewriter<'a> {
    defines: &'a BTreeSet<String>,
    facts: Facts,
    level: usize,
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
            Node::With(branch) => Node::With(self.branch(branch)),
            Node::Range(branch) => {
                let mut branch = self.branch(branch);
                branch.pipe.commands.push(command(branch.pos, "__range", vec![offset(branch.pipe.pos)]));
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
                Node::Action(ActionNode { pos, pipe: pipe(pos, vec![call(pos, "template", args)]) })
            }
            other @ (Node::Text(_) | Node::Define(_) | Node::Break(_) | Node::Continue(_)) => other,
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

    fn pipe(&mut self, pipe: PipeNode) -> PipeNode {
        self.level += 1;
        self.facts.levels = self.facts.levels.max(self.level);
        let commands = pipe.commands.into_iter().flat_map(|command| self.command(command)).collect();
        self.level -= 1;
        PipeNode { commands, ..pipe }
    }

    fn command(&mut self, node: CommandNode) -> Vec<CommandNode> {
        let pos = node.pos;
        let mut args = node.args.into_iter();
        let Some(head) = args.next() else { return vec![CommandNode { pos, args: vec![] }] };
        let args: Vec<Expr> = args.map(|arg| self.expr(arg)).collect();
        match head {
            Expr::Identifier(pos, name) => function(pos, &name, args),
            Expr::Chain(pos, inner, fields) => match *inner {
                Expr::Identifier(at, name) => {
                    let dotted = fields.first().map(|field| format!("{name}.{field}")).unwrap_or_default();
                    if is_function(&dotted) && fields.len() == 1 {
                        return function(pos, &dotted, args);
                    }
                    let (receiver, names) = if is_function(&dotted) {
                        (function(pos, &dotted, vec![]), &fields[1..])
                    } else if functions::find(&name).is_some() {
                        (function(at, &name, vec![]), &fields[..])
                    } else {
                        return function(pos, &dotted, args);
                    };
                    let receiver = Expr::Pipe(at, self::pipe(at, receiver));
                    vec![self.member(pos, receiver, names, args)]
                }
                inner => {
                    let receiver = self.expr(inner);
                    vec![self.member(pos, receiver, &fields, args)]
                }
            },
            Expr::Field(pos, fields) => vec![self.member(pos, Expr::Dot(pos), &fields, args)],
            Expr::Variable(pos, name, fields) if !fields.is_empty() => {
                vec![self.member(pos, Expr::Variable(pos, name, vec![]), &fields, args)]
            }
            head => {
                let head = self.expr(head);
                vec![CommandNode { pos, args: std::iter::once(head).chain(args).collect() }]
            }
        }
    }

    fn expr(&mut self, expr: Expr) -> Expr {
        match expr {
            Expr::Pipe(pos, pipe) => Expr::Pipe(pos, self.pipe(pipe)),
            Expr::Identifier(pos, _) | Expr::Chain(pos, _, _) | Expr::Field(pos, _) => {
                let commands = self.command(CommandNode { pos, args: vec![expr] });
                Expr::Pipe(pos, pipe(pos, commands))
            }
            Expr::Variable(pos, ref name, ref fields) if !fields.is_empty() => {
                let receiver = Expr::Variable(pos, name.clone(), vec![]);
                let member = self.member(pos, receiver, &fields.clone(), vec![]);
                Expr::Pipe(pos, pipe(pos, vec![member]))
            }
            other => other,
        }
    }

    fn member(
        &mut self,
        pos: Pos,
        receiver: Expr,
        names: &[impl AsRef<str>],
        args: Vec<Expr>,
    ) -> CommandNode {
        self.facts.inner |= names.iter().any(|name| matches!(name.as_ref(), "Inner" | "InnerDeindent"));
        let mut all = vec![offset(pos), receiver, number(pos, names.len())];
        all.extend(names.iter().map(|name| Expr::String(pos, name.as_ref().into())));
        all.extend(args);
        command(pos, "__member", all)
    }
}

/// Returns whether a dotted name is a function of ours or of the engine's.
fn is_function(name: &str) -> bool {
    functions::find(name).is_some() || FORMATTING.iter().any(|(known, _)| *known == name)
}

/// Returns the commands that call a function by name.
fn function(pos: Pos, name: &str, mut args: Vec<Expr>) -> Vec<CommandNode> {
    let name = match name {
        "fmt.Print" => "print",
        "fmt.Printf" => "printf",
        "fmt.Println" => "println",
        "transform.HTMLEscape" => "htmlEscape",
        name => name,
    };
    if ENGINE.contains(&name) {
        return vec![command(pos, name, args)];
    }
    if let Some((_, before)) = FORMATTING.iter().find(|(known, _)| *known == name) {
        let format = args.split_off((*before).min(args.len()));
        return vec![command(pos, "printf", format), call(pos, name, args)];
    }
    vec![call(pos, name, args)]
}

fn call(pos: Pos, name: &str, args: Vec<Expr>) -> CommandNode {
    let mut all = vec![offset(pos)];
    match functions::find(name) {
        Some(row) => all.push(number(pos, row)),
        // The name goes along, so that the message can tell it.
        None => all.push(Expr::String(pos, name.into())),
    }
    all.extend(args);
    command(pos, "__call", all)
}

fn command(pos: Pos, name: &str, args: Vec<Expr>) -> CommandNode {
    let head = Expr::Identifier(pos, name.into());
    CommandNode { pos, args: std::iter::once(head).chain(args).collect() }
}

fn pipe(pos: Pos, commands: Vec<CommandNode>) -> PipeNode {
    PipeNode { pos, decl: vec![], commands, is_assign: false }
}

fn offset(pos: Pos) -> Expr {
    number(pos, pos.offset)
}

fn number(pos: Pos, number: usize) -> Expr {
    Expr::Number(pos, Number::Int(i64::try_from(number).unwrap_or(i64::MAX)))
}
