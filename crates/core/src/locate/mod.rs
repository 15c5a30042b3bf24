//! Locating: where the slots of a guide are in a page that somebody else's generator built.
//!
//! The page is a list of text nodes ([`Layout`]); the guide is a list of [`Run`]s, texts with slots in them. No page is
//! edited and no mark travels through the generator: a run is found by its text.

mod conventions;
mod fold;
mod guide;
mod html;
mod index;
mod layout;
mod order;
mod place;
mod resolve;
mod stream;
mod surroundings;
mod table;

pub use conventions::BLOCK_ELEMENTS;
pub use layout::{Layout, Place, Point, TextNode};
pub use resolve::Locator;
pub use table::{AddressRow, PageTable, Run, RunSlot};
