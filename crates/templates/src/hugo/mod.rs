//! What Hugo's templates know of a site: pages, files and dates, as objects that templates ask.

pub(crate) mod data;
pub(crate) mod date;
pub(crate) mod file_info;
pub(crate) mod image;
pub(crate) mod library;
pub(crate) mod link;
pub(crate) mod lookup;
pub(crate) mod page;
pub(crate) mod permalink;
pub(crate) mod resource;
pub(crate) mod shortcode;
pub(crate) mod site;
pub(crate) mod site_data;
pub(crate) mod store;
pub(crate) mod translation;
