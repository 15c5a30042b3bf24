//! "Did you mean": the known name that is most like an unknown one.

/// Returns "did you mean `x`?" with the known name that is most like `name`, or other advice if none is similar enough.
pub fn did_you_mean(name: &str, known: &[String], otherwise: impl FnOnce() -> String) -> String {
    closest(name, known).map_or_else(otherwise, |known| format!("did you mean `{known}`?"))
}

/// Returns the known name that is most like `name`, if one is similar enough to be meant.
fn closest<'a>(name: &str, known: &'a [String]) -> Option<&'a str> {
    let near = |known: &str| 1 + known.len().min(name.len()) / 4;
    known
        .iter()
        // The distance is at least the difference in length, and costly to know for a name as long as a page.
        .filter(|known| known.len().abs_diff(name.len()) <= near(known) * char::MAX.len_utf8())
        .map(|known| (strsim::osa_distance(&name.to_ascii_lowercase(), &known.to_ascii_lowercase()), known))
        .filter(|(distance, known)| *distance <= near(known))
        .min()
        .map(|(_, known)| known.as_str())
}
