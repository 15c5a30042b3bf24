//! Imports run one way: the folders of a crate are listed from the ground up in `crates/README.md`, and none imports from
//! one after it.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{Visit, visit_item_mod, visit_path};
use syn::{ItemMod, Macro, Path, UseTree};

use super::files::{none, root, texts};

#[test]
fn every_import_runs_down_the_list_of_its_crate() {
    let mut offences = Vec::new();
    for (name, folders) in lists() {
        let prefix = format!("crates/{name}/src/");
        for (path, text) in texts(&[&prefix], "rs") {
            offences.extend(upward(&path, &path[prefix.len()..], &text, &folders));
        }
    }
    none("a folder imports only from those before it in crates/README.md", &offences);
}

#[test]
fn an_import_that_runs_up_is_found_however_it_is_written() {
    let folders: Vec<String> = ["ground", "middle", "roof"].map(str::to_owned).into();
    for code in [
        "use crate::roof::Tile;",
        "use crate::{ground::Floor, roof};",
        "use super::super::{roof::Tile as Slate};",
        "fn f() { crate::roof::lay() }",
        "fn f(tile: &[crate::roof::Tile]) {}",
        "fn f() { let _ = format!(\"{}\", crate::roof::lay()); }",
        "mod tests { use super::super::super::roof; }",
        "use crate::Tile;",
        "use crate::attic::Box;",
    ] {
        assert_eq!(upward("here", "middle/part.rs", code, &folders).len(), 1, "{code}");
    }
    for code in [
        "use crate::ground::Floor;",
        "use super::{part::roof, other}; use self::roof::Tile; use roof::Tile;",
        "fn f() { crate::middle::other(vec![super::roof()]) }",
        "mod tests { use super::super::roof; }",
    ] {
        assert_eq!(upward("here", "middle/part.rs", code, &folders), Vec::<String>::new(), "{code}");
    }
}

/// Returns the lists of `crates/README.md`: the tables after "The folders of `core`:" and its like, by the name of the crate.
fn lists() -> BTreeMap<String, Vec<String>> {
    let page = std::fs::read_to_string(root().join("crates/README.md")).unwrap();
    let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut list = None;
    for line in page.lines() {
        let first = line.split('`').nth(1).map(str::to_owned);
        match line {
            "" => {}
            _ if line.starts_with("The folders of `") || line.starts_with("The files of `") => list = first,
            _ if line.starts_with('|') => {
                if let (Some(list), Some(folder)) = (&list, first) {
                    lists.entry(list.clone()).or_default().push(folder);
                }
            }
            _ => list = None,
        }
    }
    assert!(!lists.is_empty(), "crates/README.md has no list of folders");
    lists
}

/// Returns the imports of a file that run up, and those of what is in no list.
fn upward(path: &str, inside: &str, text: &str, folders: &[String]) -> Vec<String> {
    let module = module(inside);
    let Some(own) = module.first() else { return Vec::new() };
    let place = |name: &str| folders.iter().position(|folder| folder == name);
    let Some(own) = place(own) else { return vec![format!("{path}: `{own}` is in no list")] };
    let mut found = Imports { module, names: Vec::new() };
    found.visit_file(&syn::parse_file(text).unwrap());
    let up = |name: &String| place(name).is_none_or(|target| target > own);
    found.names.iter().filter(|name| up(name)).map(|name| format!("{path}: imports from `{name}`")).collect()
}

/// Returns the path of a file's module; empty for the root.
fn module(inside: &str) -> Vec<String> {
    let path = inside.trim_end_matches(".rs");
    let mut names: Vec<String> = path.split('/').map(str::to_owned).collect();
    if ["mod", "lib", "main"].contains(&names.last().unwrap().as_str()) {
        names.pop();
    }
    names
}

/// Collects what a file names of its crate: the first name after the root, once for each time.
struct Imports {
    module: Vec<String>,
    names: Vec<String>,
}

impl Imports {
    /// Follows a path from the module that it is written in.
    fn follow(&mut self, path: &[String]) {
        let mut at = self.module.clone();
        let ups = path.iter().take_while(|name| ["self", "super"].contains(&name.as_str())).count();
        match path.first().map(String::as_str) {
            Some("crate") => at.clear(),
            Some("self" | "super") => {
                at.truncate(at.len() - path[..ups].iter().filter(|name| *name == "super").count())
            }
            // What has no such beginning is another crate's, or was imported.
            _ => return,
        }
        at.extend(path[ups.max(1)..].iter().cloned());
        self.names.extend(at.into_iter().next());
    }

    fn follow_use(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.follow_use(&path.tree, &with(&path.ident)),
            UseTree::Name(name) => self.follow(&with(&name.ident)),
            UseTree::Rename(name) => self.follow(&with(&name.ident)),
            UseTree::Glob(_) => self.follow(before),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.follow_use(tree, before)),
        }
    }

    /// Follows the paths in what a macro gets, of which only the words are known.
    fn follow_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(name) => path.push(name.to_string()),
                TokenTree::Punct(mark) if mark.as_char() == ':' => continue,
                TokenTree::Group(group) => self.follow_tokens(group.stream()),
                _ => {}
            }
            if !matches!(path.last().map(String::as_str), Some("crate" | "self" | "super")) {
                self.follow(&path);
                path.clear();
            }
        }
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_use_tree(&mut self, tree: &'ast UseTree) {
        self.follow_use(tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.follow(&names);
        visit_path(self, path);
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.module.push(module.ident.to_string());
        visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.follow_tokens(call.tokens.clone());
    }
}
