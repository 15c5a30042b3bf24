//! A tab of a browser as a scenario uses it: it goes somewhere, types, clicks, looks, and tells what it asked for.

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::launch::{Engine, Running, Wish};
pub use crate::protocol::Said;
use crate::protocol::{self, Protocol};

/// A browser with its tabs.
pub struct Browser {
    // The connection is closed before the browser is ended.
    pub(crate) protocol: Box<dyn Protocol>,
    running: Running,
    /// Which one it is.
    pub engine: Engine,
    has_early_script: bool,
}

/// A tab's name in the protocol.
#[derive(Debug, Clone)]
pub struct Tab(pub(crate) String);

/// How long a page may take to become what is waited for: on a machine with other work, some took 20 seconds.
const PATIENCE: Duration = Duration::from_secs(60);

impl Browser {
    /// Starts a browser, where it is on the machine.
    pub fn start(engine: Engine, wish: Wish) -> Option<Self> {
        let (running, protocol) = engine.start(wish)?;
        Some(Self { protocol, running, engine, has_early_script: false })
    }

    /// Returns the browser's version, such as `156.0.8078.79`.
    pub fn version(&self) -> String {
        self.running.version().to_owned()
    }

    /// Opens a tab.
    pub fn tab(&mut self) -> Tab {
        Tab(self.protocol.open())
    }

    /// Goes to an address and waits until the page is loaded.
    pub fn go(&mut self, tab: &Tab, address: &str) {
        self.protocol.go(&tab.0, address);
    }

    /// Goes back to the page before, and does not wait for it.
    pub fn back(&mut self, tab: &Tab) {
        self.protocol.back(&tab.0);
    }

    /// Evaluates an expression in the page, which may be a promise, and returns its value.
    pub fn eval(&mut self, tab: &Tab, expression: &str) -> Value {
        let value = self.protocol.evaluate(&tab.0, expression);
        value.unwrap_or_else(|why| panic!("`{expression}`: {why}"))
    }

    /// Evaluates an expression at once, also in a page that may run no scripts: promises would never be kept there.
    pub fn look(&mut self, tab: &Tab, expression: &str) -> Value {
        let value = self.protocol.look(&tab.0, expression, protocol::PATIENCE);
        value.unwrap_or_else(|why| panic!("`{expression}`: {why}"))
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
        let is_true = format!("Boolean({expression})");
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let result = self.protocol.look(&tab.0, &is_true, left);
            if result.as_ref().is_ok_and(|result| *result == true) {
                return;
            }
            assert!(!left.is_zero(), "`{expression}` did not become true within {PATIENCE:?}: {result:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Runs a function in every page of a tab, before the page's own scripts. Not in WebKit.
    pub fn before_scripts(&mut self, tab: &Tab, function: &str) {
        self.protocol.before_scripts(&tab.0, function);
        self.has_early_script = true;
    }

    /// Clicks in the middle of an element, as a mouse does.
    pub fn click(&mut self, tab: &Tab, selector: &str) {
        let origin = self.protocol.origin(&tab.0, selector);
        self.wait_until_free(tab, selector);
        let actions = json!([
            { "type": "pointerMove", "x": 0, "y": 0, "origin": origin },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]);
        let mouse = json!([{ "type": "pointer", "id": "mouse", "actions": actions }]);
        self.protocol.act(&tab.0, mouse);
    }

    /// Waits until an element stays where it is and nothing covers it, as a person does: a form that closes moves what is
    /// below it, and fades away above it. What stays covered is pressed all the same.
    fn wait_until_free(&mut self, tab: &Tab, selector: &str) {
        let place = format!(
            "(() => {{ const element = document.querySelector({}); if (!element) return null; \
             const {{ x, y, width, height }} = element.getBoundingClientRect(); \
             const top = document.elementFromPoint(x + width / 2, y + height / 2); \
             const isMoving = document.getAnimations().some((one) => one.playState === 'running'); \
             const isFree = element.contains(top) || Boolean(top?.contains(element)); \
             return [x, y, width, height, isFree ? 'free' : isMoving ? 'moving' : 'covered'].join(); }})()",
            json!(selector)
        );
        let start = Instant::now();
        let mut before = Value::Null;
        loop {
            let now = self.look(tab, &place);
            let is_free = now.as_str().is_none_or(|place| place.ends_with("free"));
            // On a busy machine something takes long to fade away.
            let is_moving = now.as_str().is_some_and(|place| place.ends_with("moving"));
            let patience = Duration::from_secs(if is_moving { 30 } else { 3 });
            if now == before && is_free || start.elapsed() > patience {
                return;
            }
            before = now;
            std::thread::sleep(Duration::from_millis(30));
        }
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
        self.protocol.act(&tab.0, keyboard);
    }

    /// Gives the page a size in CSS pixels.
    pub fn resize(&mut self, tab: &Tab, width: u32, height: u32) {
        self.protocol.resize(&tab.0, width, height);
    }

    /// Takes a picture of what is on the screen, as PNG, into `target/screenshots`.
    pub fn picture(&mut self, tab: &Tab, name: &str) -> PathBuf {
        let bytes = Base64::decode_vec(&self.protocol.picture(&tab.0)).unwrap();
        let folder = target().join("screenshots");
        let path = folder.join(format!("{name}-{:?}.png", self.engine).to_lowercase());
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, bytes)).unwrap();
        path
    }

    /// Prints the page, as PDF; nothing in WebKit, whose driver cannot.
    pub fn print(&mut self, tab: &Tab) -> Option<Vec<u8>> {
        self.protocol.print(&tab.0).map(|made| Base64::decode_vec(&made).unwrap())
    }

    /// Returns the addresses that all tabs asked for, in their order; in WebKit those that begin with `http:`.
    pub fn requests(&mut self) -> Vec<String> {
        self.protocol.requests()
    }

    /// Returns what all pages said on the console, errors that nobody caught among it; in WebKit since they were loaded.
    pub fn said(&mut self) -> Vec<Said> {
        self.protocol.said()
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
        self.protocol.cookies(&tab.0).to_string()
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
        self.protocol.run(&tab.0, &script);
        let found = self.eval(
            tab,
            "axe.run().then(({ violations }) => violations.flatMap((rule) => \
             rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))",
        );
        found.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    }

    /// Closes a tab, as a reader does.
    pub fn close(&mut self, tab: Tab) {
        self.protocol.close(&tab.0);
    }

    /// Returns the folder that downloads go to.
    pub fn downloads(&self) -> PathBuf {
        self.running.downloads()
    }

    /// Gives a command of BiDi that has no method here. Not in WebKit.
    pub fn command(&mut self, tab: &Tab, method: &str, mut params: Value) -> Value {
        params["context"] = json!(tab.0);
        self.protocol.bidi().command(method, params)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{:?} {}: {}", self.engine, self.running.version(), self.protocol.story());
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
    /// The arrow up.
    pub const UP: &str = "\u{E013}";
    /// The arrow down.
    pub const DOWN: &str = "\u{E015}";
    /// The arrow to the right.
    pub const RIGHT: &str = "\u{E014}";
}
