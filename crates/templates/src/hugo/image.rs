//! Images: they are measured, never processed.
//!
//! Hugo makes smaller copies of an image; here every copy is the image itself, with the size that the copy would have,
//! so that the templates of a theme still show an image. The author is told once for every call.

use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::{Code, Diagnostic, Failure};

use crate::engine::call_context;
use crate::engine::object::{self, Object};
use crate::hugo::page::Page;

/// What a template embeds in place of a small copy: one transparent pixel, as GIF in Base64.
const PIXEL: &str = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/// Width and height.
pub(crate) type Size = (i64, i64);

/// Hugo's ways to make a copy.
pub(crate) const COPIES: [&str; 6] = ["Resize", "Fit", "Fill", "Crop", "Filter", "Process"];

/// Returns the media type of a file name.
pub(crate) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" => "application/json",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}

/// Measures an image file.
///
/// # Errors
///
/// Fails where the file is not an image that can be measured.
pub(crate) fn size(page: &Page, path: &str) -> Result<Size, Failure> {
    let bad = |message: String| Failure::new(Code::TemplateFailed, format!("`{path}`: {message}"));
    let bytes = page.site.files.read_bytes(path).map_err(bad)?.unwrap_or_default();
    let size = imagesize::blob_size(&bytes).map_err(|error| bad(format!("not an image: {error}")))?;
    Ok((i64::try_from(size.width).unwrap_or_default(), i64::try_from(size.height).unwrap_or_default()))
}

/// Returns the size of a copy: `300x`, `x200` or `300x200` is one word of a request.
pub(crate) fn scaled(way: &str, request: &str, (width, height): Size) -> Size {
    let asked = request.split(' ').find_map(|word| {
        let (w, h) = word.split_once('x')?;
        let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<i64>().ok() };
        Some((number(w)?, number(h)?)).filter(|asked| *asked != (0, 0))
    });
    let ratio = |a: i64, b: i64, c: i64| if c == 0 { 0 } else { (a * b + c / 2) / c };
    match asked {
        None => (width, height),
        Some((w, 0)) => (w, ratio(height, w, width)),
        Some((0, h)) => (ratio(width, h, height), h),
        Some((w, h)) if way == "Fit" && w * height > h * width => {
            (ratio(width, h, height).min(width), h.min(height))
        }
        Some((w, _)) if way == "Fit" => (w.min(width), ratio(height, w, width).min(height)),
        Some(asked) => asked,
    }
}

/// Tells the author, once for every call, that an image stays as it is.
///
/// # Errors
///
/// Fails outside of templates, which does not happen.
pub(crate) fn warn(path: &str) -> Result<(), Failure> {
    let context = call_context::current()?;
    if context.told.replace(true) {
        return Ok(());
    }
    let message = format!("images are not processed here: `{path}` is used as it is");
    let mut warning = Diagnostic::warning(Code::UnsupportedFunction, message, context.call.span);
    warning.trace.extend(call_context::here());
    context.expander.report(warning.help("give the site a Markdown template for this shortcode"));
    Ok(())
}

/// The bytes of a file, or a substitute for those of a copy.
pub(crate) struct Bytes {
    base64: Arc<str>,
}

/// The member that gives bytes in Base64; no template can write its name.
const BASE64: &str = "\0base64";

impl Bytes {
    /// Returns the bytes of a copy, which is never made.
    pub(crate) fn pixel() -> Value {
        object::value(Self { base64: PIXEL.into() })
    }

    /// Returns bytes that are not text.
    pub(crate) fn of(bytes: &[u8]) -> Value {
        use base64ct::{Base64, Encoding};
        object::value(Self { base64: Base64::encode_string(bytes).into() })
    }

    /// Returns the Base64 of a value that is bytes.
    pub(crate) fn base64(value: &Value) -> Option<Value> {
        match value {
            Value::Function(object) => object(&[BASE64.into()]).ok(),
            _ => None,
        }
    }
}

impl Object for Bytes {
    fn type_name(&self) -> &'static str {
        "[]uint8"
    }

    fn print(&self) -> String {
        String::new()
    }

    fn member(&self, name: &str, _: &[Value]) -> Result<Option<Value>, Failure> {
        Ok((name == BASE64).then(|| self.base64.clone().into()))
    }
}

/// A media type prints as `image/png`.
pub(crate) struct MediaType(pub(crate) &'static str);

impl Object for MediaType {
    fn type_name(&self) -> &'static str {
        "media.Type"
    }

    fn print(&self) -> String {
        self.0.to_owned()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        let (main, sub) = self.0.split_once('/').unwrap_or((self.0, ""));
        let sub = sub.strip_suffix("+xml").unwrap_or(sub);
        Ok(match (name, args) {
            ("Type" | "String", []) => Some(self.0.into()),
            ("MainType", []) => Some(main.into()),
            ("SubType", []) => Some(sub.into()),
            _ => None,
        })
    }
}
