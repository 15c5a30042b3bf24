//! WebKit, as the small browser that comes with WebKitGTK: its driver starts it, on a screen of its own in memory.
//!
//! It has no mode without a screen. Its sessions under a driver keep nothing, and what it writes all the same goes to the
//! folder, which is its home.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Running, Wish, folder, program, version};
use crate::classic::{Classic, Proxy, Session};
use crate::http::{Request, ask};
use crate::keep::{Kept, Program};
use crate::protocol::Protocol;

/// How long the driver may take until it answers at all.
const PATIENCE: Duration = Duration::from_secs(90);

/// Says the number of the display on the first line; warnings are about keyboards that nobody has.
const SCREEN: &str = r#"exec "$0" -displayfd 1 -nolisten tcp -screen 0 1280x1024x24 2>/dev/null"#;

/// The driver itself says nothing when it starts.
const DRIVER: &str = r#"echo begun && exec "$@""#;

/// Starts it, where it is on the machine.
pub(super) fn start(wish: Wish) -> Option<(Running, Box<dyn Protocol>)> {
    let (driver, xvfb) = (program("WEBKITWEBDRIVER", &["WebKitWebDriver"])?, program("XVFB", &["Xvfb"])?);
    assert!(!wish.storage_off, "WebKitGTK has no setting for it: this scenario is not for WebKit");
    let folder = folder();
    let (screen, display) = screen(&folder.join("screen"), &xvfb);
    let port = free_port();
    let kept = self::driver(&folder, &driver, port, environment(wish, &folder, &display));
    wait_for(port);
    let proxy = Proxy::start(wish.network_off);
    let begun = Session::begin(port, &capabilities(wish, &proxy));
    let (session, is) = begun.unwrap_or_else(|why| panic!("WebKit began no session: {why}"));
    let running = Running { kept, _screen: Some(screen), version: version(&is) };
    Some((running, Box::new(Classic::new(session, proxy))))
}

/// Starts a screen and returns the number of its display too.
fn screen(folder: &Path, xvfb: &Path) -> (Kept, String) {
    let arguments = &["-c".to_owned(), SCREEN.to_owned(), xvfb.display().to_string()];
    let program = Program { path: Path::new("sh"), arguments, sign: "", end: "TERM" };
    Kept::start(folder.to_owned(), &program).unwrap_or_else(|why| panic!("{why}"))
}

/// Starts the driver.
fn driver(folder: &Path, driver: &Path, port: u16, environment: Vec<String>) -> Kept {
    let mut arguments = ["-c", DRIVER, "sh", "env"].map(str::to_owned).to_vec();
    arguments.extend(environment);
    arguments.extend([driver.display().to_string(), format!("--port={port}")]);
    let program = Program { path: Path::new("sh"), arguments: &arguments, sign: "begun", end: "KILL" };
    Kept::start(folder.to_owned(), &program).unwrap_or_else(|why| panic!("{why}")).0
}

/// Returns what the browser gets from its surroundings: nothing of the desktop that the test may run on.
fn environment(wish: Wish, folder: &Path, display: &str) -> Vec<String> {
    let theme = if wish.dark { "Adwaita:dark" } else { "Adwaita" };
    vec![
        format!("DISPLAY=:{display}"),
        format!("XDG_RUNTIME_DIR={}", runtime(folder).display()),
        format!("GTK_THEME={theme}"),
        format!("JSC_useWasm={}", i32::from(!wish.wasm_off)),
        "GDK_BACKEND=x11".to_owned(),
        "NO_AT_BRIDGE=1".to_owned(),
        "DBUS_SESSION_BUS_ADDRESS=disabled:".to_owned(),
        // Root cannot have the sandbox, as in Chromium.
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1".to_owned(),
    ]
}

/// Makes the folder that programs of a session share, which is nobody else's.
fn runtime(folder: &Path) -> PathBuf {
    let runtime = folder.join("runtime");
    std::fs::create_dir_all(&runtime).unwrap();
    std::fs::set_permissions(&runtime, PermissionsExt::from_mode(0o700)).unwrap();
    runtime
}

fn capabilities(wish: Wish, proxy: &Proxy) -> Value {
    let mut arguments = vec!["--automation"];
    if wish.scripts_off {
        arguments.push("--enable-javascript=false");
    }
    let proxy = proxy.address().to_string();
    json!({
        "webkitgtk:browserOptions": { "args": arguments },
        "proxy": { "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy },
    })
}

/// Returns a port that nobody has at this moment: the driver takes none by itself.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap().port()
}

/// Waits until the driver on a port answers.
fn wait_for(port: u16) {
    let status = Request { method: "GET".to_owned(), address: "/status".to_owned(), body: Vec::new() };
    let end = Instant::now() + PATIENCE;
    while let Err(why) = ask(port, &status, PATIENCE) {
        assert!(Instant::now() < end, "WebKit's driver does not answer within {PATIENCE:?}: {why}");
        thread::sleep(Duration::from_millis(20));
    }
}
