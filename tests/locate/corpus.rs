//! Real guides: every slot is found again in the HTML of the static Markdown, as one generator after another writes it.

use std::path::Path;

use sitevar_core::{HtmlOptions, Layout, Values};

use super::{guide, text_at};

/// What generators do to HTML.
const SHAPES: [fn(&str) -> String; 4] = [
    str::to_owned,
    in_tokens,
    // A list of contents before the text.
    |html| format!("<nav>{html}</nav>{html}"),
    // Another text around it.
    |html| format!("<p>Some words on example.com and auth.example.com</p>{html}<p>Set up example.com</p>"),
];

/// Puts parts of the text into elements, as a highlighter does.
fn in_tokens(html: &str) -> String {
    let pieces = html.split_inclusive('>').map(|piece| {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        text.replace('.', "<i>.</i>").replace("://", "<b>:</b><i>//</i>") + tag
    });
    pieces.collect()
}

#[test]
fn the_slots_of_real_guides_are_found_in_other_html() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/authelia/content");
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let (mut all, mut lost) = (0, Vec::new());
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let guide = guide(&std::fs::read_to_string(&path).unwrap());
        let runs = guide.table(&Values::default()).runs;
        let html =
            guide.html(&Values::default(), &HtmlOptions { slots: false, ..HtmlOptions::default() }).body;
        for (shape, change) in SHAPES.iter().enumerate().filter(|_| !runs.is_empty()) {
            let layout = Layout::read_html(&change(&html));
            for (run, places) in runs.iter().zip(layout.locate(&runs)) {
                for (slot, place) in run.slots.iter().zip(places) {
                    all += 1;
                    let default = &run.text[slot.range.clone()];
                    match place {
                        Some(place) => assert_eq!(text_at(&layout, &place), default, "{}", path.display()),
                        None => lost.push(format!("{} {shape}: {default} in {}", path.display(), run.text)),
                    }
                }
            }
        }
    }
    eprintln!("{all} slots, {} lost\n{}", lost.len(), lost.join("\n"));
    assert!(all > 4_000 && lost.len() * 1_000 <= all, "{} of {all} are lost", lost.len());
}
