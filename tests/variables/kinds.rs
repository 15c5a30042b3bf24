//! The tables of `kinds.md`: what was typed, what is kept of it, and what is said; `SITEVAR_BLESS=1` writes what is so.

use std::fmt::Write as _;
use std::path::PathBuf;

use sitevar_core::Variable;

use super::idn;

#[test]
fn every_input_is_kept_or_refused_as_its_table_says() {
    let path = path();
    let text = std::fs::read_to_string(&path).unwrap();
    let (mut found, mut rows) = (String::new(), 0);
    let mut variable = Variable::default();
    for line in text.lines() {
        if line.starts_with('{') {
            variable = serde_json::from_str(line).unwrap();
        }
        match line.strip_prefix("| `").and_then(|line| line.split_once("` |")) {
            Some((typed, _)) => {
                rows += 1;
                writeln!(found, "| `{typed}` | {} |", outcome(&variable, &decode(typed))).unwrap();
            }
            None => writeln!(found, "{line}").unwrap(),
        }
    }
    assert!(rows > 100, "only {rows} rows were read");
    if std::env::var_os("SITEVAR_BLESS").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let lines = text.lines().zip(found.lines()).filter(|(said, found)| said != found);
    let wrong: Vec<String> = lines.map(|(said, found)| format!("  {said}\n  {found}")).collect();
    assert!(wrong.is_empty() || std::env::var_os("SITEVAR_BLESS").is_some(), "{}", wrong.join("\n\n"));
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/variables/kinds.md")
}

/// Returns every declaration with what is typed for it.
pub fn inputs() -> Vec<(serde_json::Value, Vec<String>)> {
    let mut inputs: Vec<(serde_json::Value, Vec<String>)> = Vec::new();
    for line in std::fs::read_to_string(path()).unwrap().lines() {
        if line.starts_with('{') {
            inputs.push((serde_json::from_str(line).unwrap(), Vec::new()));
        }
        if let (Some((typed, _)), Some((_, rows))) =
            (line.strip_prefix("| `").and_then(|line| line.split_once("` |")), inputs.last_mut())
        {
            rows.push(decode(typed));
        }
    }
    inputs
}

/// Returns the last two cells of a row.
fn outcome(variable: &Variable, typed: &str) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    match variable.accept(typed, &idn) {
        Err(problem) => format!("refused | {}", cell(&problem)),
        Ok(accepted) => {
            let kept = if accepted.value.is_empty() {
                if variable.kind.may_be_empty() { "empty".to_owned() } else { "nothing".to_owned() }
            } else if accepted.value.len() > 100 {
                format!("{} bytes", accepted.value.len())
            } else {
                format!(
                    "`{}`",
                    cell(
                        &accepted
                            .value
                            .escape_default()
                            .to_string()
                            .replace("\\'", "'")
                            .replace("\\\"", "\"")
                    )
                )
            };
            format!("{kept} | {}", cell(&accepted.note.unwrap_or_default()))
        }
    }
}

/// Reads `\n`, `\u{200B}` and `⟨a×64⟩`, which is a letter many times.
fn decode(typed: &str) -> String {
    let mut out = String::new();
    let mut rest = typed;
    while let Some(at) = rest.find(['\\', '⟨']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('⟨') {
            let (times, after) = after.split_once('⟩').unwrap();
            let (text, times) = times.split_once('×').unwrap();
            out.push_str(&text.repeat(times.parse().unwrap()));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("\\u{") {
            let (code, after) = after.split_once('}').unwrap();
            out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            rest = after;
        } else {
            let escaped = rest[1..].chars().next().unwrap();
            out.push(match escaped {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            });
            rest = &rest[1 + escaped.len_utf8()..];
        }
    }
    out + rest
}
