//! The worst pages written down: what somebody might hold against us, and everything that can be opened and left so.

/// Returns pages that somebody might hold against us, each with a name.
pub fn pages() -> Vec<(&'static str, String)> {
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
        worst.push((unclosed, format!("before {unclosed}\nafter")));
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
    "<p>Ü",
    "<script>ü",
    "<script><!-- ü <script>é",
    "<style>ü",
    "<title>ü",
    "<textarea>é",
    "<a ü=\"é",
    "<a href='ü",
    "<![CDATA[ü",
    "&#xFC",
    "**ü",
    "[ü](é",
    "```ü {é=\"",
    "$$ü",
    "[^ü]: é",
    "ü\n: é",
    "| ü |\n|-|\n| é",
    "> [!NOTE]\n> ü",
    "<pre><code class=\"language-ü",
    "<figure><figcaption>ü",
    "`insecure_secret` <p>Ü",
];
