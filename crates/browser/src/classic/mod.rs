//! WebDriver (w3.org/TR/webdriver2), which WebKit's driver speaks: it answers and tells nothing by itself.
//!
//! What pages ask for goes through a [`Proxy`] of ours and is remembered there. What they say on the console is listened
//! to in the page itself, from when it is loaded: what went wrong before that, no command can tell.

mod proxy;
mod session;

use std::time::Duration;

use serde_json::{Value, json};

pub(crate) use proxy::Proxy;
pub(crate) use session::Session;

use crate::bidi::Connection;
use crate::protocol::{PATIENCE, Protocol, Said};

/// Listens to the console of a page, to errors that nobody catches, and to what its policy forbids.
const LISTEN: &str = "
    const said = globalThis.sitevarSaid = [];
    const say = (level, text, at = '') => { said.push({ level, text: String(text), at }); };
    for (const level of ['error', 'warn', 'info', 'debug']) {
        const write = console[level];
        console[level] = (...all) => { say(level, all.join(' ')); write.apply(console, all); };
    }
    addEventListener('error', ({ message, filename, lineno }) => say('error', message, `${filename}:${lineno}`));
    addEventListener('unhandledrejection', ({ reason }) => say('error', reason));
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        say('error', `${violatedDirective} forbids ${blockedURI}`));
";

/// Takes what was said out of a page, which may be one that nobody listens to.
const HEARD: &str = "return globalThis.sitevarSaid?.splice(0) ?? [];";

/// Finds an element and scrolls it into view.
const FIND: &str = "
    const found = document.querySelector(arguments[0]);
    found?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return found;
";

/// How often something is pressed that is not where it was.
const TRIES: usize = 5;

/// A browser that is asked in WebDriver.
pub(crate) struct Classic {
    session: Session,
    proxy: Proxy,
    /// The window that was there first, and stays: a session ends with its last.
    first: String,
    tabs: Vec<String>,
    /// The tab that commands are for.
    current: String,
    said: Vec<Said>,
}

impl Classic {
    /// Speaks with a browser that sends its requests to a proxy.
    pub(crate) fn new(mut session: Session, proxy: Proxy) -> Self {
        let first = session.get("/window").as_str().unwrap().to_owned();
        Self { session, proxy, current: first.clone(), first, tabs: Vec::new(), said: Vec::new() }
    }

    /// Has the next commands be for a tab.
    fn switch(&mut self, tab: &str) {
        if self.current != tab {
            self.session.post("/window", &json!({ "handle": tab }));
            tab.clone_into(&mut self.current);
        }
    }

    fn post(&mut self, tab: &str, path: &str, params: &Value) -> Value {
        self.switch(tab);
        self.session.post(path, params)
    }

    fn get(&mut self, tab: &str, path: &str) -> Value {
        self.switch(tab);
        self.session.get(path)
    }

    /// Runs the body of a function in a page, and waits for what it promises.
    fn call(
        &mut self,
        tab: &str,
        body: &str,
        arguments: &[&str],
        patience: Duration,
    ) -> Result<Value, String> {
        self.switch(tab);
        let params = json!({ "script": body, "args": arguments });
        self.session.within(patience, "POST", "/execute/sync", &params)
    }

    /// Runs the body of a function that cannot fail.
    fn must(&mut self, tab: &str, body: &str) -> Value {
        self.call(tab, body, &[], PATIENCE).unwrap_or_else(|why| panic!("{why}"))
    }

    /// Takes what a page has said before it goes away.
    fn hear(&mut self, tab: &str) {
        let heard = self.must(tab, HEARD);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let said = heard.as_array().into_iter().flatten();
        self.said.extend(said.map(|said| Said {
            level: text(&said["level"]),
            text: text(&said["text"]),
            at: text(&said["at"]),
        }));
    }
}

/// Reads a value that a page wrote as JSON; what has none, such as `undefined`, is written as nothing.
fn read(written: &Value) -> Result<Value, String> {
    serde_json::from_str(written.as_str().unwrap_or("null")).map_err(|why| why.to_string())
}

impl Protocol for Classic {
    /// Opens a window: a tab beside the one in front would never be drawn, and its pointers wait for that.
    fn open(&mut self) -> String {
        let made = self.session.post("/window/new", &json!({ "type": "window" }));
        let tab = made["handle"].as_str().unwrap().to_owned();
        self.tabs.push(tab.clone());
        tab
    }

    fn close(&mut self, tab: &str) {
        self.hear(tab);
        self.session.within(PATIENCE, "DELETE", "/window", &Value::Null).unwrap();
        self.tabs.retain(|open| open != tab);
        self.switch(&self.first.clone());
    }

    fn go(&mut self, tab: &str, address: &str) {
        self.hear(tab);
        self.post(tab, "/url", &json!({ "url": address }));
        self.must(tab, LISTEN);
    }

    fn back(&mut self, tab: &str) {
        self.hear(tab);
        self.post(tab, "/back", &json!({}));
    }

    fn evaluate(&mut self, tab: &str, expression: &str) -> Result<Value, String> {
        let body = format!("return (async () => JSON.stringify((await ({expression})) ?? null))();");
        read(&self.call(tab, &body, &[], PATIENCE)?)
    }

    fn look(&mut self, tab: &str, expression: &str, patience: Duration) -> Result<Value, String> {
        read(&self.call(tab, &format!("return JSON.stringify({expression});"), &[], patience)?)
    }

    fn run(&mut self, tab: &str, program: &str) {
        self.must(tab, program);
    }

    fn before_scripts(&mut self, _: &str, _: &str) {
        panic!("WebDriver runs nothing before the scripts of a page: this scenario is not for WebKit");
    }

    fn origin(&mut self, tab: &str, selector: &str) -> Value {
        let found = self.call(tab, FIND, &[selector], PATIENCE);
        let found = found.unwrap_or_else(|why| panic!("{why}"));
        assert!(found.is_object(), "no element is `{selector}`: {found}");
        found
    }

    fn act(&mut self, tab: &str, devices: Value) {
        self.switch(tab);
        let params = json!({ "actions": devices });
        for tries in 1.. {
            match self.session.within(PATIENCE, "POST", "/actions", &params) {
                Ok(_) => return,
                // A page that is still being laid out takes its target out of the window.
                Err(why) if tries < TRIES && why.contains("out of bounds") => {
                    let origin = devices.pointer("/0/actions/0/origin").cloned().unwrap_or_default();
                    let script = "arguments[0]?.scrollIntoView({ block: 'center', behavior: 'instant' });";
                    let params = json!({ "script": script, "args": [origin] });
                    self.session.post("/execute/sync", &params);
                }
                // On a busy machine the driver now and then refuses without a reason.
                Err(why) if tries < TRIES && why == "unknown error: \"\"" => {
                    self.session.within(PATIENCE, "DELETE", "/actions", &Value::Null).unwrap();
                }
                Err(why) => panic!("{why}"),
            }
        }
    }

    fn resize(&mut self, tab: &str, width: u32, height: u32) {
        let frame = self.must(tab, "return [outerWidth - innerWidth, outerHeight - innerHeight];");
        let with = |size: u32, index: usize| u64::from(size) + frame[index].as_u64().unwrap();
        self.post(tab, "/window/rect", &json!({ "width": with(width, 0), "height": with(height, 1) }));
    }

    fn picture(&mut self, tab: &str) -> String {
        self.get(tab, "/screenshot").as_str().unwrap().to_owned()
    }

    /// WebKit's driver knows no such command.
    fn print(&mut self, _: &str) -> Option<String> {
        None
    }

    fn cookies(&mut self, tab: &str) -> Value {
        self.get(tab, "/cookie")
    }

    fn requests(&mut self) -> Vec<String> {
        self.proxy.asked()
    }

    fn said(&mut self) -> Vec<Said> {
        for tab in self.tabs.clone() {
            self.hear(&tab);
        }
        self.said.clone()
    }

    fn story(&mut self) -> String {
        self.session.story()
    }

    fn bidi(&mut self) -> &mut Connection {
        panic!("WebKit's driver does not speak WebDriver BiDi: this scenario is not for WebKit")
    }
}
