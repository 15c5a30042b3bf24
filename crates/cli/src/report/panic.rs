//! Turns a bug of ours into a diagnostic that names the page, so that the other pages are still told about.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use sitevar_core::{Code, Diagnostic};

thread_local! {
    /// Where this thread last panicked.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps Rust's own words on a panic off the terminal; [`catch`] tells it.
pub(crate) fn silence_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let words = info.payload_as_str().unwrap_or_default().to_owned();
        PLACE.with_borrow_mut(|kept| *kept = format!("{place}: {words}"));
    }));
}

/// Runs the work on one page.
///
/// # Errors
///
/// Returns a diagnostic where the work panicked.
pub(crate) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let place = PLACE.with_borrow(Clone::clone);
        let message = format!("sitevar itself failed on this page, at `{place}`");
        Diagnostic::error(Code::InternalError, message, 0..0)
            .help("this is a bug: please report it with the page that causes it")
    })
}
