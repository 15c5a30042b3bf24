//! The other addresses of pages: at each is a page that leads on, without a script.

use std::path::Path;

use super::render::absolute;
use super::theme::{RedirectView, Theme};
use crate::output::Outputs;
use crate::pages::Pages;
use crate::report::Abort;
use crate::site::Site;

/// Writes all of them.
///
/// # Errors
///
/// Fails where the system refuses.
pub(super) fn write(site: &Site, pages: &Pages, folder: &dyn Outputs) -> Result<(), Abort> {
    if pages.redirects.is_empty() {
        return Ok(());
    }
    let theme = Theme::new(site)?;
    for redirect in &pages.redirects {
        let base = &site.config.base_url;
        let whole = (!base.is_empty()).then(|| absolute(base, &redirect.address));
        let view = RedirectView {
            language: &site.config.language,
            title: &redirect.title,
            href: &redirect.href,
            canonical: whole.unwrap_or_else(|| redirect.href.clone()),
        };
        folder.make_folder(redirect.file.parent().unwrap_or(Path::new("")))?;
        folder.write(&redirect.file, theme.redirect(&view)?.as_bytes())?;
    }
    Ok(())
}
