//! `strings`: texts, counted in characters.

use gotmpl::Value;

use super::args::{Args, Function, MANY, function};
use crate::engine::stop::Stop;
use crate::engine::text;

pub(super) const FUNCTIONS: &[Function] = &[
    function("strings.Chomp chomp", 1, 1, |args| keep(args, 0, |s| s.trim_end_matches(['\n', '\r']))),
    function("strings.Contains", 2, 2, |args| both(args, |s, part| s.contains(part))),
    function("strings.ContainsAny", 2, 2, |args| both(args, |s, set| s.contains(|c| set.contains(c)))),
    function("strings.ContainsNonSpace", 1, 1, |args| Ok(Value::Bool(!args.text(0)?.trim().is_empty()))),
    function("strings.HasPrefix hasPrefix", 2, 2, |args| both(args, |s, part| s.starts_with(part))),
    function("strings.HasSuffix hasSuffix", 2, 2, |args| both(args, |s, part| s.ends_with(part))),
    function("strings.Count", 2, 2, |args| {
        let (part, all) = (args.text(0)?, args.text(1)?);
        Ok(number(if part.is_empty() { all.chars().count() + 1 } else { all.matches(&part).count() }))
    }),
    function("strings.CountRunes countrunes", 1, 1, |args| {
        Ok(number(args.text(0)?.chars().filter(|c| !c.is_whitespace()).count()))
    }),
    function("strings.RuneCount", 1, 1, |args| Ok(number(args.text(0)?.chars().count()))),
    function("strings.CountWords countwords", 1, 1, |args| {
        Ok(number(args.text(0)?.split_whitespace().count()))
    }),
    function("strings.ToLower lower", 1, 1, |args| Ok(args.text(0)?.to_lowercase().into())),
    function("strings.ToUpper upper", 1, 1, |args| Ok(upper(&args.text(0)?).into())),
    function("strings.Trim trim", 2, 2, |args| {
        let set = args.text(1)?;
        keep(args, 0, |s| s.trim_matches(|c| set.contains(c)))
    }),
    function("strings.TrimLeft", 2, 2, |args| {
        let set = args.text(0)?;
        keep(args, 1, |s| s.trim_start_matches(|c| set.contains(c)))
    }),
    function("strings.TrimRight", 2, 2, |args| {
        let set = args.text(0)?;
        keep(args, 1, |s| s.trim_end_matches(|c| set.contains(c)))
    }),
    function("strings.TrimPrefix", 2, 2, |args| {
        let part = args.text(0)?;
        keep(args, 1, |s| s.strip_prefix(part.as_str()).unwrap_or(s))
    }),
    function("strings.TrimSuffix", 2, 2, |args| {
        let part = args.text(0)?;
        keep(args, 1, |s| s.strip_suffix(part.as_str()).unwrap_or(s))
    }),
    function("strings.TrimSpace", 1, 1, |args| keep(args, 0, str::trim)),
    function("strings.Repeat", 2, 2, repeat),
    function("strings.Replace replace", 3, 4, replace),
    function("strings.Split split", 2, 2, split),
    function("strings.SliceString slicestr", 1, 3, slice),
    function("strings.Substr substr", 2, 3, substr),
    function("strings.Truncate truncate", 2, 3, truncate),
    function("strings.Diff strings.ReplacePairs", 0, MANY, |args| {
        Err(args.unsupported("it is rarely used; say so if you need it").into())
    }),
];

/// The longest text that a template may make by repeating.
const MAX_REPEATED: usize = 1 << 24;

/// Go maps every letter to one letter, so `ß` stays.
fn upper(text: &str) -> String {
    let single = |c: char| {
        let mut all = c.to_uppercase();
        all.next().filter(|_| all.next().is_none()).unwrap_or(c)
    };
    text.chars().map(single).collect()
}

fn number(count: usize) -> Value {
    Value::Int(i64::try_from(count).unwrap_or(i64::MAX))
}

fn keep(args: &Args<'_>, index: usize, part: impl Fn(&str) -> &str) -> Result<Value, Stop> {
    Ok(part(&args.text(index)?).into())
}

fn both(args: &Args<'_>, holds: fn(&str, &str) -> bool) -> Result<Value, Stop> {
    Ok(Value::Bool(holds(&args.text(0)?, &args.text(1)?)))
}

fn repeat(args: &Args<'_>) -> Result<Value, Stop> {
    let (count, text) = (args.count(0)?, args.text(1)?);
    if count.saturating_mul(text.len()) > MAX_REPEATED {
        return Err(args.fail(format!("the text would be longer than {MAX_REPEATED} bytes")).into());
    }
    Ok(text.repeat(count).into())
}

fn replace(args: &Args<'_>) -> Result<Value, Stop> {
    let (text, old, new) = (args.text(0)?, args.text(1)?, args.text(2)?);
    args.bytes(text.matches(&old).count().saturating_mul(new.len()).saturating_add(text.len()))?;
    let made = match args.len() {
        4 if args.int(3)? >= 0 => text.replacen(&old, &new, args.count(3)?),
        _ => text.replace(&old, &new),
    };
    Ok(made.into())
}

/// Splits a text; an empty separator splits it into characters.
fn split(args: &Args<'_>) -> Result<Value, Stop> {
    let (text, separator) = (args.text(0)?, args.text(1)?);
    args.items(text.matches(&separator).count())?;
    let parts: Vec<Value> = if separator.is_empty() {
        text.chars().map(|c| c.to_string().into()).collect()
    } else {
        text.split(&separator).map(Value::from).collect()
    };
    Ok(parts.into())
}

fn slice(args: &Args<'_>) -> Result<Value, Stop> {
    let chars: Vec<char> = args.text(0)?.chars().collect();
    let from = if args.len() > 1 { args.count(1)? } else { 0 };
    let to = if args.len() > 2 { args.count(2)? } else { chars.len() };
    match chars.get(from..to) {
        Some(part) => Ok(part.iter().collect::<String>().into()),
        None => Err(args.fail("slice bounds out of range").into()),
    }
}

/// Negative positions and lengths count from the end.
fn substr(args: &Args<'_>) -> Result<Value, Stop> {
    let chars: Vec<char> = args.text(0)?.chars().collect();
    let all = i64::try_from(chars.len()).unwrap_or(i64::MAX);
    let start = args.int(1)?;
    let start = if start < 0 { (all + start).max(0) } else { start.min(all) };
    let end = match args.len() {
        3 => match args.int(2)? {
            length if length < 0 => all + length,
            length => start.saturating_add(length).min(all),
        },
        _ => all,
    };
    let range =
        usize::try_from(start).unwrap_or_default()..usize::try_from(end.max(start)).unwrap_or_default();
    Ok(chars.get(range).unwrap_or_default().iter().collect::<String>().into())
}

/// Cuts a text at a word; the tags of trusted HTML are taken out first, as they could be cut apart.
fn truncate(args: &Args<'_>) -> Result<Value, Stop> {
    let limit = args.count(0)?;
    let (ellipsis, value) =
        if args.len() == 3 { (args.text(1)?, args.value(2)) } else { (" …".to_owned(), args.value(1)) };
    let text = match value {
        Value::Safe { s, .. } => super::transform::plain(s),
        value => text::print(value),
    };
    let Some((cut, _)) = text.char_indices().nth(limit) else { return Ok(text.into()) };
    let kept = &text[..cut];
    let at_word = match kept.rfind(char::is_whitespace) {
        Some(space) if !text[cut..].starts_with(char::is_whitespace) => &kept[..space],
        _ => kept,
    };
    Ok(format!("{}{ellipsis}", at_word.trim_end()).into())
}
