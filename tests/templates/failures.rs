//! What goes wrong in templates: it is told with the place in the template, and nothing runs away.

use sitevar_core::{Code, Options, Severity, Values};

use super::memory::{Memory, expand_exact, expand_page};

/// A template, the code of what is wrong, a part of the message, and where in the template: line and column.
const FAILURES: &[(&str, Code, &str, (usize, usize))] = &[
    ("a\n  {{ .NoSuch }}", Code::UnsupportedFunction, "`NoSuch`", (2, 6)),
    ("{{ .Page.NoSuch }}", Code::UnsupportedFunction, "`NoSuch`", (1, 4)),
    ("{{ $x := .Page }}\n{{ $x.NoSuch }}", Code::UnsupportedFunction, "`NoSuch`", (2, 4)),
    ("{{ nosuch 1 }}", Code::UnsupportedFunction, "`nosuch`", (1, 4)),
    ("{{ strings.NoSuch 1 }}", Code::UnsupportedFunction, "`strings.NoSuch`", (1, 4)),
    ("{{ if false }}{{ nosuch }}{{ end }}{{ now }}", Code::UnsupportedFunction, "`now`", (1, 39)),
    ("{{ resources.GetRemote \"https://x\" }}", Code::UnsupportedFunction, "`resources.GetRemote`", (1, 4)),
    ("{{ getenv \"HOME\" }}", Code::UnsupportedFunction, "`getenv`", (1, 4)),
    ("{{ math.Rand }}", Code::UnsupportedFunction, "`math.Rand`", (1, 4)),
    ("{{ partial \"nope.html\" . }}", Code::MissingPartial, "`nope.html`", (1, 4)),
    ("{{ template \"nope\" . }}", Code::MissingPartial, "`nope`", (1, 4)),
    ("{{ $x }}", Code::TemplateFailed, "`$x`", (0, 0)),
    ("{{ range \"abc\" }}{{ end }}", Code::TemplateFailed, "range", (1, 10)),
    ("{{ .Get 1 2 }}", Code::TemplateFailed, "`.Get`", (1, 4)),
    ("{{ replace \"a\" }}", Code::TemplateFailed, "wants 3 to 4, got 1", (1, 4)),
    ("{{ strings.Repeat 100000000 \"x\" }}", Code::TemplateFailed, "longer", (1, 4)),
    ("{{ seq 1000000000000 }}", Code::TemplateFailed, "longer", (1, 4)),
    ("{{ readFile \"../secret\" }}", Code::TemplateFailed, "leads out", (1, 4)),
    ("{{ return 1 }}", Code::TemplateFailed, "`return`", (0, 0)),
    ("{{ range 1000000000 }}{{ end }}", Code::TooMuchWork, "more than 10000000 steps", (0, 0)),
    ("{{ if }}", Code::BadTemplate, "", (1, 7)),
    ("a\n{{ \"x }}", Code::BadTemplate, "", (2, 4)),
    (
        "{{ define \"d\" }}<script>`${ {{ template \"d\" . }}{{ end }}{{ template \"d\" . }}",
        Code::BadTemplate,
        "`d` runs itself",
        (1, 17),
    ),
    (
        "<script>`${ {{ template \"d\" . }}\n{{ define \"d\" }}{{ template \"e\" . }}{{ end }}\
         {{ define \"e\" }}{ {{ if . }}{{ template \"d\" . }}{{ end }}{{ end }}",
        Code::BadTemplate,
        "`d` runs itself",
        (2, 17),
    ),
    (
        "{{ define \"d\" }}`${ --> }\n{{ template \"d\" . }}{{ end }}<script>{{ template \"d\" . }}",
        Code::BadTemplate,
        "`d` runs itself",
        (1, 17),
    ),
    (
        "{{ define \"d\" }}`$&#123; {{ template \"d\" . }}{{ end }}<a onclick=\"{{ template \"d\" . }}\">",
        Code::BadTemplate,
        "`d` runs itself",
        (1, 17),
    ),
    ("{{ if true }}<a href=\"{{ else }}<b {{ end }}>", Code::BadTemplate, "different contexts", (1, 1)),
];

#[test]
fn every_failure_names_what_and_where_in_the_template() {
    for (template, code, message, place) in FAILURES {
        let site = Memory::new([("layouts/_shortcodes/s.html", *template)]).site();
        let outcome = expand_exact(&site, "a\n{{< s x >}}");
        let found = &outcome.diagnostics[0];
        assert_eq!(found.code, *code, "{template}: {}", found.message);
        assert!(found.message.contains(message), "{template}: {}", found.message);
        assert_eq!(found.span.start, 2, "{template}");
        let frame = &found.trace[0];
        assert_eq!(frame.file.as_deref(), Some("layouts/_shortcodes/s.html"), "{template}");
        if *place != (0, 0) && *code != Code::BadTemplate {
            assert_eq!((frame.line, frame.column), *place, "{template}: {}", found.message);
        } else if *code == Code::BadTemplate {
            assert_eq!(frame.line, place.0, "{template}: {}", found.message);
        }
    }
}

#[test]
fn a_definition_that_runs_itself_beside_a_script_is_escaped() {
    let template = "{{ define \"list\" }}<ul>{{ range . }}<li>{{ .a }}{{ with .b }}{{ template \"list\" . }}{{ end }}</li>\
                    {{ end }}</ul>{{ end }}{{ template \"list\" (slice (dict \"a\" 1 \"b\" (slice (dict \"a\" 2)))) }}\
                    <script>f(`${a.b} ${ {{ 1 }} }`)</script>";
    let site = Memory::new([("layouts/_shortcodes/s.html", template)]).site();
    let outcome = expand_exact(&site, "{{< s >}}");
    assert_eq!(outcome.diagnostics, []);
    let markdown = outcome.value.markdown(&Values::default()).value;
    assert_eq!(markdown, "<ul><li>1<ul><li>2</li></ul></li></ul><script>f(`${a.b} ${  1  }`)</script>");
}

#[test]
fn a_null_key_is_told_with_its_file_and_place() {
    let template = ("layouts/_shortcodes/s.html", "{{ hugo.Data }}{{ .Page.Title }}");
    let site = Memory::new([template, ("data/d.yml", "a: 1\n~: 2")]).site();
    let outcome = expand_exact(&site, "{{< s >}}");
    assert_eq!(outcome.diagnostics[0].code, Code::BadData);
    let message = &outcome.diagnostics[0].message;
    assert!(message.starts_with("`data/d.yml`, line 2, column 1: this key is null"), "{message}");
    let outcome = expand_exact(&Memory::new([template]).site(), "---\ntitle: a\n~: 2\n---\n{{< s >}}");
    assert_eq!(outcome.diagnostics[0].code, Code::BadFrontMatter);
    let message = &outcome.diagnostics[0].message;
    assert!(message.starts_with("the front matter of `content/p.md`, line 3: this key is null"), "{message}");
}

#[test]
fn a_failure_in_a_partial_is_traced_through_the_templates() {
    let site = Memory::new([
        ("layouts/_shortcodes/s.html", "\n{{ partial \"a\" . }}"),
        ("layouts/_partials/a.html", "{{ partial \"b.html\" . }}"),
        ("layouts/_partials/b.html", "x\n\n {{ div 1 0 }}"),
    ]);
    let outcome = expand_exact(&site.site(), "{{< s >}}");
    let trace: Vec<_> =
        outcome.diagnostics[0].trace.iter().map(|frame| (frame.file.as_deref(), frame.line)).collect();
    assert_eq!(
        trace[..3],
        [
            (Some("layouts/_partials/b.html"), 3),
            (Some("layouts/_partials/a.html"), 1),
            (Some("layouts/_shortcodes/s.html"), 2),
        ]
    );
}

#[test]
fn what_calls_itself_without_end_is_stopped() {
    let deep = format!("{}{{{{ partial \"a\" . }}}}{}", "{{ if true }}".repeat(90), "{{ end }}".repeat(90));
    let cases = [
        ("layouts/_partials/a.html", "{{ partial \"b\" . }}"),
        ("layouts/_partials/a.html", deep.as_str()),
        (
            "layouts/_partials/a.html",
            "{{ define \"r\" }}{{ template \"r\" . }}{{ end }}{{ template \"r\" . }}",
        ),
        ("layouts/_partials/a.html", "{{ \"{{< s >}}\" | markdownify }}"),
        ("layouts/_partials/a.html", "{{ .Page.RenderShortcodes }}"),
    ];
    for (path, text) in cases {
        let site = Memory::new([
            ("layouts/_shortcodes/s.html", "{{ partial \"a\" . }}"),
            ("layouts/_partials/b.html", "{{ partial \"a\" . }}"),
            (path, text),
        ]);
        let outcome = expand_exact(&site.site(), "{{< s >}}");
        assert!(outcome.has_errors(), "{text}");
    }
}

#[test]
fn errorf_and_warnf_are_told_and_the_page_goes_on() {
    let text = "a{{ errorf \"no %s\" \"x\" }}b{{ warnf \"w\" }}{{ erroridf \"my-id\" \"e %d\" 1 }}";
    let site = Memory::new([("layouts/_shortcodes/s.html", text)]).site();
    let outcome = expand_page(&site, "{{< s >}}", Options::default());
    assert_eq!(outcome.value.markdown(&Values::default()).value, "ab");
    let told: Vec<_> = outcome
        .diagnostics
        .iter()
        .map(|found| (found.severity, found.code, found.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Severity::Error, Code::TemplateError, "no x"),
            (Severity::Warning, Code::TemplateWarning, "w"),
            (Severity::Error, Code::TemplateError, "e 1"),
        ]
    );
}
