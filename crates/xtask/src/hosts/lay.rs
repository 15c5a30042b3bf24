//! Writes a host's site: one text for all of them, in the host's own syntax for titles, notes and tabs.

use std::fs;
use std::path::{Path, PathBuf};

use super::Mode;
use super::host::Host;
use crate::project;

/// The pages: the name, the title.
pub(super) const PAGES: [(&str, &str); 3] =
    [("index", "Home"), ("guide", "A server for notes"), ("other", "Moving")];

/// Writes the site into a folder that is not there yet.
///
/// # Errors
///
/// Fails where a file cannot be read or written.
pub(super) fn lay(host: &Host, mode: Mode, sitevar: &Path, folder: &Path) -> Result<(), String> {
    let own = data().join(host.name);
    for (from, to) in host.files {
        // Without a table, only the page says which language a block has; not every configuration lets it.
        let plain = own.join("plain").join(from);
        let file = if mode == Mode::Plain && plain.is_file() { plain } else { own.join(from) };
        let text = read(&file)?.replace("@SITEVAR@", &sitevar.display().to_string());
        let text = if mode == Mode::Plain { without_plugin(&text) } else { text };
        write(&folder.join(to), &text)?;
    }
    for (name, title) in PAGES {
        // Hugo and others have a name of their own for the first page of a folder.
        let file = if host.name == "hugo" && name == "index" { "_index" } else { name };
        write(&folder.join(host.content).join(format!("{file}.md")), &page(host, name, title)?)?;
    }
    let config = if mode == Mode::Plain { "plain.yml" } else { "sitevar.yml" };
    let config = read(&data().join(config))?.replace("@CONTENT@", host.content);
    write(&folder.join("sitevar.yml"), &config)?;
    if let (Mode::Plugin, Some((plugin, to))) = (mode, host.plugin) {
        write(&folder.join(to), &read(&project::root().join("crates/cli/plugins").join(plugin))?)?;
    }
    if host.name == "hugo" {
        let shortcodes = folder.join("layouts/_shortcodes");
        let plugins = project::root().join("crates/cli/plugins");
        write(&shortcodes.join("sitevar.html"), &read(&plugins.join("sitevar-text.html"))?)?;
        // The form's button is in a corner then, as on every page of another generator.
        write(&shortcodes.join("sitevar-preferences.html"), "")?;
    }
    Ok(())
}

/// Returns a page in the host's syntax, with shortcodes.
fn page(host: &Host, name: &str, title: &str) -> Result<String, String> {
    let text = |name: &str| read(&data().join(name)).map(|text| text.trim_end().to_owned());
    let title = if host.front_matter { format!("---\ntitle: {title}\n---") } else { format!("# {title}") };
    let (compose, systemd) = (text("tab_compose.md")?, text("tab_systemd.md")?);
    let tabs = host.syntax.tabs(&[("Compose", &compose), ("systemd", &systemd)]);
    // A host may list its pages on the first one.
    let own = data().join(host.name).join(format!("{name}.md"));
    let page = read(&if own.is_file() { own } else { data().join(format!("{name}.md")) })?;
    let page = page.replace("@NOTE@", &host.syntax.note(&text("note.md")?)).replace("@TABS@", &tabs);
    let imports = if page.contains("<Tabs>") { host.syntax.imports() } else { "" };
    let page = page.replace("@TITLE@", &format!("{title}\n\n{imports}")).replace("\n\n\n", "\n\n");
    Ok(if host.syntax.has_autolinks() {
        page
    } else {
        page.replace("<https://", "https://").replace("/bare>", "/bare")
    })
}

/// Leaves out what is the plugin's: in these files that is every line that names it, and a table of TOML.
fn without_plugin(text: &str) -> String {
    text.lines().filter(|line| !line.contains("sitevar")).map(|line| format!("{line}\n")).collect()
}

/// The folder of the texts.
pub(super) fn data() -> PathBuf {
    project::root().join("crates/xtask/src/hosts/site")
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("`{}`: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, text)).map_err(|error| format!("`{}`: {error}", path.display()))
}
