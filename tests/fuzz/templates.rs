//! Templates: any text is one or is refused, and whatever it does with a page, it ends in a text or in a diagnostic.
//!
//! Random templates are pieces of Go's syntax and functions with random arguments; others are the ones that are held
//! against Hugo, with some of their words replaced.

use std::sync::LazyLock;
use std::time::Duration;

use bolero::TypeGenerator;
use sitevar_core::{Dialect, Options, Values};

use super::seconds;
use crate::templates::memory::{Memory, expand_page};

/// A template, a partial that it may run, and data.
#[derive(Debug, TypeGenerator)]
struct Input {
    template: Vec<u16>,
    partial: Vec<u16>,
    /// Which template of those that are held against Hugo, where it is one, and which of its words are replaced.
    known: Option<(u16, Vec<(u8, u16)>)>,
    data: Vec<u8>,
}

/// What templates are made of.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "", "{{ ", " }}", "{{- ", " -}}", "{{/* ", " */}}", "{{", "}}", " | ", " (", ") ", " . ", " $ ", " $x ", "$x := ", "$x = ", ".", "\"", "`", "'a'", "\n", " ",
    "{{ if .Inner }}", "{{ else }}", "{{ else if true }}", "{{ end }}", "{{ end }}{{ end }}", "{{ range .Params }}", "{{ range $k, $v := (dict \"ü\" 1) }}", "{{ range 3 }}",
    "{{ with .Get 0 }}", "{{ break }}", "{{ continue }}", "{{ define \"d\" }}", "{{ template \"d\" . }}", "{{ block \"d\" . }}", "{{ return 1 }}", "{{ return }}",
    "{{ partial \"p.html\" . }}", "{{ partial \"p.html\" (dict \"a\" .) }}", "{{ partialCached \"p.html\" . \"ü\" }}", "{{ .Inner }}", "{{ .Inner | markdownify }}",
    "{{ .Inner | .Page.RenderString }}", "{{ .InnerDeindent }}", "{{ .Get \"ü\" }}", "{{ .Get -1 }}", "{{ .Get 99 }}", "{{ .Params }}", "{{ .Page.Params.ü }}", "{{ .Page.Title }}",
    "{{ site.Data.d }}", "{{ site.Data.d | jsonify }}", "{{ .Site.Params }}", "{{ .Parent.Get 0 }}", "{{ .Position }}", "{{ .Ordinal }}", "{{ errorf \"%s\" . }}", "{{ warnf \"ü\" }}",
    "{{ .Page.Scratch.Set \"a\" 1 }}", "{{ .Store.Add \"a\" (slice 1) }}", "{{ .Scratch.Get \"a\" }}", "{{ .Page.Resources.Match \"*\" }}", "{{ resources.Get \"ü\" }}", "{{ readFile \"ü\" }}",
    "{{ printf \"%[3]*.[2]*[1]f %é %\" 1 2 3 }}", "{{ printf \"%s%d%q%v%x%U%c%t%e%p%T\" . }}", "{{ slice \"日本\" 1 }}", "{{ index \"日本\" 1 }}", "{{ substr \"日本語\" -2 1 }}",
    "{{ index (slice 1 2) -1 }}", "{{ index (dict \"a\" 1) nil }}", "{{ first -1 (slice 1) }}", "{{ after 9 (slice 1) }}", "{{ truncate 1 \"…\" \"日本語 é\" }}", "{{ seq 9223372036854775807 -1 }}",
    "{{ div 1 0 }}", "{{ mod -9223372036854775808 -1 }}", "{{ mul 9223372036854775807 2 }}", "{{ sub -9223372036854775808 1 }}", "{{ int \"0x\" }}", "{{ int \"é\" }}", "{{ float \"1e999\" }}",
    "{{ time \"é\" }}", "{{ \"2024-02-30\" | time.Format \"ü 2006 Jan\" }}", "{{ dateFormat \":date_long\" \"2024-01-02\" }}", "{{ replaceRE \"(é)?\" \"$1ü${2}\" \"éa\" }}", "{{ findRE \"(\" \"a\" }}",
    "{{ findRESubmatch `(?P<ü>é)` \"é\" }}", "{{ split \"日本\" \"\" }}", "{{ delimit (slice \"é\" 1 nil) \"ü\" \"\" }}", "{{ sort (slice 1 \"é\" nil) }}", "{{ where (slice (dict \"a\" 1)) \"a\" \">\" \"é\" }}",
    "{{ title \"ßé\" }}", "{{ humanize \"日-本\" }}", "{{ anchorize \"Ü é\" }}", "{{ urlize \"Ü é/?\" }}", "{{ plainify \"<é\" }}", "{{ htmlUnescape \"&#x110000;&é;\" }}", "{{ highlight \"ü\" \"é\" \"hl_lines=ü\" }}",
    "{{ transform.Unmarshal \"a: [é\" }}", "{{ unmarshal \"{\\\"a\\\":\" }}", "{{ base64Decode \"é\" }}", "{{ crypto.HMAC \"é\" \"a\" \"b\" }}", "{{ path.Join \"..\" \"é\" }}", "{{ urls.Parse \"https://é:99999/%zz\" }}",
    "{{ absURL \"é?#\" }}", "{{ ref . \"é\" }}", "{{ relref . \"/\" }}", "{{ strings.Repeat 3 \"é\" }}", "{{ strings.SliceString \"é\" 1 }}", "{{ strings.FirstUpper \"ßa\" }}", "{{ len \"é\" }}",
    "{{ merge . (dict \"a\" 1) }}", "{{ apply (slice \"é\") \"upper\" \".\" }}", "{{ group \"a\" (slice) }}", "{{ shuffle (slice 1) }}", "{{ uniq (slice 1 nil \"é\") }}", "{{ complement (slice 1) (slice \"é\") }}",
    "{{ and }}", "{{ not . }}", "{{ eq . nil }}", "{{ lt \"é\" 1 }}", "{{ cond . 1 \"é\" }}", "{{ default \"é\" .Inner }}", "{{ isset .Params 0 }}", "{{ in \"é\" \"\" }}", "{{ try (div 1 0) }}",
    "{{ safeHTML \"<é\" }}", "{{ js . }}", "{{ urlquery . }}", "{{ html . }}", "{{ print nil 1 \"é\" }}", "{{ println . }}", "{{ dict 1 }}", "{{ dict (slice \"a\" \"é\") 1 }}", "{{ math.Round 1e300 }}",
    "<p>", "</p>", "<a href=\"", "\">", "<a href='", "<a href=", "<script>", "</script>", "<script>let a = ", "<script>`${", "<style>", "</style>", "<!--", "-->", "<b title=", "<é", "onclick=\"",
    "<textarea>", "<title>", "&é;", "ü", "é", "日本", "🦉", "e\u{301}", "\u{202E}", "\u{200B}", "\0", "\r", "\u{FEFF}", "\u{F0000}", "%F3%B0%80%80", "{{< s >}}", "{{% s %}}", "-1", "1.5", "nil", "true",
];

/// What words of a template are replaced by.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "\"\"", "\"é\"", "\"日本\"", "\"e\u{301}\u{202E}\"", "\"\\x00\"", "\"%[9]*é\"", "\"(\"", "\"[^é]*?\"", "\"2006-01-02T15:04:05Z07:00\"", "\"a: [1, {b: é}]\"", "0", "1", "-1", "9223372036854775807",
    "-9223372036854775808", "1.5", "-0.0", "1e308", "'é'", "nil", "true", ".", "$", "(slice)", "(slice 1 \"é\" nil)", "(slice (slice 1) (dict \"a\" 1))", "(dict)", "(dict \"é\" (dict \"a\" nil))",
    ".Page", "site", "site.Data", "(seq 3)", "(time \"2024-01-02\")", "(printf \"%v\" .)", ".Inner", ".Params", "\"\u{F0000}\"", "(strings.Repeat 40 \"é\")", "", "é",
];

#[test]
fn any_template_ends_in_a_text_or_in_a_diagnostic() {
    bolero::check!().with_test_time(Duration::from_secs(seconds())).with_type::<Input>().for_each(holds);
}

const PAGE: &str = "---\ntitle: Ü & x\nü: [1, é]\ndate: 2024-01-02\n---\n{{< s \"ü\" 2 >}}é {{% s a=\"日本\" %}}\n> x{{% /s %}}{{< /s >}}";

/// Data of every kind that is read.
const DATA: [(&str, &str); 4] = [
    ("data/d.yaml", "a: [1, é]\nü: {b: ~}\n"),
    ("data/d.json", "{\"a\": [1, \"é\"], \"ü\": {\"b\": null}}"),
    ("data/d.toml", "a = [1, 2]\n[ü]\nb = 1979-05-27\n"),
    ("data/d.csv", "a,é\n\"ü\"\"\",1\n"),
];

fn holds(input: &Input) {
    let template = match &input.known {
        Some((number, edits)) => replaced(&KNOWN[usize::from(*number) % KNOWN.len()], edits),
        None => text(&input.template),
    };
    let mut memory = Memory::new([("content/p.md", PAGE), ("content/other.md", "é"), ("assets/a.txt", "ü")]);
    let (name, data) = DATA[input.data.first().copied().map_or(0, usize::from) % DATA.len()];
    let mut data = data.as_bytes().to_vec();
    for pair in input.data.chunks_exact(2) {
        let at = usize::from(pair[0]) % data.len();
        data[at] = pair[1];
    }
    memory.0.insert(name.to_owned(), String::from_utf8_lossy(&data).into_owned());
    memory.0.insert("layouts/_partials/p.html".to_owned(), text(&input.partial));
    for (path, dialect) in
        [("s.html", Dialect::HugoExact), ("s.html", Dialect::Sitevar), ("s.md", Dialect::Sitevar)]
    {
        let mut memory = memory.clone();
        memory.0.insert(format!("layouts/_shortcodes/{path}"), template.clone());
        let outcome = expand_page(&memory.site(), PAGE, Options { dialect, ..Options::default() });
        for diagnostic in &outcome.diagnostics {
            assert!(PAGE.get(diagnostic.span.range()).is_some(), "{diagnostic:?}");
        }
        let _ = outcome.value.markdown(&Values::default());
    }
}

fn text(numbers: &[u16]) -> String {
    super::pages::text(&numbers[..numbers.len().min(16)], PIECES)
}

/// The templates that are held against Hugo.
static KNOWN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let cases: serde_json::Value = serde_json::from_str(include_str!("../templates/functions.json")).unwrap();
    let templates = cases.as_array().unwrap().iter();
    templates.map(|case| case["template"].as_str().unwrap().to_owned()).collect()
});

/// Replaces words of a template: which one, by what.
fn replaced(template: &str, edits: &[(u8, u16)]) -> String {
    let mut words: Vec<&str> = template.split_inclusive([' ', '(', ')', '|', '}']).collect();
    for (place, number) in edits.iter().take(4) {
        let at = usize::from(*place) % words.len();
        let count = WORDS.len() + PIECES.len();
        let number = usize::from(*number) % count;
        let new = WORDS.get(number).or_else(|| PIECES.get(number - WORDS.len())).unwrap();
        words.splice(at..=at, [*new, " "]);
    }
    words.concat()
}
