//! What is measured inside of a browser, mostly times in milliseconds; there is neither user time nor a peak.

/// Everything that was measured in one browser.
pub(crate) struct Measured {
    /// Its name and version.
    pub(crate) browser: String,
    pub(crate) rows: Vec<Timings>,
}

/// The times of one thing.
pub(crate) struct Timings {
    pub(crate) name: &'static str,
    /// The row that this one is a multiple of, where that says something.
    pub(crate) base: Option<&'static str>,
    /// Of a row that is no time, its own.
    pub(crate) unit: &'static str,
    millis: Vec<f64>,
}

impl Timings {
    /// Adds a time to the row of its name.
    pub(crate) fn add(rows: &mut Vec<Self>, name: &'static str, millis: f64) {
        match rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.millis.push(millis),
            None => rows.push(Self { name, base: None, unit: "ms", millis: vec![millis] }),
        }
    }

    /// Returns the median in milliseconds.
    pub(crate) fn median(&self) -> f64 {
        let mut sorted = self.millis.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }

    /// Returns the longest time in milliseconds.
    pub(crate) fn worst(&self) -> f64 {
        self.millis.iter().copied().fold(0.0, f64::max)
    }
}
