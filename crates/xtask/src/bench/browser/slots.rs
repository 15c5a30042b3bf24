//! A page with a thousand slots, as no guide has them, and one with a hundred, as a long guide has: every one of them
//! changes with each key of the domain.
//!
//! Fifty services, or five, each with a sentence and with blocks of YAML, JSON and shell; no two blocks are the same text,
//! because the widget works out equal ones once.

use std::fmt::Write as _;

/// The page's file and its path on the site.
pub(super) const FILE: &str = "slots.md";
pub(super) const PATH: &str = "/slots/";

/// Those of the page with a hundred slots.
pub(super) const FEW_FILE: &str = "few.md";
pub(super) const FEW_PATH: &str = "/few/";

pub(super) const CONFIG: &str = "\
title: Benchmark
variables:
  domain: {type: domain, default: example.com, label: Domain}
  subdomain-authelia: {type: subdomain, default: auth, label: Authelia subdomain}
derived:
  authelia-url: https://{subdomain-authelia}.{domain}
";

/// What a site declares whose guides say `example.com` in plain text.
pub(super) const EXAMPLES: &str = "\
title: Benchmark
variables:
  domain: {type: domain, default: example.com, label: Domain, examples: example.com, prose: true}
";

/// So many services with twenty slots each make a thousand, or a hundred; where a link leads is one more.
const SERVICES: usize = 50;
const FEW_SERVICES: usize = 5;

/// How a slot is written in the text of a service: as a shortcode, or as its default.
const DOMAIN: [&str; 2] = [r#"{{< sitevar name="domain" nojs="example.com" >}}"#, "example.com"];
const ISSUER: [&str; 2] =
    [r#"{{< sitevar name="authelia-url" nojs="https://auth.example.com" >}}"#, "https://auth.example.com"];

/// Returns the Markdown of the page with a thousand slots.
pub(super) fn page() -> String {
    with_form("A thousand slots", SERVICES)
}

/// Returns the Markdown of the page with a hundred slots.
pub(super) fn few_page() -> String {
    with_form("A hundred slots", FEW_SERVICES)
}

fn with_form(title: &str, count: usize) -> String {
    format!("---\ntitle: {title}\n---\n\n{{{{< sitevar-preferences >}}}}\n{}", services(0, count))
}

/// Returns the page as another generator would build it: nothing in it is ours but what its head needs.
pub(super) fn foreign_page(head: &str) -> String {
    let mut page = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>A thousand slots</title>{head}</head><body><main>"
    );
    pulldown_cmark::html::push_html(&mut page, pulldown_cmark::Parser::new(&services(1, SERVICES)));
    page + "</main></body></html>"
}

/// Returns this many services, with their slots in one of the two spellings.
fn services(spelling: usize, count: usize) -> String {
    let mut services = String::new();
    for number in 0..count {
        let service = SERVICE.replace("NAME", &format!("service-{number}"));
        let service = service.replace("DOMAIN", DOMAIN[spelling]).replace("ISSUER", ISSUER[spelling]);
        let _ = write!(services, "\n{service}");
    }
    services
}

const SERVICE: &str = r#"## NAME

It answers at `https://NAME.DOMAIN/`, and its users sign in at ISSUER.
Mail is sent from NAME@DOMAIN, see [its own page](https://NAME.DOMAIN/about).

```yaml {title="NAME.yml"}
NAME:
  address: 'https://NAME.DOMAIN/'
  issuer: 'ISSUER'
  # The cookies of DOMAIN reach the others as well.
  cookies:
    - domain: 'DOMAIN'
      default_redirection_url: "https://www.DOMAIN/"
  redirect_uris:
    - https://NAME.DOMAIN/oidc/callback
    - https://NAME.DOMAIN/oauth2/callback
  sender: NAME <no-reply@DOMAIN>
```

```json {title="NAME.json"}
{
  "issuer": "ISSUER",
  "parent": "https://DOMAIN/",
  "origins": ["https://NAME.DOMAIN", "https://www.DOMAIN"],
  "cookie": { "domain": ".DOMAIN", "name": "NAME" }
}
```

```bash
curl --fail "https://NAME.DOMAIN/api/health?origin=DOMAIN"
export HOME_PAGE='https://NAME.DOMAIN/' LOGIN_PAGE=ISSUER
```
"#;
