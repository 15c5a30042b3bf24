//! Starts a real Chromium or a real Firefox with a profile of its own, and ends it when its user does.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::bidi::Connection;

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
}

/// A host name that leads to this machine, as a name in a home network does: it is no secure context.
pub const LAN_HOST: &str = "guides.lan";

/// A browser that runs.
pub struct Running {
    child: Child,
    /// Where Chromium's session is ended.
    session: Option<String>,
    version: String,
    profile: tempfile::TempDir,
}

impl Engine {
    /// Starts the browser, where it is on the machine.
    pub fn start(self, wish: Wish) -> Option<(Running, Connection)> {
        let profile = tempfile::tempdir().unwrap();
        match self {
            Engine::Chromium => chromium(profile, wish),
            Engine::Firefox => firefox(profile, wish),
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
        self.profile.path().join("downloads")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(session) = &self.session {
            let _ = request(session, "DELETE", "");
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn chromium(profile: tempfile::TempDir, wish: Wish) -> Option<(Running, Connection)> {
    let (browser, driver) =
        (program("CHROMIUM", &["chromium"])?, program("CHROMEDRIVER", &["chromedriver"])?);
    let mut child =
        Command::new(driver).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let line = wait_for_line(child.stdout.take().unwrap(), "was started successfully on port ");
    let address = format!("127.0.0.1:{}", line.trim_end_matches('.'));
    let mut arguments: Vec<String> = QUIET.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", profile.path().join("profile").display()));
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
    let downloads = profile.path().join("downloads");
    let preferences =
        json!({ "download.default_directory": downloads, "download.prompt_for_download": false });
    let options = json!({ "binary": browser, "args": arguments, "prefs": preferences });
    let wanted = json!({ "webSocketUrl": true, "goog:chromeOptions": options });
    let body = json!({ "capabilities": { "alwaysMatch": wanted } }).to_string();
    let answer = request(&format!("{address}/session"), "POST", &body).expect("the driver answers");
    let value = &answer["value"];
    let id = value["sessionId"].as_str().unwrap_or_else(|| panic!("{answer}"));
    let socket = value["capabilities"]["webSocketUrl"].as_str().unwrap().to_owned();
    let session = Some(format!("{address}/session/{id}"));
    let running = Running { child, session, version: version(&value["capabilities"]), profile };
    Some((running, Connection::open(&socket)))
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

fn firefox(profile: tempfile::TempDir, wish: Wish) -> Option<(Running, Connection)> {
    let browser = program("FIREFOX", &["firefox-esr", "firefox"])?;
    let folder = profile.path().join("profile");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("user.js"), preferences(wish, &profile.path().join("downloads"))).unwrap();
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile"]).arg(&folder);
    command.env("HOME", profile.path()).env("MOZ_CRASHREPORTER_DISABLE", "1");
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let socket = wait_for_line(child.stderr.take().unwrap(), "WebDriver BiDi listening on ");
    // On a busy machine Firefox sometimes closes its first connection.
    let begin = |_| {
        let mut connection = Connection::open(&format!("{socket}/session"));
        let begun = connection.try_command("session.new", json!({ "capabilities": {} })).ok()?;
        Some((connection, begun))
    };
    let (connection, begun) = (0..3).find_map(begin).expect("Firefox begins a session");
    Some((Running { child, session: None, version: version(&begun["capabilities"]), profile }, connection))
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
    ];
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

/// Reads until a line holds `before`, and returns what stands behind it; the rest is read and thrown away.
fn wait_for_line(stream: impl Read + Send + 'static, before: &str) -> String {
    let mut lines = BufReader::new(stream).lines();
    let found = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| line.split_once(before).map(|(_, rest)| rest.trim().to_owned()));
    // A program whose output nobody reads stops in the middle of a line.
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    found.unwrap_or_else(|| panic!("the browser never said `{before}`"))
}

/// Sends one request to the driver.
fn request(address: &str, method: &str, body: &str) -> Option<Value> {
    let (host, path) = address.split_once('/')?;
    let mut stream = TcpStream::connect(host).ok()?;
    let length = body.len();
    let head = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).ok()?;
    // The driver keeps the connection open whatever it is asked, so the answer ends where it says.
    let mut lines = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).ok()?;
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok()?
            }
            Some(_) => {}
            None if line.trim_end().is_empty() => break,
            None => {}
        }
    }
    let mut answer = vec![0; length];
    lines.read_exact(&mut answer).ok()?;
    serde_json::from_slice(&answer).ok()
}
