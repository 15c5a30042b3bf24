//! Dates: read from front matter, written with Go's layouts.

use gotmpl::Value;
use jiff::civil::{self, DateTime};
use jiff::tz::Offset;
use sitevar_core::Failure;

use crate::engine::object::{self, Object};
use crate::engine::text;

/// A date with a time of day and an offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    time: DateTime,
    offset: Offset,
}

/// The forms in which Hugo reads a date, and the first without seconds: of jiff's `strptime`.
const FORMS: [&str; 7] = [
    "%Y-%m-%d",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%a, %d %b %Y %H:%M:%S",
    "%d %b %Y",
];

impl Date {
    /// Go's zero time, which means "no date".
    pub(crate) const ZERO: Date = Date { time: civil::datetime(1, 1, 1, 0, 0, 0, 0), offset: Offset::UTC };

    /// Reads `2026-11-23`, with `T12:30:00`, `+02:00` or `Z` after it, what Go prints for a time, and what mail has.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        // The name of a zone follows its offset, but for two.
        let (text, offset) = match text.strip_suffix(['Z', 'z']).or_else(|| text.strip_suffix(" GMT")) {
            Some(text) => (text, Offset::UTC),
            None => {
                zoned(text.rsplit_once(' ').filter(|(_, zone)| is_name(zone)).map_or(text, |(text, _)| text))?
            }
        };
        // jiff takes `2026-1-2` and white space, too.
        let shape: String = text.chars().take(10).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let fits = |form: &&&str| !form.starts_with("%Y") || shape == "0000-00-00";
        let time = FORMS.iter().filter(fits).find_map(|form| DateTime::strptime(form, text).ok())?;
        // Hugo knows no leap seconds, which jiff reads as the second before.
        (!text.contains(":60")).then_some(Date { time, offset })
    }

    /// Returns the date as templates see it.
    pub(crate) fn value(self) -> Value {
        object::value(self)
    }

    /// Returns the seconds since 1970.
    pub(crate) fn unix(self) -> i64 {
        self.time.duration_since(civil::datetime(1970, 1, 1, 0, 0, 0, 0)).as_secs()
            - i64::from(self.offset.seconds())
    }

    /// Writes the date with a Go layout, or one of Hugo's `:date_…`.
    pub(crate) fn format(self, layout: &str) -> String {
        let layout = match layout {
            ":date_full" => "Monday, January 2, 2006",
            ":date_long" => "January 2, 2006",
            ":date_medium" => "Jan 2, 2006",
            ":date_short" => "1/2/06",
            ":time_short" => "3:04 pm",
            ":time_medium" => "3:04:05 pm",
            "RFC3339" => "2006-01-02T15:04:05Z07:00",
            layout => layout,
        };
        let mut out = String::new();
        let mut rest = layout;
        while !rest.is_empty() {
            // The longest token first, as Go does.
            let token =
                TOKENS.iter().find(|(token, _)| rest.starts_with(token) && !is_word_start(token, rest));
            match token {
                Some((token, directive)) => {
                    out.push_str(&self.token(token, directive));
                    rest = &rest[token.len()..];
                }
                None => {
                    let first = rest.chars().next().map_or(1, char::len_utf8);
                    out.push_str(&rest[..first]);
                    rest = &rest[first..];
                }
            }
        }
        out
    }

    /// Writes one token: an offset, or by a directive of `strftime`.
    fn token(self, token: &str, directive: &str) -> String {
        let is_utc = self.offset == Offset::UTC;
        match token {
            "MST" if is_utc => "UTC".to_owned(),
            "Z07:00" if is_utc => "Z".to_owned(),
            "-0700" | "MST" => self.zone(""),
            "Z07:00" | "-07:00" => self.zone(":"),
            "06" => format!("{:02}", self.time.year() % 100),
            _ => self.time.strftime(directive).to_string(),
        }
    }

    fn zone(self, separator: &str) -> String {
        let minutes = self.offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("{sign}{:02}{separator}{:02}", minutes.abs() / 60, minutes.abs() % 60)
    }
}

/// The tokens of a layout with the directive of each, longer ones before those that they start with.
#[rustfmt::skip]
const TOKENS: [(&str, &str); 25] = [
    ("January", "%B"), ("Jan", "%b"), ("Monday", "%A"), ("Mon", "%a"), ("MST", ""), ("2006", "%Y"), ("002", "%j"),
    ("01", "%m"), ("02", "%d"), ("03", "%I"), ("04", "%M"), ("05", "%S"), ("06", ""), ("15", "%H"),
    ("-07:00", ""), ("-0700", ""), ("Z07:00", ""), ("_2", "%e"), ("PM", "%p"), ("pm", "%P"),
    ("1", "%-m"), ("2", "%-d"), ("3", "%-I"), ("4", "%-M"), ("5", "%-S"),
];

/// `Jan` in `Janet` is a word of its own.
fn is_word_start(token: &str, rest: &str) -> bool {
    matches!(token, "Jan" | "Mon") && rest[token.len()..].starts_with(|c: char| c.is_ascii_lowercase())
}

impl Object for Date {
    fn type_name(&self) -> &'static str {
        "time.Time"
    }

    fn print(&self) -> String {
        self.time.strftime("%F %T%.f").to_string() + &self.format(" -0700 MST")
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        Ok(Some(match (name, args) {
            ("Format", [layout]) => self.format(&text::print(layout)).into(),
            ("Year", []) => Value::Int(self.time.year().into()),
            ("Month", []) => Month(*self).value(),
            ("Day", []) => Value::Int(self.time.day().into()),
            ("Hour", []) => Value::Int(self.time.hour().into()),
            ("Minute", []) => Value::Int(self.time.minute().into()),
            ("Second", []) => Value::Int(self.time.second().into()),
            ("YearDay", []) => Value::Int(self.time.day_of_year().into()),
            ("Weekday", []) => self.format("Monday").into(),
            ("Unix", []) => Value::Int(self.unix()),
            ("IsZero", []) => Value::Bool(*self == Date::ZERO),
            ("String", []) => self.print().into(),
            _ => return Ok(None),
        }))
    }
}

/// A month prints its name.
struct Month(Date);

impl Month {
    fn value(self) -> Value {
        object::value(self)
    }
}

impl Object for Month {
    fn type_name(&self) -> &'static str {
        "time.Month"
    }

    fn print(&self) -> String {
        self.0.format("January")
    }

    fn member(&self, name: &str, _: &[Value]) -> Result<Option<Value>, Failure> {
        Ok((name == "String").then(|| self.print().into()))
    }
}

/// Tells whether a word may be the name of a zone.
fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Splits the offset off a text, `+02:00` or `+0200`; a text without a time has none, and UTC is meant without one.
fn zoned(text: &str) -> Option<(&str, Offset)> {
    let sign = text.rfind(['+', '-']).filter(|at| text[..*at].contains(':'));
    let Some((time, zone)) = sign.map(|at| text.split_at(at)) else { return Some((text, Offset::UTC)) };
    let digits = zone[1..].replace(':', "");
    let number = digits.parse::<i32>().ok().filter(|_| digits.len() == 4)?;
    let seconds = (number / 100 * 60 + number % 100) * if zone.starts_with('-') { -60 } else { 60 };
    let is_hours = number < 2400 && number % 100 < 60;
    Some((time.trim_end_matches(' '), Offset::from_seconds(seconds).ok().filter(|_| is_hours)?))
}
