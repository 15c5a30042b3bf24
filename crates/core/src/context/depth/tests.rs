//! What is nested 10,000 deep is not descended into, in any language.

use super::{MAX_OPEN, TOO_DEEP};
use crate::context::languages::ALL;
use crate::context::rule::{Interpolation, TokenRule};
use crate::context::{Filled, SlotAt, Snippet};
use crate::text::Cut;

const LEVELS: usize = 10_000;

/// Returns the rules of the languages, each once.
fn rules() -> impl Iterator<Item = (&'static str, &'static TokenRule)> {
    ALL.iter().flat_map(|language| {
        let own = language.rules.iter().copied().chain([language.word]);
        own.flat_map(|rule| rule.quoted.iter().copied().chain([rule])).map(|rule| (language.name, rule))
    })
}

#[test]
fn a_text_that_is_nested_too_deep_is_one_token() {
    let mut looked_at = 0;
    for language in ALL {
        for rule in language.rules.iter().copied().chain([language.word]) {
            for interpolation in rule.interpolations {
                let Interpolation::Between(open, close) = interpolation else { continue };
                if open == close {
                    continue;
                }
                looked_at += 1;
                let nested = |levels: usize| format!("{}{open}", rule.open).repeat(levels);
                let closed = format!("{}{}", open.repeat(LEVELS), close.repeat(LEVELS));
                for text in [nested(LEVELS), open.repeat(LEVELS), closed] {
                    let tokens = language.scan(&text);
                    let is_one = tokens.len() == 1 && std::ptr::eq(tokens[0].rule, &raw const TOO_DEEP);
                    assert!(is_one, "{}: {}: `{}`", language.name, rule.name, text.before(40));
                }
                let tokens = language.scan(&nested(MAX_OPEN / 2));
                let refused = tokens.iter().any(|token| std::ptr::eq(token.rule, &raw const TOO_DEEP));
                assert!(!refused, "{}: {}", language.name, rule.name);
            }
        }
    }
    assert!(looked_at > 20, "{looked_at} interpolations");
}

#[test]
fn an_insertion_is_not_followed_beyond_the_limit() {
    for (language, rule) in rules() {
        for interpolation in rule.interpolations {
            let Interpolation::Between(open, close) = interpolation else { continue };
            if open == close {
                continue;
            }
            // The closings would be found by whoever went down to the last level.
            let after = " and more";
            let opened = format!("{open} ").repeat(LEVELS);
            let text = format!("{opened}{}{after}", close.repeat(LEVELS));
            let (_, length) = rule.unit(&text);
            assert_eq!(length, text.len(), "{language}: {}: `{open}`", rule.name);
        }
    }
}

#[test]
fn every_language_refuses_or_writes_what_is_nested_deep() {
    let pieces =
        ["${a:-", "$(", "\"$(", "`${", "f'{", "\"{$", "\"#{", "$\"{", "\"${", "{a: ", "[", "((", "${'}' "];
    for language in ALL {
        for piece in pieces {
            let start = piece.len() * LEVELS;
            let text = format!("{}example.com\n", piece.repeat(LEVELS));
            let slot = SlotAt { range: start..start + "example.com".len(), ..SlotAt::default() };
            let written = Snippet::new(*language, text, vec![slot]).fill(&[Some("example.org")]);
            assert_ne!(written, [Filled::Default], "{}: `{piece}`", language.name);
        }
    }
}

#[test]
fn the_reason_says_that_it_is_nested_too_deep() {
    let start = "${a:-".len() * LEVELS;
    let slot = SlotAt { range: start..start + 1, ..SlotAt::default() };
    let text = format!("{}x", "${a:-".repeat(LEVELS));
    let language = ALL.iter().find(|language| language.name == "bash").expect("bash is a language");
    let written = Snippet::new(*language, text, vec![slot]).fill(&[Some("y")]);
    assert_eq!(written, [Filled::Refused("the text around it is nested too deep".to_owned())]);
}
