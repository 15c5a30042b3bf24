//! Runs Go templates: parsed, rewritten for the engine, and run for one call of a shortcode.
//!
//! Nothing here knows a page or a function of Hugo's; both are handed in. The files, each of which imports only from
//! those before it:
//!
//! 1. `stop`, `object`, `text`, `convert`, `number`: values, as Go and Hugo have them.
//! 2. `function_table`: what finds and calls the functions that are handed in.
//! 3. `balance`, `comments`, `endless`, `rewrite`, `template`: a file, made ready to run.
//! 4. `limits`, `call_context`, `counting`, `marks`: for which call it runs, and how much it may do.
//! 5. `format`, `member`, `dispatch`: what a rewritten template calls.
//! 6. `run`: runs it.

mod balance;
pub(crate) mod call_context;
mod comments;
pub(crate) mod convert;
pub(crate) mod counting;
pub(crate) mod dispatch;
mod endless;
pub(crate) mod format;
pub(crate) mod function_table;
pub(crate) mod limits;
pub(crate) mod marks;
pub(crate) mod member;
pub(crate) mod number;
pub(crate) mod object;
pub(crate) mod rewrite;
pub(crate) mod run;
pub(crate) mod stop;
pub(crate) mod template;
pub(crate) mod text;
