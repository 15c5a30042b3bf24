//! What is wrong with a block that may be a part of a file: a guide shows the keys that it is about, and no more.
//!
//! That a key is missing is never told, whether the schema requires it everywhere or in one of several alternatives. Of
//! alternatives, the one whose type fits is what the author meant.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;
use sitevar_core::did_you_mean;

use super::instance::Instance;
use super::load::Schema;

/// Something that is wrong in a document.
pub(super) struct Fault<'a> {
    pub(super) error: &'a ValidationError<'a>,
    /// The key that should not be there.
    unexpected: Option<&'a str>,
}

impl<'a> Fault<'a> {
    /// Returns the JSON pointer to the value that it is about.
    pub(super) fn pointer(&self) -> &str {
        self.error.instance_path().as_str()
    }

    /// Returns the key below it that should not be there.
    pub(super) fn key(&self) -> Option<&'a str> {
        self.unexpected
    }
}

/// Returns what is wrong even in a part of a file.
pub(super) fn faults<'a>(
    errors: &'a [ValidationError<'a>],
    instance: &Instance,
    schema: &Schema,
) -> Vec<Fault<'a>> {
    let mut faults = Vec::new();
    for error in errors.iter().filter(|error| counts(error, instance)) {
        add(error, instance, &mut faults);
    }
    if is_from_within(&faults, instance, schema) {
        return Vec::new();
    }
    faults
}

/// Tells whether an error is one in a part of a file, too.
fn counts(error: &ValidationError<'_>, instance: &Instance) -> bool {
    if instance.unsure.contains(error.instance_path().as_str()) {
        return false;
    }
    match error.kind() {
        Kind::Required { .. }
        | Kind::MinProperties { .. }
        | Kind::Contains
        | Kind::OneOfMultipleValid { .. } => false,
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            context.iter().all(|errors| errors.iter().any(|error| counts(error, instance)))
        }
        _ => true,
    }
}

fn add<'a>(error: &'a ValidationError<'a>, instance: &Instance, faults: &mut Vec<Fault<'a>>) {
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            faults.extend(unexpected.iter().map(|key| Fault { error, unexpected: Some(key) }));
        }
        Kind::PropertyNames { error: inner } => {
            faults.push(Fault { error, unexpected: inner.instance().as_str() });
        }
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => match meant(error, context) {
            Some(inner) => inner
                .iter()
                .filter(|inner| counts(inner, instance))
                .for_each(|inner| add(inner, instance, faults)),
            None => faults.push(Fault { error, unexpected: None }),
        },
        _ => faults.push(Fault { error, unexpected: None }),
    }
}

/// Returns the errors of the one alternative whose type fits; of several, of the one that is wrong only further inside.
fn meant<'a>(
    error: &ValidationError<'_>,
    context: &'a [Vec<ValidationError<'static>>],
) -> Option<&'a [ValidationError<'static>]> {
    let here = |inner: &&ValidationError<'static>| inner.instance_path() == error.instance_path();
    let is_other = |inner: &ValidationError<'static>| {
        matches!(inner.kind(), Kind::Type { .. } | Kind::Constant { .. } | Kind::FalseSchema)
    };
    let fitting: Vec<_> = context.iter().filter(|errors| !errors.iter().filter(here).any(is_other)).collect();
    let inside: Vec<_> =
        fitting.iter().copied().filter(|errors| !errors.iter().any(|inner| here(&inner))).collect();
    match (fitting.as_slice(), inside.as_slice()) {
        ([only], _) | (_, [only]) => Some(only.as_slice()),
        _ => None,
    }
}

/// Tells whether a document is from within a file: of another type, or with none of the keys that the schema begins with,
/// and none like one.
fn is_from_within(faults: &[Fault<'_>], instance: &Instance, schema: &Schema) -> bool {
    let at_root = || faults.iter().filter(|fault| fault.pointer().is_empty());
    let unknown: Vec<&str> = at_root().filter_map(Fault::key).collect();
    let is_other = at_root().any(|fault| matches!(fault.error.kind(), Kind::Type { .. }));
    let Json::Object(map) = &instance.value else { return is_other };
    let is_like_known = || {
        let known = at_root().next().map(|fault| schema.keys_beside(fault.error)).unwrap_or_default();
        unknown.iter().any(|key| !did_you_mean(key, &known, String::new).is_empty())
    };
    is_other || (!map.is_empty() && unknown.len() == map.len() && !is_like_known())
}
