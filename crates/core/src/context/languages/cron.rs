//! Tables of cron (crontab(5)): a schedule, and a command that a shell runs after cron has read its percent signs.

use std::ops::Range;

use super::comment::HASH;
use super::{SHELL, UNKNOWN};
use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Allowed, TokenKind, TokenRule};
use crate::context::token::{Inner, Token};
use crate::guide::mark;
use crate::text::{Cut, Find, Signs, is_in};

/// The table of a user, as `crontab -e` shows it.
pub(in crate::context) static CRONTAB: Language = Language {
    name: "crontab",
    aliases: "cron",
    files: "crontab *.crontab *.cron",
    refines: "bash console",
    rules: &[&HASH],
    grammar: Grammar::Own(|_, text| scan(text, 0)),
    ..Language::BASE
};

/// The tables of the system, in which the name of a user is before the command.
pub(in crate::context) static SYSTEM_CRONTAB: Language = Language {
    name: "system-crontab",
    aliases: "",
    files: "*etc/crontab *cron.d/*",
    grammar: Grammar::Own(|_, text| scan(text, 1)),
    ..CRONTAB
};

/// A command: its first percent sign without a backslash would end it.
static COMMAND: TokenRule = TokenRule {
    name: "commands of cron",
    kind: TokenKind::Block,
    escapes: &[("%", "\\%")],
    ..TokenRule::PART
};

/// When a command runs.
static SCHEDULE: TokenRule = TokenRule {
    name: "schedules of cron",
    allowed: Allowed::Ascii("*/,-~@ "),
    check: |schedule| match is_in(NICKNAMES, schedule)
        || schedule.split(' ').filter(|word| is_field(word)).count() == 5
    {
        true => Ok(()),
        false => Err("a schedule has five fields, such as `0 3 * * *`, or is a name, such as `@daily`"),
    },
    ..TokenRule::PART
};

/// The value of a variable, in which nothing is replaced.
static SETTING: TokenRule = TokenRule {
    name: "settings of cron",
    kind: TokenKind::Text,
    check: |value| match value.trim() == value && !value.is_empty() && !value.has_any("\"'") {
        true => Ok(()),
        false => Err("cron would take away quotes and spaces at the ends, and needs a value"),
    },
    ..TokenRule::PART
};

/// What a schedule can be in place of five fields.
const NICKNAMES: &str = "@reboot @yearly @annually @monthly @weekly @daily @midnight @hourly";

/// Names of months and days.
const NAMES: &str = "jan feb mar apr may jun jul aug sep oct nov dec sun mon tue wed thu fri sat";

/// Users that tables of the system name most.
const USERS: &str = "root www-data nobody git postgres";

/// Returns the kind of table that a text is by its shape: each of its lines is an entry, a setting or a comment.
pub(in crate::context) fn shown(text: &str) -> Option<&'static Language> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let entries: Vec<&str> = lines.filter(|line| setting(line).is_none()).collect();
    let is_entry =
        |line: &&str| schedule(line).is_some_and(|end| end < line.len() && line.starts_with(is_sign));
    if entries.is_empty() || !entries.iter().all(is_entry) || !text.has_any("*@") {
        return None;
    }
    let names_user = |line: &&str| {
        let mut words = line.after(schedule(line).unwrap_or(0)).split_whitespace();
        words.next().is_some_and(|word| is_in(USERS, word)) && words.next().is_some()
    };
    Some(if entries.iter().all(names_user) { &SYSTEM_CRONTAB } else { &CRONTAB })
}

fn is_sign(character: char) -> bool {
    character.is_ascii_digit() || "*@".has(character) || mark::index(character).is_some()
}

/// Reads the lines of a table; each command comes after this many words, which are no part of its schedule.
fn scan(text: &str, words: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let start = at + (content.len() - content.trim_start().len());
        read_line(text, start..at + content.len(), words, &mut tokens);
        at += line.len();
    }
    tokens
}

fn read_line(text: &str, line: Range<usize>, words: usize, tokens: &mut Vec<Token>) {
    let content = text.between(line.clone());
    if let Some(comment) = lexer::read(&HASH, text, line.start) {
        return tokens.push(comment);
    }
    let mut add = |rule, from: usize, to: usize, inner| {
        let length = content.between(from..to).trim_end().len();
        let mut token = Token::bare(rule, line.start + from..line.start + from + length);
        token.content = inner;
        tokens.extend(Some(token).filter(|_| length > 0));
    };
    if let Some(value) = setting(content) {
        add(UNKNOWN.word, 0, content.find('=').unwrap_or(0), None);
        add(&SETTING, value, content.len(), None);
    } else if let Some(end) = schedule(content) {
        let command = (0..words).fold(end, |at, _| after_word(content, at));
        add(&SCHEDULE, 0, end, None);
        add(UNKNOWN.word, end, command, None);
        add(&COMMAND, command, content.len(), Some(Inner::of(&SHELL)));
    } else {
        add(UNKNOWN.word, 0, content.len(), None);
    }
}

/// Returns where the value of a setting begins: `MAILTO = admin`.
fn setting(line: &str) -> Option<usize> {
    let (name, value) = line.split_once('=')?;
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name(name.trim()).then(|| line.len() - value.trim_start().len())
}

/// Returns where the schedule of an entry ends, with the space after it: after five fields, a nickname, or a value that
/// is all of it.
fn schedule(line: &str) -> Option<usize> {
    let mut at = 0;
    for number in 0..5 {
        let field = line.after(at).split_whitespace().next()?;
        if number == 0 && is_in(NICKNAMES, field) {
            return Some(after_word(line, at));
        }
        if !is_field(field) {
            let is_value =
                number == 1 && line.before(at).trim_end().chars().all(|c| mark::index(c).is_some());
            return is_value.then_some(at);
        }
        at = after_word(line, at);
    }
    Some(at)
}

fn is_field(word: &str) -> bool {
    let mut parts = word.split(|c: char| "*,-/~".has(c) || c.is_ascii_digit() || mark::index(c).is_some());
    parts.all(|part| part.is_empty() || is_in(NAMES, &part.to_ascii_lowercase()))
}

/// Returns where the word after the one at a position begins.
fn after_word(line: &str, at: usize) -> usize {
    let rest = line.after(at);
    let rest = rest.trim_start_matches(|c: char| !c.is_whitespace());
    line.len() - rest.trim_start().len()
}
