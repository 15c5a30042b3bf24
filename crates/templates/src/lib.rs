//! Runs Hugo's shortcode templates, so that an existing site's own files work unchanged.
//!
//! 1. [`Files`]: where templates, data and pages come from; the command line reads them from disk.
//! 2. [`Site`]: what all pages share: options, parsed templates, data.
//! 3. [`Site::library`]: the shortcodes as one page sees them; core asks it what a call stands for.
//! 4. A call looks up its template (`lookup`), which was parsed and rewritten once (`template`, `rewrite`), and runs it
//!    with the call as dot (`shortcode`). The template asks objects for members (`member`, `object`) and calls
//!    functions (`functions`).

mod balance;
mod comments;
mod convert;
mod data;
mod date;
mod dispatch;
mod format;
mod functions;
mod image;
mod library;
mod limits;
mod link;
mod lookup;
mod member;
mod object;
mod page;
mod permalink;
mod place;
mod resource;
mod rewrite;
mod scene;
mod shortcode;
mod site;
mod site_data;
mod stop;
mod store;
mod template;
mod text;
mod translation;

pub use data::{DataError, DataFormat, parse_data};
pub use limits::Limits;
pub use lookup::shipped_names;
pub use site::{Files, Shipped, Site, SiteOptions};
