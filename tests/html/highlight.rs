//! Code is highlighted by tags put between: without them the page is what it was, byte for byte.

use std::ops::Range;

use sitevar_core::{ClassedRanges, HtmlOptions, HtmlToken, HtmlTokens, TokenClass, Values, highlight};

use super::{guide, tree};

/// Blocks with slots and with what looks like markup.
const CODE: [&str; 11] = [
    "```yaml\na: '{{< sitevar name=\"domain\" >}}' # {{< sitevar name=\"domain\" >}}{{< sitevar name=\"v\" >}}\n```\n",
    "```bash {title=\"a.sh\"}\necho '</span></code></pre>' && echo \"&lt;{{< sitevar name=\"host\" >}}&gt;\" <b\n```\n",
    "```\n{{< sitevar name=\"domain\" >}}\n```\n",
    "```ini\n\n\n{{< sitevar name=\"domain\" >}}{{< sitevar name=\"nothing\" >}}\u{E000}\u{F8FF}\u{10FFFD}\n```\n",
    "```yaml {hl_lines=[1,\"3-4\"] linenos=true linenostart=7}\na: {{< sitevar name=\"nothing\" >}}\n\n{{< sitevar name=\"v\" >}}\nb: &\nc\n```\n",
    "```yaml showLineNumbers\n```\n",
    "    indented & \"code\"\n",
    "<pre><code class=\"language-c\">a &ngE; b &amp &#x26; &nosuch; &\n</code></pre>\n",
    "<pre><code class=\"language-c\"><b>a</b> b</code> c <code>d &lt; <span>e</span></code></pre>\n",
    "<pre><code class=\"language-c\"><!-- a --> b</code></pre>\n<pre><code>never closed",
    "Text `with code` and <code>more &amp; more</code>.\n",
];

#[test]
fn whatever_the_parts_are_the_page_without_their_tags_is_the_page_as_it_was() {
    let mut random = fastrand::Rng::with_seed(1);
    let mut found = 0;
    for code in CODE {
        let html = guide(code).html(&Values::default(), &HtmlOptions::default()).body;
        for _ in 0..500 {
            let seed = random.u64(..);
            let highlighted = highlight(&html, &|block| parts(block.text, seed));
            assert_eq!(without_classes(&highlighted), html, "{seed}: {highlighted}");
            assert_eq!(tree::text(&highlighted), tree::text(&html), "{seed}: {highlighted}");
            assert!(tree::repairs(&highlighted) <= tree::repairs(&html), "{seed}: {highlighted}");
            found += usize::from(highlighted != html);
        }
    }
    assert!(found > 1500, "{found} of the pages have parts");
}

/// Returns parts of a text, some of which overlap, run backwards, end in a letter or beyond the text.
fn parts(text: &str, seed: u64) -> ClassedRanges {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut at = 0;
    let mut parts = ClassedRanges::new();
    while at <= text.len() {
        let start = if random.u8(..) == 0 { 0 } else { at + random.usize(..8) };
        at = if random.u8(..) == 0 { 0 } else { start } + random.usize(1..20);
        parts.push((start..at, TokenClass::ALL[random.usize(..3)]));
        at = at.max(start + 1);
    }
    parts
}

/// Takes the elements away that give parts of code their classes; each ends where it began to be open.
pub fn without_classes(html: &str) -> String {
    let mut out = String::new();
    let mut written = 0;
    let mut open = Vec::new();
    for token in HtmlTokens::new(html) {
        let (tag, is_ours) = match &token {
            HtmlToken::StartTag(tag) if tag.is("span") => {
                let is_ours = tag.attribute("class").is_some_and(|class| class.starts_with("hl-"));
                open.push(is_ours);
                (tag, is_ours)
            }
            HtmlToken::EndTag(tag) if tag.is("span") => (tag, open.pop().unwrap_or_default()),
            _ => continue,
        };
        if is_ours {
            out.push_str(&html[written..tag.range.start]);
            written = tag.range.end;
        }
    }
    out + &html[written..]
}

/// The text `ab cd ef`, with a slot at `cd`.
const SLOT: &str = "<pre><code>ab <span data-sitevar=\"v\">cd</span> ef</code></pre>";

/// Parts, and the tags that they come to.
type Case<'a> = (&'a [(Range<usize>, TokenClass)], &'a str);

#[test]
fn a_slot_is_whole_and_has_one_class() {
    const S: TokenClass = TokenClass::String;
    const K: TokenClass = TokenClass::Keyword;
    let cases: [Case<'_>; 8] = [
        (&[(0..8, S)], "[s:ab {cd} ef]"),
        (&[(3..5, S)], "ab [s:{cd}] ef"),
        (&[(0..2, S), (6..8, K)], "[s:ab] {cd} [k:ef]"),
        // A part of it decides for all of it.
        (&[(4..5, S)], "ab [s:{cd}] ef"),
        (&[(0..4, S)], "[s:ab {cd}] ef"),
        (&[(0..4, S), (4..8, S)], "[s:ab {cd} ef]"),
        (&[(0..3, S), (3..4, K), (4..8, S)], "[s:ab ][k:{cd}][s: ef]"),
        // What cannot be is left out.
        (&[(3..5, S), (4..6, K), (7..20, K)], "ab [s:{cd}] ef"),
    ];
    for (parts, expected) in cases {
        let html = highlight(SLOT, &|_| parts.to_vec());
        let short =
            html.replace("<span class=\"hl-", "[").replace("<span data-sitevar=\"v\">cd</span>", "{cd}");
        let short = short.replace("\">", ":").replace("</span>", "]");
        assert_eq!(short, format!("<pre><code>{expected}</code></pre>"), "{parts:?}");
    }
}

/// Info strings and the tags that a block of three lines has then, in short.
const LINES: [(&str, &str); 12] = [
    ("ini", "a,b,c"),
    ("ini {hl_lines=[1,\"3-4\"]}", "<M:a>,b,<M:c>"),
    ("ini {hl_lines=\"2\"}", "a,<M:b>,c"),
    ("ini hl_lines=\"1 2\"", "<M:a>,<M:b>,c"),
    ("ini {1,3}", "<M:a>,b,<M:c>"),
    ("ini {2-} title=\"a\"", "a,b,c"),
    ("ini {linenos=true}", "<1:a>,<2:b>,<3:c>"),
    ("ini {linenos=false}", "a,b,c"),
    ("ini {linenos=table linenostart=9 hl_lines=[2]}", "<9:a>,<M10:b>,<11:c>"),
    ("ini linenums=\"5\"", "<5:a>,<6:b>,<7:c>"),
    ("ini showLineNumbers {2} startLineNumber=3", "<3:a>,<M4:b>,<5:c>"),
    ("ini {hl_lines=[\"99999999999999999999\", \"2-99999999999\"]}", "a,<M:b>,<M:c>"),
];

#[test]
fn lines_are_marked_and_numbered_as_generators_write_it() {
    for (info, expected) in LINES {
        let html =
            guide(&format!("```{info}\na\nb\nc\n```\n")).html(&Values::default(), &HtmlOptions::default());
        let html = highlight(&html.body, &|_| ClassedRanges::new());
        let (_, code) = html.split_once("<code").unwrap().1.split_once('>').unwrap();
        let code = code.split_once("\n</code>").unwrap().0;
        let short =
            code.replace("<span class=\"hl-line hl-mark\"", "<M").replace("<span class=\"hl-line\"", "<");
        let short = short.replace(" data-line=\"", "").replace('"', "").replace("</span>", "]");
        let short = short.replace('>', ":").replace(']', ">").replace('\n', ",");
        assert_eq!(short, expected, "{info}");
    }
}
