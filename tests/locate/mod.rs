//! What the table of a guide is, and that its slots are found in pages that other generators built.

mod conventions;
mod corpus;
mod hostile;

use std::sync::Arc;

use sitevar_core::{
    Guide, Layout, NoTemplates, Options, OutputFormat, PassageKind, Place, Run, Source, Values, expand,
};

fn guide(markdown: &str) -> Guide {
    let options = Options { output: OutputFormat::Markdown, ..Options::default() };
    expand(&Source::new("page.md", markdown), Arc::new(NoTemplates), &options).value
}

/// Returns the text of a place.
pub fn text_at(layout: &Layout, place: &Place) -> String {
    let mut text = String::new();
    for (number, node) in layout.nodes.iter().enumerate().take(place.end.node + 1).skip(place.start.node) {
        let units: Vec<u16> = node.text.encode_utf16().collect();
        let start = if number == place.start.node { place.start.at } else { 0 };
        let end = if number == place.end.node { place.end.at } else { units.len() };
        text.push_str(&String::from_utf16_lossy(&units[start..end]));
    }
    text
}

const DOMAIN: &str = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";

/// Returns the texts at the slots, run by run.
fn located(runs: &[Run], html: &str) -> Vec<Vec<Option<String>>> {
    let layout = Layout::read_html(html);
    let text = |place: Option<Place>| place.map(|place| text_at(&layout, &place));
    layout.locate(runs).into_iter().map(|run| run.into_iter().map(text).collect()).collect()
}

#[test]
fn a_guide_has_a_run_for_every_paragraph_span_and_block_with_slots() {
    let markdown = format!(
        "# On {DOMAIN}\n\nNothing.\n\nOpen [it](https://{DOMAIN}/) at `{DOMAIN}` and\nagain {DOMAIN}.\n\n- `{DOMAIN}`\n\n\
         ```yaml {{title=\"a.yml\"}}\nhost: '{DOMAIN}'\nport: 1\n```\n"
    );
    let table = guide(&markdown).table(&Values::default());
    let block = PassageKind::CodeBlock { language: "yaml".to_owned(), title: "a.yml".to_owned() };
    let seen: Vec<_> = table.runs.iter().map(|run| (&run.kind, run.text.as_str())).collect();
    let expected = [
        (&PassageKind::Prose, "On example.com"),
        (&PassageKind::Prose, "Open it at example.com and\nagain example.com."),
        (&PassageKind::CodeSpan, "example.com"),
        (&block, "host: 'example.com'\nport: 1\n"),
    ];
    assert_eq!(seen, expected);
    for run in &table.runs {
        assert!(run.slots.iter().all(|slot| run.text[slot.range.clone()] == *"example.com"), "{run:?}");
    }
    let row = &table.addresses[0];
    let row = [&row.element, &row.attribute, &row.pattern, &row.shown];
    assert_eq!(row, ["a", "href", "https://{domain}/", "https://example.com/"]);
}

#[test]
fn slots_are_found_in_what_a_generator_makes_of_the_text() {
    let markdown = format!("The \"host\" -- {DOMAIN}.\n\n```yaml\nhost: '{DOMAIN}'\nport: 1\n```\n");
    let runs = guide(&markdown).table(&Values::default()).runs;
    let html = "<nav>The “host” – example.com.</nav><p>The “host” – exam<wbr>ple.com.</p><div class=\"highlight\"><pre>\
                <span class=\"line\">host: <i>'exa</i><i>mple</i>.com'</span><br><span>port: 1</span></pre></div>";
    let found = [vec![Some("example.com".to_owned())], vec![Some("example.com".to_owned())]];
    assert_eq!(located(&runs, html), found);
}

#[test]
fn a_text_that_is_there_too_often_is_lost() {
    let runs = guide(&format!("Go to the host {DOMAIN}.\n")).table(&Values::default()).runs;
    let once = "<p>Go to the host example.com.</p>";
    assert_eq!(located(&runs, once), [[Some("example.com".to_owned())]]);
    assert_eq!(located(&runs, &once.repeat(2)), [[None]]);
}

#[test]
fn a_block_that_a_generator_shows_as_words_is_found_in_them() {
    let markdown = format!("```yaml\nserver:\n  host: '{DOMAIN}'\n  port: 9091\n```\n\nOn {DOMAIN}, too.\n");
    let table = guide(&markdown).table(&Values::default());
    let words = "server: host: 'example.com' port: 9091";
    let found = vec![vec![Some("example.com".to_owned())]; 2];
    for (html, is_found) in [
        (format!("<p><code>yaml {words}</code></p><p>On example.com, too.</p>"), true),
        (format!("<p>```yaml {words}```</p><p>On example.com, too.</p>"), true),
        // Where it is there twice, or changed, nothing tells what is meant.
        (format!("<p>{words}</p><p>{words}</p><p>On example.com, too.</p>"), false),
        (format!("<p>{}</p><p>On example.com, too.</p>", words.replace("9091", "1")), false),
    ] {
        let located = located(&table.runs, &html);
        assert_eq!(located == found, is_found, "{html}: {located:?}");
        assert_eq!(located[1], found[1], "{html}");
    }
}

#[test]
fn the_table_that_stands_for_the_form_is_marked() {
    let markdown = format!("{{{{< sitevar-preferences >}}}}\n\nOn {DOMAIN}.\n");
    let table = guide(&markdown).table(&Values::default());
    let in_form: Vec<(bool, bool)> =
        table.runs.iter().map(|run| (run.in_form, run.text.starts_with("On "))).collect();
    assert_eq!(in_form, [(true, false), (false, true)], "{:?}", table.runs);
}

#[test]
fn a_text_that_the_guide_has_once_more_without_slots_is_not_taken_for_the_one_with_them() {
    let markdown =
        format!("```yaml\na: {DOMAIN} here\n```\n\nSecond.\n\n```yaml\na: example.com here\n```\n");
    let table = guide(&markdown).table(&Values::default());
    assert_eq!(table.runs.iter().map(|run| run.slots.len()).collect::<Vec<_>>(), [1, 0]);
    let block = "<pre><code>a: example.com here\n</code></pre>";
    for (html, found) in [
        (format!("{block}<p>Second.</p>{block}"), true),
        (format!("<p>Second.</p>{block}"), false),
        (format!("{block}<p>Second.</p>"), false),
    ] {
        let layout = Layout::read_html(&html);
        let place = layout.locate(&table.runs)[0][0];
        // Where both are there they are in order, or nothing tells them apart.
        assert!(place.is_none() || found && place.unwrap().start.node == 0, "{html}: {place:?}");
    }
}
