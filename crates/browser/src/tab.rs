//! A tab of a browser as a scenario uses it: it goes somewhere, types, clicks, looks, and tells what it asked for.

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::bidi::Connection;
use crate::launch::{Engine, Running, Wish};

/// A browser with its tabs.
pub struct Browser {
    // The connection is closed before the browser is ended.
    pub(crate) connection: Connection,
    running: Running,
    /// Which one it is.
    pub engine: Engine,
    has_early_script: bool,
}

/// What a page said on the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// `error`, `warn`, `info` or `debug`.
    pub level: String,
    /// What it said.
    pub text: String,
    /// Which line said it, such as `http://127.0.0.1:4000/page.js:7`; empty where no script of a page did.
    pub at: String,
}

/// A tab's name in the protocol.
#[derive(Debug, Clone)]
pub struct Tab(pub(crate) String);

/// How long a page may take to become what is waited for: on a machine with other work, some took 20 seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// What of the protocol is listened to.
const EVENTS: [&str; 3] = ["log.entryAdded", "network.beforeRequestSent", "network.fetchError"];

impl Browser {
    /// Starts a browser, where it is on the machine.
    pub fn start(engine: Engine, wish: Wish) -> Option<Self> {
        let (running, mut connection) = engine.start(wish)?;
        connection.command("session.subscribe", json!({ "events": EVENTS }));
        Some(Self { connection, running, engine, has_early_script: false })
    }

    /// Returns the browser's version, such as `156.0.8078.79`.
    pub fn version(&self) -> String {
        self.running.version().to_owned()
    }

    /// Opens a tab.
    pub fn tab(&mut self) -> Tab {
        let made = self.connection.command("browsingContext.create", json!({ "type": "tab" }));
        Tab(made["context"].as_str().unwrap().to_owned())
    }

    /// Goes to an address and waits until the page is loaded.
    pub fn go(&mut self, tab: &Tab, address: &str) {
        self.connection.command(
            "browsingContext.navigate",
            json!({ "context": tab.0, "url": address, "wait": "complete" }),
        );
    }

    /// Evaluates an expression in the page, which may be a promise, and returns its value.
    pub fn eval(&mut self, tab: &Tab, expression: &str) -> Value {
        let wrapped = format!("(async () => JSON.stringify((await ({expression})) ?? null))()");
        let params = json!({
            "expression": wrapped, "target": { "context": tab.0 }, "awaitPromise": true, "resultOwnership": "none",
        });
        let result = self.connection.command("script.evaluate", params);
        let text = result["result"]["value"].as_str();
        let text = text.unwrap_or_else(|| panic!("`{expression}`: {:#}", result["exceptionDetails"]));
        serde_json::from_str(text).unwrap()
    }

    /// Evaluates an expression at once, also in a page that may run no scripts: promises would never be kept there.
    pub fn look(&mut self, tab: &Tab, expression: &str) -> Value {
        let params = json!({
            "expression": format!("JSON.stringify({expression})"),
            "target": { "context": tab.0 }, "awaitPromise": false, "resultOwnership": "none",
        });
        let result = self.connection.command("script.evaluate", params);
        let text = result["result"]["value"].as_str();
        let text = text.unwrap_or_else(|| panic!("`{expression}`: {:#}", result["exceptionDetails"]));
        serde_json::from_str(text).unwrap()
    }

    /// Evaluates an expression again and again until it is true.
    pub fn wait_until(&mut self, tab: &Tab, expression: &str) {
        // The page itself looks, so that nothing passes between two looks of ours.
        let watch = format!(
            "new Promise((done) => {{ const end = Date.now() + {}; const look = () => {{ \
             try {{ if ({expression}) return done(true); }} catch {{ }} \
             if (Date.now() < end) setTimeout(look, 25); else done(false); }}; look(); }})",
            PATIENCE.as_millis()
        );
        assert_eq!(self.eval(tab, &watch), true, "`{expression}` did not become true within {PATIENCE:?}");
    }

    /// Waits until an expression is true, while the tab may still go from one page to another.
    pub fn wait_through(&mut self, tab: &Tab, expression: &str) {
        let params = json!({
            "expression": format!("Boolean({expression})"), "target": { "context": tab.0 }, "awaitPromise": false,
        });
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let result = self.connection.within(left, "script.evaluate", &params);
            if result.as_ref().is_ok_and(|result| result["result"]["value"] == true) {
                return;
            }
            assert!(!left.is_zero(), "`{expression}` did not become true within {PATIENCE:?}: {result:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Runs a function in every page of a tab, before the page's own scripts.
    pub fn before_scripts(&mut self, tab: &Tab, function: &str) {
        let params = json!({ "functionDeclaration": function, "contexts": [tab.0] });
        self.connection.command("script.addPreloadScript", params);
        self.has_early_script = true;
    }

    /// Clicks in the middle of an element, as a mouse does.
    pub fn click(&mut self, tab: &Tab, selector: &str) {
        let element = self.element(tab, selector);
        let origin = json!({ "type": "element", "element": element });
        let actions = json!([
            { "type": "pointerMove", "x": 0, "y": 0, "origin": origin },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]);
        let mouse = json!([{ "type": "pointer", "id": "mouse", "actions": actions }]);
        self.connection.command("input.performActions", json!({ "context": tab.0, "actions": mouse }));
    }

    /// Types a text with real key events, into whatever has the focus.
    pub fn type_text(&mut self, tab: &Tab, text: &str) {
        let keys: Vec<String> = text.chars().map(String::from).collect();
        self.press(tab, &keys.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Types a text as a person does, with so many milliseconds from one key to the next; the browser keeps the time.
    pub fn type_with_rhythm(&mut self, tab: &Tab, text: &str, millis: u64) {
        let pause = json!({ "type": "pause", "duration": millis });
        let keys = text.chars().map(String::from);
        self.keyboard(tab, keys.flat_map(|key| [down(&key), up(&key), pause.clone()]).collect());
    }

    /// Presses keys one after the other; see [`key`] for those without a character.
    pub fn press(&mut self, tab: &Tab, keys: &[&str]) {
        let each = keys.iter().flat_map(|key| [down(key), up(key)]).collect();
        self.keyboard(tab, each);
    }

    /// Presses a key while others are held: `hold(&[key::CONTROL], "v")`.
    pub fn hold(&mut self, tab: &Tab, held: &[&str], pressed: &str) {
        let mut all: Vec<Value> = held.iter().map(|key| down(key)).collect();
        all.extend([down(pressed), up(pressed)]);
        all.extend(held.iter().rev().map(|key| up(key)));
        self.keyboard(tab, all);
    }

    fn keyboard(&mut self, tab: &Tab, actions: Vec<Value>) {
        let keyboard = json!([{ "type": "key", "id": "keyboard", "actions": actions }]);
        self.connection.command("input.performActions", json!({ "context": tab.0, "actions": keyboard }));
    }

    /// Returns an element in the protocol's words, scrolled into view.
    fn element(&mut self, tab: &Tab, selector: &str) -> Value {
        let find = "(selector) => { const found = document.querySelector(selector); \
                    found?.scrollIntoView({ block: 'center', behavior: 'instant' }); return found; }";
        let params = json!({
            "functionDeclaration": find, "arguments": [{ "type": "string", "value": selector }],
            "target": { "context": tab.0 }, "awaitPromise": false,
        });
        let found = self.connection.command("script.callFunction", params);
        let id = &found["result"]["sharedId"];
        assert!(id.is_string(), "no element is `{selector}`: {found}");
        json!({ "sharedId": id })
    }

    /// Gives the page a size in CSS pixels.
    pub fn resize(&mut self, tab: &Tab, width: u32, height: u32) {
        let viewport = json!({ "width": width, "height": height });
        self.connection
            .command("browsingContext.setViewport", json!({ "context": tab.0, "viewport": viewport }));
    }

    /// Takes a picture of what is on the screen, as PNG, into `target/screenshots`.
    pub fn picture(&mut self, tab: &Tab, name: &str) -> PathBuf {
        let taken = self.connection.command("browsingContext.captureScreenshot", json!({ "context": tab.0 }));
        let bytes = Base64::decode_vec(taken["data"].as_str().unwrap()).unwrap();
        let folder = target().join("screenshots");
        let path = folder.join(format!("{name}-{:?}.png", self.engine).to_lowercase());
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, bytes)).unwrap();
        path
    }

    /// Returns the addresses that all tabs asked for, in their order.
    pub fn requests(&mut self) -> Vec<String> {
        let events = self.connection.events().iter();
        let sent = events.filter(|event| event["method"] == "network.beforeRequestSent");
        sent.map(|event| event["params"]["request"]["url"].as_str().unwrap().to_owned()).collect()
    }

    /// Returns what all pages said on the console, errors that nobody caught among it.
    pub fn said(&mut self) -> Vec<Said> {
        let events = self.connection.events().iter();
        let logged = events.filter(|event| event["method"] == "log.entryAdded");
        logged.map(|event| Said::read(&event["params"])).collect()
    }

    /// Returns the errors among what pages said.
    ///
    /// Firefox takes a file whose load a reload cut off for one with a wrong hash, and says so. Were a hash wrong
    /// indeed, the file would never be run, and no scenario would get to its end.
    ///
    /// Before 153, Firefox sometimes ran a script of [`Browser::before_scripts`] in the document before the page too,
    /// could not hand over its arguments, and said so in the page's name, with no line of a script.
    pub fn errors(&mut self) -> Vec<String> {
        let cut_off = |said: &Said| {
            said.text.starts_with("None of the") && said.text.contains("in the integrity attribute")
        };
        let is_late = self.engine == Engine::Firefox && self.has_early_script;
        let too_late = |said: &Said| {
            is_late
                && said.at.is_empty()
                && said.text == "Error: Permission denied to access property \"length\""
        };
        let errors = self.said().into_iter().filter(|said| said.level == "error");
        let errors = errors.filter(|said| !cut_off(said) && !too_late(said));
        errors.map(|said| format!("{} {}", said.text, said.at).trim_end().to_owned()).collect()
    }

    /// Returns all cookies, as one text.
    pub fn cookies(&mut self, tab: &Tab) -> String {
        let partition = json!({ "type": "context", "context": tab.0 });
        self.connection.command("storage.getCookies", json!({ "partition": partition }))["cookies"]
            .to_string()
    }

    /// Returns everything that the page's origin keeps and shows of itself, as one text to search in.
    pub fn traces(&mut self, tab: &Tab) -> String {
        let kept = self.eval(
            tab,
            "(async () => ({ local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, \
             address: location.href, state: history.state, name: window.name, length: history.length, \
             databases: (await indexedDB.databases?.()) ?? [], caches: (await globalThis.caches?.keys?.()) ?? [] }))()",
        );
        let cookies = self.cookies(tab);
        let said = self.said();
        let requests = self.requests();
        format!("{kept}\n{cookies}\n{said:?}\n{requests:?}")
    }

    /// Lets axe look at the page and returns what it found; nothing where axe is not on the machine.
    pub fn axe(&mut self, tab: &Tab) -> Vec<String> {
        let fetched = target().join("tools/axe/node_modules/axe-core/axe.min.js");
        let file = std::env::var_os("AXE").map_or(fetched, PathBuf::from);
        let Ok(script) = std::fs::read_to_string(&file) else {
            eprintln!("not checked with axe: it is not there; `cargo xtask test` fetches it");
            return Vec::new();
        };
        // Given as code of the test, it needs no place in the page's own policy.
        self.connection.command("script.evaluate", json!({
            "expression": script, "target": { "context": tab.0 }, "awaitPromise": false, "resultOwnership": "none",
        }));
        let found = self.eval(
            tab,
            "axe.run().then(({ violations }) => violations.flatMap((rule) => \
             rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))",
        );
        found.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    }

    /// Closes a tab, as a reader does.
    pub fn close(&mut self, tab: Tab) {
        self.connection.command("browsingContext.close", json!({ "context": tab.0 }));
    }

    /// Returns the folder that downloads go to.
    pub fn downloads(&self) -> PathBuf {
        self.running.downloads()
    }

    /// Gives a command of the protocol that has no method here.
    pub fn command(&mut self, tab: &Tab, method: &str, mut params: Value) -> Value {
        params["context"] = json!(tab.0);
        self.connection.command(method, params)
    }
}

impl Said {
    fn read(params: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let frame = &params["stackTrace"]["callFrames"][0];
        let at = match frame["url"].as_str() {
            // The protocol counts from 0.
            Some(url) => format!("{url}:{}", frame["lineNumber"].as_u64().unwrap_or_default() + 1),
            None => String::new(),
        };
        Self { level: text(&params["level"]), text: text(&params["text"]), at }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{:?} {}: {}", self.engine, self.running.version(), self.connection.story());
        }
    }
}

/// Returns cargo's target folder, which holds the program that uses this: cargo keeps there what it knows of the compiler.
fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let marked = program.ancestors().find(|folder| folder.join(".rustc_info.json").is_file());
    marked.expect("tests and benchmarks are run by cargo").to_owned()
}

fn down(key: &str) -> Value {
    json!({ "type": "keyDown", "value": key })
}

fn up(key: &str) -> Value {
    json!({ "type": "keyUp", "value": key })
}

/// The keys without a character, as WebDriver writes them.
pub mod key {
    /// Goes to the next control.
    pub const TAB: &str = "\u{E004}";
    /// Presses what has the focus.
    pub const ENTER: &str = "\u{E007}";
    /// To be held.
    pub const SHIFT: &str = "\u{E008}";
    /// To be held.
    pub const CONTROL: &str = "\u{E009}";
    /// Closes a dialog.
    pub const ESCAPE: &str = "\u{E00C}";
    /// Presses what has the focus, or is a space.
    pub const SPACE: &str = " ";
    /// Removes what is before the caret, or what is selected.
    pub const BACKSPACE: &str = "\u{E003}";
    /// Goes to the end of a line.
    pub const END: &str = "\u{E010}";
    /// Goes to the beginning of a line.
    pub const HOME: &str = "\u{E011}";
}
