//! WebDriver BiDi (w3.org/TR/webdriver-bidi): Firefox speaks it itself, Chromium through its driver.

mod connection;

use std::time::Duration;

use serde_json::{Value, json};

pub use connection::Connection;

use crate::protocol::{PATIENCE, Protocol, Said};

/// What of the protocol is listened to.
const EVENTS: [&str; 3] = ["log.entryAdded", "network.beforeRequestSent", "network.fetchError"];

/// A browser that is asked in BiDi.
pub(crate) struct Bidi(Connection);

impl Bidi {
    /// Listens to what pages say and ask for.
    pub(crate) fn new(mut connection: Connection) -> Self {
        connection.command("session.subscribe", json!({ "events": EVENTS }));
        Self(connection)
    }

    /// Gives a command to a tab.
    fn command(&mut self, tab: &str, method: &str, mut params: Value) -> Value {
        params["context"] = json!(tab);
        self.0.command(method, params)
    }

    /// Evaluates an expression whose value is JSON.
    fn json(
        &mut self,
        tab: &str,
        expression: &str,
        waits: bool,
        patience: Duration,
    ) -> Result<Value, String> {
        let params = json!({
            "expression": expression, "target": { "context": tab }, "awaitPromise": waits, "resultOwnership": "none",
        });
        let result = self.0.within(patience, "script.evaluate", &params)?;
        let text = result["result"]["value"].as_str();
        let text = text.ok_or_else(|| format!("{:#}", result["exceptionDetails"]))?;
        serde_json::from_str(text).map_err(|why| why.to_string())
    }

    /// Returns the parameters of the events of one kind so far.
    fn heard(&mut self, method: &str) -> impl Iterator<Item = &Value> {
        let events = self.0.events().iter();
        events.filter(move |event| event["method"] == method).map(|event| &event["params"])
    }
}

impl Protocol for Bidi {
    fn open(&mut self) -> String {
        let made = self.0.command("browsingContext.create", json!({ "type": "tab" }));
        made["context"].as_str().unwrap().to_owned()
    }

    fn close(&mut self, tab: &str) {
        self.command(tab, "browsingContext.close", json!({}));
    }

    fn go(&mut self, tab: &str, address: &str) {
        self.command(tab, "browsingContext.navigate", json!({ "url": address, "wait": "complete" }));
    }

    fn back(&mut self, tab: &str) {
        self.command(tab, "browsingContext.traverseHistory", json!({ "delta": -1 }));
    }

    fn evaluate(&mut self, tab: &str, expression: &str) -> Result<Value, String> {
        let wrapped = format!("(async () => JSON.stringify((await ({expression})) ?? null))()");
        self.json(tab, &wrapped, true, PATIENCE)
    }

    fn look(&mut self, tab: &str, expression: &str, patience: Duration) -> Result<Value, String> {
        self.json(tab, &format!("JSON.stringify({expression})"), false, patience)
    }

    fn run(&mut self, tab: &str, program: &str) {
        self.0.command("script.evaluate", json!({
            "expression": program, "target": { "context": tab }, "awaitPromise": false, "resultOwnership": "none",
        }));
    }

    fn before_scripts(&mut self, tab: &str, function: &str) {
        let params = json!({ "functionDeclaration": function, "contexts": [tab] });
        self.0.command("script.addPreloadScript", params);
    }

    fn origin(&mut self, tab: &str, selector: &str) -> Value {
        let find = "(selector) => { const found = document.querySelector(selector); \
                    found?.scrollIntoView({ block: 'center', behavior: 'instant' }); return found; }";
        let params = json!({
            "functionDeclaration": find, "arguments": [{ "type": "string", "value": selector }],
            "target": { "context": tab }, "awaitPromise": false,
        });
        let found = self.0.command("script.callFunction", params);
        let id = &found["result"]["sharedId"];
        assert!(id.is_string(), "no element is `{selector}`: {found}");
        json!({ "type": "element", "element": { "sharedId": id } })
    }

    fn act(&mut self, tab: &str, devices: Value) {
        self.command(tab, "input.performActions", json!({ "actions": devices }));
    }

    fn resize(&mut self, tab: &str, width: u32, height: u32) {
        let viewport = json!({ "width": width, "height": height });
        self.command(tab, "browsingContext.setViewport", json!({ "viewport": viewport }));
    }

    fn picture(&mut self, tab: &str) -> String {
        let taken = self.command(tab, "browsingContext.captureScreenshot", json!({}));
        taken["data"].as_str().unwrap().to_owned()
    }

    fn print(&mut self, tab: &str) -> Option<String> {
        let made = self.command(tab, "browsingContext.print", json!({}));
        Some(made["data"].as_str().unwrap().to_owned())
    }

    fn cookies(&mut self, tab: &str) -> Value {
        let partition = json!({ "type": "context", "context": tab });
        self.0.command("storage.getCookies", json!({ "partition": partition }))["cookies"].take()
    }

    fn requests(&mut self) -> Vec<String> {
        let sent = self.heard("network.beforeRequestSent");
        sent.map(|params| params["request"]["url"].as_str().unwrap().to_owned()).collect()
    }

    fn said(&mut self) -> Vec<Said> {
        self.heard("log.entryAdded").map(said).collect()
    }

    fn story(&mut self) -> String {
        self.0.story()
    }

    fn bidi(&mut self) -> &mut Connection {
        &mut self.0
    }
}

/// Reads an entry of the log.
fn said(params: &Value) -> Said {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let frame = &params["stackTrace"]["callFrames"][0];
    let at = match frame["url"].as_str() {
        // The protocol counts from 0.
        Some(url) => format!("{url}:{}", frame["lineNumber"].as_u64().unwrap_or_default() + 1),
        None => String::new(),
    };
    Said { level: text(&params["level"]), text: text(&params["text"]), at }
}
