//! The tokenizer of HTML, held against another one: on written cases, on real pages, and on what mutations make of them.

use sitevar_core::{HtmlOptions, NoTemplates, Values};

use super::corpus::{expanded, pages};
use super::gum::same_tokens;

/// HTML in which readers of HTML like to differ; every line is one.
const ODD: &str = include_str!("tokens.txt");

#[test]
fn odd_html_has_the_tokens_of_the_standard() {
    for line in ODD.lines().filter(|line| !line.starts_with('#')) {
        same_tokens(line);
        // A text may end anywhere.
        for (at, _) in line.char_indices() {
            same_tokens(&line[..at]);
        }
    }
}

#[test]
fn every_named_reference_is_decoded_by_the_standard() {
    let names = html_escape::NAMED_ENTITIES.iter().map(|(name, _)| std::str::from_utf8(name).unwrap());
    let mut count = 0;
    for name in names {
        for end in [";", "", "x", "=", "x;", ";;", " "] {
            same_tokens(&format!("&{name}{end}<a b='&{name}{end}' c=&{name}{end}>"));
        }
        count += 1;
    }
    assert!(count > 2_000, "{count} names");
}

#[test]
fn every_numeric_reference_is_decoded_by_the_standard() {
    let codes =
        (0..0x400).chain([0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFE, 0xFFFF, 0x10_FFFF, 0x11_0000, u32::MAX]);
    for code in codes {
        same_tokens(&format!("&#{code}; &#{code} &#x{code:x}; &#X{code:X}g <a b='&#{code}' c=&#x{code:x}>"));
    }
    same_tokens("&#99999999999999999999; &#xFFFFFFFFFFFFFFFFF; &#000000000000000065; &# &#; &#x &#x; &#xg;");
}

#[test]
fn real_pages_have_the_same_tokens() {
    let Some(pages) = html_of_the_corpus() else { return };
    let tokens: usize = pages.iter().map(|page| same_tokens(page)).sum();
    eprintln!("{} pages with {tokens} tokens", pages.len());
    assert!(tokens > 100_000, "the corpus holds HTML");
}

#[test]
fn mutations_of_real_pages_have_the_same_tokens() {
    let Some(pages) = html_of_the_corpus() else { return };
    let mut random = fastrand::Rng::with_seed(11);
    let tokens: usize = (0..MUTATIONS).map(|_| same_tokens(&mutation(&pages, &mut random))).sum();
    eprintln!("{MUTATIONS} mutations with {tokens} tokens");
}

/// As many as take about 20 s.
const MUTATIONS: usize = 100_000;

/// Returns a part of a page with some odd pieces in it, and some of its own at other places.
fn mutation(pages: &[String], random: &mut fastrand::Rng) -> String {
    let odd: Vec<&str> = ODD.lines().collect();
    let mut html = part(&pages[random.usize(..pages.len())], 2_000, random).to_owned();
    for _ in 0..random.usize(1..12) {
        let length = random.usize(1..12);
        let piece = match random.bool() {
            true => part(odd[random.usize(..odd.len())], length, random).to_owned(),
            false => part(&html, 40, random).to_owned(),
        };
        let at = html.floor_char_boundary(random.usize(..=html.len()));
        let end = html.floor_char_boundary(at + random.usize(..4)).max(at);
        html.replace_range(at..end, &piece);
    }
    html
}

/// Returns a part of a text of at most so many bytes.
fn part<'a>(text: &'a str, length: usize, random: &mut fastrand::Rng) -> &'a str {
    let start = text.floor_char_boundary(random.usize(..=text.len()));
    &text[start..text.floor_char_boundary(text.len().min(start + random.usize(..=length)))]
}

/// Returns the HTML of every page, as Hugo made it and as we make it.
fn html_of_the_corpus() -> Option<Vec<String>> {
    let recorded = pages("corpus/hugo-output", "content.html")?.into_iter().map(|(_, html)| html);
    let ours = pages("corpus/authelia/content", "md")?.into_iter().map(|(_, page)| {
        let guide = expanded(&page, std::sync::Arc::new(NoTemplates));
        guide.html(&Values::default(), &HtmlOptions::default()).body
    });
    Some(recorded.chain(ours).collect())
}
