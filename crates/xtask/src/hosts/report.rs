//! What was found, as a table of hosts.

use super::host::Host;

/// What came of the hosts.
#[derive(Default)]
pub(super) struct Report {
    rows: Vec<Row>,
    failed: Vec<String>,
}

struct Row {
    title: &'static str,
    engine: String,
    checks: Vec<Check>,
}

/// One thing that a reader wants of a page.
pub(super) struct Check {
    /// The column.
    what: &'static str,
    /// Nothing where the host has no such thing, otherwise what is wrong, if anything is.
    outcome: Option<Result<(), String>>,
}

impl Check {
    /// Says what came of it.
    pub(super) fn of(what: &'static str, outcome: Result<(), String>) -> Self {
        Self { what, outcome: Some(outcome) }
    }

    /// Says what came of it, where there is such a thing.
    pub(super) fn maybe(what: &'static str, outcome: Option<Result<(), String>>) -> Self {
        Self { what, outcome }
    }

    fn cell(&self) -> &'static str {
        match self.outcome {
            Some(Ok(())) => "yes",
            Some(Err(_)) => "**no**",
            None => "–",
        }
    }
}

impl Report {
    /// Adds what was found in each browser.
    pub(super) fn add(&mut self, host: &Host, found: Vec<(String, Vec<Check>)>) {
        for (engine, checks) in found {
            for Check { what, outcome } in &checks {
                let wrong = outcome.as_ref().and_then(|outcome| outcome.as_ref().err());
                self.failed
                    .extend(wrong.map(|wrong| format!("{}, {engine}, {what}: {}", host.name, short(wrong))));
            }
            self.rows.push(Row { title: host.title, engine, checks });
        }
    }

    /// Adds a host that could not be built.
    pub(super) fn fail(&mut self, host: &Host, why: String) {
        self.failed.push(format!("{}: {why}", host.name));
    }

    /// Writes the table in Markdown.
    pub(super) fn table(&self) -> String {
        let Some(first) = self.rows.first() else { return String::new() };
        let names: Vec<&str> = first.checks.iter().map(|check| check.what).collect();
        let mut table = format!("| host | browser | {} |\n", names.join(" | "));
        table += &format!("|{}\n", " --- |".repeat(names.len() + 2));
        for row in &self.rows {
            let cells: Vec<&str> = row.checks.iter().map(Check::cell).collect();
            table += &format!("| {} | {} | {} |\n", row.title, row.engine, cells.join(" | "));
        }
        table
    }

    /// Returns everything that is wrong.
    ///
    /// # Errors
    ///
    /// Fails where anything is.
    pub(super) fn finish(self) -> Result<(), String> {
        if self.failed.is_empty() { Ok(()) } else { Err(self.failed.join("\n       ")) }
    }
}

/// Returns the beginning of a message, which may hold the code of a whole page.
fn short(message: &str) -> String {
    const LONGEST: usize = 600;
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", message.get(..end).unwrap_or_default()),
        None => message.to_owned(),
    }
}
