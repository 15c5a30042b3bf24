//! Runs the sessions; `cargo xtask bless` records what they say now.

use std::path::Path;

#[test]
fn every_session_says_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/commands/sessions");
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .register_bin("sitevar", Path::new(env!("CARGO_BIN_EXE_sitevar")))
        .case(folder.join("*.md"));
}
