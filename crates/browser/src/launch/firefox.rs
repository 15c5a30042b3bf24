//! Firefox, which speaks BiDi itself.

use std::path::Path;

use serde_json::{Value, json};

use super::{LAN_HOST, Running, Wish, downloads, folder, program, version};
use crate::bidi::{Bidi, Connection};
use crate::keep::{Kept, Program};
use crate::protocol::Protocol;

/// Starts it, where it is on the machine.
pub(super) fn start(wish: Wish) -> Option<(Running, Box<dyn Protocol>)> {
    let browser = program("FIREFOX", &["firefox-esr", "firefox"])?;
    let folder = folder();
    let profile = folder.join("profile");
    std::fs::create_dir(&profile).unwrap();
    std::fs::write(profile.join("user.js"), preferences(wish, &downloads(&folder))).unwrap();
    let mut arguments = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile"]
        .map(str::to_owned)
        .to_vec();
    arguments.push(profile.display().to_string());
    let sign = "WebDriver BiDi listening on ";
    let program = Program { path: &browser, arguments: &arguments, sign, end: "KILL" };
    let (kept, socket) = Kept::start(folder, &program).unwrap_or_else(|why| panic!("{why}"));
    // On a busy machine Firefox sometimes closes its first connection.
    let begin = |_| {
        let begun = Connection::open(&format!("{socket}/session")).and_then(|mut connection| {
            let begun = connection.try_command("session.new", json!({ "capabilities": {} }))?;
            Ok((connection, begun))
        });
        begun.inspect_err(|why| eprintln!("Firefox began no session: {why}")).ok()
    };
    let (connection, begun) = (0..3).find_map(begin).expect("Firefox begins a session");
    let running = Running { kept, _screen: None, version: version(&begun["capabilities"]) };
    Some((running, Box::new(Bidi::new(connection))))
}

/// Firefox without requests of its own.
fn preferences(wish: Wish, downloads: &Path) -> String {
    let mut all: Vec<(&str, Value)> = vec![
        ("app.update.enabled", json!(false)),
        ("browser.shell.checkDefaultBrowser", json!(false)),
        ("browser.startup.homepage_override.mstone", json!("ignore")),
        ("browser.startup.page", json!(0)),
        // It may look for a page's icon at any time, and call it an error of the page where the policy allows no picture.
        ("browser.chrome.site_icons", json!(false)),
        ("browser.download.folderList", json!(2)),
        ("browser.download.dir", json!(downloads)),
        ("browser.download.useDownloadDir", json!(true)),
        ("browser.download.always_ask_before_handling_new_types", json!(false)),
        ("datareporting.policy.dataSubmissionEnabled", json!(false)),
        // Whether to leave a page is a question to people; a driver would wait for ever.
        ("dom.disable_beforeunload", json!(true)),
        // A name of a home network is asked for as it is written, and of this machine alone.
        ("dom.security.https_first", json!(false)),
        ("dom.security.https_only_mode", json!(false)),
        ("network.trr.mode", json!(5)),
        ("network.captive-portal-service.enabled", json!(false)),
        ("network.connectivity-service.enabled", json!(false)),
        ("network.dns.localDomains", json!(LAN_HOST)),
        ("network.http.speculative-parallel-limit", json!(0)),
        ("services.settings.server", json!("data:,")),
        ("toolkit.telemetry.enabled", json!(false)),
        // 0 is dark, 1 is light.
        ("layout.css.prefers-color-scheme.content-override", json!(i32::from(!wish.dark))),
        ("javascript.enabled", json!(!wish.scripts_off)),
        ("javascript.options.wasm", json!(!wish.wasm_off)),
    ];
    if wish.storage_off {
        // 2 blocks.
        all.push(("network.cookie.cookieBehavior", json!(2)));
    }
    if wish.network_off {
        all.push(("network.proxy.type", json!(1)));
        all.push(("network.proxy.http", json!("127.0.0.1")));
        all.push(("network.proxy.http_port", json!(9)));
        all.push(("network.proxy.ssl", json!("127.0.0.1")));
        all.push(("network.proxy.ssl_port", json!(9)));
        all.push(("network.proxy.allow_hijacking_localhost", json!(true)));
    }
    all.into_iter().map(|(name, value)| format!("user_pref(\"{name}\", {value});\n")).collect()
}
