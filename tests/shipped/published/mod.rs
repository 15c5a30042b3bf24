//! No mark is published: the private-use characters that stand for values while a page is made are in no output.
//!
//! 1. [`page`]: a page that has everything, and a value put at every place of it.
//! 2. [`leaks`]: finds private-use characters in any of the ways in which a program may write one.
//! 3. Every command that writes something, with all these pages at once: every byte of what it writes and says.

mod leaks;
mod page;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use sitevar_core::{Diagnostic, HtmlOptions, Options, OutputFormat, Severity, Source, Values, expand};

use super::files::{MemorySite, options};
use crate::commands::sandbox::Sandbox;

/// A private-use character of the author's own; there are never so many marks that it is one.
const OWN: char = '\u{FABCD}';

/// A site whose templates ask for what can be asked of a text.
const TEMPLATES: [(&str, &str); 2] = [
    (
        "own.html",
        "<div title=\"{{ .Inner }}\" data-a=\"{{ .Inner | base64Encode }}\">{{ .Inner | markdownify }}</div>",
    ),
    (
        "ask.html",
        "{{ $a := .Inner }}<i class=\"{{ md5 $a }}\">{{ len $a }} {{ $a | plainify }} {{ printf \"%q %x\" $a $a }} \
         <a href=\"/?a={{ $a | urlquery }}\" id=\"{{ anchorize $a }}\">{{ $a | upper }}</a></i>\
         <script>let a = {{ $a }}; let b = {{ dict \"c\" $a | jsonify }};</script>\
         {{ .Site.Store.Set \"kept\" $a }}{{ warnf \"%s was here\" $a }}",
    ),
];

/// Returns the pages that are without errors; what is said of the others holds no mark either.
fn pages() -> Vec<String> {
    let mut site = MemorySite::new();
    for (name, text) in TEMPLATES {
        site.add(format!("shortcodes/{name}"), text);
    }
    let site = site.site();
    let judge = |page: String| {
        let source = Arc::new(Source::new("content/page.md", page.as_str()));
        let mut fine = true;
        for output in [OutputFormat::Markdown, OutputFormat::Html] {
            let options = Options { output, ..options() };
            let outcome = expand(&source, site.library("page.md", source.clone()), &options);
            let said: String = outcome.diagnostics.iter().map(words).collect();
            assert_eq!(leaks::find(&said.replace(OWN, "")), None, "{said}\n{page}");
            let html = outcome.value.html(&Values::default(), &HtmlOptions::default());
            let told = html.headings.iter().map(|heading| heading.id.as_str());
            let told: String = told.chain(html.links.iter().map(|link| link.destination.as_str())).collect();
            assert_eq!(leaks::find(&told.replace(OWN, "")), None, "{told}\n{page}");
            fine &= outcome.diagnostics.iter().all(|found| found.severity != Severity::Error);
        }
        fine.then_some(page)
    };
    page::with_a_value_everywhere().into_par_iter().filter_map(judge).collect()
}

/// Returns everything that a diagnostic says.
fn words(diagnostic: &Diagnostic) -> String {
    let labels = diagnostic.labels.iter().map(|label| label.message.as_str());
    let frames = diagnostic.trace.iter().map(|frame| frame.message.as_str());
    let all = [diagnostic.message.as_str()].into_iter().chain(diagnostic.help.as_deref()).chain(labels);
    all.chain(frames).collect::<Vec<_>>().join("\n") + "\n"
}

/// Writes the pages into a site on the disk.
fn site(pages: &[String]) -> Sandbox {
    let sandbox = Sandbox::new(&[(
        "site/sitevar.yml",
        "title: Test\nbase_url: https://docs.example.org\nvariables:\n  domain: {type: domain, default: example.com}\n",
    )]);
    for (name, text) in TEMPLATES {
        sandbox.write(&format!("site/shortcodes/{name}"), text);
    }
    for (number, page) in pages.iter().enumerate() {
        sandbox.write(&format!("site/content/section/p{number}.md"), page);
    }
    sandbox
}

#[test]
fn no_output_of_any_command_holds_a_mark_wherever_a_value_stands() {
    let pages = pages();
    assert!(pages.len() > 500, "only {} pages are without errors", pages.len());
    let sandbox = site(&pages);
    let commands: [&[&str]; 5] = [
        &["build", "site", "-o", "out/build"],
        &["build", "site", "-o", "out/set", "--set", "domain=home.lab.example.org"],
        &["expand", "site/content", "-o", "out/expand"],
        &["assets", "site", "-o", "out/assets"],
        &["offline", "site/content/section", "-o", "out/guides.html"],
    ];
    for command in commands {
        let arguments = [command, &["--format", "short"]].concat();
        let mut output = sandbox.run(&arguments);
        // A page may be wrong only with a value that is set, or only its front matter; what is said of it counts, too.
        while output.status.code() == Some(1) && drop_wrong_pages(&sandbox, &output.stderr) > 0 {
            no_leak_in(command, &output);
            output = sandbox.run(&arguments);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("built without the widget") {
            eprintln!("skipped: {command:?}: this build has no widget");
            continue;
        }
        assert_eq!(output.status.code(), Some(0), "{command:?}: {said}");
        no_leak_in(command, &output);
    }
    let (mut files, mut own) = (0, 0);
    for (path, bytes) in sandbox.tree("out") {
        // The widget's own files hold no pages, and its program is no text.
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if path.extension().is_some_and(|extension| extension == "js") {
            continue;
        }
        files += 1;
        own += usize::from(text.contains(OWN));
        let text = text.replace(OWN, "").replace("%F3%BA%AF%8D", "").replace("\\U000fabcd", "");
        if let Some(found) = leaks::find(&text) {
            panic!("{} holds {found}", path.display());
        }
    }
    assert!(files > pages.len() * 2, "{files} files were written for {} pages", pages.len());
    assert!(
        own > pages.len() * 2,
        "the author's own private-use character is still there: in {own} of {files} files"
    );
}

/// Removes the pages that have an error, and returns how many there were.
fn drop_wrong_pages(sandbox: &Sandbox, stderr: &[u8]) -> usize {
    let said = String::from_utf8_lossy(stderr);
    let errors = said.lines().filter(|line| line.contains(": error["));
    let named: BTreeSet<&str> = errors.filter_map(|line| line.split(':').next()).collect();
    named.into_iter().filter(|path| std::fs::remove_file(sandbox.path(path)).is_ok()).count()
}

fn no_leak_in(command: &[&str], output: &std::process::Output) {
    let said = String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned();
    assert_eq!(leaks::find(&said.replace(OWN, "").replace("U+FABCD", "")), None, "{command:?} said it");
}

#[test]
fn the_inputs_that_published_a_mark_publish_the_default() {
    let slot = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";
    let page = format!(
        "---\ntitle: Page\ntoc: true\n---\n\n## Sign in {{#on-{slot}}}\n\n## Here\n{{#at-{slot}}}\n\n\
         ```nginx {{title=\"{slot}.conf\"}}\nserver_name {slot};\n```\n\n[Portal]({{{{< sitevar name=\"authelia-url\" >}}}})\n\n\
         text\n[gone](guides/{slot}.md?a#b)\n"
    );
    let sandbox = Sandbox::new(&[("site/sitevar.yml", "title: Test\n"), ("site/content/page.md", &page)]);
    let output = sandbox.run(&["build", "site", "-o", "out", "--format", "short"]);
    let said = String::from_utf8(output.stderr).unwrap();
    let read = |path: &str| std::fs::read_to_string(sandbox.path("out").join(path)).unwrap();
    let html = read("page/index.html");
    for part in [
        "<a href=\"#on-example.com\">",
        "<h2 id=\"on-example.com\">",
        "<a href=\"#at-example.com\">",
        "<h2 id=\"at-example.com\">",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(read("sitevar.json").contains("content/page.md"), "{}", read("sitevar.json"));
    // A link that is broken is named as it is published, where its value is called; the portal is another site's.
    let column = "[gone](guides/".len() + 1;
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("broken-link")).collect();
    assert_eq!(lines.len(), 1, "{said}");
    let expected = format!(
        "site/content/page.md:18:{column}: warning[broken-link]: the link `guides/example.com.md?a#b` leads to no page"
    );
    assert!(lines[0].starts_with(&expected), "{said}");
}

#[test]
fn a_broken_link_of_a_rendered_text_is_told_where_its_value_is_called() {
    let slot = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";
    let page = format!(
        "a\n\n{{{{< callout note >}}}}\n{{{{< details \"b\" >}}}}\n- [c](d/{slot}.md)\n{{{{< /details >}}}}\n{{{{< /callout >}}}}\n"
    );
    let sandbox = Sandbox::new(&[("site/sitevar.yml", "title: Test\n"), ("site/content/page.md", &page)]);
    let output = sandbox.run(&["build", "site", "-o", "out", "--format", "short"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("site/content/page.md:5:9: warning[broken-link]: the link `d/example.com.md`"),
        "{said}"
    );
}

#[test]
fn a_value_behind_the_path_of_a_link_to_a_page_stays_open() {
    let slot = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";
    let sandbox = Sandbox::new(&[
        ("site/sitevar.yml", "title: Test\n"),
        ("site/content/page.md", &format!("[a](other.md?b={slot})\n")),
        ("site/content/other.md", "text\n"),
    ]);
    let output = sandbox.run(&["build", "site", "-o", "out", "--format", "short"]);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    let html = std::fs::read_to_string(sandbox.path("out/page/index.html")).unwrap();
    assert!(html.contains("href=\"../other/?b=example.com\""), "{html}");
    assert!(html.contains("data-sitevar-href=\"../other/?b={"), "{html}");
}

#[test]
fn what_templates_keep_of_a_page_that_others_include_stands_in_none_of_them() {
    let mut site = MemorySite::new();
    site.add("layouts/_partials/box.html", "<b>{{ . }}</b>");
    site.add(
        "layouts/_shortcodes/box.html",
        "{{ partialCached \"box.html\" .Inner }}{{ with .Site.GetPage \"kept\" }}{{ .Store.Get \"a\" }}{{ .Store.Set \"a\" $.Inner }}{{ end }}",
    );
    site.add(
        "content/boxed.md",
        "{{< box >}}{{< sitevar name=\"domain\" nojs=\"boxed.example\" >}}{{< /box >}}\n",
    );
    site.add("content/kept.md", "");
    let site = site.site();
    let expanded = |page: &str| {
        let source = Arc::new(Source::new("content/page.md", page));
        let outcome = expand(&source, site.library("page.md", source.clone()), &options());
        assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
        outcome.value.markdown(&Values::default()).value
    };
    let other = "{{< sitevar name=\"domain\" nojs=\"other.example\" >}}";
    assert_eq!(expanded("{{% include \"boxed\" %}}").trim(), "<b>boxed.example</b>");
    assert_eq!(
        expanded(&format!("{other} {{{{% include \"boxed\" %}}}}")).trim(),
        "other.example <b>boxed.example</b>boxed.example"
    );
}
