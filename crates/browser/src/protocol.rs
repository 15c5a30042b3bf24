//! What a browser is asked for, whatever protocol it is asked in: [`crate::tab`] is written in these words alone.
//!
//! Chromium and Firefox are asked in WebDriver BiDi, by [`crate::bidi`]; WebKit in the older WebDriver, by
//! [`crate::classic`], which has fewer words. What one of them cannot be asked for, its method says.

use std::time::Duration;

use serde_json::Value;

use crate::bidi::Connection;

/// A browser that does not answer for so long is broken, and its test with it. The longest command of a scenario compares
/// the whole corpus and takes half a minute where others keep the machine busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

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

/// A browser that answers; tabs are named as it names them. What must succeed and does not, panics and says why.
pub(crate) trait Protocol {
    /// Opens a tab and returns its name.
    fn open(&mut self) -> String;

    /// Closes a tab.
    fn close(&mut self, tab: &str);

    /// Goes to an address and waits until the page is loaded.
    fn go(&mut self, tab: &str, address: &str);

    /// Goes back to the page before.
    fn back(&mut self, tab: &str);

    /// Evaluates an expression, which may be a promise.
    fn evaluate(&mut self, tab: &str, expression: &str) -> Result<Value, String>;

    /// Evaluates an expression at once.
    fn look(&mut self, tab: &str, expression: &str, patience: Duration) -> Result<Value, String>;

    /// Runs a program of the test in a page, whatever the page's own policy is.
    fn run(&mut self, tab: &str, program: &str);

    /// Runs a function in every page of a tab, before the page's own scripts.
    fn before_scripts(&mut self, tab: &str, function: &str);

    /// Returns an element, scrolled into view, as the origin of a pointer's move.
    fn origin(&mut self, tab: &str, selector: &str) -> Value;

    /// Does what devices do: keys and pointers, in the words that both protocols have for them.
    fn act(&mut self, tab: &str, devices: Value);

    /// Gives a page a size in CSS pixels.
    fn resize(&mut self, tab: &str, width: u32, height: u32);

    /// Takes a picture, as PNG in Base64.
    fn picture(&mut self, tab: &str) -> String;

    /// Prints a page, as PDF in Base64; nothing where the browser cannot.
    fn print(&mut self, tab: &str) -> Option<String>;

    /// Returns the cookies that a page can be sent.
    fn cookies(&mut self, tab: &str) -> Value;

    /// Returns the addresses that all tabs asked for.
    fn requests(&mut self) -> Vec<String>;

    /// Returns what all pages said.
    fn said(&mut self) -> Vec<Said>;

    /// Returns what a person who looks for a fault wants to know.
    fn story(&mut self) -> String;

    /// Returns the connection, for what only BiDi has words for.
    fn bidi(&mut self) -> &mut Connection;
}
