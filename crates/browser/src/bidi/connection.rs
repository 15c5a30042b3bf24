//! A connection in BiDi: commands go out and events come in over one web socket.
//!
//! Whatever is waited for has a time limit, and who runs into it says what it was.

use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::{Error, Message, WebSocket};

use crate::commands::Commands;
use crate::protocol::PATIENCE;

/// How long the story of a failure waits for a browser that may be the reason.
const STORY_PATIENCE: Duration = Duration::from_secs(3);

/// A connection to a browser.
pub struct Connection {
    socket: WebSocket<TcpStream>,
    last: u64,
    /// What happened since somebody looked.
    events: Vec<Value>,
    commands: Commands,
}

impl Connection {
    /// Connects to an address such as `ws://127.0.0.1:4444/session`.
    ///
    /// # Errors
    ///
    /// Fails where nobody is there, or somebody who does not answer.
    pub fn open(address: &str) -> Result<Self, String> {
        let host = address.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let stream = TcpStream::connect(host.replace("localhost", "127.0.0.1"));
        let limited = stream.and_then(|stream| {
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            stream.set_nodelay(true)?;
            Ok(stream)
        });
        let stream = limited.map_err(|why| format!("`{address}`: {why}"))?;
        let (socket, _) =
            tungstenite::client(address, stream).map_err(|why| format!("`{address}`: {why}"))?;
        Ok(Self { socket, last: 0, events: Vec::new(), commands: Commands::new() })
    }

    /// Gives a command and returns what came of it, or why it failed.
    pub fn try_command(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.within(PATIENCE, method, &params)
    }

    /// Gives a command that must be answered in a time of its own.
    pub fn within(&mut self, patience: Duration, method: &str, params: &Value) -> Result<Value, String> {
        self.last += 1;
        let begun = Instant::now();
        let answer =
            self.ask(&json!({ "id": self.last, "method": method, "params": params }), begun + patience);
        let result = match answer {
            Ok(answer) if answer["type"] == "error" => {
                Err(format!("{}: {}", answer["error"], answer["message"]))
            }
            Ok(mut answer) => Ok(answer["result"].take()),
            Err(why) => Err(why),
        };
        self.commands.remember(begun, method, params, &result);
        result.map_err(|why| format!("{method}: {why}"))
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

    /// Returns what a person who looks for a fault wants to know: the last commands, what pages said, and where they are.
    pub fn story(&mut self) -> String {
        let commands = self.commands.story();
        let places = self.within(STORY_PATIENCE, "browsingContext.getTree", &json!({ "maxDepth": 0 }));
        let places = places.map_or_else(
            |why| vec![why],
            |tree| {
                tree["contexts"].as_array().into_iter().flatten().map(|one| one["url"].to_string()).collect()
            },
        );
        let logged = self.events.iter().filter(|event| event["method"] == "log.entryAdded");
        let said: Vec<String> = logged.map(|event| event["params"]["text"].to_string()).collect();
        format!("{commands}\nthe pages: {places:?}\nthe console: {said:?}")
    }

    fn ask(&mut self, command: &Value, end: Instant) -> Result<Value, String> {
        let begun = Instant::now();
        let broken = |why: &dyn std::fmt::Display| format!("the connection to the browser is broken: {why}");
        self.socket.send(Message::text(command.to_string())).map_err(|why| broken(&why))?;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let none = || format!("the browser has not answered for {:.0} s", begun.elapsed().as_secs_f64());
            if left.is_zero() {
                return Err(none());
            }
            self.socket.get_ref().set_read_timeout(Some(left)).map_err(|why| broken(&why))?;
            let text = match self.socket.read() {
                Ok(Message::Text(text)) => text,
                Ok(_) => continue,
                Err(Error::Io(why)) if matches!(why.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    continue;
                }
                Err(why) => return Err(broken(&why)),
            };
            let message: Value = serde_json::from_str(&text).map_err(|why| broken(&why))?;
            if message["type"] == "event" {
                self.events.push(message);
            } else if message["id"] == command["id"] {
                return Ok(message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_does_not_answer_is_told_with_what_was_asked() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("ws://{}/session", listener.local_addr().unwrap());
        let silent = std::thread::spawn(move || tungstenite::accept(listener.accept().unwrap().0).unwrap());
        let mut connection = Connection::open(&address).unwrap();
        let asked =
            connection.within(Duration::from_millis(50), "session.status", &json!({ "of": "nobody" }));
        assert!(asked.unwrap_err().starts_with("session.status: the browser has not answered for"));
        assert!(connection.story().contains("session.status {\"of\":\"nobody\"}: the browser has not"));
        drop(silent.join());
    }
}
