//! A promise on speed, memory or size, and what of the measurements it is about.

/// A promise.
pub(crate) struct Goal {
    pub(crate) promise: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) measure: Measure,
    pub(crate) limit: f64,
}

/// What of a subject is promised.
pub(crate) enum Measure {
    /// Its median time, as a part of another contender's.
    TimeOf(&'static str),
    /// Its median time in milliseconds.
    Median,
    /// Its longest time in milliseconds.
    Worst,
    /// Its peak memory in MiB.
    Peak,
    /// A file in kB, compressed.
    Size,
    /// The bytes of a file, as a part of another's.
    Share(&'static str),
}

impl Goal {
    /// Promises that `subject` takes at most `limit` times the time of `other`.
    pub(crate) fn ratio(
        promise: &'static str,
        subject: &'static str,
        other: &'static str,
        limit: f64,
    ) -> Self {
        Self { promise, subject, measure: Measure::TimeOf(other), limit }
    }

    /// Promises that `subject` usually takes at most `limit` milliseconds.
    pub(crate) fn median(promise: &'static str, subject: &'static str, limit: f64) -> Self {
        Self { promise, subject, measure: Measure::Median, limit }
    }

    /// Promises that `subject` never takes more than `limit` milliseconds.
    pub(crate) fn worst(promise: &'static str, subject: &'static str, limit: f64) -> Self {
        Self { promise, subject, measure: Measure::Worst, limit }
    }

    /// Promises that `subject` needs at most `limit` MiB.
    pub(crate) fn peak(promise: &'static str, subject: &'static str, limit: f64) -> Self {
        Self { promise, subject, measure: Measure::Peak, limit }
    }

    /// Promises that a file of the widget has at most `limit` kB, compressed.
    pub(crate) fn size(promise: &'static str, role: &'static str, limit: f64) -> Self {
        Self { promise, subject: role, measure: Measure::Size, limit }
    }

    /// Promises that a file has at most `limit` times the bytes of another.
    pub(crate) fn share(promise: &'static str, role: &'static str, other: &'static str, limit: f64) -> Self {
        Self { promise, subject: role, measure: Measure::Share(other), limit }
    }
}
