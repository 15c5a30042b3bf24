//! The guides of the product's own site: what holds of all of them.

use std::process::Command;

use super::pages::{self, project};

#[test]
fn every_guide_is_expanded_without_a_word_and_without_a_shortcode_left() {
    for page in pages::read("guides") {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sitevar"));
        let path = format!("site/content/{}", page.path);
        let output = command.current_dir(project()).args(["expand", &path]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{path}");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains("{{<") && !text.contains("{{%"), "{path}: {text}");
    }
}
