//! Nesting without end, in everything that nests: it ends in a page or in a diagnostic, on every thread, never in an
//! overflow of the stack, which nothing could catch.

use super::sandbox::{Said, Sandbox};

/// How deep.
const DEPTH: usize = 10_000;

fn many(piece: &str) -> String {
    piece.repeat(DEPTH)
}

/// Opens something so often, puts something in, and closes it so often.
fn nested(open: &str, inside: &str, close: &str) -> String {
    many(open) + inside + &many(close)
}

const SLOT: &str = "{{< sitevar name=\"domain\" >}}";

/// Pages, each of which nests one thing.
fn pages() -> Vec<String> {
    let block = |info: &str, code: String| format!("```{info}\n{code}\n```\n");
    let front = |delimiter: &str, data: String| format!("{delimiter}\n{data}\n{delimiter}\na\n");
    vec![
        nested("> ", "a", ""),
        nested("- ", "a", ""),
        nested("1. ", "a", ""),
        nested("> [!NOTE]\n", "a", ""),
        nested("*a ", "b", ""),
        nested("*", "a", "*"),
        nested("**a **", "b", ""),
        nested("~~a ", "b", ""),
        nested("[", "a", "](b)"),
        nested("![", "a", "](b)"),
        nested("[^a]: ", "b [^a]", ""),
        nested("a\n: ", "b", ""),
        nested("<div>", "a", "</div>"),
        nested("<div>\n\n", SLOT, ""),
        nested("<b>", SLOT, "</b>"),
        nested("<!--", SLOT, "-->"),
        nested("{{< callout >}}\n", "a", "{{< /callout >}}\n"),
        nested("{{% callout %}}\n", "a", "{{% /callout %}}\n"),
        nested("{{< x.inline >}}", "a", "{{< /x.inline >}}"),
        nested("{{< own >}}", "a", "{{< /own >}}"),
        "# a {".to_owned() + &nested("a=[", "", "]") + "}",
        block(&("yaml {".to_owned() + &nested("a={", "", "}") + "}"), "a".to_owned()),
        block("yaml", "a: ".to_owned() + &nested("[", SLOT, "]")),
        block("yaml", nested("- ", SLOT, "")),
        block("json", nested("{\"a\":[", SLOT, "]}")),
        block("toml", "a = ".to_owned() + &nested("[", SLOT, "]")),
        block("shell", nested("$(", SLOT, ")")),
        block("shell", nested("sh -c \"", SLOT, "\"")),
        block("shell", nested("cat <<A\n", SLOT, "\nA")),
        block("js", nested("`${", SLOT, "}`")),
        block("python", nested("f\"{", SLOT, "}\"")),
        block("ruby", nested("\"#{", SLOT, "}\"")),
        block("hcl", nested("\"${\"", SLOT, "\"}\"")),
        block("html", nested("<a b=\"", SLOT, "\">")),
        front("---", "a: ".to_owned() + &nested("[", "", "]")),
        front("---", "a: ".to_owned() + &nested("{a: ", "", "}")),
        front("---", nested("- ", "a", "")),
        front("---", "sitevars: {variables: ".to_owned() + &nested("[", "", "]") + "}"),
        front("+++", "a = ".to_owned() + &nested("[", "", "]")),
        front("+++", "a = ".to_owned() + &nested("{a = ", "1", "}")),
        front("+++", "a".to_owned() + &many(".a") + " = 1"),
        "{\"a\": ".to_owned() + &nested("[", "", "]") + "}\na",
        nested("{\"a\": ", "1", "}") + "\na",
    ]
}

/// Templates, each of which nests one thing.
fn templates() -> Vec<String> {
    vec![
        nested("{{ if true }}", "a", "{{ end }}"),
        nested("{{ range (slice 1) }}", "a", "{{ end }}"),
        "{{ if false }}".to_owned() + &many("{{ else if false }}") + "{{ end }}",
        "{{ ".to_owned() + &nested("(", "1", ")") + " }}",
        "{{ 1".to_owned() + &many(" | print") + " }}",
        "{{ .Page".to_owned() + &many(".A") + " }}",
        "{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}".to_owned(),
        "{{ define \"a\" }}<script>`${ {{ template \"a\" . }}{{ end }}{{ template \"a\" . }}".to_owned(),
        (0..1_000)
            .map(|at| format!("{{{{ define \"{at}\" }}}}{{{{ template \"{}\" . }}}}{{{{ end }}}}", at + 1))
            .collect::<String>()
            + "{{ template \"0\" . }}",
        "{{ partial \"p.html\" . }}".to_owned(),
        format!("{{{{ strings.Repeat {DEPTH} \"> \" | markdownify }}}}"),
        format!("{{{{ strings.Repeat {DEPTH} \"[\" | transform.Unmarshal }}}}"),
        format!(
            "{{{{ $s := slice }}}}{{{{ range seq {DEPTH} }}}}{{{{ $s = slice $s }}}}{{{{ end }}}}{{{{ jsonify $s }}}}"
        ),
        nested("<div>", "{{ .Page.Title }}", "</div>"),
        "<script>".to_owned() + &nested("[", "{{ .Page.Title }}", "]") + "</script>",
    ]
}

/// Settings and data, each of which nests one thing: the file and its text.
fn settings() -> Vec<(&'static str, String)> {
    vec![
        ("sitevar.yml", "title: ".to_owned() + &nested("[", "", "]")),
        ("sitevar.yml", "variables: ".to_owned() + &nested("{a: ", "", "}")),
        ("sitevar.yml", nested("- ", "a", "")),
        ("hugo.toml", "a = ".to_owned() + &nested("[", "", "]")),
        ("hugo.json", nested("[", "", "]")),
        ("hugo.yaml", "a: ".to_owned() + &nested("[", "", "]")),
        ("data/d.json", nested("{\"a\":", "1", "}")),
        ("data/d.yaml", "a: ".to_owned() + &nested("[", "", "]")),
        ("data/d.toml", "a = ".to_owned() + &nested("[", "", "]")),
    ]
}

fn ends(sandbox: &Sandbox, command: &[&str], what: &str) {
    let Some(Said { status, text: said, .. }) = sandbox.tell(command) else { return };
    let first = said.lines().next().unwrap_or_default();
    assert!(matches!(status, Some(0..=2)), "{command:?} {what:.60}: {status:?}, {first}");
    assert!(status == Some(0) || !said.is_empty(), "{command:?} {what:.60}");
    assert!(!said.contains("this is a bug"), "{command:?} {what:.60}: {first}");
}

#[test]
fn pages_that_nest_without_end_are_pages_or_told() {
    let sandbox = Sandbox::new(&[
        ("site/sitevar.yml", "title: Deep\n"),
        ("site/layouts/_shortcodes/own.html", "{{ .Inner | markdownify }}"),
    ]);
    for (number, page) in pages().iter().enumerate() {
        sandbox.write(&format!("site/content/{number}.md"), page);
    }
    ends(&sandbox, &["expand", "site/content", "-o", "out"], "pages");
    ends(&sandbox, &["build", "site", "-o", "built"], "pages");
    ends(&sandbox, &["offline", "site/content", "-o", "out.html"], "pages");
    // One page is expanded on another thread than a folder of them.
    for (number, page) in pages().iter().enumerate() {
        ends(&sandbox, &["expand", &format!("site/content/{number}.md"), "-o", "out.md"], page);
    }
}

#[test]
fn templates_settings_and_data_that_nest_without_end_are_told() {
    for template in templates() {
        let sandbox = Sandbox::of_page("title: Deep\n", "{{< d >}}\n");
        sandbox.write("layouts/partials/p.html", "{{ partial \"p.html\" . }}");
        sandbox.write("layouts/_shortcodes/d.html", &template);
        ends(&sandbox, &["expand", "content/page.md"], &template);
        ends(&sandbox, &["build", "-o", "out"], &template);
    }
    for (name, text) in settings() {
        let sandbox = Sandbox::of_page("title: Deep\n", "{{< d >}}\n");
        sandbox.write("layouts/_shortcodes/d.html", "{{ site.Data.d }}");
        sandbox.write(name, &text);
        ends(&sandbox, &["expand", "content/page.md"], name);
        ends(&sandbox, &["build", "-o", "out"], name);
    }
}
