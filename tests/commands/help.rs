//! The help of every command shows how it is used.

use super::sandbox::Sandbox;

#[test]
fn every_help_shows_an_example() {
    for command in [
        "expand",
        "build",
        "check",
        "init",
        "secret",
        "digest",
        "verify",
        "completions",
        "man",
        "mdbook",
        "offline",
        "assets",
    ] {
        let output = Sandbox::new(&[]).succeed(&[command, "--help"]);
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(help.contains(&format!("\n  sitevar {command}")), "{help}");
    }
}

#[test]
fn every_shell_has_completions_that_name_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = Sandbox::new(&[]).succeed(&["completions", shell]);
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains("hugo-exact"), "{shell}: {script}");
    }
}

#[test]
fn the_manual_page_tells_of_every_option() {
    let page = String::from_utf8(Sandbox::new(&[]).succeed(&["man"]).stdout).unwrap();
    assert!(page.contains(".TH sitevar"), "{page}");
    for option in ["\\-\\-hugo\\-exact", "\\-\\-set", "\\-\\-mkdocs", "\\-\\-color"] {
        assert!(page.contains(option), "{option}: {page}");
    }
}
