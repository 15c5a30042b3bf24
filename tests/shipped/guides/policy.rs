//! The headers that the how-to of the content security policy shows: servers can read them, and each says the policy.

use super::super::pages::{self, Fence};
use super::judge;

/// Returns the text of the first fenced block after a line.
fn block_after(text: &str, line: &str) -> String {
    let (_, rest) = text.split_once(line).unwrap_or_else(|| panic!("the page does not say `{line}`"));
    let (_, rest) = rest.split_once("```").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split("```").next().unwrap().to_owned()
}

#[test]
fn the_headers_of_the_how_to_say_its_policy_and_their_servers_read_them() {
    let page =
        pages::read("how-to").into_iter().find(|page| page.path.ends_with("content-security-policy.md"));
    let text = page.unwrap().text;
    let policy = block_after(&text, "## The policy\n");
    let policy = format!("{}; frame-ancestors 'none'", policy.trim_end());
    let [caddy, nginx, headers] =
        ["\nCaddy:\n", "\nnginx, in the", "\nHosts that read headers"].map(|line| block_after(&text, line));
    for block in [&caddy, &nginx, &headers] {
        assert!(block.contains(&policy), "{block}");
    }
    let fence = |title: &str, language: &str, text: String| Fence {
        title: title.to_owned(),
        language: language.to_owned(),
        text,
    };
    let blocks = [
        fence("Caddyfile", "caddyfile", caddy),
        fence("guide.conf", "nginx", format!("server {{\n{nginx}}}\n")),
        // The judge refuses what its server would.
        fence("guide.conf", "nginx", nginx.replace(" always;", "")),
    ];
    let Some(verdicts) = judge::ask(&blocks.iter().collect::<Vec<_>>()) else { return };
    let refused: Vec<bool> = verdicts.iter().map(|verdict| verdict.found.is_err()).collect();
    if verdicts.iter().all(|verdict| !verdict.is_partial) {
        assert_eq!(refused, [false, false, true], "{verdicts:?}");
    }
}
