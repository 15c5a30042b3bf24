//! What Hugo's templates know of a site: pages, files and dates, as objects that they ask for members.
//!
//! The files, each of which imports only from those before it:
//!
//! 1. `files`, `options`: what the command hands in.
//! 2. `data`, `date`, `permalink`, `site_data`, `store`: parts of sites and pages.
//! 3. `lookup`: which template file a name means.
//! 4. `content`, `page_index`, `site`, `page`: the text of a page, all pages, what they share, and one of them.
//! 5. `link`, `file_info`, `image`, `resource`, `translation`: what templates ask of a page.
//! 6. `shortcode`, `library`: the call of a shortcode, and running its template.
//! 7. `site_members`, `page_members`: a site and a page as templates see them.

pub(crate) mod content;
pub(crate) mod data;
pub(crate) mod date;
mod file_info;
pub(crate) mod files;
pub(crate) mod image;
mod library;
pub(crate) mod link;
pub(crate) mod lookup;
pub(crate) mod options;
pub(crate) mod page;
mod page_index;
mod page_members;
pub(crate) mod permalink;
pub(crate) mod resource;
mod shortcode;
pub(crate) mod site;
pub(crate) mod site_data;
mod site_members;
pub(crate) mod store;
pub(crate) mod translation;
