//! What functions see of a reader's values and of finished HTML, which are both represented by single characters.
//!
//! Most functions pass a text on, and these characters with it. Those that measure a text, compare it or make a digest of
//! it see it as it is published. Those that cut a text see finished HTML as ordinary HTML, and so it is from then on.
//! A text that is one finished piece is changed as Hugo changes its HTML, and stays one piece.

use std::collections::HashMap;
use std::sync::LazyLock;

use gotmpl::Value;

use crate::engine::call_context;
use crate::engine::marks::{holds_marks, mapped, texts};
use crate::engine::stop::Stop;

/// What a function does with a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Manner {
    HandsOn,
    Changes,
    Cuts,
    Measures,
}

/// Functions that measure a text, compare it, or make something of it in which it can no longer be found.
pub(super) const MEASURE: &str = "len strings.Contains strings.ContainsAny strings.ContainsNonSpace strings.HasPrefix hasPrefix \
    strings.HasSuffix hasSuffix strings.Count strings.CountRunes countrunes strings.RuneCount strings.CountWords countwords \
    compare.Eq eq compare.Ne ne compare.Lt lt compare.Le le compare.Gt gt compare.Ge ge collections.In in \
    encoding.Base64Encode base64Encode crypto.MD5 crypto.Md5 md5 crypto.SHA1 sha1 crypto.SHA256 \
    sha256 hash.FNV32a crypto.FNV32a cast.ToInt int cast.ToFloat float time.AsTime time time.Format dateFormat \
    os.ReadFile readFile os.FileExists fileExists os.ReadDir readDir resources.Get resources.GetMatch resources.Match \
    images.Config imageConfig urls.Ref ref urls.RelRef relref urls.Anchorize anchorize urls.URLize urlize urls.Parse \
    templates.Exists";

/// Functions that take a text apart.
pub(super) const CUT: &str = "strings.FindRE findRE strings.FindRESubmatch findRESubmatch strings.SliceString slicestr strings.Substr \
    substr strings.Truncate truncate transform.Plainify plainify transform.Highlight highlight collections.Querify querify \
    path.Base path.BaseName path.Clean path.Dir path.Ext path.Join path.Split urls.PathUnescape \
    transform.Unmarshal unmarshal";

/// Functions that change a text as a whole.
pub(super) const CHANGE: &str = "strings.Chomp chomp strings.Trim trim strings.TrimLeft strings.TrimRight strings.TrimPrefix \
    strings.TrimSuffix strings.TrimSpace strings.Replace replace strings.ReplaceRE replaceRE strings.Split split \
    strings.ToLower lower strings.ToUpper upper strings.Title title strings.FirstUpper transform.HTMLUnescape htmlUnescape";

/// Returns the manner of the function of a name.
pub(super) fn of(name: &str) -> Manner {
    static NAMED: LazyLock<HashMap<&str, Manner>> = LazyLock::new(|| {
        let lists = [(CHANGE, Manner::Changes), (CUT, Manner::Cuts), (MEASURE, Manner::Measures)];
        lists.iter().flat_map(|(list, manner)| list.split_whitespace().map(|name| (name, *manner))).collect()
    });
    NAMED.get(name).copied().unwrap_or(Manner::HandsOn)
}

/// Runs a function with what it may see of its arguments.
pub(super) fn looked_through(
    manner: Manner,
    values: &[Value],
    run: impl FnOnce(&[Value]) -> Result<Value, Stop>,
) -> Result<Value, Stop> {
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
