//! Runs Hugo's shortcode templates, so that an existing site's own files work unchanged.
//!
//! 1. [`Files`]: where templates, data and pages come from; the command line reads them from disk.
//! 2. [`Site`]: what all pages share: options, parsed templates, data.
//! 3. [`Site::library`]: the shortcodes as one page sees them; core asks it for the text of a call.
//! 4. A call looks up its template, which was parsed and rewritten once, and runs it with the call as dot. The template
//!    asks objects for members and calls functions.
//!
//! The folders, each of which imports only from those before it:
//!
//! 1. `engine`: runs Go templates; it knows neither pages nor functions.
//! 2. `hugo`: pages, sites, files and dates, as Hugo's templates know them.
//! 3. `functions`: Hugo's functions, one file per namespace; this file hands them to the engine.

mod engine;
mod functions;
mod hugo;

use std::sync::{Arc, LazyLock};

use engine::dispatch;
use engine::function_table::FunctionTable;

pub use engine::limits::Limits;
pub use hugo::data::{DataError, DataFormat, parse_data};
pub use hugo::files::Files;
pub use hugo::lookup::shipped_names;
pub use hugo::options::{Shipped, SiteOptions};
pub use hugo::site::Site;

static FUNCTIONS: LazyLock<FunctionTable> =
    LazyLock::new(|| dispatch::table(functions::find, functions::call));

impl Site {
    /// Creates a site; templates and data are read when they are first asked for.
    pub fn new(files: Arc<dyn Files>, options: SiteOptions) -> Arc<Self> {
        Self::with_functions(files, options, &FUNCTIONS)
    }
}
