//! What a block of code is meant to be: one that nobody copies as it is need not be correct.

/// What opens a part that another program fills in.
const OPENINGS: [&str; 3] = ["{{", "{%", "<%"];

/// Returns where the first line begins that leaves something out or that another program fills in: an error before that
/// line is one whatever stands there.
pub(super) fn first_gap(text: &str) -> Option<usize> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line.trim())
    });
    let is_gap = |line: &str| OPENINGS.iter().any(|opening| line.contains(opening)) || is_left_out(line);
    { lines }.find(|(_, line)| is_gap(line)).map(|(at, _)| at)
}

/// Tells whether a value of JSON or TOML is a placeholder without quotes, for a reader to replace: `"id": <ID>`, `[IDS]`.
pub(super) fn has_placeholder(text: &str) -> bool {
    let starts = text.match_indices([':', '=', '[', ',']).map(|(at, _)| at + 1);
    let values = starts.filter_map(|start| Some(text.get(start..)?.trim_start_matches([' ', '\t'])));
    values.into_iter().any(|value| is_enclosed(value) || is_constant(value))
}

/// Tells whether a text begins with a word in angle brackets.
fn is_enclosed(value: &str) -> bool {
    let Some(inside) = value.strip_prefix('<') else { return false };
    let end = inside.find(['\n', '>']).unwrap_or(inside.len());
    inside.starts_with(char::is_alphabetic) && inside.get(end..).is_some_and(|rest| rest.starts_with('>'))
}

/// Tells whether a text begins with a word in capitals, which is no value of either language.
fn is_constant(value: &str) -> bool {
    let end = value.find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_');
    let (word, rest) = value.split_at(end.unwrap_or(value.len()));
    let is_whole =
        rest.trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| ",]}#/\n\r".contains(c));
    word.len() > 1 && word.starts_with(|c: char| c.is_ascii_uppercase()) && is_whole
}

/// Tells whether a block is a synopsis, in which a setting that may be left out has brackets: `[type: (a|b)]`.
pub(super) fn is_synopsis(text: &str) -> bool {
    text.lines().any(|line| {
        let setting = line.trim().strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        let key = setting.and_then(|setting| setting.split_once(": ")).map(|(key, _)| key);
        key.is_some_and(|key| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c))
        })
    })
}

/// What an author writes within a line in place of what a block leaves out.
const GAPS: [&str; 10] = ["[...", "[ ...", "{...", "{ ...", "(...", ", ...", "[…", "{…", "(…", ", …"];

/// What an author says in a comment, or in brackets, of what a block leaves out.
const LEFT_OUT: [&str; 5] = ["snip", "truncated", "omitted", "shortened", "abbreviated"];

/// Tells whether a line says that something is left out: `...`, `"a": [...]`, `# …`, `<snip>`, `# the rest is omitted`.
fn is_left_out(line: &str) -> bool {
    let bare = line.trim_start_matches(['#', '/', '*', '-', ';', ' ', '[', '(', '<', '{']);
    let is_dots = ["..", "…", ". . ."].iter().any(|dots| bare.starts_with(dots));
    let ends_in_dots = line.ends_with("...") || line.ends_with('…');
    is_dots || ends_in_dots || GAPS.iter().any(|gap| line.contains(gap)) || says_what_is_left_out(line)
}

fn says_what_is_left_out(line: &str) -> bool {
    let is_aside = line.starts_with(['#', '/', ';', '<', '[', '(']);
    let mut words = line.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    is_aside && words.any(|word| LEFT_OUT.iter().any(|left_out| word.starts_with(left_out)))
}

/// Tells whether a block is what a terminal shows: a command at its prompt first, such as `$ cat a.yml` or
/// `root@host:~# cat a.yml`, or a table that is drawn.
pub(super) fn is_session(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    if line.starts_with(|c| ('\u{2500}'..='\u{257f}').contains(&c)) {
        return true;
    }
    let Some((prompt, command)) = line.split_once(' ') else { return false };
    let is_prompt = prompt == "$" || (prompt.contains('@') && prompt.ends_with(['$', '#', '%']));
    is_prompt && !command.trim().is_empty()
}

/// Tells whether a block is nothing but values of one key, to choose from: so is one of a setting before a release and
/// after it.
pub(super) fn is_choice(text: &str) -> bool {
    let starts =
        text.lines().filter(|line| !line.is_empty() && !line.starts_with([' ', '\t', '#', ';', '-']));
    let mut keys = starts.map(|line| line.split([':', '=']).next().unwrap_or_default().trim_end());
    let first = keys.next().unwrap_or_default();
    first.starts_with(|c: char| c.is_alphanumeric() || c == '_') && keys.all(|key| key == first)
}

/// What an author calls a block that readers must not copy, at the end of what is said before it.
const BAD: [&str; 14] = [
    "bad",
    "incorrect",
    "invalid",
    "wrong",
    "broken",
    "not valid",
    "malformed",
    "do not use",
    "don't use",
    "won't work",
    "does not work",
    "doesn't work",
    "will fail",
    "pseudo",
];

/// What may be after that: "Bad example:", "An invalid configuration:".
const BLOCKS: [&str; 12] = [
    "example",
    "examples",
    "configuration",
    "config",
    "code",
    "block",
    "snippet",
    "syntax",
    "yaml",
    "json",
    "toml",
    "file",
];

/// How much of a block is searched for a comment that calls it bad.
const HEAD: usize = 200;

/// Tells whether the words before a block, or a comment in its first lines, end in calling it bad.
pub(super) fn is_bad(lead: &str, text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
    let mut comments = head.lines().map(str::trim).filter(|line| line.starts_with(['#', '/', ';', '<']));
    calls_bad(lead) || comments.any(calls_bad)
}

fn calls_bad(words: &str) -> bool {
    let words = words.to_lowercase();
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let without_block = || {
        let (before, last) = words.rsplit_once([' ', '-'])?;
        BLOCKS.contains(&last).then(|| before.trim_end())
    };
    let ends = |words: &str| {
        let is_word = |before: &str| !before.ends_with(char::is_alphanumeric);
        BAD.iter().any(|bad| words.strip_suffix(bad).is_some_and(is_word))
    };
    ends(words) || without_block().is_some_and(ends)
}

/// What a comment says above a line that is there in place of one before it.
const ALTERNATIVE: [&str; 6] = ["or", "alternatively", "instead", "otherwise", "either", "if"];

/// With what a comment begins that offers an alternative, not always for the next line only; so does a version.
const OFFER: [&str; 6] = ["or", "alternatively", "otherwise", "since", "old", "new"];

/// Tells whether the comment right above a place says that it is an alternative to what is before it.
pub(super) fn is_alternative(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.lines().rev().nth(usize::from(!before.ends_with('\n'))).unwrap_or_default().trim();
    is_comment(line) && words(line).any(|word| ALTERNATIVE.contains(&word.as_str()))
}

/// Returns where a comment offers an alternative to what is before it; all that follows may belong to it.
pub(super) fn offer(text: &str) -> Option<usize> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at, line.trim())
    });
    let is_version = |word: &str| {
        let number = word.strip_prefix('v').unwrap_or_default();
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
    };
    let offers = |line: &str| {
        words(line).next().is_some_and(|word| OFFER.contains(&word.as_str()) || is_version(&word))
    };
    let mut lines = lines.skip_while(|(_, line)| is_comment(line));
    lines.find(|(_, line)| is_comment(line) && offers(line)).map(|(at, _)| at)
}

fn is_comment(line: &str) -> bool {
    line.starts_with(['#', ';']) || line.starts_with("//")
}

fn words(line: &str) -> impl Iterator<Item = String> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Returns the name of a file that the first line of a block is, in a comment: `# config/app.yml`; empty where it is not.
pub(super) fn file_name(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default().trim();
    let name = line.trim_start_matches(['#', '/', ';']).trim();
    let is_name = name.len() < line.len()
        && name.len() < LONGEST_NAME
        && name.chars().all(|c| c.is_alphanumeric() || "-_./~".contains(c))
        && name.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && !ending.is_empty());
    if is_name { name } else { "" }
}

/// The longest name of a file that is looked for, in bytes.
const LONGEST_NAME: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_something_out_says_so() {
        for text in [
            "a: 1\n...\nb: 2",
            "a:\n  # ...\n",
            "{ \"a\": 1, ... }\n...",
            "{\n  //..\n}",
            "[...]",
            "{\n  \"a\": [...],\n  \"b\": {…}\n}",
            "<snip>",
            "a: 1\n  <truncated>",
            "a: 1\n# The rest is omitted.",
            "key: …",
            "a: ['b', ...]\n",
        ] {
            assert!(first_gap(text).is_some(), "{text}");
        }
        for text in ["a: 1\nb: '.'\n", "- omitted\n- b: 'truncated'\n"] {
            assert_eq!(first_gap(text), None, "{text}");
        }
        assert_eq!(first_gap("a: 1\n  b: {{ c }}\n"), Some(5));
    }

    #[test]
    fn a_placeholder_is_a_whole_value() {
        for text in [
            "{\"id\": <ID>}",
            "{\"a\": [<one>, <the other>]}",
            "port = <PORT>\n",
            "{\"ids\": [LIST_OF_IDS]}",
            "{\"a\": METHOD, // see below\n}",
            "port = PORT",
        ] {
            assert!(has_placeholder(text), "{text}");
        }
        for text in [
            "{\"a\": \"<b>\"}",
            "{\"a\": 1 < 2}",
            "{\"a\": <\n>}",
            "{\"a\": True}",
            "{\"a\": A}",
            "{\"a\": \"PORT\"}",
            "[HTTP.SERVER]",
            "a = 2026-11-28T10:00:00Z",
        ] {
            assert!(!has_placeholder(text), "{text}");
        }
    }

    #[test]
    fn a_synopsis_has_settings_in_brackets() {
        assert!(is_synopsis("data:\n  - url: x\n    [type: (regexp|string)]\n"));
        for text in ["a: [b: c]", "[a, b]", "[\n  a: b\n]", "[section]", "- [a b: c]"] {
            assert!(!is_synopsis(text), "{text}");
        }
    }

    #[test]
    fn what_is_bad_on_purpose_says_so() {
        assert!(is_bad("Bad Example:", "a: 'b"));
        assert!(is_bad("", "# This is wrong:\na: 'b"));
        for lead in
            ["Do not use:", "This won't work:", "An invalid configuration.", "**Wrong**", "Pseudo-code:"]
        {
            assert!(is_bad(lead, "a: 'b"), "{lead}");
        }
        for lead in [
            "Invalid redirect URI Add this client:",
            "Wrong password",
            "To fix the invalid certificate:",
            "The wrong way was removed; now use:",
            "To prevent incorrect permissions:",
            "Broken uploads",
        ] {
            assert!(
                !is_bad(lead, "# if the host is wrong, change it\n# invalid users are refused\na: 'b"),
                "{lead}"
            );
        }
        assert!(!is_bad("Good Example:", "a: 'b'"));
    }

    #[test]
    fn a_comment_says_that_the_next_line_is_an_alternative() {
        let is_second = |text: &str| {
            let at = text.rfind("a:").unwrap_or_default();
            is_alternative(text, at) || offer(text).is_some_and(|offer| offer <= at)
        };
        assert!(is_second("a: 1\n# or\na: 2\n"));
        assert!(is_second("b:\n  a: 1\n  # If you use it:\n  a: 2\n"));
        assert!(is_second("a: 1\nb: 1\n# Or in another style.\n# See there.\nb: |\n  1\na: |\n  2\n"));
        assert!(is_second("# v2 (old)\na: 1\n\n# v3 (new)\nb: 1\na: 2\n"));
        assert!(!is_second("a: 1\n# for all\na: 2\n"));
        assert!(!is_second("a: 1\n# very old\na: 2\n"));
        assert!(!is_second("# or\na: 1\na: 2\n"));
        assert!(!is_second("a: 1"));
    }

    #[test]
    fn a_command_at_its_prompt_begins_a_session() {
        for text in
            ["$ cat a\na: 1", "\nroot@host:/tmp# kubectl get x -o yaml\na: 1", "me@pc$ ls", "╭──╮\n│ a: 1 │"]
        {
            assert!(is_session(text), "{text}");
        }
        for text in ["a: 1", "# a comment\na: 1", "me@example.com: x", "$ref: a", "@a: b", ""] {
            assert!(!is_session(text), "{text}");
        }
    }

    #[test]
    fn values_of_one_key_are_to_choose_from() {
        for text in ["a: 1\na: 2", "# before 2.0\na:\n- b: 1\n\n# since 2.0\na:\n- c: 1\n", "A=1\n# big\nA=2"]
        {
            assert!(is_choice(text), "{text}");
        }
        for text in ["a: 1\nb: 2\na: 3", "{\"a\": 1, \"a\": 2}", "x: 1\ny: 1", "- a: 1", ""] {
            assert!(!is_choice(text), "{text}");
        }
    }

    #[test]
    fn a_comment_that_is_a_file_name_is_one() {
        for (text, name) in [
            ("# config/app.yml\na: 1", "config/app.yml"),
            ("// ~/.config.json\n{}", "~/.config.json"),
            ("# the file.\na: 1", ""),
            ("# See app.yml\na: 1", ""),
            ("app.yml\na: 1", ""),
            ("", ""),
        ] {
            assert_eq!(file_name(text), name, "{text}");
        }
    }
}
