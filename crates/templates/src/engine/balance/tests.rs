//! Blocks and their ends, and what only looks like them.

use super::problem;

#[test]
fn blocks_that_end_are_no_problem() {
    for text in [
        "",
        "text {{ .Get 0 }}",
        "{{ if a }}{{ else if b }}{{ else }}{{ end }}",
        "{{- range .x -}}{{- with . }}{{ end -}}{{- end -}}",
        "{{/* if */}}{{- /* {{ if }} */ -}}",
        "{{ printf \"}} {{ if \\\" \" }}{{ `{{ end }}` }}",
        "{{ define \"a\" }}{{ end }}{{ .ending }}{{ $if := 1 }}",
    ] {
        assert_eq!(problem(text), None, "{text}");
    }
}

#[test]
fn a_block_without_end_is_told_at_its_beginning() {
    assert_eq!(problem("a{{ if b }}{{ with c }}{{ end }}"), Some(("`if` has no `end`".to_owned(), 1)));
    assert_eq!(problem("{{- range . }}"), Some(("`range` has no `end`".to_owned(), 0)));
}

#[test]
fn an_end_too_many_is_told_where_it_is() {
    assert_eq!(problem("{{ if b }}{{ end }} {{ end }}x"), Some(("`end` without a block".to_owned(), 20)));
}

#[test]
fn what_the_engine_would_go_down_for_without_end_is_refused() {
    let elses = |count: usize| format!("{{{{ if a }}}}{}{{{{ end }}}}", "{{ else if b }}".repeat(count));
    assert_eq!(problem(&elses(200)), None);
    assert_eq!(
        problem(&elses(201)),
        Some(("a block has more than 200 `else` branches".to_owned(), 10 + 200 * 15))
    );
    let defines = |count: usize| "{{ define \"a\" }}{{ end }}".repeat(count);
    assert_eq!(problem(&defines(1_000)), None);
    assert!(problem(&defines(1_001)).is_some());
}
