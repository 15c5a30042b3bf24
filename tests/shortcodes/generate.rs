//! Random pages out of the pieces that shortcode syntax is made of, right and wrong ones.

use fastrand::Rng;

/// Pieces that stand around and inside tags.
const TEXTS: [&str; 24] = [
    "a",
    " ",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "- ",
    "1. a\n   ",
    "> ",
    "```\n",
    "`",
    "{",
    "}",
    "{{",
    "}}",
    "é",
    "漢字",
    "<!--more-->",
    "\r\n",
    "/*",
    "*/",
    "**b**",
    "    ",
    ">}}",
];

const NAMES: [&str; 9] = ["leaf", "two", "dump", "dump", "inner", "inner", "deindent", "Leaf", "nosuch"];

const PARAMS: [&str; 32] = [
    "a=1",
    "b=\"x y\"",
    "c=`r\nw`",
    "d=true",
    "é=ü",
    "f=3.5",
    "g=\"q\\\"z\\\\\"",
    "h=x>y",
    "i=\"\"",
    "a=\"2\"b=3",
    "1",
    "true",
    "x.y",
    "\"q\"",
    "`raw`",
    "-7",
    "007",
    ".5",
    "1.",
    "word",
    "\"a >}} b\"",
    "\"C:\\t\"",
    "naïve",
    "\\\"esc\\\"",
    "+5",
    "a/b",
    "x=\\\"e\\\"",
    "=",
    "a=",
    "\\`x\\`",
    "99999999999999999999",
    "k = \"spaced\"",
];

/// Right, but unusual.
const ODD: [&str; 8] = [
    "{{</* leaf */>}}",
    "{{%/* dump \"x\" */%}}",
    "{{</*/* leaf */*/>}}",
    "{{</* a\nb */>}}",
    "{{{< leaf >}}}",
    "{{<leaf>}}",
    "{{<two>}}",
    "{{ .Title }}",
];

/// Wrong, at least where nothing around makes it right.
const WRONG: [&str; 9] = [
    "{{< >}}",
    "{{< leaf %}}",
    "{{</* x",
    "{{< dump `x",
    "{{< dump \"x\n\" >}}",
    "{{< / >}}",
    "{{< /leaf >}}",
    "{{< le.af >}}",
    "{{< inner / x >}}",
];

/// Makes one page with front matter; about half of them are without error.
pub fn page(rng: &mut Rng) -> String {
    let mut out = String::from("---\ntitle: t\n---\n");
    // A page that starts with a brace is front matter in JSON to Hugo.
    out.push('x');
    block(rng, &mut out, 0);
    out
}

fn block(rng: &mut Rng, out: &mut String, depth: usize) {
    for _ in 0..rng.usize(1..6) {
        match rng.usize(0..10) {
            0..4 => out.push_str(pick(rng, &TEXTS)),
            4..9 => call(rng, out, depth),
            _ => odd(rng, out),
        }
    }
}

fn call(rng: &mut Rng, out: &mut String, depth: usize) {
    let name = if rng.usize(0..60) == 0 { "nosuch" } else { NAMES[rng.usize(0..NAMES.len() - 1)] };
    let takes_inner = matches!(name, "inner" | "deindent") != (rng.usize(0..50) == 0);
    // Hugo renders the Markdown inside a nested `{{% … %}}`; the vectors cover that.
    let percent = rng.bool() && !(takes_inner && depth > 0);
    let (open, close) = if percent { ("{{%", "%}}") } else { ("{{<", ">}}") };
    out.push_str(open);
    space(rng, out);
    out.push_str(name);
    params(rng, out);
    if takes_inner && (depth > 3 || rng.usize(0..5) == 0) {
        out.push_str(" /");
        out.push_str(close);
        return;
    }
    out.push(' ');
    out.push_str(close);
    if takes_inner {
        block(rng, out, depth + 1);
        if rng.usize(0..40) == 0 {
            return;
        }
        let closing = if rng.usize(0..40) == 0 { pick(rng, &NAMES) } else { name };
        let (open, close) = if rng.usize(0..5) == 0 { ("{{%", "%}}") } else { (open, close) };
        out.push_str(open);
        space(rng, out);
        out.push('/');
        space(rng, out);
        out.push_str(closing);
        space(rng, out);
        out.push_str(close);
    }
}

fn params(rng: &mut Rng, out: &mut String) {
    let named = rng.bool();
    for _ in 0..rng.usize(0..4) {
        out.push_str(pick(rng, &[" ", "  ", "\n", "\t"]));
        let from = if rng.usize(0..40) == 0 {
            0..PARAMS.len()
        } else if named {
            0..9
        } else {
            10..23
        };
        out.push_str(PARAMS[rng.usize(from)]);
    }
}

/// Things that are rarely right.
fn odd(rng: &mut Rng, out: &mut String) {
    let from: &[&str] = if rng.usize(0..12) == 0 { &WRONG } else { &ODD };
    out.push_str(pick(rng, from));
}

fn space(rng: &mut Rng, out: &mut String) {
    out.push_str(pick(rng, &["", " ", " ", "\n", "\t "]));
}

fn pick<'a>(rng: &mut Rng, from: &[&'a str]) -> &'a str {
    from[rng.usize(0..from.len())]
}
