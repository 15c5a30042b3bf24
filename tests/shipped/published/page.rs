//! A page that has everything that a page can have, with a value put at every place of it.

use super::OWN;

/// The call that is put in.
const CALL: &str = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";

/// Returns the page once for every place between two of its characters.
pub fn with_a_value_everywhere() -> Vec<String> {
    let page = PAGE.replace("OWN", &OWN.to_string());
    let places = page.char_indices().map(|(at, _)| at).chain([page.len()]);
    let mut pages: Vec<String> = places.map(|at| format!("{}{CALL}{}", &page[..at], &page[at..])).collect();
    // At all places of a kind at once, too.
    for between in [" ", "\n", "\"", "]", "("] {
        pages.push(page.replace(between, &format!("{CALL}{between}")));
    }
    pages
}

const PAGE: &str = "---
title: A title OWN
description: About it
weight: 3
toc: true
slug: ''
aliases: [/old/a/]
support: {level: community, versions: true}
seo: {title: Window, description: Search}
---

# First {#top .class key=\"value\"}

Tested versions
---

Text *with* **all** `code` [link](other.md?q=1#f \"title\") ![alt](p.png 'name') <https://a.example/b> https://c.example/d[^n] OWN [ref][r] [r].

{#below .lead}

[r]: ../x/y.md \"Title\"

[^n]: A note with `code`.

```yaml {title=\"config.yml\" hl_lines=[1] #code}
url: 'https://a.example/?b=c'  # OWN
```

    indented

| a | b |
| --- | :-: |
| c | d |

- [x] task
1. one

Term
: Definition

> [!NOTE]
> Quote

<p id=\"e\" title=\"f\" onclick=\"g()\">h <!-- i --> &amp;</p>

<script>let j = 'k';</script>

<style>l { m: n }</style>

{{< callout context=\"tip\" title=\"T *b*\" >}}
In [g](h.md) `i`

{{% details \"More OWN\" %}}
```sh {title=\"j.sh\"}
echo k

# l
```

### Inner {#inner}
{{% /details %}}
{{< /callout >}}

{{< own >}}m *n* o{{< /own >}}

{{< ask >}}p q{{< /ask >}}

{{< tabs >}}
{{< tab name=\"One\" >}}r{{< /tab >}}
{{< /tabs >}}

{{< figure src=\"s.png\" alt=\"t\" caption=\"u\" title=\"v\" >}}
";
