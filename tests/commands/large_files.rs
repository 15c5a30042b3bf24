//! A file that is too large for a page is refused before it is read.

use std::fs::File;

use super::sandbox::Sandbox;

#[test]
fn a_template_reads_no_file_that_is_larger_than_a_page_may_be() {
    let sandbox = Sandbox::new(&[
        ("site/sitevar.yml", "title: Test\n"),
        ("site/shortcodes/read.md", "{{ readFile \"static/large.txt\" }}"),
        ("site/content/page.md", "a\n\n{{< read >}}\n"),
        ("site/static/large.txt", ""),
    ]);
    // Nothing but a length: the disk holds none of it.
    File::options()
        .write(true)
        .open(sandbox.path("site/static/large.txt"))
        .unwrap()
        .set_len(1 << 40)
        .unwrap();
    let output = sandbox.run(&["expand", "site/content/page.md", "--format", "short"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("page.md:3:1: error[template-failed]") && said.contains("larger than 64 MiB"),
        "{said}"
    );
}
