//! The call context: which call of which page the templates on this thread are running for.
//!
//! The engine's functions are registered once for all templates and get only their arguments, so what they need to know
//! about the page is here, on a stack for each thread.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use sitevar_core::{Call, Code, Expander, Failure, Frame};

use crate::engine::limits::Budget;
use crate::engine::template::Template;

/// The call that templates run for.
pub(crate) struct CallContext {
    /// The page that holds the call; only those who know what a page is ask for it.
    pub(crate) page: Arc<dyn Any + Send + Sync>,
    /// The call.
    pub(crate) call: Arc<Call>,
    /// Core's side of the expansion.
    pub(crate) expander: Expander,
    /// What the page may still do.
    pub(crate) budget: Arc<Budget>,
    /// Whether the author has been told that images are not processed.
    pub(crate) told: Cell<bool>,
}

/// How many levels of blocks, brackets, partials and shortcodes may be open at once on a thread.
///
/// One level takes up to 2 KiB of stack in a build without optimisation, and threads may have as little as 2 MiB.
const MAX_LEVELS: usize = 400;

thread_local! {
    static RUNNING: RefCell<Vec<(Arc<Template>, Rc<CallContext>)>> = const { RefCell::new(Vec::new()) };
    static LEVELS: Cell<usize> = const { Cell::new(0) };
    static OFFSET: Cell<usize> = const { Cell::new(0) };
}

/// Keeps a template on the stack of those that run; dropping it takes the template off.
pub(crate) struct Running {
    levels: usize,
}

impl Running {
    /// Puts a template on top.
    ///
    /// # Errors
    ///
    /// Fails where templates lead back to themselves without end.
    pub(crate) fn start(template: &Arc<Template>, context: Rc<CallContext>) -> Result<Self, Failure> {
        let levels = template.levels;
        if LEVELS.get() + levels > MAX_LEVELS {
            return Err(Failure::new(
                Code::TooDeep,
                format!("templates call each other more than {MAX_LEVELS} levels deep"),
            )
            .help("a partial or shortcode that leads back to itself needs an end"));
        }
        LEVELS.set(LEVELS.get() + levels);
        RUNNING.with_borrow_mut(|running| running.push((template.clone(), context)));
        Ok(Self { levels })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.with_borrow_mut(Vec::pop);
        LEVELS.set(LEVELS.get() - self.levels);
    }
}

/// Returns the context of the running template.
///
/// # Errors
///
/// Fails outside of templates, which does not happen.
pub(crate) fn current() -> Result<Rc<CallContext>, Failure> {
    RUNNING
        .with_borrow(|running| running.last().map(|(_, context)| context.clone()))
        .ok_or_else(|| Failure::new(Code::TemplateFailed, "no template is running"))
}

/// Returns the running template.
///
/// # Errors
///
/// Fails outside of templates, which does not happen.
pub(crate) fn template() -> Result<Arc<Template>, Failure> {
    RUNNING
        .with_borrow(|running| running.last().map(|(template, _)| template.clone()))
        .ok_or_else(|| Failure::new(Code::TemplateFailed, "no template is running"))
}

/// Notes at which byte of the running template a function is called.
pub(crate) fn at(offset: usize) {
    OFFSET.set(offset);
}

/// Returns where in the running template a function was called last.
pub(crate) fn here() -> Option<Frame> {
    template().ok().map(|template| template.frame(OFFSET.get()))
}
