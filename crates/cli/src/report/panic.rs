//! Turns a bug of ours into a message: of the page that it is about, or, below everything, of the command as a whole.
//!
//! 1. [`silence_panics`] keeps Rust's own words away, and remembers where a thread panicked.
//! 2. [`catch`] makes a diagnostic of it, so that the other pages are still told about.
//! 3. [`on_deep_stack`] is the floor: whatever panics, on any thread, ends in one message and a status.
//!
//! A message names the place in our code, and Rust's words only where they are fixed: others may repeat the user's text,
//! and a secret could be in it.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread;

use sitevar_core::{Code, Diagnostic};

use super::{Abort, Verdict};

thread_local! {
    /// Where this thread panicked last.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Where any thread panicked last.
static LAST: Mutex<String> = Mutex::new(String::new());

/// The stack of every thread that works: deep nesting must end in a diagnostic, not in an overflow.
const STACK: usize = 64 << 20;

/// How a command ended.
pub(crate) enum Ended {
    With(Verdict),
    Stopped(Abort),
    /// A bug of ours, to be told.
    Failed(Abort),
}

/// Keeps Rust's own words on a panic off the terminal; [`catch`] and [`on_deep_stack`] tell it.
pub(crate) fn silence_panics() {
    std::panic::set_hook(Box::new(|info| {
        let words = info.payload().downcast_ref::<&'static str>().copied().unwrap_or_default();
        if words.starts_with(NO_WAY_OUT) {
            failure().print();
            std::process::exit(1);
        }
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let place = if words.is_empty() { place } else { format!("{place}: {words}") };
        place.clone_into(&mut LAST.lock().unwrap_or_else(PoisonError::into_inner));
        let _ = PLACE.try_with(|kept| kept.replace(place));
    }));
}

/// How Rust's words begin where it ends the process, since a panic on the way out of another cannot be caught.
const NO_WAY_OUT: &str = "panic in a ";

/// Runs the work on one page.
///
/// # Errors
///
/// Returns a diagnostic where the work panicked.
pub(crate) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let place = PLACE.take();
        let message = format!("sitevar itself failed on this page, at `{place}`");
        let bug = Diagnostic::error(Code::InternalError, message, 0..0);
        Box::new(bug.help("this is a bug: please report it with the page that causes it"))
    })
}

/// Runs a command on a thread with a stack of [`STACK`], as those have that it spreads pages over.
pub(crate) fn on_deep_stack(command: impl FnOnce() -> Result<Verdict, Abort> + Send) -> Ended {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    if let Err(error) = pool {
        return Ended::Stopped(Abort::new(format!("cannot start threads: {error}")));
    }
    thread::scope(|scope| match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, command) {
        Ok(running) => match running.join() {
            Ok(Ok(verdict)) => Ended::With(verdict),
            Ok(Err(abort)) => Ended::Stopped(abort),
            Err(_) => Ended::Failed(failure()),
        },
        Err(error) => Ended::Stopped(Abort::new(format!("cannot start a thread: {}", super::reason(&error)))),
    })
}

fn failure() -> Abort {
    let place = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Abort::new(format!("sitevar itself failed, at `{place}`"))
        .help("this is a bug: please report it with the command and the files that cause it")
}

/// Panics where a test wants to see it: in what deals with a file whose path ends with one that the variable names.
#[cfg(debug_assertions)]
pub(crate) fn fail_point(path: &std::path::Path) {
    let wanted = std::env::var("SITEVAR_FAIL_POINT").unwrap_or_default();
    let fails = wanted.split(':').any(|end| !end.is_empty() && path.ends_with(end));
    assert!(!fails, "fail point at {}", path.display());
}

/// What a user runs has no fail points.
#[cfg(not(debug_assertions))]
pub(crate) fn fail_point(_: &std::path::Path) {}
