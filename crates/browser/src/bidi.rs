//! WebDriver BiDi (w3.org/TR/webdriver-bidi): commands go out and events come in over one web socket.
//!
//! Both engines speak it: Firefox itself, Chromium through its driver. So every scenario is written once.

use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

/// A browser that does not answer for so long is broken, and its test with it.
const PATIENCE: Duration = Duration::from_secs(600);

/// A connection to a browser.
pub struct Connection {
    socket: WebSocket<TcpStream>,
    last: u64,
    /// What happened since somebody looked.
    events: Vec<Value>,
}

impl Connection {
    /// Connects to an address such as `ws://127.0.0.1:4444/session`.
    pub fn open(address: &str) -> Self {
        let host = address.trim_start_matches("ws://").split('/').next().unwrap();
        let stream = TcpStream::connect(host.replace("localhost", "127.0.0.1")).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = tungstenite::client(address, stream).unwrap();
        Self { socket, last: 0, events: Vec::new() }
    }

    /// Gives a command and returns what came of it, or why it failed.
    pub fn try_command(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.last += 1;
        let command = json!({ "id": self.last, "method": method, "params": params });
        self.socket.send(Message::text(command.to_string())).unwrap();
        loop {
            let message = self.read()?;
            if message["id"] == self.last {
                let failed = message["type"] == "error";
                let why = || format!("{method}: {}: {}", message["error"], message["message"]);
                return if failed { Err(why()) } else { Ok(message["result"].clone()) };
            }
        }
    }

    /// Gives a command that must succeed.
    pub fn command(&mut self, method: &str, params: Value) -> Value {
        self.try_command(method, params).unwrap_or_else(|why| panic!("{why}"))
    }

    /// Returns all events so far.
    pub fn events(&mut self) -> &[Value] {
        // What the browser sent before its answer to this has arrived.
        self.command("session.status", json!({}));
        &self.events
    }

    /// Takes the events of one kind out of those so far.
    pub fn take_events(&mut self, method: &str) -> Vec<Value> {
        self.events();
        let all = std::mem::take(&mut self.events);
        let (taken, kept) = all.into_iter().partition(|event| event["method"] == method);
        self.events = kept;
        taken
    }

    fn read(&mut self) -> Result<Value, String> {
        loop {
            let message = self.socket.read().map_err(|why| format!("the browser does not answer: {why}"))?;
            if let Message::Text(text) = message {
                let message: Value = serde_json::from_str(&text).unwrap();
                if message["type"] == "event" {
                    self.events.push(message.clone());
                }
                return Ok(message);
            }
        }
    }
}
