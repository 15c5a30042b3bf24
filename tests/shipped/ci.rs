//! What the repository ships for continuous integration does what it says: the steps are run as their hosts run them.

use std::process::{Command, Output};

use serde_json::Value;

use crate::commands::sandbox::Sandbox;

use super::pages::project;

fn read(path: &str) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(project().join(path)).unwrap()).unwrap()
}

/// Returns a sandbox with a guide that is wrong and one that is only worth a warning.
fn guides() -> Sandbox {
    let wrong = "# A\n\n```yaml\na: 1\nb: 2\na: 3\n```\n";
    Sandbox::new(&[("wrong/a b.md", wrong), ("warned/a.md", "# A\n\n[x](none.md)\n")])
}

/// Runs a line of shell in a sandbox, where `sitevar` is this command.
fn shell(sandbox: &Sandbox, line: &str, environment: &[(String, String)]) -> Output {
    let command = std::path::Path::new(env!("CARGO_BIN_EXE_sitevar"));
    let path = std::env::join_paths([command.parent().unwrap().to_owned(), "/usr/bin".into(), "/bin".into()]);
    let mut bash = Command::new("bash");
    // As GitHub starts it for `shell: bash`.
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", line]).current_dir(sandbox.path(""));
    bash.env("PATH", path.unwrap()).envs(environment.iter().cloned()).output().unwrap()
}

/// The inputs of an action, by their names, with what a workflow gave.
fn environment(step: &Value, action: &Value, given: &[(&str, &str)]) -> Vec<(String, String)> {
    let input = |name: &str| match given.iter().find(|(known, _)| *known == name) {
        Some((_, value)) => (*value).to_owned(),
        None => action["inputs"][name]["default"].as_str().unwrap().to_owned(),
    };
    let variables = step["env"].as_object().unwrap();
    let pair = |(name, value): (&String, &Value)| {
        let value =
            value.as_str().unwrap().strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
        (name.clone(), input(value.unwrap()))
    };
    variables.iter().map(pair).collect()
}

#[test]
fn the_action_tells_github_the_line_and_fails_where_it_should() {
    let action = read(".github/actions/check/action.yml");
    let steps = action["runs"]["steps"].as_array().unwrap();
    let step = steps.last().unwrap();
    let sandbox = guides();
    let run = |given: &[(&str, &str)]| {
        let output = shell(&sandbox, step["run"].as_str().unwrap(), &environment(step, &action, given));
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, told) = run(&[]);
    assert_eq!(status, Some(1));
    assert!(told.contains("::error file=wrong/a b.md,line=6,col=1,title=duplicate-key::"), "{told}");
    assert!(told.contains("::warning file=warned/a.md,line=3,"), "{told}");
    assert_eq!(run(&[("folder", "warned")]).0, Some(0));
    assert_eq!(run(&[("folder", "warned"), ("deny", "warnings")]).0, Some(1));
    assert_eq!(run(&[("folder", "$(touch made)")]).0, Some(2));
    assert!(!sandbox.path("made").exists());
    // The step before it compiles what is in the repository.
    let install = steps.first().unwrap()["run"].as_str().unwrap();
    let below = install.split("$GITHUB_ACTION_PATH/").nth(1).unwrap().trim_end_matches('"');
    assert!(project().join(".github/actions/check").join(below).join("Cargo.toml").is_file(), "{install}");
}

#[test]
fn the_hook_fails_where_a_guide_is_wrong() {
    let hooks = read(".pre-commit-hooks.yaml");
    let hook = &hooks[0];
    let sandbox = guides();
    let run = |folder: &str| {
        let line = format!("{} {folder}", hook["entry"].as_str().unwrap());
        shell(&sandbox, &line, &[]).status.code()
    };
    assert_eq!(run(""), Some(1));
    assert_eq!(run("warned"), Some(0));
}
