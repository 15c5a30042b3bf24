//! What must hold of every page, whatever it holds.

use std::sync::{Arc, LazyLock};

use html5gum::{DefaultEmitter, Token, Tokenizer};
use sitevar_core::{
    Diagnostic, Dialect, Guide, Options, Outcome, OutputFormat, Source, Span, Unknown, Variables, expand,
};

use super::grammar::DIGEST;
use super::library::EveryKind;

/// Every way to expand a page.
pub const WAYS: [(Dialect, OutputFormat, Unknown); 5] = [
    (Dialect::Sitevar, OutputFormat::Markdown, Unknown::Error),
    (Dialect::Sitevar, OutputFormat::Markdown, Unknown::Keep),
    (Dialect::Sitevar, OutputFormat::Html, Unknown::Error),
    (Dialect::HugoExact, OutputFormat::Markdown, Unknown::Error),
    (Dialect::HugoExact, OutputFormat::Markdown, Unknown::Keep),
];

/// Expands a page in one of the ways.
pub fn expand_page(
    page: &str,
    (dialect, output, unknown): (Dialect, OutputFormat, Unknown),
) -> Outcome<Guide> {
    static DECLARED: LazyLock<Arc<Variables>> =
        LazyLock::new(|| Arc::new(serde_yaml::from_str(&VARIABLES.replace("DIGEST", DIGEST)).unwrap()));
    let options = Options { output, dialect, unknown, variables: DECLARED.clone(), ..Options::default() };
    expand(&Source::new("page.md", page), Arc::new(EveryKind), &options)
}

const VARIABLES: &str = "
variables:
  domain: {type: domain, default: example.com}
  host: {type: host, default: authelia.example.com}
  client-secret: {type: secret, examples: insecure_secret}
  client-secret-digest: {type: digest, of: client-secret, examples: DIGEST}
";

/// Every problem is told in a phrase, and where it stands: in the page, between characters.
pub fn problems_stand_in_the_page(page: &str, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        stands_in(page, diagnostic.span, diagnostic);
        for label in &diagnostic.labels {
            stands_in(page, label.span, diagnostic);
        }
        let length = diagnostic.message.len();
        assert!(length <= LONGEST_MESSAGE, "a message of {length} bytes: {:.200}", diagnostic.message);
    }
}

/// Nobody reads more than a few lines; one of them may be of the page, with the examples of its slots.
const LONGEST_MESSAGE: usize = 1_000;

fn stands_in(page: &str, span: Span, diagnostic: &Diagnostic) {
    assert!(page.get(span.range()).is_some(), "{span:?} is no text of the page: {diagnostic:?}");
}

/// Returns the tokens of a text as a browser reads them, which sees none in a script, a style or a text field.
pub fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).map(Result::unwrap)
}

/// Counts the private-use characters that are used as marks.
pub fn marks(text: &str) -> usize {
    let planes = [0xF_0000..=0xF_FFFD, 0x10_0000..=0x10_FFFD];
    text.chars().filter(|character| planes.iter().any(|plane| plane.contains(&(*character as u32)))).count()
}
