//! What is said about a page: where in its [`source`], as which [`diagnostic`], and what the author may have meant.

mod diagnostic;
mod source;
mod suggest;

pub use diagnostic::{Code, Diagnostic, Edit, Failure, Frame, Label, Outcome, Severity};
pub use source::{Position, Source, Span};
pub use suggest::did_you_mean;
