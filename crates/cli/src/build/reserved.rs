//! The files that a build makes itself: no page and no other file goes to their paths.

use std::path::PathBuf;

use super::{MANIFEST_NAME, cache, listing, render, search, theme};
use crate::output::RECORD_NAME;
use crate::pages::Reserved;
use crate::site::Site;
use crate::widget::Widget;

/// Returns the paths of these files, below the output folder; a command without the widget leaves its folder alone too.
pub(super) fn reserved(site: &Site) -> Reserved {
    let folder = PathBuf::from(render::WIDGET_FOLDER);
    let lists = [RECORD_NAME, cache::FILE_NAME, MANIFEST_NAME, listing::LLMS_NAME, listing::LLMS_FULL_NAME];
    let sitemap = (!site.config.base_url.is_empty()).then_some(listing::SITEMAP_NAME);
    let widget = Widget::speaking(&site.config.words).map(|widget| widget.files).unwrap_or_default();
    let widget = widget.into_iter().map(|file| folder.join(file.name));
    let theme = [theme::STYLE_NAME, theme::SCRIPT_NAME];
    let search = site.config.search.then_some([search::INDEX_NAME, search::SCRIPT_NAME]);
    let search = search.into_iter().flatten();
    let files = lists
        .into_iter()
        .chain(theme)
        .chain(search)
        .chain(sitemap)
        .map(PathBuf::from)
        .chain(widget)
        .collect();
    Reserved { files, folder }
}
