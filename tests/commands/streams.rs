//! Data goes to standard output and everything else to standard error; `-` is either.

use std::io::{Read, Write};
use std::process::{Output, Stdio};

use super::sandbox::Sandbox;

const PAGE: &str = "---\ntitle: x\n---\n\nAt {{< sitevar name=\"domain\" nojs=\"example.com\" >}}.\n";

pub fn with_input(sandbox: &Sandbox, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = sandbox.command(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn a_page_from_standard_input_goes_to_standard_output() {
    for arguments in [&["expand"][..], &["expand", "-"], &["expand", "-", "-o", "-"]] {
        let output = with_input(&Sandbox::new(&[]), arguments, PAGE.as_bytes());
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stdout), "---\ntitle: x\n---\n\nAt example.com.\n");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn an_error_in_standard_input_names_it_and_leaves_standard_output_empty() {
    let output = with_input(&Sandbox::new(&[]), &["expand", "--format", "short"], b"a {{< nothing >}}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("<stdin>:1:"));
}

#[test]
fn a_warning_does_not_touch_standard_output() {
    let output = with_input(&Sandbox::new(&[]), &["expand"], b"{{< sitevar name=\"new\" nojs=\"x\" >}}");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, b"x");
    assert!(String::from_utf8_lossy(&output.stderr).contains("warning[unknown-variable]"));
}

#[test]
fn line_endings_and_a_missing_last_one_stay() {
    let text = "---\r\ntitle: x\r\n---\r\n\r\none\r\n\ntwo";
    let output = with_input(&Sandbox::new(&[]), &["expand"], text.as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stdout), text);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let text = "line\n".repeat(1 << 20);
    let sandbox = Sandbox::new(&[("page.md", &text)]);
    let mut command = sandbox.command(&["expand", "page.md"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 5];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn colours_are_only_where_they_are_wanted() {
    let sandbox = Sandbox::new(&[("page.md", "{{< nothing >}}")]);
    let colours = |color: &str| {
        let output =
            sandbox.command(&["expand", "page.md", "--color", color]).env_remove("NO_COLOR").output();
        output.unwrap().stderr.contains(&0x1b)
    };
    assert_eq!(["auto", "never", "always"].map(colours), [false, false, true]);
}

#[test]
fn a_page_cannot_write_to_the_terminal_through_a_diagnostic() {
    let sandbox = Sandbox::new(&[("page.md", "\u{1b}[2J {{< sitevar name=\"\u{1b}[31m\" >}}")]);
    let output = sandbox.run(&["expand", "page.md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.contains(&0x1b), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn people_hear_how_many_pages_were_written_and_where() {
    let sandbox = Sandbox::new(&[("sitevar.yml", ""), ("content/a.md", PAGE), ("content/b.md", PAGE)]);
    let offline = ["offline", "content/a.md", "--no-wasm", "-o", "a.html"];
    for (arguments, said) in [
        (&["build", ".", "-o", "public"][..], "wrote 2 pages to `public`\n"),
        (&["expand", "content", "-o", "expanded"], "wrote 2 pages to `expanded`\n"),
        (&offline, "wrote 1 page to `a.html`\n"),
        (&["offline", "content/a.md", "--no-wasm", "-o", "-"], ""),
    ] {
        let Some(heard) = sandbox.tell(arguments) else { continue };
        assert!(heard.text.ends_with(said), "{arguments:?}: {}", heard.text);
        assert_eq!(heard.text.contains("wrote"), !said.is_empty(), "{arguments:?}: {}", heard.text);
        for format in ["short", "github", "json"] {
            let heard = sandbox.tell(&[arguments, &["--format", format]].concat()).unwrap();
            assert!(
                heard.status == Some(0) && !heard.text.contains("wrote"),
                "{arguments:?}: {}",
                heard.text
            );
        }
    }
}
