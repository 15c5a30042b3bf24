//! Where generators say the language and the title of code, what starts a line, and what is no text of a page.

use sitevar_core::{Layout, PassageKind};

/// HTML as generators write it, with the language and the title of its block.
const BLOCKS: &[(&str, &str, &str)] = &[
    ("<pre><code class=\"language-yaml\">x</code></pre>", "yaml", ""),
    ("<pre><code class=\"hljs language-c++ editable\">x</code></pre>", "c++", ""),
    ("<pre><code class=\"language-rust,ignore\">x</code></pre>", "rust", ""),
    ("<pre class=\"lang-sh\"><code>x</code></pre>", "sh", ""),
    ("<div class=\"highlight\"><pre class=\"chroma\"><code data-lang=\"text\">x</code></pre></div>", "", ""),
    (
        "<div class=\"highlight-yaml notranslate\"><div class=\"highlight\"><pre>x</pre></div></div>",
        "yaml",
        "",
    ),
    (
        "<div class=\"highlight-default notranslate\"><div class=\"highlight\"><pre>x</pre></div></div>",
        "",
        "",
    ),
    ("<div class=\"highlight highlight-source-shell\"><pre>x</pre></div>", "shell", ""),
    ("<div class=\"language-text highlight\"><pre><code>x</code></pre></div>", "", ""),
    (
        "<div class=\"language-yaml highlight\"><span class=\"filename\">a.yml</span><pre><code>x</code></pre></div>",
        "yaml",
        "a.yml",
    ),
    (
        "<div class=\"language-yaml highlight\"><table class=\"highlighttable\"><tr><th colspan=2 class=\"filename\"><span \
         class=\"filename\">a.yml</span></th></tr><tr><td class=\"linenos\"><pre>1</pre></td><td class=\"code\"><div>\
         <pre><code>x</code></pre></div></td></tr></table></div>",
        "yaml",
        "a.yml",
    ),
    (
        "<div class=\"language-ini codeBlockContainer_Ckt0\"><div class=\"codeBlockTitle_OeMC\">a.ini</div><div \
         class=\"codeBlockContent_QJqH\"><pre tabindex=0><code><div class=\"token-line\">x</div></code></pre></div></div>",
        "ini",
        "a.ini",
    ),
    (
        "<figure class=\"frame\"><figcaption class=\"header\"><span class=\"title\">a.sh</span><span>Terminal</span>\
         </figcaption><pre data-language=\"bash\"><code><div class=\"ec-line\">x</div></code></pre></figure>",
        "bash",
        "a.sh",
    ),
    ("<pre data-language=\"plaintext\"><code>x</code></pre>", "", ""),
    (
        "<div class=\"literal-block-wrapper\"><div class=\"code-block-caption\"><span class=\"caption-number\">1</span>\
         <span class=\"caption-text\">a.toml</span><a class=\"headerlink\">¶</a></div><div class=\"highlight-toml\"><div \
         class=\"highlight\"><pre>x</pre></div></div></div>",
        "toml",
        "a.toml",
    ),
    (
        "<div class=\"vp-code-group\"><div class=\"tabs\"><input><label>other</label><label>a.json</label></div><div>\
         <div class=\"language-js\"><pre><code>y</code></pre></div><div class=\"language-json\"><button></button><span \
         class=\"lang\">json</span><pre><code><span class=\"line\">x</span></code></pre></div></div></div>",
        "json",
        "a.json",
    ),
    ("<figure><pre>x</pre><figcaption>below.conf</figcaption></figure>", "", "below.conf"),
];

#[test]
fn a_block_of_code_has_the_language_and_the_title_that_its_generator_gives_it() {
    for (html, language, title) in BLOCKS {
        let layout = Layout::read_html(html);
        let passages = layout.passages();
        let block = passages.iter().find(|passage| passage.text == "x").map(|passage| &passage.kind);
        let expected =
            PassageKind::CodeBlock { language: (*language).to_owned(), title: (*title).to_owned() };
        assert_eq!(block, Some(&expected), "{html}");
    }
}

#[test]
fn a_title_is_that_of_the_next_block_and_in_a_figure_of_all() {
    for (element, second) in [("li", ""), ("div", ""), ("figure", "a.yml")] {
        let html = format!(
            "<{element}><figcaption>a.yml</figcaption><pre>x</pre><pre>y</pre></{element}><pre>z</pre>"
        );
        let titles: Vec<String> = Layout::read_html(&html)
            .passages
            .into_iter()
            .filter_map(|kind| match kind {
                PassageKind::CodeBlock { title, .. } => Some(title),
                _ => None,
            })
            .collect();
        assert_eq!(titles, ["a.yml", second, ""], "{element}");
    }
}

#[test]
fn what_starts_a_line_in_code_does_so_in_its_text() {
    for html in [
        "<pre>a\nb</pre>",
        "<pre>a<br>b</pre>",
        "<pre><div>a</div><div>b</div></pre>",
        "<pre><code><div>a<br></div><div>b</div></code></pre>",
        "<pre><ol><li>a</li><li>b</li></ol></pre>",
        "<pre><span>a\n</span><span>b</span></pre>",
    ] {
        assert_eq!(Layout::read_html(html).passages()[0].text, "a\nb", "{html}");
    }
}

#[test]
fn words_are_prose_up_to_the_next_block_and_code_in_them_is_a_span() {
    let html = "<h1>A <em>b</em></h1><p>c<wbr>d <code>e</code> f<p>g<ul><li>h<li><kbd>i</kbd></ul>";
    let layout = Layout::read_html(html);
    let (prose, span) = (PassageKind::Prose, PassageKind::CodeSpan);
    let passages = layout.passages();
    let found: Vec<_> = passages.iter().map(|passage| (&passage.kind, passage.text.as_str())).collect();
    let expected = [
        (&prose, "A b"),
        (&prose, "cd "),
        (&span, "e"),
        (&prose, " f"),
        (&prose, "g"),
        (&prose, "h"),
        (&span, "i"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_no_text_of_a_page_is_left_out() {
    for element in [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<template><p>x</p></template>",
        "<button><b>x</b></button>",
        "<textarea>x</textarea>",
        "<select><option>x<option>x</select>",
        "<nav><ul><li>x</nav>",
        "<div role=navigation>x</div>",
        "<div hidden><p>x</div>",
        "<span aria-hidden=true>x</span>",
        "<div data-sitevar-off><b>x</div>",
        "<div class=\"a toc\">x</div>",
        "<span class=\"sitevar-tools\">x</span>",
        "<sitevar-preferences><table><tr><td>x</table></sitevar-preferences>",
        "<div contenteditable>x</div>",
        "<pre><span class=\"lineno\">x</span></pre>",
        "<svg><title>x</title><path/><text>x</text></svg>",
    ] {
        let layout = Layout::read_html(&format!("<p>a</p>{element}<p>b</p>"));
        let texts: String = layout.passages().into_iter().map(|passage| passage.text).collect();
        assert_eq!(texts, "ab", "{element}");
    }
    let kept = "<pre>a<span aria-hidden=true>b</span></pre>";
    assert_eq!(Layout::read_html(kept).passages()[0].text, "ab");
}
