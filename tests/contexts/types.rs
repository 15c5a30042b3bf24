//! A value has the type of its default: what is text stays text for readers of YAML 1.1 and of YAML 1.2, and what is a
//! number for both stays one; so in TOML, JSON and INI.
//!
//! Every line is a text with slots. The readers say what it is with the defaults, and again with the values.

use sitevar_core::{Filled, Language, SlotAt, Snippet};

use super::judge;

/// What looks like more than a text to some reader, and what only looks so.
const LOOKALIKES: &[&str] = &[
    "example",
    "8080:80",
    "2222:22",
    "22:2222",
    "08:00",
    "12:30",
    "12:30:15",
    "1:2:3:4",
    "12:30.5",
    "089",
    "0777",
    "0644",
    "00",
    "0o17",
    "0x1F",
    "0x",
    "0b101",
    "1e3",
    "1E3",
    "1.5e3",
    "1.5e+3",
    "12e03",
    "1_000",
    "_1",
    "+1",
    "-1",
    ".5",
    "5.",
    "1.50",
    "01.5",
    "1.2.3",
    "192.168.1.10",
    "inf",
    ".inf",
    "-.INF",
    ".nan",
    "nan",
    "y",
    "N",
    "yes",
    "No",
    "on",
    "OFF",
    "oN",
    "true",
    "False",
    "tRue",
    "null",
    "Null",
    "nULL",
    "~",
    "none",
    "<<",
    "2026-11-23",
    "2026-02-29",
    "2024-02-29",
    "2026-1-2",
    "2026-11-23T10:00:00Z",
    "2026-11-23-5",
    "2026-11",
    "8443",
    "80",
    "22",
    "0",
    "1.5",
    "123456789012345678901",
    "-y",
    "a b",
    "it's",
];

/// The defaults of two slots in one word, and what is between them.
const PAIRS: &[(&str, &str, &str)] = &[
    ("2222", ":", "80"),
    ("8080", ":", "80"),
    ("1", ".", "5"),
    ("2026", "-", "11-23"),
    ("0", "x", "zz"),
    ("auth", ".", "home"),
    ("1", "e", "x"),
    ("a", "", "b"),
];

/// The values of two slots in one word.
const PARTS: &[&str] =
    &["22", "80", "3000", "0", "0x1", "7", "11-23", "2026", "50", "e3", "no", "a b", "it's", "- x", "a: b"];

/// Every program reads the lines of a text, each by itself, and prints a type and a value for each.
const YAML: &str = r#"
import sys, warnings
try:
    import yaml
    from ruamel.yaml import YAML
except ImportError:
    sys.exit(77)
warnings.simplefilter('ignore')
def ruamel(version):
    def load(text):
        reader = YAML(typ='safe', pure=True)
        reader.version = version
        return reader.load(text)
    return load
READERS = [lambda text: yaml.load(text, Loader=yaml.SafeLoader), ruamel('1.2'), ruamel('1.1')]
"#;

const TOML: &str = r#"
import sys
try:
    import tomllib
except ImportError:
    sys.exit(77)
READERS = [tomllib.loads]
"#;

const JSON: &str = "import json, sys\nREADERS = [json.loads]\n";

const INI: &str = r#"
import configparser, sys
def python(text):
    parser = configparser.ConfigParser(inline_comment_prefixes=('#', ';'), interpolation=None)
    parser.read_string('[x]\n' + text)
    return dict(parser['x'])
READERS = [python]
"#;

const REST: &str = r#"
out = sys.stdout.buffer
def put(text):
    out.write(text.encode('utf-8', 'surrogatepass') + b'\0')
def kind(value):
    if isinstance(value, bool):
        return 'bool'
    if isinstance(value, (int, float)):
        return type(value).__name__ if 'tomllib' in sys.modules else 'number'
    return type(value).__name__
def read(load, line):
    try:
        value = load(line)
        while isinstance(value, (list, dict)):
            value = value[0] if isinstance(value, list) else value['k'] if 'k' in value else list(value)[0]
        return kind(value), str(value)
    except Exception:
        return 'invalid', line
for text in sys.stdin.buffer.read().decode().split('\0')[:-1]:
    for load in READERS:
        known = {}
        for line in text.split('\n'):
            if line not in known:
                known[line] = read(load, line)
            for field in known[line]:
                put(field)
    put('\x1e')
"#;

#[test]
fn a_value_of_yaml_has_the_type_of_its_default() {
    let mut lines = Vec::new();
    for default in LOOKALIKES {
        for value in LOOKALIKES {
            for (before, after) in [("- ", ""), ("- [", "]"), ("", ": x")] {
                lines.push(Line::new("yaml", before, &[(default, Some(value))], "", after));
            }
        }
    }
    assert!(lines.iter().all(|line| line.is_filled), "a word that is one slot can have quotes");
    for (first, between, second) in PAIRS {
        for value in PARTS {
            for other in [None, Some("22"), Some("0777")] {
                for slots in
                    [[(*first, Some(*value)), (*second, other)], [(*first, other), (*second, Some(*value))]]
                {
                    lines.push(Line::new("yaml", "- ", &slots, between, ""));
                }
            }
        }
    }
    assert!(lines.iter().all(|line| line.is_filled), "so can one that begins and ends with a slot");
    for default in ["80", "22", "no", "8080"] {
        for value in LOOKALIKES {
            lines.push(Line::new("yaml", "- ", &[(default, Some(value))], "", ":80"));
            lines.push(Line::new("yaml", "- 22:", &[(default, Some(value))], "", ""));
        }
    }
    compare(&[YAML, REST].concat(), &lines);
}

#[test]
fn a_value_of_toml_json_and_ini_has_the_type_of_its_default() {
    let files = [
        ("toml", TOML, &["\"k\" = ", "\"k\" = [", "\"k\" = \""], &["", "]", "\""]),
        ("json", JSON, &["{\"k\": ", "[", "{\"k\": \""], &["}", "]", "\"}"]),
        ("ini", INI, &["k = ", "k=", "k = "], &["", "", " ; x"]),
    ];
    for (language, program, before, after) in files {
        let mut lines = Vec::new();
        for default in LOOKALIKES {
            for value in LOOKALIKES {
                for (before, after) in before.iter().zip(after) {
                    lines.push(Line::new(language, before, &[(default, Some(value))], "", after));
                }
            }
        }
        assert!(lines.iter().any(|line| line.is_filled));
        compare(&[program, REST].concat(), &lines);
    }
}

/// Asks readers about lines with the defaults and with the values: each value must be the one that is meant, of the
/// type of its default. A number may become a text where a reader would not write it back as it is.
fn compare(program: &str, lines: &[Line]) {
    let texts = [Line::texts(lines, |line| &line.default), Line::texts(lines, |line| &line.written)];
    let Some(verdicts) = judge::ask("python3", program, &texts) else { return };
    let [before, after] = texts.each_ref().map(|text| verdicts[text].as_ref().unwrap());
    assert_eq!(before.len() % (lines.len() * 2), 0);
    let mut failures = Vec::new();
    for (row, (before, after)) in before.chunks_exact(2).zip(after.chunks_exact(2)).enumerate() {
        let line = &lines[row % lines.len()];
        let (was, is) = (before[0].text.as_str(), after[0].text.as_str());
        let is_text = is == "str" && after[1].text == line.meant;
        if line.is_filled && was != "invalid" && !is_text && (is != was || is == "str") {
            let reader = row / lines.len();
            failures
                .push(format!("reader {reader}: `{}` is {was}, `{}` is {is}", line.default, line.written));
        }
    }
    let count = failures.len();
    failures.truncate(40);
    assert!(count == 0, "{count} failures:\n{}", failures.join("\n"));
}

/// A line with slots.
struct Line {
    default: String,
    written: String,
    /// What its word is meant to be.
    meant: String,
    is_filled: bool,
}

impl Line {
    fn new(language: &str, before: &str, slots: &[(&str, Option<&str>)], between: &str, after: &str) -> Self {
        let mut text = before.to_owned();
        let mut word = before.strip_prefix("- 22").map_or(String::new(), |colon| format!("22{colon}"));
        let mut at = Vec::new();
        for (index, (default, value)) in slots.iter().enumerate() {
            let joint = if index > 0 { between } else { "" };
            text += joint;
            let start = text.len();
            text += default;
            word += &[joint, value.unwrap_or(default)].concat();
            at.push(SlotAt { range: start..text.len(), ..SlotAt::default() });
        }
        text += after;
        word += if after == ":80" { after } else { "" };
        let snippet = Snippet::new(Language::find(language, ""), text.clone(), at);
        let values: Vec<Option<&str>> = slots.iter().map(|(_, value)| *value).collect();
        let filled = snippet.fill(&values);
        let is_filled = !filled.iter().any(|slot| matches!(slot, Filled::Refused(_)));
        Self { default: text, written: snippet.write(&filled), meant: word, is_filled }
    }

    fn texts(lines: &[Line], text: impl Fn(&Line) -> &String) -> String {
        lines.iter().map(|line| text(line).as_str()).collect::<Vec<_>>().join("\n")
    }
}
