//! One guide of a file that holds several: its ids made its own, its links led to where they lead now, its pictures
//! taken in.

use std::collections::BTreeMap;

use base64ct::{Base64, Encoding};
use percent_encoding::percent_decode_str;
use sitevar_core::{Code, Diagnostic};
use sitevar_templates::Files;

use super::tags::{self, Attribute};
use crate::build::render::absolute;
use crate::build::theme::escape;
use crate::files::read_regular;
use crate::pages::Page;
use crate::pages::Pages;
use crate::pages::links::find_destination;
use crate::pages::paths::{folder, is_external, join};
use crate::site::Site;

/// What a guide needs to know of the others.
pub(super) struct Surroundings<'a> {
    pub(super) site: &'a Site,
    pub(super) pages: &'a Pages,
    /// The id of every guide in the file, by the address of its page.
    pub(super) included: &'a BTreeMap<&'a str, String>,
}

/// Attributes that give an id or name one, or several with spaces between them: those of HTML, ARIA and microdata.
const IDS: [&str; 16] = [
    "id",
    "for",
    "form",
    "headers",
    "list",
    "itemref",
    "popovertarget",
    "commandfor",
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
];

/// Rewrites the HTML of a guide; ids stay as they are where it is the only one.
pub(super) fn rewrite(html: &str, page: &Page, all: &Surroundings<'_>, told: &mut Vec<Diagnostic>) -> String {
    let prefix = match all.included.get(page.address.as_str()) {
        Some(id) if all.included.len() > 1 => format!("{id}--"),
        _ => String::new(),
    };
    let guide = Guide { page, all, prefix };
    let html = tags::rewrite(html, &mut |attribute| guide.attribute(attribute, told));
    told.dedup_by(|a, b| a.message == b.message);
    html
}

struct Guide<'a> {
    page: &'a Page,
    all: &'a Surroundings<'a>,
    prefix: String,
}

impl Guide<'_> {
    fn attribute(&self, attribute: &Attribute<'_>, told: &mut Vec<Diagnostic>) -> Option<String> {
        // The pattern of an attribute, by which the widget writes it again, is rewritten as the attribute itself.
        let name = attribute.name.strip_prefix("data-sitevar-").unwrap_or(&attribute.name);
        match name {
            "src" | "poster" => self.picture(&attribute.decoded, told),
            "href" => self.link(&attribute.decoded, told),
            "xlink:href" => self.fragment(&attribute.decoded),
            _ if self.prefix.is_empty() => None,
            name if IDS.contains(&name) => Some(self.ids(attribute.value)),
            _ => self.references(attribute.value),
        }
    }

    /// Returns a value in which SVG names elements of the drawing by their ids, as `fill="url(#shade)"` does.
    fn references(&self, value: &str) -> Option<String> {
        value.contains("url(#").then(|| value.replace("url(#", &format!("url(#{}", self.prefix)))
    }

    /// Returns a link to an id of the page, as it leads there in the file.
    fn fragment(&self, value: &str) -> Option<String> {
        let id = value.strip_prefix('#').filter(|id| !id.is_empty() && !self.prefix.is_empty())?;
        Some(escape(&format!("#{}{id}", self.prefix)).into_owned())
    }

    fn ids(&self, value: &str) -> String {
        let ids = value.split_ascii_whitespace().map(|id| format!("{}{id}", self.prefix));
        ids.collect::<Vec<_>>().join(" ")
    }

    fn link(&self, value: &str, told: &mut Vec<Diagnostic>) -> Option<String> {
        if value.starts_with('#') {
            return self.fragment(value);
        }
        let end = value.find(['?', '#']).unwrap_or(value.len());
        let (path, rest) = value.split_at(end);
        if path.is_empty() || is_external(path) || path.contains('{') {
            return None;
        }
        let address = self.address(path);
        let page = self.all.pages.at(&address);
        if let Some(id) = page.and_then(|page| self.all.included.get(page.address.as_str())) {
            let fragment = rest.split_once('#').map_or("", |(_, fragment)| fragment);
            let target = match (fragment, self.all.included.len()) {
                ("", _) => format!("#{id}"),
                (fragment, 1) => format!("#{fragment}"),
                (fragment, _) => format!("#{id}--{fragment}"),
            };
            return Some(escape(&target).into_owned());
        }
        // Where a link leads nowhere, the page's own links have told already.
        if page.is_none() && !self.all.pages.has_file(&address) {
            return None;
        }
        let base = &self.all.site.config.base_url;
        if base.is_empty() {
            let message = format!("the link `{value}` leads to what is not in the file");
            told.push(self.warn(value, message).help(
                "add the page to the guides of the file, or say with `base_url` in `sitevar.yml` where the site is",
            ));
            return None;
        }
        Some(escape(&format!("{}{rest}", absolute(base, &address))).into_owned())
    }

    /// Returns the address that a relative path means.
    fn address(&self, path: &str) -> String {
        let slash = if path.ends_with('/') || path.ends_with("..") || path.ends_with('.') { "/" } else { "" };
        let joined = join(&self.page.address, path);
        if joined.is_empty() { "/".to_owned() } else { format!("/{joined}{slash}") }
    }

    fn picture(&self, value: &str, told: &mut Vec<Diagnostic>) -> Option<String> {
        if value.is_empty() || value.starts_with("data:") {
            return None;
        }
        if is_external(value) {
            told.push(
                self.warn(value, format!("the picture `{value}` is on another site, and not in the file"))
                    .help("put the picture beside the page"),
            );
            return None;
        }
        let path = value.split(['?', '#']).next().unwrap_or_default();
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let Some(bytes) = self.bytes(&decoded) else {
            told.push(self.warn(value, format!("there is no picture `{value}`")));
            return None;
        };
        // The style knows by it in which colours the picture is shown.
        let part = ["#light", "#dark"].into_iter().find(|part| value.ends_with(part)).unwrap_or_default();
        Some(format!("data:{};base64,{}{part}", media_type(path), Base64::encode_string(&bytes)))
    }

    /// Reads a picture: a file of the site at its address, or one beside the page.
    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let address = self.address(path);
        let resource = self.all.pages.resources.iter().find(|resource| resource.address() == address);
        if let Some(resource) = resource {
            return read_regular(resource.path()).ok();
        }
        let site = self.all.site;
        let beside = join(&format!("{}/{}", site.config.content, folder(&self.page.path)), path);
        site.files.read_bytes(&beside).ok().flatten()
    }

    /// Warns of a link or a picture, at its place in the page if it is written there as it is.
    fn warn(&self, value: &str, message: String) -> Diagnostic {
        let span = find_destination(self.page.text.source.text(), value).unwrap_or(0..0);
        Diagnostic::warning(Code::BrokenLink, message, span)
    }
}

/// Returns the media type of a picture by its name.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "svg" => "image/svg+xml",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        _ => "image/png",
    }
}
