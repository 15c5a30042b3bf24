//! Joins: whatever address, path or subdomain a reader enters, what the page puts beside it is written once.
//!
//! Each page has a derived value, code and a sentence; what comes of them is taken apart as browsers do.

use std::collections::BTreeMap;
use std::sync::Arc;

use sitevar_core::{Options, Source, Values, Variables, expand};

use super::idn;
use crate::shortcodes::Toy;

const DECLARED: &str = r#"
variables:
  app: {type: url, default: "https://app.example.com"}
  base: {type: path, default: auth}
  folder: {type: path, default: /config}
  sub: {type: subdomain, default: auth}
  domain: {type: domain, default: example.com}
derived:
  callback: "{app}/oidc/callback"
  api: "https://{sub}.{domain}/{base}/api"
  file: "{folder}/app.yml"
  port: "{app}:9091"
"#;

/// Writes a page for what a reader typed; returns its lines, and what was said.
fn write(page: &[&str], typed: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let variables: Variables = serde_yaml::from_str(DECLARED).unwrap();
    let typed: BTreeMap<String, String> =
        typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let accepted = variables.accept_all(&typed, &idn);
    assert_eq!(accepted.problems, [], "{typed:?}");
    let lines: String = page.iter().map(|line| format!("- {line}\n")).collect();
    let page = format!("```yaml\n{lines}```\n");
    let options = Options { variables: Arc::new(variables), ..Options::default() };
    let guide = expand(&Source::new("page.md", page.as_str()), Arc::new(Toy), &options).value;
    let shown = guide.markdown(&accepted.values);
    let said = accepted.notes.into_iter().map(|(_, note)| note);
    let said = said.chain(shown.diagnostics.into_iter().map(|diagnostic| diagnostic.message)).collect();
    let lines = shown.value.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect();
    assert_eq!(guide.markdown(&Values::default()).diagnostics.len(), 0);
    (lines, said)
}

#[test]
fn a_slash_is_written_once() {
    let page = [
        r#"{{< sitevar name="app" nojs="https://app.example.com" >}}/oidc/callback"#,
        r#"{{< sitevar name="callback" nojs="https://app.example.com/oidc/callback" >}}"#,
        r#"https://example.com/{{< sitevar name="base" nojs="auth" >}}/api"#,
        r#"{{< sitevar name="folder" nojs="/config" >}}/app.yml"#,
        r#"{{< sitevar name="file" nojs="/config/app.yml" >}}"#,
        r#"{{< sitevar name="app" nojs="https://app.example.com" >}}:9091"#,
        r#"a: {{< sitevar name="app" nojs="https://app.example.com" >}}"#,
    ];
    for slash in ["", "/", "//"] {
        for first in ["", "/"] {
            let app = format!("https://app.example.org{slash}");
            let (base, folder) = (format!("{first}sso/x{slash}"), format!("/srv/x{slash}"));
            let (lines, _) = write(&page, &[("app", &app), ("base", &base), ("folder", &folder)]);
            let whole = format!("a: {app}");
            let wanted = [
                "https://app.example.org/oidc/callback",
                "https://app.example.org/oidc/callback",
                "https://example.com/sso/x/api",
                "/srv/x/app.yml",
                "/srv/x/app.yml",
                "https://app.example.org:9091",
                &whole,
            ];
            assert_eq!(lines, wanted);
        }
    }
    let (lines, _) = write(&page, &[("folder", "/")]);
    assert_eq!(lines[3..5], ["/app.yml", "/app.yml"]);
}

#[test]
fn what_would_be_in_a_query_or_twice_is_refused() {
    let path = r#"{{< sitevar name="app" nojs="https://app.example.com" >}}/oidc"#;
    let port = r#"{{< sitevar name="app" nojs="https://app.example.com" >}}:9091"#;
    let host = r#"{{< sitevar name="sub" nojs="auth" >}}.example.com"#;
    let continued = r#"{{< sitevar name="app" nojs="https://app.example.com/" >}}login"#;
    let refused = [
        (continued, "app", "https://app.example.org", "end it with a slash"),
        (path, "app", "https://app.example.org/?a=b", "leave out its query"),
        (path, "app", "https://app.example.org/#top", "leave out its query"),
        (path, "app", "https://app.example.org/oidc", "writes `/oidc` after this"),
        (path, "app", "https://app.example.org/oidc/", "writes `/oidc` after this"),
        (port, "app", "https://app.example.org:9091", "without a port"),
        (port, "app", "https://app.example.org:8443/", "without a port"),
        (port, "app", "https://app.example.org/x", "without a port"),
        (port, "app", "https://[2001:db8::1]:80", "without a port"),
        (host, "sub", "sso.x.example.com", ""),
    ];
    for (line, name, value, reason) in refused {
        let (lines, said) = write(&[line], &[(name, value)]);
        let default = if reason.is_empty() { "sso.x.example.com" } else { "https://app.example.com" };
        assert!(lines[0].starts_with(default), "{value}: {lines:?}");
        assert!(said.iter().any(|said| said.contains(reason)), "{value}: {said:?}");
    }
    let derived = r#"{{< sitevar name="callback" nojs="https://app.example.com/oidc/callback" >}}"#;
    let (lines, said) = write(&[derived], &[("app", "https://app.example.org/?a=b")]);
    assert_eq!(lines, ["https://app.example.com/oidc/callback"]);
    assert!(said[0].contains("leave out its query"), "{said:?}");
    let (lines, _) = write(&[continued], &[("app", "https://app.example.org/")]);
    assert_eq!(lines, ["https://app.example.org/login"]);
    let (lines, _) = write(&[port], &[("app", "https://[2001:db8::1]/")]);
    assert_eq!(lines, ["https://[2001:db8::1]:9091"]);
}

#[test]
fn a_subdomain_does_not_repeat_the_domain() {
    let page = [
        r#"https://{{< sitevar name="sub" nojs="auth" >}}.{{< sitevar name="domain" nojs="example.com" >}}/"#,
        r#"{{< sitevar name="api" nojs="https://auth.example.com/auth/api" >}}"#,
    ];
    let cases = [
        ("sso.home.example.org", "home.example.org", "sso.home.example.org", "only `sso` is written"),
        ("a.b.home.example.org", "home.example.org", "a.b.home.example.org", "only `a.b` is written"),
        ("home.example.org", "home.example.org", "home.example.org", "nothing is written before it"),
        ("sso", "sso.home.net", "sso.sso.home.net", "leave `sso.` out here"),
        ("xhome.net", "home.net", "xhome.net.home.net", ""),
    ];
    for (sub, domain, host, note) in cases {
        let (lines, said) = write(&page, &[("sub", sub), ("domain", domain)]);
        assert_eq!(lines, [format!("https://{host}/"), format!("https://{host}/auth/api")]);
        assert_eq!(said.is_empty(), note.is_empty(), "{said:?}");
        assert!(said.iter().all(|said| said.contains(note)), "{said:?}");
    }
}
