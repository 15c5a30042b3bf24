//! `resources`, `images`, `css`, `js`: asset pipelines, which do not exist here and say so.

use gotmpl::Value;

use super::args::{Args, Function, MANY, function};
use crate::engine::convert;
use crate::engine::stop::Stop;
use crate::hugo::image;
use crate::hugo::page::Page;
use crate::hugo::resource;

pub(super) const FUNCTIONS: &[Function] = &[
    function("resources.Get", 1, 1, get),
    // A pattern finds nothing, as in a site without assets; templates then leave the asset out.
    function("resources.GetMatch", 1, 1, get),
    function("resources.Match resources.ByType", 1, 1, |_| Ok(vec![].into())),
    function("images.Config imageConfig", 1, 1, measure),
    pipeline("resources.Concat"),
    pipeline("resources.Copy"),
    pipeline("resources.ExecuteAsTemplate"),
    pipeline("resources.Fingerprint fingerprint"),
    pipeline("resources.FromString"),
    pipeline("resources.GetRemote"),
    pipeline("resources.Minify minify"),
    pipeline("resources.PostCSS postCSS css.PostCSS"),
    pipeline("resources.PostProcess"),
    pipeline("resources.ToCSS toCSS css.Sass"),
    pipeline("resources.Babel babel js.Babel"),
    pipeline("js.Build"),
    pipeline("images.Filter"),
    pipeline("images.Text"),
    pipeline("images.Overlay"),
    pipeline("images.Process"),
    pipeline("images.QR"),
];

/// Declares a function that Hugo has for making assets.
const fn pipeline(names: &'static str) -> Function {
    function(names, 0, MANY, |args| {
        let failure = args.unsupported("assets are not processed");
        Err(Stop::from(failure.help("give the site a Markdown template for this shortcode")))
    })
}

/// Returns a file below `assets`, nil where there is none.
fn get(args: &Args<'_>) -> Result<Value, Stop> {
    Ok(resource::asset(&Page::current()?, &args.text(0)?))
}

/// Measures an image by its path below the site's root.
fn measure(args: &Args<'_>) -> Result<Value, Stop> {
    let path = args.text(0)?;
    let (width, height) = image::size(&*Page::current()?, path.trim_start_matches('/'))?;
    Ok(convert::map([("Width", Value::Int(width)), ("Height", Value::Int(height))]))
}
