//! A site's own templates around shipped ones and in them: they render their text, look into it, change it, hand it on.

use sitevar_core::OutputFormat;

use super::blocks::BLOCKS;
use super::{Case, between, hold, html};
use crate::shipped::files::MemorySite;

/// Templates that render their text.
const RENDERING: [(&str, &str); 9] = [
    ("markdownify", "<div>{{ .Inner | markdownify }}</div>"),
    ("renderstring", "<section>\n{{ .Inner | .Page.RenderString (dict \"display\" \"block\") }}\n</section>"),
    ("deindent", "<div>\n\n{{ .InnerDeindent | $.Page.RenderString }}\n\n</div>"),
    ("trimmed", "{{ $text := trim .Inner \"\\n\" }}<div>{{ with $text }}{{ markdownify . }}{{ end }}</div>"),
    ("replaced", "<div>{{ .Inner | replaceRE \"^\\\\s+\" \"\" | markdownify | safeHTML }}</div>"),
    ("printed", "<div>{{ printf \"%s\\n\" .Inner | markdownify }}</div>"),
    (
        "kept",
        "{{ .Store.Set \"a\" (dict \"b\" .Inner) }}<div>{{ markdownify (index (.Store.Get \"a\") \"b\") }}</div>",
    ),
    ("partial", "<div>{{ partial \"render.html\" (dict \"text\" .Inner) }}</div>"),
    ("asked", "<div>{{ if in .Inner \"BEGINNING\" }}{{ .Inner | markdownify }}{{ end }}</div>"),
];

/// Templates around those that leave what is inside to the call around them.
const PASSING: [(&str, &str); 3] = [
    ("plain", "<div>{{ .Inner }}</div>"),
    ("tidied", "<div>{{ replaceRE \"(^<p>|</p>$)\" \"\" (trim .Inner \"\\n\") | safeHTML }}</div>"),
    ("split", "{{ range split .Inner \"<!--none-->\" }}<div>{{ . | markdownify }}</div>{{ end }}"),
];

fn site() -> MemorySite {
    let mut site = MemorySite::new();
    for (name, template) in RENDERING.iter().chain(&PASSING) {
        site.add(format!("layouts/_shortcodes/{name}.html"), *template);
    }
    site.add("layouts/_partials/render.html", "{{ .text | markdownify }}");
    site
}

fn call(name: &str, inner: &str) -> String {
    format!("{{{{< {name} >}}}}\n{inner}{{{{< /{name} >}}}}\n")
}

#[test]
fn a_template_that_renders_its_text_gives_the_blocks_in_it_at_any_depth() {
    let mut cases = Vec::new();
    for (number, (name, _)) in RENDERING.iter().enumerate() {
        for (at, block) in BLOCKS.into_iter().enumerate() {
            let inner = between(block.1);
            let rendered = call(name, &inner);
            let others = [
                RENDERING[(number + at) % RENDERING.len()].0,
                PASSING[at % PASSING.len()].0,
                "callout note",
                "details",
            ];
            for other in others {
                let closed = other.split(' ').next().unwrap();
                let outer = |text: &str| format!("{{{{< {other} >}}}}\n{text}{{{{< /{closed} >}}}}\n");
                for page in [outer(&rendered), outer(&outer(&rendered)), call(name, &outer(&rendered))] {
                    let name = format!("{} in {name} in {other}", block.0);
                    let percent = page.replace("{{<", "{{%").replace(">}}", "%}}");
                    cases.push(Case { name: name.clone(), page, inner: inner.clone() });
                    cases.push(Case { name: name + " with %", page: percent, inner: inner.clone() });
                }
            }
        }
    }
    hold(&site().site(), cases, &[OutputFormat::Html, OutputFormat::Markdown]);
}

/// A template that looks into what stands in it, the text in a call in it, and what it sees.
const LOOKING: [(&str, &str); 8] = [
    ("{{ len .Inner }}", "12"),
    ("{{ strings.HasPrefix .Inner \"<b>\" }}", "true"),
    ("{{ eq .Inner \"<b>a *b*</b>\" }}{{ eq .Inner \"<b>\" }}", "truefalse"),
    ("{{ index (findRE \"a .b\" .Inner) 0 }}", "a *b"),
    ("{{ .Inner | plainify }}", "a *b*"),
    ("{{ sha1 (trim .Inner \"\\n\") }}", "c8ea5997171e4098847e79eed74cb08fc4f7617e"),
    ("{{ substr .Inner 0 3 | htmlEscape | safeHTML }}", "&lt;b&gt;"),
    ("<i title=\"{{ .Inner }}\"></i>", "<i title=\"a *b*\"></i>"),
];

#[test]
fn a_template_sees_html_where_html_stands() {
    for (template, expected) in LOOKING {
        let mut site = site();
        site.add("layouts/_shortcodes/bold.html", "<b>{{ .Inner }}</b>");
        site.add("layouts/_shortcodes/look.html", template);
        let page = "{{< look >}}{{< bold >}}a *b*{{< /bold >}}{{< /look >}}";
        assert_eq!(html(&site.site(), page).trim(), expected, "{template}");
    }
}

#[test]
fn a_text_that_a_template_hands_on_is_read_by_the_call_around_it() {
    let mut site = site();
    site.add("layouts/_shortcodes/item.html", "<b>{{ .Inner }}</b>");
    site.add("layouts/_shortcodes/box.html", "<div>\n\n{{ .Inner }}\n\n</div>");
    let site = site.site();
    for (inner, expected) in [
        ("{{< item >}}a *b*{{< /item >}}", "<div><b>a <em>b</em></b></div>"),
        ("{{< box >}}a *b*{{< /box >}}", "<div><div>\n<p>a <em>b</em></p>\n</div></div>"),
    ] {
        let page = format!("{{{{< markdownify >}}}}{inner}{{{{< /markdownify >}}}}");
        assert_eq!(html(&site, &page).trim(), expected);
    }
}

/// Templates whose lines are laid out as people lay out HTML: conditions alone on their lines, everything indented.
const LAID_OUT: [(&str, &str); 3] = [
    (
        "card",
        "<div class=\"card\">\n  {{ if true }}\n\n    <div class=\"card-body\">\n      {{ .Inner | markdownify }}\n    \
         </div>\n\n  {{ end }}\n      <hr>\n</div>\n",
    ),
    (
        "panel",
        "{{ $text := .Inner }}\n\n{{ with $text }}\n    <section>\n        {{ range (slice 1 2) }}\n        <i></i>\n \
         {{ end }}\n\n        {{ . | markdownify }}\n    </section>\n{{ end }}\n",
    ),
    ("raw", "<div>\n    <div>\n\n{{ .Inner }}\n\n    </div>\n\n    <hr>\n</div>\n"),
];

#[test]
fn the_layout_of_a_template_is_no_code_in_static_markdown() {
    let mut site = site();
    for (name, template) in LAID_OUT {
        site.add(format!("layouts/_shortcodes/{name}.html"), template);
    }
    let mut cases = Vec::new();
    for (name, _) in LAID_OUT {
        for block in BLOCKS {
            let inner = between(block.1);
            for page in [call(name, &inner), call("card", &call(name, &inner))] {
                // Markdown in HTML that renders it is code of neither: only what stands alone can be compared.
                let is_raw = name == "raw" && page.contains("card");
                if !is_raw {
                    cases.push(Case { name: format!("{} in {name}", block.0), page, inner: inner.clone() });
                }
            }
        }
    }
    hold(&site.site(), cases, &[OutputFormat::Markdown]);
}
