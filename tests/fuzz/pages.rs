//! Pages: random rows of the pieces that guides are made of, and the worst pages written down.

use bolero::ValueGenerator;

/// A page that shows itself as text when it breaks a rule.
#[derive(Clone)]
pub struct Page(pub String);

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&self.0, f)
    }
}

/// Generates pages; every byte chooses a piece, so a page shrinks by losing pieces.
pub fn pages() -> impl ValueGenerator<Output = Page> {
    let bytes = bolero::produce::<Vec<u8>>().with().len(0..60usize);
    bytes.map_gen(|bytes| Page(bytes.iter().map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect()))
}

/// Returns pages that somebody might hold against us, each with a name.
pub fn worst() -> Vec<(&'static str, String)> {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let mut worst = vec![
        ("10,000 calls opened", many("{{< inner >}}", 10_000)),
        ("10,000 calls opened in Markdown", many("{{% render %}}", 10_000)),
        ("10,000 calls in each other", many("{{< inner >}}", 10_000) + &many("{{< /inner >}}", 10_000)),
        (
            "10,000 unknown calls in each other",
            many("{{< nobody >}}", 10_000) + &many("{{< /nobody >}}", 10_000),
        ),
        ("10,000 end tags", "{{< inner >}}".to_owned() + &many("{{< /inner >}}", 10_000)),
        ("10,000 calls side by side", many("{{< sitevar name=\"domain\" >}} ", 10_000)),
        ("10,000 broken tags", many("{{< inner \"", 10_000)),
        ("10,000 escapes opened", many("{{</* ", 10_000)),
        ("10,000 quotes", many("> ", 10_000) + "{{% two %}}"),
        ("10,000 lists", many("- ", 10_000) + "{{% two %}}"),
        ("a line of a megabyte", many("word ", 200_000) + "{{% two %}}"),
        ("a tag of a megabyte", "{{< leaf ".to_owned() + &many("a=b ", 250_000) + ">}}"),
        ("a name of a megabyte", "{{< ".to_owned() + &many("leaf", 250_000) + " >}}"),
        ("a parameter of a megabyte", "{{< leaf `".to_owned() + &many("word\n", 200_000) + "`>}}"),
        ("a raw parameter without end", "{{< leaf `".to_owned() + &many("word\n", 200_000)),
        ("a quoted parameter without end", "{{< leaf \"".to_owned() + &many("word ", 200_000)),
        ("a megabyte of braces", many("{", 1_000_000)),
        ("a megabyte of opening braces", many("{{<", 330_000)),
        ("100,000 brackets", many("[", 100_000)),
        ("100,000 stars", many("*a ", 100_000)),
        ("100,000 private-use characters", many("\u{F0000}", 100_000)),
        ("200,000 private-use characters, more than there are marks", many("\u{10FFFD}", 200_000)),
        ("a value and an escaped call in rendered text", RENDERED.to_owned()),
        (
            "a private-use character in an inline shortcode",
            "{{< x.inline >}}\u{F0000}{{< /x.inline >}}".to_owned(),
        ),
    ];
    for unclosed in UNCLOSED {
        worst.push((unclosed, (*unclosed).to_owned()));
        worst.push((unclosed, format!("before {unclosed}\nbehind")));
    }
    worst
}

const RENDERED: &str = "{{< render >}}{{< sitevar name=\"domain\" >}}{{</* leaf */>}}{{< /render >}}";

/// Everything that can be opened and left so.
const UNCLOSED: &[&str] = &[
    "{{<",
    "{{%",
    "{{< ",
    "{{</",
    "{{</*",
    "{{</*/* ",
    "{{< leaf",
    "{{< leaf a",
    "{{< leaf a=",
    "{{< leaf a=\"",
    "{{< leaf `",
    "{{< leaf \\\"",
    "{{< inner >}}",
    "{{% inner %}}",
    "{{< inner /",
    "{{< / >}}",
    "{{< x.inline >}}",
    "---\n",
    "+++\n",
    "{\"title\": ",
    "```",
    "~~~",
    "`",
    "<!--",
    "<div",
    "<script>",
    "[",
    "![",
    "[^1]: ",
    "$$",
    "| a |\n| -",
    "\u{FEFF}---\n",
];

/// What pages are made of: shortcode syntax, Markdown, HTML, and characters that somebody forgot.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    // Nothing: what a page shrinks to.
    "",
    // Whole calls, most of them right.
    "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}", "{{% sitevar name=\"host\" format=\"dn\" %}}",
    "{{< sitevar name=\"nobody\" >}}", "{{< sitevar-preferences >}}", "{{< leaf >}}", "{{% two %}}", "{{< two a=1 b=`x` >}}",
    "{{< inner >}}", "{{< /inner >}}", "{{% inner %}}", "{{% /inner %}}", "{{< inner />}}", "{{< deindent >}}", "{{< /deindent >}}",
    "{{< render >}}", "{{< /render >}}", "{{% render %}}", "{{% /render %}}", "{{% include %}}", "{{< again >}}", "{{< /again >}}",
    "{{% tag %}}", "{{< nobody >}}", "{{< /nobody >}}", "{{< fail >}}", "{{</* leaf */>}}", "{{%/* inner */%}}",
    "{{< x.inline >}}", "{{< /x.inline >}}", "{{< shout \"a\" >}}", "{{< shout `", "<!--more-->",
    // Parts of calls.
    "{{<", "{{%", ">}}", "%}}", "{{</", "{{%/", "/*", "*/", "*/>}}", "/", "{{", "}}", "{", "}", "inner", " leaf ", " a=", "=", "\"", "\\\"",
    "\\", "`", " true", " -7", " 3.14", " a.b", "-", "_", ".", ".inline ",
    // Markdown.
    "\n", "\n\n", "\n    ", "\n  ", "\n\t", " ", "# ", "## ", "\n===\n", "- ", "\n- ", "\n1. ", "> ", "\n> ", "```\n", "\n```yaml {title=\"x\"}\n",
    "~~~\n", "*", "**", "~~", "[", "](", "][", "]", ")", "![", "<https://", "https://example.com/", "| ", "|\n| --- |\n", "[^1]", "\n[^1]: ",
    "\n: ", "{#id .class}", "{.class}", "- [x] ", "---", "---\n", "+++\n", "...", "'", "&amp;", "&", "&#x", "\n***\n", "\n[a]: /b \"c\"\n", "word",
    // HTML.
    "<div>", "</div>", "\n<div>\n", "<b>", "</b>", "<a href=\"", "\">", "<!--", "-->", "<br/>", "<",
    // Characters.
    "\u{F0000}", "\u{F0001}", "\u{FFFFD}", "\u{10FFFD}", "\u{FEFF}", "é", "日本", "\u{1F469}\u{200D}\u{1F680}", "e\u{301}", "\r\n", "\r",
    "\0", "\u{B}", "\u{C}", "\u{85}", "\u{A0}", "\u{2028}", "ß", "İ", "\u{E000}", "\u{FFFD}",
];
