//! Every example of the documentation, in Sitevar and in a real Hugo.
//!
//! An example is a fenced block `guide.md` with a block `guide.static.md` behind it.

use sitevar_core::Values;

use super::files::{MemorySite, options};
use super::pages::{self, fences, project};
use crate::shortcodes::hugo::HugoSite;

/// What a page of the documentation says of a guide.
struct Example {
    page: String,
    guide: String,
    expected: String,
}

#[test]
fn every_example_expands_to_the_static_markdown_beside_it() {
    let site = MemorySite::new();
    for example in examples() {
        let outcome = site.expand("guide.md", &example.guide, &options());
        assert!(outcome.diagnostics.is_empty(), "{}: {:#?}", example.page, outcome.diagnostics);
        let markdown = outcome.value.markdown(&Values::default()).value;
        assert_eq!(fold(&markdown), fold(&example.expected), "{}\n{markdown}", example.page);
    }
}

#[test]
fn every_shipped_shortcode_has_an_example() {
    let guides: String = examples().into_iter().map(|example| example.guide).collect();
    for name in shipped_names() {
        // The form has no static Markdown in Hugo, and the session tabs are the others under another name.
        if name == "sitevar-preferences" || name.starts_with("session") {
            continue;
        }
        assert!(
            guides.contains(&format!("{{{{< {name} ")) || guides.contains(&format!("{{{{% {name} ")),
            "no example of `{name}`"
        );
    }
}

#[test]
fn tabs_of_every_name_are_the_same_file() {
    let read = |name: &str| std::fs::read_to_string(project().join("shortcodes").join(name)).unwrap();
    for (file, same) in [("Tab", "tab"), ("Tabs", "tabs")] {
        for extension in ["html", "md"] {
            for prefix in ["env", "session"] {
                let name = format!("{prefix}{file}.{extension}");
                assert_eq!(read(&name), read(&format!("{same}.{extension}")), "{name}");
            }
        }
    }
}

#[test]
fn hugo_shows_the_same_text_for_a_guide_and_for_its_static_markdown() {
    let Some(site) = hugo() else { return };
    let examples = examples();
    let static_pages = examples.iter().map(|example| example.expected.clone());
    // What shows a call instead of running it is a page with a call once it is static, and formats are Sitevar's own.
    let (examples, static_pages): (Vec<_>, Vec<_>) = examples
        .iter()
        .zip(static_pages)
        .filter(|(example, page)| !page.contains("{{<") && !example.guide.contains(" format="))
        .unzip();
    let guides: Vec<String> = examples.iter().map(|example| example.guide.clone()).collect();
    // Hugo takes a page that begins with a brace for JSON.
    let all: Vec<String> =
        guides.iter().chain(&static_pages).map(|page| format!("---\ntitle: Guide\n---\n{page}")).collect();
    let html = site.expand_all(&all).unwrap();
    let (guides, static_pages) = html.split_at(guides.len());
    for ((example, guide), static_page) in examples.iter().zip(guides).zip(static_pages) {
        // Static Markdown lists the names of tabs before their texts; HTML has each name at its text.
        let shown = |html: &str| match guide.contains("sitevar-tabs") {
            true => sorted(&text(html)),
            false => text(html),
        };
        assert_eq!(shown(guide), shown(static_page), "{}\n{guide}\n{static_page}", example.page);
    }
}

fn sorted(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// Reads all examples; the documentation is expanded first, because it escapes the calls that it shows.
fn examples() -> Vec<Example> {
    let site = MemorySite::new();
    let mut examples = Vec::new();
    for page in pages::read("") {
        let shown = site.expand(&page.path, &page.text, &options()).value.markdown(&Values::default()).value;
        let mut fences = fences(&shown).into_iter().peekable();
        while let Some(fence) = fences.next() {
            if fence.title != "guide.md" {
                continue;
            }
            if let Some(expected) = fences.next_if(|next| next.title == "guide.static.md") {
                examples.push(Example {
                    page: page.path.clone(),
                    guide: fence.text,
                    expected: expected.text,
                });
            }
        }
    }
    assert!(examples.len() > 10, "only {} examples were found", examples.len());
    examples
}

fn shipped_names() -> Vec<String> {
    let files = std::fs::read_dir(project().join("shortcodes")).unwrap();
    let names = files.map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned());
    names.collect()
}

/// A Hugo site with the shipped shortcodes and the hook that the documentation gives for alerts.
fn hugo() -> Option<HugoSite> {
    let site = HugoSite::new(&[])?;
    site.write("hugo.toml", HUGO_CONFIG);
    site.write("layouts/all.html", "{{ .Content }}");
    for file in std::fs::read_dir(project().join("shortcodes")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        site.write(&format!("layouts/_shortcodes/{name}"), &std::fs::read_to_string(&path).unwrap());
    }
    for page in pages::read("shared") {
        site.write(&format!("content/{}", page.path), &page.text);
    }
    let hugo_page =
        pages::read("reference").into_iter().find(|page| page.path == "reference/hugo.md").unwrap();
    let hook = fences(&hugo_page.text).into_iter().find(|fence| fence.title.starts_with("layouts/")).unwrap();
    site.write(&hook.title, &hook.text);
    Some(site)
}

/// Raw HTML is let through, because `{{% %}}` calls with HTML templates need it.
const HUGO_CONFIG: &str = "disableKinds = ['home', 'section', 'taxonomy', 'term', 'rss', 'sitemap', 'robotstxt', '404']\n\
                           [markup.goldmark.renderer]\nunsafe = true\n";

/// Takes the tags off HTML and folds white space; the tags of blocks part words.
fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let (tag, behind) = part.split_once('>').unwrap_or(("span", part));
        let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
        if !INLINE.contains(&name) {
            text.push(' ');
        }
        text.push_str(behind);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements inside words and sentences.
const INLINE: [&str; 7] = ["a", "code", "em", "i", "img", "span", "strong"];

/// Folds lines without text at the ends and between others.
fn fold(markdown: &str) -> String {
    let lines: Vec<&str> = markdown.trim().lines().map(str::trim_end).collect();
    let kept = lines.iter().enumerate().filter(|(at, line)| !line.is_empty() || !lines[at - 1].is_empty());
    kept.map(|(_, line)| format!("{line}\n")).collect()
}
