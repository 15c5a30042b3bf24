//! Chromium, through its driver: the driver is asked for a session, and the session's BiDi is used from there on.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::{LAN_HOST, Running, Wish, downloads, folder, program, version};
use crate::bidi::{Bidi, Connection};
use crate::http::{Request, ask};
use crate::keep::{Kept, Program};
use crate::protocol::Protocol;

/// How long the driver may take for one answer: it starts the browser in that time.
const PATIENCE: Duration = Duration::from_secs(90);

/// Starts it, where it is on the machine.
pub(super) fn start(wish: Wish) -> Option<(Running, Box<dyn Protocol>)> {
    let (browser, driver) =
        (program("CHROMIUM", &["chromium"])?, program("CHROMEDRIVER", &["chromedriver"])?);
    let folder = folder();
    let mut arguments: Vec<String> = QUIET.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", folder.join("profile").display()));
    arguments.push(format!("--host-resolver-rules=MAP {LAN_HOST} 127.0.0.1"));
    if wish.dark {
        arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
    }
    if wish.network_off {
        arguments.push("--proxy-server=127.0.0.1:9".to_owned());
        arguments.push("--proxy-bypass-list=<-loopback>".to_owned());
    }
    if wish.scripts_off {
        arguments.push("--blink-settings=scriptEnabled=false".to_owned());
    }
    let mut preferences =
        json!({ "download.default_directory": downloads(&folder), "download.prompt_for_download": false });
    if wish.storage_off {
        // 2 blocks.
        preferences["profile.default_content_setting_values.cookies"] = json!(2);
    }
    let options = json!({ "binary": browser, "args": arguments, "prefs": preferences });
    let wanted = json!({ "webSocketUrl": true, "goog:chromeOptions": options });
    let body = json!({ "capabilities": { "alwaysMatch": wanted } }).to_string();

    let (kept, port) = driver_with_port(&folder, &driver);
    let answer =
        session(port.trim_end_matches('.'), body).unwrap_or_else(|why| panic!("chromedriver: {why}"));
    let capabilities = &answer["value"]["capabilities"];
    let socket = capabilities["webSocketUrl"].as_str().unwrap_or_else(|| panic!("{answer}"));
    let mut connection = Connection::open(socket).unwrap_or_else(|why| panic!("{why}"));
    if wish.wasm_off {
        // Its own switch, `--jitless`, makes everything else slow too.
        let script = json!({ "functionDeclaration": "() => { delete globalThis.WebAssembly; }" });
        connection.command("script.addPreloadScript", script);
    }
    let running = Running { kept, _screen: None, version: version(capabilities) };
    Some((running, Box::new(Bidi::new(connection))))
}

/// Chromium without a screen, without its sandbox (which root cannot have), and without requests of its own.
const QUIET: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// Starts Chromium's driver, which takes a free port of IPv4 and then wants the same of IPv6: somebody may have that.
fn driver_with_port(folder: &Path, driver: &Path) -> (Kept, String) {
    let started = |_| {
        let arguments = &["--port=0".to_owned()];
        let sign = "was started successfully on port ";
        match Kept::start(folder.to_owned(), &Program { path: driver, arguments, sign, end: "KILL" }) {
            Err(why) if why.contains("port not available") => None,
            started => Some(started.unwrap_or_else(|why| panic!("{why}"))),
        }
    };
    (0..5).find_map(started).expect("a port for Chromium's driver")
}

/// Asks the driver on a port for a session.
fn session(port: &str, body: String) -> Result<Value, String> {
    let port = port.parse().map_err(|why| format!("`{port}`: {why}"))?;
    let request =
        Request { method: "POST".to_owned(), address: "/session".to_owned(), body: body.into_bytes() };
    let answer =
        ask(port, &request, PATIENCE).map_err(|why| format!("no session within {PATIENCE:?}: {why}"))?;
    serde_json::from_slice(&answer.body).map_err(|why| format!("{}: {why}", answer.first_line))
}
