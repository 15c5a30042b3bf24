//! What a site says of its look, as one of its pages sees it: addresses from there, and where it is edited.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::render::absolute;
use super::theme::{HeaderLinkView, Look};
use crate::config::{HeaderLink, PATH};
use crate::pages::Page;
use crate::pages::paths::{is_external, join, relative};
use crate::site::Site;

/// What an address can have of the path of a file (RFC 3986, section 3.3).
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the look of a page.
pub(super) fn of_page<'a>(site: &'a Site, page: &'a Page) -> Look<'a> {
    let edit = site.config.theme.edit.as_ref().filter(|_| !page.made_up);
    let path = || utf8_percent_encode(&page.path, KEPT).to_string();
    Look {
        edit: edit.map(|edit| edit.replace(PATH, &path())),
        changed: page.metadata.changed.as_deref(),
        image: page.metadata.image.as_ref().and_then(|image| shared(site, page, image)),
        ..with(site, |address| relative(&page.address, address))
    }
}

/// Returns the look of a page whose own address is not known, so that all others begin at the site's root.
pub(super) fn below<'a>(site: &'a Site, root: &str) -> Look<'a> {
    with(site, |address| format!("{root}{}", address.trim_start_matches('/')))
}

fn with<'a>(site: &'a Site, way: impl Fn(&str) -> String) -> Look<'a> {
    let theme = &site.config.theme;
    let href = |url: &str| if url.starts_with('/') { way(url) } else { url.to_owned() };
    let link = |link: &'a HeaderLink| HeaderLinkView { title: &link.title, href: href(&link.url) };
    Look {
        logo: theme.logo.as_ref().map(|logo| way(&format!("/{logo}"))),
        links: theme.links.iter().map(link).collect(),
        footer: &theme.footer,
        ..Look::default()
    }
}

/// Returns the whole address of a picture, which is what those who share a page need.
fn shared(site: &Site, page: &Page, image: &str) -> Option<String> {
    if is_external(image) {
        return Some(image.to_owned());
    }
    let base = &site.config.base_url;
    (!base.is_empty()).then(|| absolute(base, &format!("/{}", join(&page.address, image))))
}
