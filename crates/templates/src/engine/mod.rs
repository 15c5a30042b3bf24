//! Runs Go templates: parsed, rewritten for the engine, and executed with the call that they stand for.

pub(crate) mod balance;
pub(crate) mod call_context;
pub(crate) mod comments;
pub(crate) mod convert;
pub(crate) mod dispatch;
pub(crate) mod format;
pub(crate) mod limits;
pub(crate) mod member;
pub(crate) mod object;
pub(crate) mod rewrite;
pub(crate) mod stop;
pub(crate) mod template;
pub(crate) mod text;
