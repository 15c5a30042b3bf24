//! A page with a thousand slots, as no guide has them: every one of them changes with each key of the domain.
//!
//! Fifty services, each with a sentence and with blocks of YAML, JSON and shell; no two blocks are the same text,
//! because the widget works out equal ones once.

use std::fmt::Write as _;

/// The page's file and its path on the site.
pub(super) const FILE: &str = "slots.md";
pub(super) const PATH: &str = "/slots/";

pub(super) const CONFIG: &str = "\
title: Benchmark
variables:
  domain: {type: domain, default: example.com, label: Domain}
  subdomain-authelia: {type: subdomain, default: auth, label: Authelia subdomain}
derived:
  authelia-url: https://{subdomain-authelia}.{domain}
";

/// So many services with twenty slots each make a thousand; where a link leads is one more.
const SERVICES: usize = 50;

/// What stands for the slots in the text of a service.
const DOMAIN: (&str, &str) = ("DOMAIN", r#"{{< sitevar name="domain" nojs="example.com" >}}"#);
const ISSUER: (&str, &str) =
    ("ISSUER", r#"{{< sitevar name="authelia-url" nojs="https://auth.example.com" >}}"#);

/// Returns the page's Markdown.
pub(super) fn page() -> String {
    let mut page = "---\ntitle: A thousand slots\n---\n\n{{< sitevar-preferences >}}\n".to_owned();
    for number in 0..SERVICES {
        let service = SERVICE.replace("NAME", &format!("service-{number}"));
        let _ = write!(page, "\n{}", service.replace(DOMAIN.0, DOMAIN.1).replace(ISSUER.0, ISSUER.1));
    }
    page
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
