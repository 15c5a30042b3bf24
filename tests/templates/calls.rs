//! What templates see of their call, and what a second pass makes of a text: Hugo 0.168's answers.

use super::memory::{Memory, expand_exact};

/// The template `x.html`, the text of a page, and what Hugo makes of it.
const CASES: [(&str, &str, &str); 7] = [
    ("{{ len .Params }}{{ range .Params }}x{{ else }}none{{ end }}", "{{< x >}}", "0none"),
    (
        "{{ .Position.LineNumber }}:{{ .Position.ColumnNumber }}:{{ .Position.Offset }}",
        "é\n é {{< x >}}",
        "é\n é 2:5:7",
    ),
    ("{{ printf \"%s\" .Position | safeHTML }}", " {{< x >}}", " \"content/p.md:1:2\""),
    ("{{ .Inner | .Page.RenderString }}", "{{< x >}}{{</* leaf */>}}{{< /x >}}", "LEAF\n"),
    // A text with nothing but escaped calls has no call for Hugo.
    (
        "{{ .Inner | .Page.RenderString }}",
        "{{< x >}}{{</*/* leaf */*/>}}{{< /x >}}",
        "{{&lt;/* leaf */&gt;}}",
    ),
    (
        "{{ .Inner | .Page.RenderString }}",
        "{{< x >}}{{</*/* leaf */*/>}}{{</* leaf */>}}{{< /x >}}",
        "{{&lt; leaf &gt;}}LEAF",
    ),
    (
        "{{ .Inner | markdownify }}",
        "{{< x >}}{{% leaf %}}{{%/*/* leaf */*/%}}{{< /x >}}",
        "LEAF{{%/* leaf */%}}",
    ),
];

#[test]
fn a_call_gives_its_template_what_hugo_gives() {
    let complaint = |(template, page, expected): &(&str, &str, &str)| {
        let files = [("layouts/_shortcodes/x.html", *template), ("layouts/_shortcodes/leaf.html", "LEAF")];
        let outcome = expand_exact(&Memory::new(files).site(), page);
        let text = outcome.value.markdown(&Default::default()).value;
        (text != *expected)
            .then(|| format!("{template}\n  {page}\n  {text}\n  {expected}\n{:?}", outcome.diagnostics))
    };
    let wrong: Vec<String> = CASES.iter().filter_map(complaint).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is told of a call of `x` with this template and these parameters.
fn told(template: &str, parameters: &str) -> Vec<String> {
    let files = [
        ("layouts/_shortcodes/x.html", template),
        ("layouts/_shortcodes/inside.html", "{{ with .Parent }}{{ .Get \"group\" }}{{ end }}"),
        ("layouts/_partials/part.html", "{{ .Get \"title\" }}"),
    ];
    let outcome =
        expand_exact(&Memory::new(files).site(), &format!("{{{{< x {parameters} >}}}}{{{{< /x >}}}}"));
    let told = outcome
        .diagnostics
        .into_iter()
        .map(|told| format!("{}; {}", told.message, told.help.unwrap_or_default()));
    told.collect()
}

#[test]
fn a_parameter_that_is_almost_one_that_is_read_is_told() {
    let title = "`x` has no parameter `titel`; did you mean `title`?";
    for template in [
        "{{ .Get \"title\" }}{{ .Inner }}",
        "{{ with .Get \"title\" }}{{ . }}{{ printf \"%s\" . }}{{ end }}{{ .Inner }}",
        "{{ if .Inner }}{{ $.Get \"title\" | upper }}{{ end }}",
        "{{ define \"a\" }}{{ . }}{{ end }}{{ template \"a\" (.Get `title`) }}{{ .Inner }}",
        "{{ .Get 0 }}{{ .Get \"title\" }}{{ .Page.Params.titel }}{{ .Inner }}",
    ] {
        assert_eq!(told(template, "titel=a"), [title], "{template}");
        for right in ["", "title=a", "title=a titel=b", "icon=a", "group=a"] {
            assert_eq!(told(template, right), [""; 0], "{template} {right}");
        }
    }
    for any in [
        "{{ .Get \"title\" }}{{ range .Params }}{{ . }}{{ end }}{{ .Inner }}",
        "{{ .Get \"title\" }}{{ $name := \"titel\" }}{{ .Get $name }}{{ .Inner }}",
        "{{ .Get \"title\" }}{{ partial \"part.html\" . }}{{ .Inner }}",
        "{{ .Get \"title\" }}{{ partial \"part.html\" (dict \"call\" $) }}{{ .Inner }}",
        "{{ $call := . }}{{ $call.Get \"title\" }}{{ .Inner }}",
    ] {
        let told = told(any, "titel=a");
        assert!(told.iter().all(|told| !told.contains("no parameter")), "{any}: {told:?}");
    }
}
