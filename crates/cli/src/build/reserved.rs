//! The files that a build makes itself: no page and no other file goes to their paths.

use std::path::PathBuf;

use super::{MANIFEST_NAME, cache, listing, render, theme};
use crate::output::RECORD_NAME;
use crate::pages::Reserved;
use crate::site::Site;
use crate::widget::Widget;

/// Returns the paths of these files, below the output folder; a command without the widget leaves its folder alone too.
pub(super) fn reserved(site: &Site) -> Reserved {
    let folder = PathBuf::from(render::WIDGET_FOLDER);
    let own = [RECORD_NAME, cache::FILE_NAME, MANIFEST_NAME, theme::STYLE_NAME, listing::LLMS_NAME];
    let sitemap = (!site.config.base_url.is_empty()).then_some(listing::SITEMAP_NAME);
    let widget = Widget::speaking(&site.config.words).map(|widget| widget.files).unwrap_or_default();
    let widget = widget.into_iter().map(|file| folder.join(file.name));
    let files = own.into_iter().chain(sitemap).map(PathBuf::from).chain(widget).collect();
    Reserved { files, folder }
}
