//! A session in WebDriver: each command is a request of its own to the driver.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::commands::Commands;
use crate::http::{Request, ask};
use crate::protocol::PATIENCE;

/// A session of a driver.
pub(crate) struct Session {
    port: u16,
    /// What the paths of its commands begin with.
    path: String,
    commands: Commands,
}

impl Session {
    /// Asks the driver on a port for a session, and returns its capabilities too.
    ///
    /// # Errors
    ///
    /// Fails where the driver cannot start the browser.
    pub(crate) fn begin(port: u16, wanted: &Value) -> Result<(Self, Value), String> {
        let mut session = Self { port, path: "/session".to_owned(), commands: Commands::new() };
        let capabilities = json!({ "capabilities": { "alwaysMatch": wanted } });
        let mut begun = session.within(PATIENCE, "POST", "", &capabilities)?;
        let id = begun["sessionId"].as_str().ok_or_else(|| format!("no session: {begun}"))?;
        session.path = format!("/session/{id}");
        let limits = json!({ "script": PATIENCE.as_millis(), "pageLoad": PATIENCE.as_millis() });
        session.within(PATIENCE, "POST", "/timeouts", &limits)?;
        Ok((session, begun["capabilities"].take()))
    }

    /// Gives a command that must be answered in a time of its own.
    pub(super) fn within(
        &mut self,
        patience: Duration,
        method: &str,
        path: &str,
        params: &Value,
    ) -> Result<Value, String> {
        let begun = Instant::now();
        let body = if params.is_null() { Vec::new() } else { params.to_string().into_bytes() };
        let address = format!("{}{path}", self.path);
        let name = format!("{method} {path}");
        let result = answered(self.port, &Request { method: method.to_owned(), address, body }, patience);
        self.commands.remember(begun, &name, params, &result);
        result.map_err(|why| format!("{name}: {why}"))
    }

    /// Has the browser do something that must succeed.
    pub(super) fn post(&mut self, path: &str, params: &Value) -> Value {
        self.within(PATIENCE, "POST", path, params).unwrap_or_else(|why| panic!("{why}"))
    }

    /// Asks the browser for something that it must have.
    pub(super) fn get(&mut self, path: &str) -> Value {
        self.within(PATIENCE, "GET", path, &Value::Null).unwrap_or_else(|why| panic!("{why}"))
    }

    /// Returns the last commands, for the story of a failure.
    pub(super) fn story(&mut self) -> String {
        self.commands.story()
    }
}

/// Gives a driver a command and returns the value of its answer.
fn answered(port: u16, request: &Request, patience: Duration) -> Result<Value, String> {
    let answer = ask(port, request, patience)
        .map_err(|why| format!("the driver has not answered within {patience:?}: {why}"))?;
    let mut read: Value =
        serde_json::from_slice(&answer.body).map_err(|why| format!("{}: {why}", answer.first_line))?;
    let value = read["value"].take();
    match value["error"].as_str() {
        Some(error) => Err(format!("{error}: {}", value["message"])),
        None => Ok(value),
    }
}
