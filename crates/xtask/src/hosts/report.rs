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
    pub(super) what: &'static str,
    /// What is wrong, if anything is.
    pub(super) wrong: Option<String>,
}

impl Report {
    /// Adds what was found in each browser.
    pub(super) fn add(&mut self, host: &Host, found: Vec<(String, Vec<Check>)>) {
        for (engine, checks) in found {
            for Check { what, wrong } in &checks {
                let wrong = wrong.as_ref().map(|wrong| format!("{}, {engine}, {what}: {wrong}", host.name));
                self.failed.extend(wrong);
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
            let cells: Vec<&str> =
                row.checks.iter().map(|check| if check.wrong.is_none() { "yes" } else { "**no**" }).collect();
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
