//! What Chromium's own protocol is for: a slow machine and line, and its trace.
//!
//! The trace is what it tells of a page's main thread: how long each task took, and how much of it was script.
//!
//! The Long Tasks API knows only what is longer than 50 ms, and neither it nor the counters of DevTools count the
//! continuations of promises; a trace has every task and every run of script, in wall time and in processor time.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::tab::{Browser, Tab};

/// The parts of the trace that are asked for: events and function calls, continuations of promises, and tasks.
const CATEGORIES: [&str; 4] =
    ["devtools.timeline", "v8.execute", "disabled-by-default-devtools.timeline", "blink.user_timing"];

/// What counts as script, by its names in the trace; those inside of another are counted with it.
const SCRIPT: [&str; 3] = ["FunctionCall", "RunMicrotasks", "EvaluateScript"];

/// Stands in the trace where the page is that was asked for: a browser has more than one.
const MARK: &str = "sitevar-trace";

const COLLECTED: &str = "goog:cdp.Tracing.dataCollected";
const COMPLETE: &str = "goog:cdp.Tracing.tracingComplete";

/// How long the browser may take to hand over what it collected.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the main thread of a page did, in its order.
pub struct Trace {
    events: Vec<Event>,
}

/// Something that took time.
struct Event {
    name: String,
    /// Of an event of the page, such as `keydown`; empty for everything else.
    kind: String,
    /// In microseconds.
    start: f64,
    /// In microseconds, on the clock and on the processor.
    took: f64,
    worked: f64,
}

impl Browser {
    /// Records what the main thread of a tab does while `act` does something; for Chromium alone.
    pub fn trace(&mut self, tab: &Tab, act: impl FnOnce(&mut Browser, &Tab)) -> Trace {
        let session = self.devtools_session(tab);
        self.protocol.bidi().command("session.subscribe", json!({ "events": [COLLECTED, COMPLETE] }));
        let config = json!({ "includedCategories": CATEGORIES, "excludedCategories": ["*"] });
        let start = json!({ "traceConfig": config, "transferMode": "ReportEvents" });
        self.devtools(&session, "Tracing.start", start);
        act(self, tab);
        self.eval(tab, &format!("performance.mark('{MARK}').name"));
        self.devtools(&session, "Tracing.end", json!({}));
        let begun = Instant::now();
        while self.protocol.bidi().take_events(COMPLETE).is_empty() {
            assert!(begun.elapsed() < PATIENCE, "the browser never handed over its trace");
        }
        let parts = self.protocol.bidi().take_events(COLLECTED);
        let rows = parts.iter().filter_map(|part| part["params"]["params"]["value"].as_array()).flatten();
        Trace::read(&rows.collect::<Vec<_>>())
    }

    /// Makes a tab as slow as a cheap phone on a poor line: a quarter of the processor's speed, 1.6 Mbit/s, and 150 ms for a
    /// round trip; for Chromium alone.
    pub fn slow_down(&mut self, tab: &Tab) {
        let session = self.devtools_session(tab);
        self.devtools(&session, "Emulation.setCPUThrottlingRate", json!({ "rate": 4 }));
        let line = json!({
            "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750,
        });
        self.devtools(&session, "Network.enable", json!({}));
        self.devtools(&session, "Network.emulateNetworkConditions", line);
    }

    fn devtools_session(&mut self, tab: &Tab) -> String {
        let session = self.protocol.bidi().command("goog:cdp.getSession", json!({ "context": tab.0 }));
        session["session"].as_str().expect("a session of DevTools").to_owned()
    }

    /// Gives a command of Chromium's own protocol.
    fn devtools(&mut self, session: &str, method: &str, params: Value) -> Value {
        let command = json!({ "session": session, "method": method, "params": params });
        self.protocol.bidi().command("goog:cdp.sendCommand", command)
    }
}

impl Trace {
    fn read(rows: &[&Value]) -> Self {
        let mark = rows.iter().find(|row| row["name"] == MARK).expect("the trace holds its mark");
        let ours = |row: &&&Value| row["pid"] == mark["pid"] && row["tid"] == mark["tid"] && row["ph"] == "X";
        let mut events: Vec<Event> = rows.iter().filter(ours).map(|row| Event::read(row)).collect();
        events.sort_by(|a, b| a.start.total_cmp(&b.start).then(b.took.total_cmp(&a.took)));
        Self { events }
    }

    /// Returns how long the longest task took, in milliseconds.
    pub fn longest_task(&self) -> f64 {
        let tasks = self.events.iter().filter(|event| event.name == "RunTask");
        tasks.map(|task| task.took / 1e3).fold(0.0, f64::max)
    }

    /// Returns how long the longest run of script took, in milliseconds, with the layout that it asked for.
    pub fn longest_script(&self) -> f64 {
        let runs = self.events.iter().filter(|event| SCRIPT.contains(&event.name.as_str()));
        runs.map(|run| run.took / 1e3).fold(0.0, f64::max)
    }

    /// Returns the script between one key and the next, for every key, in milliseconds on the processor: on a busy
    /// machine the clock would count what others did.
    pub fn script_by_key(&self) -> Vec<f64> {
        let is_key = |event: &&Event| event.kind == "keydown";
        let keys: Vec<f64> = self.events.iter().filter(is_key).map(|key| key.start).collect();
        let ends = keys.iter().skip(1).copied().chain([f64::INFINITY]);
        keys.iter().zip(ends).map(|(&start, end)| self.script(start, end)).collect()
    }

    /// Returns what ran at once with the `input` event of each key, in milliseconds on the processor.
    pub fn script_at_once(&self) -> Vec<f64> {
        let inputs = self.events.iter().filter(|event| event.kind == "input");
        inputs.map(|input| self.script(input.start, input.start + input.took)).collect()
    }

    fn script(&self, start: f64, end: f64) -> f64 {
        let mut covered = start;
        let mut sum = 0.0;
        for event in self.events.iter().filter(|event| SCRIPT.contains(&event.name.as_str())) {
            if event.start >= covered && event.start < end {
                covered = event.start + event.took;
                sum += event.worked / 1e3;
            }
        }
        sum
    }
}

impl Event {
    fn read(row: &Value) -> Self {
        let number = |key: &str| row[key].as_f64().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            name: text(&row["name"]),
            kind: text(&row["args"]["data"]["type"]),
            start: number("ts"),
            took: number("dur"),
            worked: number("tdur"),
        }
    }
}
