//! The last commands that a browser was given, for the story of a failure.

use std::collections::VecDeque;
use std::time::Instant;

use serde_json::Value;

/// How many commands are remembered, and how much of each.
const REMEMBERED: usize = 12;
const SHORT: usize = 160;

/// Set to anything, every command is printed with the time that it took.
const LOG: &str = "SITEVAR_BROWSER_LOG";

/// The last commands, what became of them, and how long they took.
pub(crate) struct Commands {
    done: VecDeque<String>,
    is_logged: bool,
}

impl Commands {
    pub(crate) fn new() -> Self {
        Self { done: VecDeque::new(), is_logged: std::env::var_os(LOG).is_some() }
    }

    /// Remembers a command that was given then, and why it failed if it did.
    pub(crate) fn remember(
        &mut self,
        begun: Instant,
        name: &str,
        params: &Value,
        result: &Result<Value, String>,
    ) {
        let end = result.as_ref().map_or_else(|why| format!(": {why}"), |_| String::new());
        let command = format!("{:7.3} s {name} {}{end}", begun.elapsed().as_secs_f64(), shortened(params));
        if self.is_logged {
            eprintln!("{command}");
        }
        if self.done.len() == REMEMBERED {
            self.done.pop_front();
        }
        self.done.push_back(command);
    }

    /// Returns them, each on a line.
    pub(crate) fn story(&mut self) -> String {
        format!("the last commands:\n  {}", self.done.make_contiguous().join("\n  "))
    }
}

/// Returns the beginning of what a command was given.
fn shortened(params: &Value) -> String {
    let text = params.to_string();
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", text.split_at(end).0),
        None => text,
    }
}
