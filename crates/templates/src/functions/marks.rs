//! What functions see of a reader's values and of finished HTML, both of which are characters that stand for something.
//!
//! Most functions hand a text on, and these characters with it. Those that measure a text, compare it or make a digest of
//! it see it as it is published. Those that cut it see finished HTML as HTML like any other, which it then is.
//! A text that is one finished piece is changed as Hugo changes its HTML, and stays one piece.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use gotmpl::Value;

use crate::engine::call_context;
use crate::engine::stop::Stop;

/// What a function does with a text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Manner {
    HandsOn,
    Changes,
    Cuts,
    Measures,
}

/// Functions that measure a text, compare it, or make something of it in which it can no longer be found.
const MEASURE: &str = "len strings.Contains strings.ContainsAny strings.ContainsNonSpace strings.HasPrefix hasPrefix \
    strings.HasSuffix hasSuffix strings.Count strings.CountRunes countrunes strings.RuneCount strings.CountWords countwords \
    compare.Eq eq compare.Ne ne compare.Lt lt compare.Le le compare.Gt gt compare.Ge ge collections.In in \
    encoding.Base64Encode base64Encode crypto.MD5 crypto.Md5 md5 crypto.SHA1 sha1 crypto.SHA256 \
    sha256 hash.FNV32a crypto.FNV32a cast.ToInt int cast.ToFloat float time.AsTime time time.Format dateFormat \
    os.ReadFile readFile os.FileExists fileExists os.ReadDir readDir resources.Get resources.GetMatch resources.Match \
    images.Config imageConfig urls.Ref ref urls.RelRef relref urls.Anchorize anchorize urls.URLize urlize urls.Parse \
    templates.Exists";

/// Functions that take a text apart.
const CUT: &str = "strings.FindRE findRE strings.FindRESubmatch findRESubmatch strings.SliceString slicestr strings.Substr \
    substr strings.Truncate truncate transform.Plainify plainify transform.Highlight highlight collections.Querify querify \
    path.Base path.BaseName path.Clean path.Dir path.Ext path.Join path.Split urls.PathUnescape \
    transform.Unmarshal unmarshal";

/// Functions that change a text as a whole.
const CHANGE: &str = "strings.Chomp chomp strings.Trim trim strings.TrimLeft strings.TrimRight strings.TrimPrefix \
    strings.TrimSuffix strings.TrimSpace strings.Replace replace strings.ReplaceRE replaceRE strings.Split split \
    strings.ToLower lower strings.ToUpper upper strings.Title title strings.FirstUpper transform.HTMLUnescape htmlUnescape";

/// The manner of every row of the table of functions.
static MANNERS: LazyLock<Vec<Manner>> = LazyLock::new(|| {
    let named = |list: &'static str| list.split_whitespace().collect::<HashSet<_>>();
    let lists =
        [(named(MEASURE), Manner::Measures), (named(CUT), Manner::Cuts), (named(CHANGE), Manner::Changes)];
    let manner = |name: &str| lists.iter().find(|(names, _)| names.contains(name)).map(|(_, manner)| *manner);
    super::ALL.iter().map(|(name, _)| manner(name).unwrap_or(Manner::HandsOn)).collect()
});

/// Runs the function of a row with what it may see of its arguments.
pub(super) fn looked_through(
    row: usize,
    values: &[Value],
    run: impl FnOnce(&[Value]) -> Result<Value, Stop>,
) -> Result<Value, Stop> {
    let manner = MANNERS.get(row).copied().unwrap_or(Manner::HandsOn);
    if manner == Manner::HandsOn || !values.iter().any(holds_marks) {
        return run(values);
    }
    let expander = &call_context::current()?.expander;
    let see = |change: &dyn Fn(&str) -> String| {
        values.iter().map(|value| mapped(value, change)).collect::<Vec<_>>()
    };
    match manner {
        Manner::HandsOn => run(values),
        Manner::Measures => run(&see(&|text| expander.published(text).into_owned())),
        Manner::Cuts => run(&see(&|text| expander.unfinished(text).into_owned())),
        Manner::Changes => {
            let is_whole = |value: &Value| texts(value).is_some_and(|text| expander.whole(text).is_some());
            if !values.iter().any(is_whole) {
                return run(values);
            }
            let made = run(&see(&|text| expander.whole(text).unwrap_or(text).to_owned()))?;
            Ok(mapped(&made, &|text| expander.finished(text.to_owned())))
        }
    }
}

/// Returns values as they are published, where they hold marks; outside of a page there are none.
pub(crate) fn published(values: &[Value]) -> Option<Vec<Value>> {
    let context = call_context::current().ok().filter(|_| values.iter().any(holds_marks))?;
    let change = |text: &str| context.expander.published(text).into_owned();
    Some(values.iter().map(|value| mapped(value, &change)).collect())
}

fn texts(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) | Value::Safe { s: text, .. } => Some(text),
        _ => None,
    }
}

/// Tells whether a private-use character may stand in a value: all of them begin with one of two bytes.
fn holds_marks(value: &Value) -> bool {
    match value {
        Value::List(list) => list.iter().any(holds_marks),
        Value::Map(map) => map.values().any(holds_marks),
        value => texts(value).is_some_and(|text| text.bytes().any(|byte| matches!(byte, 0xF3 | 0xF4 | b'%'))),
    }
}

/// Returns a value with every text in it changed.
fn mapped(value: &Value, change: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => change(text).into(),
        Value::Safe { kind, s } => Value::Safe { kind: *kind, s: Arc::from(change(s)) },
        Value::List(list) => list.iter().map(|value| mapped(value, change)).collect::<Vec<_>>().into(),
        Value::Map(map) => {
            let entries = map.iter().map(|(key, value)| (key.clone(), mapped(value, change)));
            entries.collect::<std::collections::BTreeMap<Arc<str>, Value>>().into()
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{CHANGE, CUT, MEASURE};

    #[test]
    fn every_function_that_is_named_exists() {
        for name in [MEASURE, CUT, CHANGE].into_iter().flat_map(str::split_whitespace) {
            assert!(super::super::find(name).is_some(), "{name}");
        }
    }
}
