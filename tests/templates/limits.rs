//! A template that would never end, or take all memory, is an error at its call that says how to raise the limit.

use sitevar_core::{Code, Diagnostic, Options};
use sitevar_templates::{Limits, Site};

use super::memory::{Memory, expand_page, options};

/// Fewer than the real ones, so that a test waits for none.
const FEW: Limits = Limits { steps: 100_000, memory: 4, seconds: 60, data: 1 };

/// A template that is too much work, and a part of what is said.
const TOO_MUCH: &[(&str, &str)] = &[
    ("{{ $s := \"x\" }}{{ range seq 60 }}{{ $s = print $s $s }}{{ end }}", "`template_memory`"),
    ("{{ $s := \"x\" }}{{ range seq 60 }}{{ $s = printf \"%s%s\" $s $s }}{{ end }}", "`template_memory`"),
    ("{{ $s := \"x\" }}{{ range seq 60 }}{{ $s = add $s $s }}{{ end }}", "`template_memory`"),
    ("{{ $s := \"x\" }}{{ range seq 60 }}{{ $s = replace $s \"x\" \"xx\" }}{{ end }}", "`template_memory`"),
    ("{{ $s := \"x\" }}{{ range seq 60 }}{{ $s = replaceRE \"x\" \"xx\" $s }}{{ end }}", "`template_"),
    ("{{ $s := \"x\" }}{{ range seq 60 }}{{ $s = delimit (slice $s $s) $s }}{{ end }}", "`template_memory`"),
    (
        "{{ range seq 60 }}{{ $.Store.Add \"s\" (print \"x\" ($.Store.Get \"s\")) }}{{ end }}",
        "`template_memory`",
    ),
    ("{{ $s := slice 1 }}{{ range seq 60 }}{{ $s = append $s $s }}{{ end }}", "`template_memory`"),
    ("{{ range seq 2000 }}{{ range seq 2000 }}0123456789{{ end }}{{ end }}", "`template_"),
    ("{{ strings.Repeat 10000000 \"x\" }}", "`template_memory`"),
    ("{{ range 1000000000 }}{{ end }}", "`template_steps`"),
    ("{{ range seq 2000 }}{{ range seq 2000 }}{{ end }}{{ end }}", "`template_steps`"),
    ("{{ partial \"twice\" 30 }}", "`template_steps`"),
    ("{{ partial \"returns\" 30 }}", "`template_steps`"),
    ("{{ partialCached \"twice\" 30 }}", "`template_steps`"),
    (
        "{{ define \"t\" }}{{ if . }}{{ template \"t\" (sub . 1) }}{{ template \"t\" (sub . 1) }}{{ end }}{{ end }}{{ template \"t\" 30 }}",
        "`template_steps`",
    ),
    (
        "{{ range seq 300 }}{{ $.Page.RenderString (strings.Repeat 1000 \"**a** \") }}{{ end }}",
        "`template_memory`",
    ),
    ("{{ (try (partial \"twice\" 30)).Err }}", "`template_steps`"),
    ("{{ range seq 2000 }}{{ uniq (seq 2000) }}{{ end }}", "`template_steps`"),
    ("{{ apply (seq 2000) \"apply\" (seq 2000) \"add\" \".\" 1 }}", "`template_steps`"),
];

/// A template whose one value cannot be.
const REFUSED: &[(&str, &str)] = &[
    ("{{ $l := slice 1 }}{{ range seq 60 }}{{ $l = slice $l $l }}{{ end }}{{ $l }}", "nested, or"),
    (
        "{{ $l := slice 1 }}{{ range seq 60 }}{{ $l = dict \"a\" $l \"b\" $l }}{{ end }}{{ jsonify $l }}",
        "in it",
    ),
    ("{{ $l := slice 1 }}{{ range seq 200 }}{{ $l = slice $l }}{{ end }}{{ $l }}", "100 deep"),
    (
        "{{ range seq 60 }}{{ $.Store.Set \"a\" $.Store.Values }}{{ $.Store.Set \"b\" $.Store.Values }}{{ end }}",
        "in it",
    ),
    ("{{ printf \"%1000000000d\" 1 }}", "above 1000000"),
    ("{{ printf \"%.1000000000f\" 1.5 }}", "above 1000000"),
    ("{{ printf \"%*d\" 1000000000 1 }}", "above 1000000"),
    ("{{ printf (strings.Repeat 1000 \"%1000000d\") 1 }}", "longer than 64 MiB"),
    ("{{ replace (strings.Repeat 100000 \"x\") \"x\" (strings.Repeat 100000 \"y\") }}", "longer than 64 MiB"),
    (
        "{{ replaceRE \"x\" (strings.Repeat 100000 \"y\") (strings.Repeat 100000 \"x\") }}",
        "longer than 64 MiB",
    ),
    ("{{ delimit (seq 2000) (strings.Repeat 100000 \"y\") }}", "longer than 64 MiB"),
    ("{{ split (strings.Repeat 2000000 \"x\") \"\" }}", "more than 1000000 items"),
    ("{{ findRE \"x\" (strings.Repeat 2000000 \"x\") }}", "more than 1000000 items"),
];

fn site(template: &str, limits: Limits) -> std::sync::Arc<Site> {
    let twice = "{{ if . }}{{ partial \"twice\" (sub . 1) }}{{ partial \"twice\" (sub . 1) }}{{ end }}";
    let returns = "{{ $n := 0 }}{{ if . }}{{ $n = add (partial \"returns\" (sub . 1)) (partial \"returns\" (sub . 1)) }}\
                   {{ end }}{{ return $n }}";
    let files = Memory::new([
        ("layouts/_shortcodes/s.html", template),
        ("layouts/_partials/twice.html", twice),
        ("layouts/_partials/returns.html", returns),
    ]);
    Site::new(std::sync::Arc::new(files), sitevar_templates::SiteOptions { limits, ..options() })
}

fn told(template: &str, page: &str, limits: Limits) -> Vec<Diagnostic> {
    expand_page(&site(template, limits), page, Options::default()).diagnostics
}

#[test]
fn work_without_an_end_is_an_error_that_names_its_limit() {
    for (template, words) in TOO_MUCH {
        let found = told(template, "a\n\n{{< s >}} {{< s >}}", FEW);
        assert_eq!(found.len(), 1, "{template}: {found:#?}");
        assert_eq!((found[0].code, found[0].span.start), (Code::TooMuchWork, 3), "{template}: {found:#?}");
        let help = found[0].help.as_deref().unwrap_or_default();
        assert!(help.contains(words) && help.contains("`sitevar.yml`"), "{template}: {found:#?}");
        assert!(found[0].trace.iter().any(|frame| frame.line == 1), "{template}: {found:#?}");
    }
}

#[test]
fn a_value_that_could_not_be_written_is_refused_where_it_is_made() {
    for (template, words) in REFUSED {
        let found = told(template, "{{< s >}}", Limits::default());
        let words = words.split(", or").next().unwrap_or_default();
        assert_eq!(found.len(), 1, "{template}: {found:#?}");
        let message = &found[0].message;
        let known = message.contains(words) || message.contains("64 MiB in it");
        assert!(known, "{template}: {found:#?}");
    }
}

#[test]
fn a_limit_can_be_raised() {
    let template = "{{ range seq 2000 }}{{ range seq 60 }}{{ end }}{{ end }}";
    assert_eq!(told(template, "{{< s >}}", FEW).len(), 1);
    assert_eq!(told(template, "{{< s >}}", Limits { steps: 1_000_000, ..FEW }), []);
}

#[test]
fn data_files_have_a_limit_together() {
    let many = format!("[1{}]", ",1".repeat(400_000));
    let files = Memory::new([
        ("layouts/_shortcodes/s.html", "{{ len site.Data.a }} {{ len site.Data.b }}"),
        ("data/a.json", &many),
        ("data/b.json", &many),
    ]);
    let found = |data: u64| {
        let options = sitevar_templates::SiteOptions { limits: Limits { data, ..FEW }, ..options() };
        let site = Site::new(std::sync::Arc::new(files.clone()), options);
        expand_page(&site, "{{< s >}}", Options::default()).diagnostics
    };
    assert_eq!(found(2), []);
    let found = found(1);
    assert_eq!((found.len(), found[0].code), (1, Code::TooMuchWork), "{found:#?}");
    assert!(found[0].message.contains("`data/b.json`") && found[0].message.contains("1 MiB"), "{found:#?}");
    assert!(found[0].help.as_deref().unwrap_or_default().contains("`data_size`"), "{found:#?}");
}

#[test]
fn what_a_page_includes_is_at_its_expense() {
    let template = "{{ range seq 2000 }}{{ add 1 1 }}{{ end }}";
    let one = told(template, "{{< s >}}", Limits { steps: 10_000, ..FEW });
    let many = told(template, "{{< s >}}{{< s >}}{{< s >}}{{< s >}}", Limits { steps: 10_000, ..FEW });
    assert_eq!((one.len(), many.len()), (0, 1), "{many:#?}");
}

#[test]
fn a_folder_is_read_with_or_without_a_dot_before_it() {
    let files = Memory::new([
        (
            "layouts/_shortcodes/s.html",
            "{{ range readDir (.Get 0) }}{{ .Name }}{{ if .IsDir }}/{{ end }} {{ end }}",
        ),
        (".gitignore", ""),
        ("static/a.txt", ""),
        ("static/.well-known/b.txt", ""),
        ("sitevar.yml", ""),
    ]);
    let list = |folder: &str| {
        let page = format!("{{{{< s \"{folder}\" >}}}}");
        let guide = expand_page(&files.site(), &page, Options::default()).value;
        guide.markdown(&sitevar_core::Values::default()).value
    };
    for folder in [".", "./", "/", ""] {
        assert_eq!(list(folder), ".gitignore layouts/ sitevar.yml static/ ", "{folder}");
    }
    for folder in ["static", "./static", "/static/", "static/."] {
        assert_eq!(list(folder), ".well-known/ a.txt ", "{folder}");
    }
}
