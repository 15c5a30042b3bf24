//! Examples in pages that somebody else wrote: which texts become slots, and what is written there.
//!
//! 1. [`case`]: a page with its declarations, as data, and what the product makes of it.
//! 2. [`vectors`]: the shared cases.
//! 3. [`own`]: our own, in `cases.json`, in the shape of published guides.
//! 4. [`speed`]: pages that are made to be slow.

mod case;
mod own;
mod speed;
mod vectors;
