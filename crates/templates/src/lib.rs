//! Runs Hugo's shortcode templates, so that an existing site's own files work unchanged.
//!
//! 1. [`Files`]: where templates, data and pages come from; the command line reads them from disk.
//! 2. [`Site`]: what all pages share: options, parsed templates, data.
//! 3. [`Site::library`]: the shortcodes as one page sees them; core asks it what a call stands for.
//! 4. A call looks up its template, which was parsed and rewritten once, and runs it with the call as dot. The template
//!    asks objects for members and calls functions.

mod engine;
mod functions;
mod hugo;

pub use engine::limits::Limits;
pub use hugo::data::{DataError, DataFormat, parse_data};
pub use hugo::lookup::shipped_names;
pub use hugo::site::{Files, Shipped, Site, SiteOptions};
