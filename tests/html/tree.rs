//! HTML as a browser's parser sees it, written down so that only what a reader could notice makes a difference.

use std::fmt::Write as _;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Parses the content of a page.
fn parse(html: &str) -> RcDom {
    let context = html5ever::QualName::new(None, ns!(html), local_name!("body"));
    parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html)
}

/// Counts what the parser had to repair.
pub fn repairs(html: &str) -> usize {
    parse(html).errors.borrow().len()
}

/// Writes a tree with one line for each block, white space folded and attributes sorted.
pub fn normal(html: &str) -> String {
    let mut writer = Normal::default();
    each(html, &mut |node, enter| writer.visit(node, enter));
    writer.out
}

/// Writes the elements, the names of their attributes, and the comments' places: what a value must never change.
pub fn skeleton(html: &str) -> String {
    let mut out = String::new();
    each(html, &mut |node, enter| match &node.data {
        NodeData::Element { name, attrs, .. } if enter => {
            let mut names: Vec<_> = attrs.borrow().iter().map(|a| a.name.local.to_string()).collect();
            names.sort_unstable();
            let _ = write!(out, "<{} {names:?}>", name.local);
        }
        NodeData::Element { .. } => out.push_str("</>"),
        NodeData::Comment { .. } if enter => out.push_str("<!>"),
        _ => {}
    });
    out
}

/// Returns the text of the page, that of scripts and styles left out.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut silent = 0;
    each(html, &mut |node, enter| match &node.data {
        NodeData::Element { name, .. } if matches!(&*name.local, "script" | "style") => {
            if enter {
                silent += 1
            } else {
                silent -= 1
            }
        }
        NodeData::Text { contents } if enter && silent == 0 => out.push_str(&contents.borrow()),
        _ => {}
    });
    out
}

/// Returns element, name and value of every attribute.
pub fn attributes(html: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    each(html, &mut |node, enter| {
        if let (NodeData::Element { name, attrs, .. }, true) = (&node.data, enter) {
            let attribute = |a: &html5ever::Attribute| {
                (name.local.to_string(), a.name.local.to_string(), a.value.to_string())
            };
            found.extend(attrs.borrow().iter().map(attribute));
        }
    });
    found
}

/// Returns the inner text of every element of a name, in their order.
pub fn texts_of(html: &str, element: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = Vec::new();
    each(html, &mut |node, enter| match &node.data {
        NodeData::Element { name, .. } if &*name.local == element => {
            if enter {
                open.push(found.len());
                found.push(String::new());
            } else {
                open.pop();
            }
        }
        NodeData::Text { contents } if enter => {
            for index in &open {
                found[*index].push_str(&contents.borrow());
            }
        }
        _ => {}
    });
    found
}

/// Returns what stands between two texts: every heading, item, cell and term with its folded text, and code as it is.
pub fn blocks_between(html: &str, first: &str, last: &str) -> Vec<String> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open: Vec<Option<usize>> = Vec::new();
    let (mut inside, mut behind) = (false, false);
    each(html, &mut |node, enter| match &node.data {
        NodeData::Element { name, .. } if enter => {
            let name = name.local.to_string();
            let told = inside && !behind && TOLD.contains(&name.as_str());
            open.push(told.then_some(found.len()));
            found.extend(told.then(|| (name, String::new())));
        }
        NodeData::Element { .. } => drop(open.pop()),
        NodeData::Text { contents } if enter => {
            let contents = contents.borrow();
            inside |= contents.contains(first);
            behind |= contents.contains(last);
            for index in open.iter().flatten() {
                found[*index].1.push_str(&contents);
            }
        }
        _ => {}
    });
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = |(name, text): (String, String)| match name.as_str() {
        "pre" => format!("{name}: {text:?}"),
        _ => format!("{name}: {}", folded(&text)),
    };
    assert!(inside && behind, "{first} and {last} stand in {html}");
    found.into_iter().map(shown).collect()
}

/// The elements that [`blocks_between`] tells of.
const TOLD: [&str; 13] =
    ["blockquote", "dd", "dt", "h1", "h2", "h3", "h4", "li", "pre", "td", "th", "b", "em"];

/// Returns level, id and folded text of every heading.
pub fn headings(html: &str) -> Vec<(String, String, String)> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    let mut open = false;
    each(html, &mut |node, enter| match &node.data {
        NodeData::Element { name, attrs, .. }
            if matches!(&*name.local, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") =>
        {
            open = enter;
            if enter {
                let id = attrs.borrow().iter().find(|a| &*a.name.local == "id").map(|a| a.value.to_string());
                found.push((name.local.to_string(), id.unwrap_or_default(), String::new()));
            }
        }
        NodeData::Text { contents } if enter && open => {
            if let Some((_, _, text)) = found.last_mut() {
                text.push_str(&contents.borrow());
            }
        }
        _ => {}
    });
    for (_, _, text) in &mut found {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    found
}

/// Returns where a browser with or without scripts has a text outside of text: attributes, comments, and elements in
/// which text is code, the value of a field, or a title.
pub fn outside_text(html: &str, needle: &str, scripting: bool) -> Vec<String> {
    const CLOSED: &str =
        "datalist figcaption iframe noembed noframes noscript option script select style textarea title xmp";
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = scripting;
    let context = html5ever::QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), options, context, Vec::new(), scripting).one(html);
    let mut found = Vec::new();
    let mut waiting: Vec<(Handle, Option<String>)> = vec![(dom.document.clone(), None)];
    while let Some((node, closed)) = waiting.pop() {
        let mut inside = closed;
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let holds = |a: &&html5ever::Attribute| a.value.contains(needle);
                found.extend(
                    attrs.borrow().iter().filter(holds).map(|a| format!("{} {}", name.local, a.name.local)),
                );
                let is_closed = CLOSED.split(' ').any(|closed| closed == &*name.local);
                inside = inside.or(is_closed.then(|| name.local.to_string()));
            }
            NodeData::Text { contents } if contents.borrow().contains(needle) => found.extend(inside.clone()),
            NodeData::Comment { contents } if contents.contains(needle) => found.push("comment".to_owned()),
            _ => {}
        }
        waiting.extend(node.children.borrow().iter().map(|child| (child.clone(), inside.clone())));
    }
    found
}

/// Visits every node, entering and leaving, without recursion: pages may be nested deep.
fn each(html: &str, visit: &mut dyn FnMut(&Handle, bool)) {
    // The nodes live only as long as the document.
    let dom = parse(html);
    let mut waiting = vec![(dom.document.clone(), true)];
    while let Some((node, enter)) = waiting.pop() {
        visit(&node, enter);
        if enter {
            waiting.push((node.clone(), false));
            waiting.extend(node.children.borrow().iter().rev().map(|child| (child.clone(), true)));
        }
    }
}

/// Elements around which white space means nothing.
const BLOCKS: [&str; 25] = [
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "th",
    "ul",
];
const ROWS: [&str; 2] = ["thead", "tr"];

#[derive(Default)]
struct Normal {
    out: String,
    preformatted: usize,
    behind_block: bool,
}

impl Normal {
    fn visit(&mut self, node: &Handle, enter: bool) {
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let name = &*name.local;
                let is_block = BLOCKS.contains(&name) || ROWS.contains(&name);
                if is_block && self.preformatted == 0 {
                    self.out.truncate(self.out.trim_end().len());
                    self.out.push_str(if enter { "\n" } else { "" });
                }
                if name == "pre" {
                    if enter { self.preformatted += 1 } else { self.preformatted -= 1 }
                }
                if enter {
                    let mut attributes: Vec<_> =
                        attrs.borrow().iter().map(|a| format!(" {}={:?}", a.name.local, &*a.value)).collect();
                    attributes.sort_unstable();
                    let _ = write!(self.out, "<{name}{}>", attributes.concat());
                } else {
                    let _ = write!(self.out, "</{name}>");
                }
                self.behind_block = is_block;
            }
            NodeData::Text { contents } if enter => {
                let text = contents.borrow();
                if self.preformatted > 0 {
                    // Whether the last line of code has an end shows nowhere.
                    self.out.push_str(text.trim_end_matches('\n'));
                    return;
                }
                for (index, word) in text.split_ascii_whitespace().enumerate() {
                    let space = index > 0 || text.starts_with(|c: char| c.is_ascii_whitespace());
                    if space && !self.behind_block && !self.out.ends_with(' ') {
                        self.out.push(' ');
                    }
                    self.out.push_str(word);
                    self.behind_block = false;
                }
                if text.ends_with(|c: char| c.is_ascii_whitespace())
                    && !self.behind_block
                    && !self.out.ends_with(' ')
                {
                    self.out.push(' ');
                }
            }
            NodeData::Comment { contents } if enter => {
                let _ = write!(self.out, "<!--{contents}-->");
            }
            _ => {}
        }
    }
}
