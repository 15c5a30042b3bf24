//! Scenario: a reader downloads blocks of code. Each is a file that its title names, with the reader's values in it, and
//! none is written outside of the folder for downloads, whatever the title is.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

/// The titles, and the names that a browser on any system takes as they are.
const TITLES: [(&str, Option<&str>); 8] = [
    ("configuration.yml", Some("configuration.yml")),
    ("home.lab.conf", Some("home.lab.conf")),
    ("../../above.yml", Some("above.yml")),
    ("/etc/authelia/absolute.yml", Some("absolute.yml")),
    (r"C:\Users\me\windows.ini", Some("windows.ini")),
    ("zwei Wörter & 'mehr' <b>.yml", None),
    ("..", None),
    ("a:b*c?d|e.yml", None),
];

#[test]
fn a_block_is_downloaded_as_the_file_that_its_title_names() {
    in_each_browser(Wish::default(), |browser| {
        let engine = browser.engine;
        let folder = browser.downloads();
        let beside = others_beside(&folder);
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("download"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.open_form();
        reader.type_into("Domain", "home.lab");
        let mut before = BTreeMap::new();
        for (title, name) in TITLES {
            let code = reader.code(title);
            assert!(code.contains("home.lab"), "{code}");
            reader.eval(&format!(
                "[...document.querySelectorAll('figure.code')].find((figure) => figure.firstChild.textContent.startsWith({})) \
                 .querySelector('.sitevar-tools button:last-child').click()",
                serde_json::json!(title)
            ));
            let after = wait_for_one_more(&folder, &before);
            let new = after.iter().find(|(name, _)| !before.contains_key(*name)).unwrap();
            assert!(name.is_none_or(|name| name == new.0), "{engine:?}: `{title}` became `{}`", new.0);
            assert_eq!(*new.1, code, "{engine:?}: {title}");
            before = after;
        }
        assert_eq!(others_beside(&folder), beside);
        // A block whose title names no file, or that has none, is not offered as one.
        let offered = "[...document.querySelectorAll('.sitevar-tools')].filter((tools) => tools.textContent.includes('Download')).length";
        assert_eq!(reader.eval(offered), TITLES.len());
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

/// How long a browser may take to write a small file: a busy machine takes seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// Returns the files of a folder with their texts, as soon as there is one more and it is written.
fn wait_for_one_more(folder: &Path, before: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        let all = names(folder);
        let partial = |name: &String| {
            name.ends_with(".part") || name.ends_with(".crdownload") || name.starts_with(".org.")
        };
        if all.len() > before.len() && !all.iter().any(partial) {
            let read = |name: String| Some((name.clone(), std::fs::read_to_string(folder.join(name)).ok()?));
            let files: BTreeMap<String, String> = all.into_iter().filter_map(read).collect();
            // Firefox makes an empty file first.
            if files.len() > before.len() && files.values().all(|text| !text.is_empty()) {
                return files;
            }
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("nothing was downloaded within {PATIENCE:?} beside {:?}: {:?}", before.keys(), names(folder));
}

/// Returns what is beside the folder for downloads, which a browser makes when it likes.
fn others_beside(folder: &Path) -> Vec<String> {
    let mut names = names(folder.parent().unwrap());
    names.retain(|name| folder.file_name().unwrap().to_str() != Some(name));
    names.sort();
    names
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
