//! The browser half: a thin skin over core and secret that JavaScript calls.
//!
//! How a value is written is decided in core and secret, so that a page in the browser and the one of the build are the
//! same to the byte; which values count is decided in `state/`, which knows no browser. JavaScript has the rest:
//! elements, events, storage and workers, in `js/`.
//!
//! 1. [`Reader`]: the declarations of a site and the state of a reader.
//! 2. [`Block`] and [`Attribute`]: a piece of the page with slots, and what its slots show for a reader.
//! 3. [`PageText`]: the text of a page that another generator built, and where its slots are.
//! 4. [`Pair`]: a secret and its digest, made or compared; [`draw_client_id`]: an id for a client.
//! 5. [`find_page`]: which page of the site this is.
//! 6. [`guide`](render_guide): a whole guide out of Markdown.

mod attribute;
mod block;
mod choices;
mod declaration;
#[cfg(feature = "guide")]
mod guide;
mod host;
mod known_answers;
#[cfg(feature = "foreign")]
mod layout;
mod pages;
mod pair;
mod reader;
mod state;

pub use attribute::Attribute;
pub use block::Block;
pub use choices::{algorithms, charsets};
#[cfg(feature = "guide")]
pub use guide::{Rendered, render_guide};
#[cfg(feature = "foreign")]
pub use layout::PageText;
pub use pages::{find_page, is_below};
#[cfg(feature = "plain")]
pub use pair::is_of_webcrypto;
pub use pair::{Pair, draw_client_id};
pub use reader::Reader;

/// Wipes what is freed: strings with a secret in them come and go, and none of them may stay behind. It wraps an allocator
/// that has half as much code as the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<rlsf::SmallGlobalTlsf> =
    zeroizing_alloc::ZeroAlloc(rlsf::SmallGlobalTlsf::new());
