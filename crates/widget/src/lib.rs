//! The browser half: a thin skin over core and secret that JavaScript calls.
//!
//! How a value is written is decided in core and secret, so that a page in the browser and the one of the build are the
//! same to the byte; which values count is decided in `state/`, which knows no browser. JavaScript has the rest:
//! elements, events, storage and workers, in `js/`.
//!
//! 1. [`Reader`]: the declarations of a site and the state of a reader.
//! 2. [`Block`] and [`Attribute`]: a piece of the page with slots, and what its slots show for a reader.
//! 3. [`PageText`]: the text of a page that another generator built, and where its slots are.
//! 4. [`Pair`]: a secret and its digest, made or compared; [`draw_client_id`]: an id for a client. They are a program of
//!    their own, the feature `secret`, unless the program is plain JavaScript.
//! 5. [`find_page`]: which page of the site this is.
//! 6. [`guide`](render_guide): a whole guide out of Markdown.

#[cfg(feature = "page")]
mod attribute;
#[cfg(feature = "page")]
mod block;
mod choices;
#[cfg(feature = "page")]
mod declaration;
#[cfg(feature = "guide")]
mod guide;
#[cfg(feature = "page")]
mod host;
#[cfg(feature = "secret")]
mod known_answers;
#[cfg(feature = "foreign")]
mod layout;
#[cfg(feature = "page")]
mod pages;
#[cfg(feature = "secret")]
mod pair;
#[cfg(feature = "page")]
mod reader;
#[cfg(feature = "page")]
mod state;

#[cfg(feature = "page")]
pub use attribute::Attribute;
#[cfg(feature = "page")]
pub use block::Block;
#[cfg(feature = "page")]
pub use choices::{algorithms, charsets};
#[cfg(feature = "guide")]
pub use guide::{Rendered, render_guide};
#[cfg(feature = "foreign")]
pub use layout::PageText;
#[cfg(feature = "page")]
pub use pages::{find_page, is_below};
#[cfg(feature = "plain")]
pub use pair::is_of_webcrypto;
#[cfg(feature = "secret")]
pub use pair::{Pair, draw_client_id};
#[cfg(feature = "page")]
pub use reader::Reader;

/// Wipes what is freed: strings with a secret in them come and go, and none of them may stay behind. It wraps an allocator
/// that has half as much code as the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<rlsf::SmallGlobalTlsf> =
    zeroizing_alloc::ZeroAlloc(rlsf::SmallGlobalTlsf::new());
