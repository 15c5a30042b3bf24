//! Starts a real Chromium or a real Firefox with a profile of its own, and ends it when its user does.

use std::io::Write;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::bidi::Connection;
use crate::http::Message;
use crate::keep::Kept;

/// The two engines that every scenario runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// What Chrome, Edge and most others are made of; driven through its driver.
    Chromium,
    /// Firefox, which needs no driver.
    Firefox,
}

/// What a browser is like in a scenario.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// The page is asked for in dark colours.
    pub dark: bool,
    /// Every request is sent to a place where nobody answers.
    pub network_off: bool,
    /// No page may run a script.
    pub scripts_off: bool,
    /// No page may keep anything, as a reader can set it: storage throws a `SecurityError`.
    pub storage_off: bool,
    /// There is no WebAssembly, as where a reader or a lockdown switches it off.
    pub wasm_off: bool,
}

/// A host name that leads to this machine, as a name in a home network does: it is no secure context.
pub const LAN_HOST: &str = "guides.lan";

/// How long Chromium's driver may take for one answer: it starts the browser in that time.
const PATIENCE: Duration = Duration::from_secs(90);

/// A browser that runs.
pub struct Running {
    kept: Kept,
    version: String,
}

impl Engine {
    /// Starts the browser, where it is on the machine.
    pub fn start(self, wish: Wish) -> Option<(Running, Connection)> {
        match self {
            Engine::Chromium => chromium(wish),
            Engine::Firefox => firefox(wish),
        }
    }
}

impl Running {
    /// Returns the browser's version, such as `156.0.8078.79`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns the folder that downloads go to.
    pub fn downloads(&self) -> PathBuf {
        downloads(self.kept.folder())
    }
}

/// Makes the folder of a browser, which whoever keeps the browser removes.
fn folder() -> PathBuf {
    tempfile::Builder::new().prefix("sitevar-browser-").tempdir().unwrap().keep()
}

/// Starts Chromium's driver, which takes a free port of IPv4 and then wants the same of IPv6: somebody may have that.
fn driver_with_port(folder: &Path, driver: &Path) -> (Kept, String) {
    let started = |_| {
        let sign = "was started successfully on port ";
        match Kept::start(folder.to_owned(), driver, &["--port=0".to_owned()], sign) {
            Err(why) if why.contains("port not available") => None,
            started => Some(started.unwrap_or_else(|why| panic!("{why}"))),
        }
    };
    (0..5).find_map(started).expect("a port for Chromium's driver")
}

fn downloads(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

fn chromium(wish: Wish) -> Option<(Running, Connection)> {
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
        session(port.trim_end_matches('.'), &body).unwrap_or_else(|why| panic!("chromedriver: {why}"));
    let capabilities = &answer["value"]["capabilities"];
    let socket = capabilities["webSocketUrl"].as_str().unwrap_or_else(|| panic!("{answer}"));
    let mut connection = Connection::open(socket).unwrap_or_else(|why| panic!("{why}"));
    if wish.wasm_off {
        // Its own switch, `--jitless`, makes everything else slow too.
        let script = json!({ "functionDeclaration": "() => { delete globalThis.WebAssembly; }" });
        connection.command("script.addPreloadScript", script);
    }
    Some((Running { kept, version: version(capabilities) }, connection))
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

fn firefox(wish: Wish) -> Option<(Running, Connection)> {
    let browser = program("FIREFOX", &["firefox-esr", "firefox"])?;
    let folder = folder();
    let profile = folder.join("profile");
    std::fs::create_dir(&profile).unwrap();
    std::fs::write(profile.join("user.js"), preferences(wish, &downloads(&folder))).unwrap();
    let mut arguments = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile"]
        .map(str::to_owned)
        .to_vec();
    arguments.push(profile.display().to_string());
    let started = Kept::start(folder, &browser, &arguments, "WebDriver BiDi listening on ");
    let (kept, socket) = started.unwrap_or_else(|why| panic!("{why}"));
    // On a busy machine Firefox sometimes closes its first connection.
    let begin = |_| {
        let begun = Connection::open(&format!("{socket}/session")).and_then(|mut connection| {
            let begun = connection.try_command("session.new", json!({ "capabilities": {} }))?;
            Ok((connection, begun))
        });
        begun.inspect_err(|why| eprintln!("Firefox began no session: {why}")).ok()
    };
    let (connection, begun) = (0..3).find_map(begin).expect("Firefox begins a session");
    Some((Running { kept, version: version(&begun["capabilities"]) }, connection))
}

/// Reads the version out of what a browser says of itself.
fn version(capabilities: &Value) -> String {
    capabilities["browserVersion"].as_str().unwrap_or("of an unknown version").to_owned()
}

/// Firefox without requests of its own.
fn preferences(wish: Wish, downloads: &Path) -> String {
    let mut all: Vec<(&str, Value)> = vec![
        ("app.update.enabled", json!(false)),
        ("browser.shell.checkDefaultBrowser", json!(false)),
        ("browser.startup.homepage_override.mstone", json!("ignore")),
        ("browser.startup.page", json!(0)),
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

/// Returns a program that an environment variable names, or the first of these on `PATH`.
fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let chosen = std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path =
        |name: &&str| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|p| p.is_file());
    chosen.or_else(|| names.iter().find_map(on_path))
}

/// Asks the driver on a port for a session.
fn session(port: &str, body: &str) -> Result<Value, String> {
    let ask = || {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}"))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let length = body.len();
        let head = format!(
            "POST /session HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
        Message::read(stream)
    };
    let answer = ask().map_err(|why| format!("no session within {PATIENCE:?}: {why}"))?;
    serde_json::from_slice(&answer.body).map_err(|why| format!("{}: {why}", answer.first_line))
}
