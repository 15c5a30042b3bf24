//! Dates: read from front matter, written with Go's layouts.

use gotmpl::Value;
use sitevar_core::Failure;

use crate::engine::object::{self, Object};
use crate::engine::text;

/// A date with a time of day and an offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    year: i64,
    month: i64,
    day: i64,
    /// Since midnight.
    seconds: i64,
    /// East of UTC, in minutes.
    offset: i64,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

impl Date {
    /// Go's zero time, which means "no date".
    pub(crate) const ZERO: Date = Date { year: 1, month: 1, day: 1, seconds: 0, offset: 0 };

    /// Reads `2026-11-23`, with `T12:30:00`, `+02:00` or `Z` after it, and what Go prints for a time.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let number = |range: std::ops::Range<usize>| -> Option<i64> {
            let part = text.get(range)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
        };
        if text.get(4..5)? != "-" || text.get(7..8)? != "-" {
            return None;
        }
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
            return None;
        }
        let mut date = Date { year, month, day, seconds: 0, offset: 0 };
        let rest = text.get(10..)?;
        if rest.is_empty() {
            return Some(date);
        }
        let (hour, minute) = (number(11..13)?, number(14..16)?);
        let second = if text.get(16..17) == Some(":") { number(17..19)? } else { 0 };
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        date.seconds = hour * 3600 + minute * 60 + second;
        let zone = text
            .get(16..)
            .unwrap_or_default()
            .trim_start_matches(|c: char| c == ':' || c == '.' || c.is_ascii_digit());
        date.offset = offset(zone.trim())?;
        Some(date)
    }

    /// Returns the date as templates see it.
    pub(crate) fn value(self) -> Value {
        object::value(self)
    }

    /// Returns the seconds since 1970.
    pub(crate) fn unix(self) -> i64 {
        days_since_epoch(self.year, self.month, self.day) * 86_400 + self.seconds - self.offset * 60
    }

    fn weekday(self) -> usize {
        usize::try_from((days_since_epoch(self.year, self.month, self.day) + 4).rem_euclid(7))
            .unwrap_or_default()
    }

    fn year_day(self) -> i64 {
        days_since_epoch(self.year, self.month, self.day) - days_since_epoch(self.year, 1, 1) + 1
    }

    fn month_name(self) -> &'static str {
        usize::try_from(self.month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
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
            let token = TOKENS.iter().find(|token| rest.starts_with(**token) && !is_word_start(token, rest));
            match token {
                Some(token) => {
                    out.push_str(&self.token(token));
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

    fn token(self, token: &str) -> String {
        let (hour, minute, second) = (self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60);
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        let weekday = WEEKDAYS.get(self.weekday()).copied().unwrap_or_default();
        let short = |name: &str| name.chars().take(3).collect::<String>();
        match token {
            "2006" => format!("{:04}", self.year),
            "06" => format!("{:02}", self.year % 100),
            "January" => self.month_name().to_owned(),
            "Jan" => short(self.month_name()),
            "01" => format!("{:02}", self.month),
            "1" => self.month.to_string(),
            "Monday" => weekday.to_owned(),
            "Mon" => short(weekday),
            "002" => format!("{:03}", self.year_day()),
            "02" => format!("{:02}", self.day),
            "_2" => format!("{:>2}", self.day),
            "2" => self.day.to_string(),
            "15" => format!("{hour:02}"),
            "03" => format!("{twelve:02}"),
            "3" => twelve.to_string(),
            "04" => format!("{minute:02}"),
            "4" => minute.to_string(),
            "05" => format!("{second:02}"),
            "5" => second.to_string(),
            "PM" => if hour < 12 { "AM" } else { "PM" }.to_owned(),
            "pm" => if hour < 12 { "am" } else { "pm" }.to_owned(),
            "MST" if self.offset == 0 => "UTC".to_owned(),
            "Z07:00" if self.offset == 0 => "Z".to_owned(),
            "-0700" | "MST" => self.zone(""),
            _ => self.zone(":"),
        }
    }

    fn zone(self, separator: &str) -> String {
        let sign = if self.offset < 0 { '-' } else { '+' };
        format!("{sign}{:02}{separator}{:02}", self.offset.abs() / 60, self.offset.abs() % 60)
    }
}

/// The parts of a layout, longer ones before those that they start with.
const TOKENS: [&str; 25] = [
    "January", "Jan", "Monday", "Mon", "MST", "2006", "002", "01", "02", "03", "04", "05", "06", "15",
    "-07:00", "-0700", "Z07:00", "_2", "PM", "pm", "1", "2", "3", "4", "5",
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
        self.format("2006-01-02 15:04:05 -0700 MST")
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        Ok(Some(match (name, args) {
            ("Format", [layout]) => self.format(&text::print(layout)).into(),
            ("Year", []) => Value::Int(self.year),
            ("Month", []) => Month(*self).value(),
            ("Day", []) => Value::Int(self.day),
            ("Hour", []) => Value::Int(self.seconds / 3600),
            ("Minute", []) => Value::Int(self.seconds / 60 % 60),
            ("Second", []) => Value::Int(self.seconds % 60),
            ("YearDay", []) => Value::Int(self.year_day()),
            ("Weekday", []) => WEEKDAYS.get(self.weekday()).copied().unwrap_or_default().into(),
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
        self.0.month_name().to_owned()
    }

    fn member(&self, name: &str, _: &[Value]) -> Result<Option<Value>, Failure> {
        Ok((name == "String").then(|| self.print().into()))
    }
}

/// Reads `Z`, `+02:00`, `+0200`, `+0200 CEST`, or nothing.
fn offset(zone: &str) -> Option<i64> {
    let zone = zone.split(' ').next().unwrap_or_default();
    if matches!(zone, "" | "Z" | "z" | "UTC") {
        return Some(0);
    }
    let (sign, digits) = match zone.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, zone.strip_prefix('+')?),
    };
    let digits = digits.replace(':', "");
    let (hours, minutes) = digits.split_at_checked(2)?;
    Some(
        sign * (hours.parse::<i64>().ok()? * 60
            + if minutes.is_empty() { 0 } else { minutes.parse().ok()? }),
    )
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Counts days from 1970-01-01 in the Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms").
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}
