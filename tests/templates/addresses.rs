//! Addresses of pages: by path, slug, `url` and the site's `permalinks`, as Hugo 0.168 makes them.

use serde_json::{Value, json};
use sitevar_templates::{Site, SiteOptions};

use super::memory::{Memory, options};

/// A page's path, its front matter, and its address on a site where blog posts stand below their slug.
fn cases() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("guides/headscale.md", json!({}), "/guides/headscale/"),
        ("guides/headscale/index.md", json!({}), "/guides/headscale/"),
        ("guides/_index.md", json!({}), "/guides/"),
        ("_index.md", json!({}), "/"),
        ("My Sec/A + B (c), D.md", json!({}), "/my-sec/a-+-b-c-d/"),
        ("My Sec/e.md", json!({"slug": "My Slug + x"}), "/my-sec/my-slug-+-x/"),
        ("My Sec/f.md", json!({"url": "foo/Bar"}), "/foo/Bar/"),
        ("u/f.md", json!({"url": "/x/y.html"}), "/x/y.html"),
        ("u/g.md", json!({"url": "a.b/c/"}), "/a.b/c/"),
        ("blog/p.md", json!({"title": "Authelia + Traefik"}), "/blog/authelia--traefik/"),
        ("blog/p.md", json!({"title": "A & B: c"}), "/blog/a-b-c/"),
        ("blog/p.md", json!({"title": "Ä ß é"}), "/blog/ä-ß-é/"),
        ("blog/p.md", json!({"title": "a/b"}), "/blog/a-b/"),
        ("blog/p.md", json!({"title": "T", "slug": "s"}), "/blog/s/"),
        ("blog/_index.md", json!({"title": "Blog"}), "/blog/"),
        // Only folders with a page of their own are sections.
        ("docs/1.0/a/b.md", json!({"title": "T", "slug": "s"}), "/docs/1.0/s/"),
        ("news/n.md", json!({"title": "T", "date": "2026-11-23"}), "/2026/11/t/"),
    ]
}

#[test]
fn every_page_has_the_address_that_hugo_gives_it() {
    let hugo = json!({"permalinks": {
        "blog": "/blog/:slug/",
        "docs": "/docs/:sections[1:]/:slug/",
        "page": {"news": "/:year/:month/:title/"},
    }});
    let files = Memory::new([("content/docs/1.0/_index.md", ""), ("content/docs/1.0/a/b.md", "")]);
    let site = Site::new(std::sync::Arc::new(files), SiteOptions { hugo, ..options() });
    for (path, front_matter, address) in cases() {
        assert_eq!(site.rel_permalink(path, &front_matter), address, "{path} {front_matter}");
    }
}
