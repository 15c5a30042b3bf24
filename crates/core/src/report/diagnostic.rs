//! The one type that reports every problem, and the list of everything that can be wrong.
//!
//! Leaf code fails with a plain message; the layer that knows where adds the span.
//! Only the command line prints.

use std::fmt;

use super::Span;

/// A result that always has a value, with everything that was wrong on the way to it.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    /// What could be made of the input.
    pub value: T,
    /// What was wrong with it, in the order of the input.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// Tells whether any diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The output would be wrong: the command fails and writes nothing.
    Error,
    /// The output is usable, but probably not what the author wanted.
    Warning,
    /// Something worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// One problem, where it is, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Which kind of problem it is; stable across releases.
    pub code: Code,
    /// What is wrong: one lower-case phrase, user text in backticks.
    pub message: String,
    /// Where, in bytes of the source that was read.
    pub span: Span,
    /// Other parts of the same source that belong to it.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    /// How the problem was reached, the innermost frame first.
    pub trace: Vec<Frame>,
    /// What mends it, where there is one answer that is safe.
    pub edits: Vec<Edit>,
}

impl Diagnostic {
    /// Creates an error.
    pub fn error(code: Code, message: impl Into<String>, span: impl Into<Span>) -> Self {
        Self::new(Severity::Error, code, message, span)
    }

    /// Creates a warning.
    pub fn warning(code: Code, message: impl Into<String>, span: impl Into<Span>) -> Self {
        Self::new(Severity::Warning, code, message, span)
    }

    /// Creates a diagnostic of the given severity.
    pub fn new(severity: Severity, code: Code, message: impl Into<String>, span: impl Into<Span>) -> Self {
        Self {
            severity,
            code,
            message: brief(message.into()),
            span: span.into(),
            labels: Vec::new(),
            help: None,
            trace: Vec::new(),
            edits: Vec::new(),
        }
    }

    /// Mends it: writes a text in place of each of some parts.
    #[must_use]
    pub fn edits(mut self, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.edits.extend(edits);
        self
    }

    /// Points at another part of the same source.
    #[must_use]
    pub fn label(mut self, span: impl Into<Span>, message: impl Into<String>) -> Self {
        self.labels.push(Label { span: span.into(), message: brief(message.into()) });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(brief(help.into()));
        self
    }

    /// Says how the problem was reached.
    #[must_use]
    pub fn trace(mut self, frames: impl IntoIterator<Item = Frame>) -> Self {
        self.trace.extend(frames);
        self
    }
}

/// A text in place of a part of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What is written there.
    pub text: String,
}

/// Another part of the same source, with a word on why it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// Why, such as "opened here".
    pub message: String,
}

/// One step of the way to a problem, such as a position in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What was going on: "while expanding `oidc-common`".
    pub message: String,
    /// The file it happened in, where it has one.
    pub file: Option<String>,
    /// Line and column in that file, from one; zero where unknown.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

/// A problem inside a template or another leaf, which does not know where it was called from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which kind of problem it is.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where in the template, the innermost frame first.
    pub trace: Vec<Frame>,
}

impl Failure {
    /// Creates a failure without help or trace.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, trace: Vec::new() }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Turns the failure into an error at a position.
    pub fn at(self, span: impl Into<Span>) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.code, self.message, span).trace(self.trace);
        diagnostic.help = self.help.map(brief);
        diagnostic
    }
}

/// Nobody reads more of a message than this many characters; what it quotes may be a whole page.
const MAX_MESSAGE: usize = 300;

/// Leaves out the middle of a phrase that is too long.
fn brief(mut text: String) -> String {
    let middle = text.char_indices().nth(MAX_MESSAGE / 2).map(|(at, _)| at);
    let after = text.char_indices().nth_back(MAX_MESSAGE / 2).map(|(at, _)| at);
    if let (Some(middle), Some(after)) = (middle, after)
        && middle < after
    {
        text.replace_range(middle..after, " … ");
    }
    text
}

/// Declares every code once: its variant, its stable name and what it means.
macro_rules! codes {
    ($($variant:ident = $name:literal: $meaning:literal,)*) => {
        /// What kind of problem a diagnostic reports; the name is stable and documented.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// Returns the stable kebab-case name.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// Returns one sentence on what the code means.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    BadShortcodeSyntax = "bad-shortcode-syntax": "A shortcode tag does not follow the syntax.",
    UnclosedTag = "unclosed-tag": "A shortcode tag or an escaped tag has no end.",
    MixedParameters = "mixed-parameters": "A call has both named and positional parameters.",
    UnknownShortcode = "unknown-shortcode": "No template has the name of this call.",
    UnclosedShortcode = "unclosed-shortcode": "A call that takes inner text has no end tag.",
    UnexpectedEndTag = "unexpected-end-tag": "An end tag has no call that it could close.",
    OverlappingShortcodes = "overlapping-shortcodes": "An end tag closes a call that is not the innermost one.",
    TooDeep = "too-deep": "Calls or expansions are nested deeper than the limit.",
    TooMuchWork = "too-much-work": "Templates or a digest need more work or memory than their limit.",
    TooManySlots = "too-many-slots": "A page holds more variables than it can have slots.",
    BadFrontMatter = "bad-front-matter": "The front matter cannot be read, or has a key or a value that counts for nothing.",
    UnusedVariable = "unused-variable": "A site declares a variable that no page uses.",
    UnknownVariable = "unknown-variable": "A call names a variable that nothing declares.",
    ValueDoesNotFit = "value-does-not-fit": "A value does not fit where a page needs it.",
    SecretOutsideText = "secret-outside-text": "A secret, its digest or what is made of them is used outside text.",
    ValueSentElsewhere = "value-sent-elsewhere": "A browser would send a value to another site by itself.",
    UnknownFormat = "unknown-format": "A call asks for a format that does not exist.",
    MissingParameter = "missing-parameter": "A call lacks a parameter that it needs.",
    BadTemplate = "bad-template": "A template cannot be parsed.",
    TemplateFailed = "template-failed": "A template stopped with an error.",
    TemplateError = "template-error": "A template reported an error itself.",
    TemplateWarning = "template-warning": "A template reported a warning itself.",
    UnsupportedFunction = "unsupported-function": "A template uses a function or a value that does not exist here.",
    MissingPartial = "missing-partial": "A template asks for a partial that does not exist.",
    IncludeFailed = "include-failed": "A file cannot be included.",
    BrokenLink = "broken-link": "A link points to a page that does not exist.",
    BrokenAnchor = "broken-anchor": "A link leads to a heading or an id that does not exist.",
    UndefinedReference = "undefined-reference": "A link names a label that nothing defines.",
    DuplicateId = "duplicate-id": "A page gives the same id twice.",
    ImageWithoutText = "image-without-text": "An image has no text for those who cannot see it.",
    DuplicateAddress = "duplicate-address": "Two pages or files would be written to the same place.",
    MismatchedDigest = "mismatched-digest": "A digest is not that of the secret that its comment names.",
    BadDigest = "bad-digest": "A digest in a block of code cannot be read.",
    WeakDigest = "weak-digest": "A digest is less work for an attacker than is usual.",
    MisplacedSecret = "misplaced-secret": "A digest is where the secret belongs, or the other way round.",
    RealSecret = "real-secret": "A key or a token looks as if some service would take it.",
    SharedSecret = "shared-secret": "Several pages show the same secret.",
    BadSnippet = "bad-snippet": "A block of code is not in the language that it says.",
    DuplicateKey = "duplicate-key": "A block of code has a key twice.",
    NotInSchema = "not-in-schema": "A block of code has what the JSON Schema of its product refuses.",
    BadSchema = "bad-schema": "A JSON Schema of the site cannot be used.",
    BadClientId = "bad-client-id": "The ID of a client has characters that it cannot have, or too many.",
    BadRedirectAddress = "bad-redirect-address": "A client's redirect address has no scheme, or is there twice.",
    BadClientSecret = "bad-client-secret": "A client's secret does not go with how it signs in.",
    BadClientOption = "bad-client-option": "A client has a value that Authelia does not know.",
    TypedValue = "typed-value": "A page writes a domain by hand that it has a variable for.",
    OtherDefault = "other-default": "A call shows another default than its variable declares.",
    NearMiss = "near-miss": "A page almost spells one of its examples.",
    MixedDomains = "mixed-domains": "A page calls one host by two example domains.",
    BadIgnore = "bad-ignore": "A comment ignores nothing, or does not say what and why.",
    LostSlot = "lost-slot": "A page that another generator built does not show where a value goes.",
    NotUtf8 = "not-utf8": "A file is not UTF-8 text.",
    PageTooLarge = "page-too-large": "A page is larger than the limit.",
    UnreadableFile = "unreadable-file": "A link leads nowhere or out of the site, or a file is a pipe or a device.",
    BadConfig = "bad-config": "The configuration cannot be read.",
    BadData = "bad-data": "A data file cannot be read.",
    InternalError = "internal-error": "Sitevar itself failed on a page; please report it.",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
