//! Info strings and attributes: whatever is written behind a fence or a heading, it is read, and it is HTML.

use std::time::Duration;

use html5gum::{Token, Tokenizer};
use sitevar_core::{Dialect, HtmlOptions, OutputFormat, Unknown, Values};

use super::pages::{Page, text};
use super::rules::expand_page;
use super::seconds;

/// What info strings are made of.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "", " ", "\t", "{", "}", "{.", "{#", "[", "]", "(", ")", ",", "=", "\"", "'", "`", "\\", "\\\"", "\\ü", ":", ";", "<", ">", "&", "&quot;", "&#", "/", "!",
    "yaml", "compose.yml", "ü", "日本", "🦉", "e\u{301}", "\u{202E}", "\u{200B}", "\0", "\u{FEFF}", "\u{A0}", "\u{F0000}", "\r", "İ", "ſ",
    "title=", "title=\"", "title=ü", " title='é' ", "hl_lines=", "hl_lines=[1,2]", "hl_lines=[\"1-3\"]", "linenos=table", "style=", "onclick=", "id=", "class=",
    ".ü", "#é", ".a.b", "a=b", "a=1", "a=-1.5e3", "a=1e999", "a=+", "a=true", "a=nil", "a=[", "a=[[1],{b=2}]", "a={b=c}", "a=`ü`", "ü=", "1=", "-=", "data-x=\"ü\"",
    "{title=\"ü\"}", "{.ü #é title=\"日本\"}", "{{< sitevar name=\"domain\" >}}", "title=\"{{< sitevar name=\"domain\" >}}\"",
];

/// Where they are written.
const PLACES: [(&str, &str); 6] = [
    ("```", "\nü\n```\n"),
    ("~~~ yaml ", "\nü\n~~~\n"),
    ("# Ü ", "\n"),
    ("ü\n===\n", "\n"),
    ("a\n\nb\n", "\n"),
    ("> é\n> ", "\n\n| ü |\n|---|\n| é |\n{.a}\n"),
];

#[test]
fn any_info_string_is_read_and_stays_in_its_tag() {
    bolero::check!()
        .with_test_time(Duration::from_secs(seconds()))
        .with_generator(infos())
        .for_each(|info| holds(&info.0));
}

fn infos() -> impl bolero::ValueGenerator<Output = Page> {
    use bolero::ValueGenerator;
    let numbers = bolero::produce::<Vec<u16>>().with().len(0..30usize);
    numbers.map_gen(|numbers| Page(text(&numbers, PIECES)))
}

fn holds(info: &str) {
    for (before, after) in PLACES {
        let page = format!("{before}{info}{after}");
        let guide = expand_page(&page, (Dialect::Sitevar, OutputFormat::Html, Unknown::Error)).value;
        guide.table(&Values::default());
        let html = guide.html(&Values::default(), &HtmlOptions::default()).body;
        let known = |token: &Token| match token {
            Token::StartTag(tag) => !tag.name.is_empty(),
            _ => true,
        };
        assert!(Tokenizer::new(&html).all(|token| known(&token.unwrap())), "{html}");
    }
}
