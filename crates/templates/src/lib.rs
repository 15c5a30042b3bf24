//! Runs Hugo's shortcode templates, so that an existing site's own files work unchanged.
//!
//! 1. [`Files`]: where templates, data and pages come from; the command line reads them from disk.
//! 2. [`Site`]: what all pages share: options, parsed templates, data.
//! 3. [`Site::library`]: the shortcodes as one page sees them; core asks it what a call stands for.

mod data;
mod site;

pub use data::{DataError, DataFormat, parse_data};
pub use site::{Files, Shipped, Site, SiteOptions};
