//! Checking the pages, by themselves and held against the schema of their product.

use std::path::Path;
use std::process::Command;

use super::goal::Goal;
use super::race::{Entrant, read, write};
use super::sites::{self, Layout};

const ALONE: &str = "sitevar check";
const WITH_SCHEMA: &str = "sitevar check, with a schema";

/// The schema of the corpus; generated pages have none.
const SCHEMA: &str = "../schemas/configuration.json";

const CONFIG: &str = "check:\n  schemas:\n    - {schema: schema.json, files: configuration.yml}\n";

/// Lays out the sites that are checked and returns who runs.
pub(super) fn entrants(sitevar: &Path, room: &Path, pages: &Path) -> Result<Vec<Entrant>, String> {
    let out = room.join("out/check");
    let check = |site: &Path| {
        let mut command = Command::new(sitevar);
        command.arg("check").arg(site).args(["--format", "short"]);
        command
    };
    let site = sites::hugo(&room.join("site-check"), pages, Layout::Full)?;
    let mut entrants = vec![Entrant::new(ALONE, out.clone(), |_| check(&site)).that_finds()];
    let schema = pages.join(SCHEMA);
    if schema.is_file() {
        let site = sites::hugo(&room.join("site-schema"), pages, Layout::Full)?;
        write(&site.join("schema.json"), &read(&schema)?)?;
        write(&site.join("sitevar.yml"), CONFIG)?;
        entrants.push(Entrant::new(WITH_SCHEMA, out, |_| check(&site)).that_finds());
    }
    Ok(entrants)
}

pub(super) fn goals() -> Vec<Goal> {
    vec![
        Goal::ratio("check takes at most 3 × the time of expand", ALONE, "sitevar expand", 3.0),
        Goal::ratio("check with a schema takes at most 10 × the time", WITH_SCHEMA, "sitevar expand", 10.0),
        Goal::peak("check with a schema needs at most 120 MiB", WITH_SCHEMA, 120.0),
    ]
}
