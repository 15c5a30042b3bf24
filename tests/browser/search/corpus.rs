//! On hundreds of real pages every word is found on the page that it was taken from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::commands::corpus::shared;
use crate::commands::sandbox::tree;

/// The words of each page, by the page's path: what is between tags in its `article`, in small letters.
fn words(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut pages = BTreeMap::new();
    for (path, bytes) in tree(folder) {
        if !path.ends_with("index.html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        let Some((_, article)) = html.split_once("<article>") else { continue };
        let (article, _) = article.rsplit_once("</article>").unwrap();
        let texts = article.split('<').filter_map(|part| Some(part.split_once('>')?.1));
        let words = texts.flat_map(|text| text.split_whitespace());
        let plain =
            words.filter(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let path = path.parent().unwrap().to_str().unwrap();
        pages.insert(format!("{path}/"), plain.map(str::to_lowercase).collect());
    }
    pages
}

#[test]
fn a_word_of_a_real_page_leads_to_that_page() {
    let Some(corpus) = shared("corpus/authelia") else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser-search-corpus");
    let _ = std::fs::remove_dir_all(&folder);
    site::sitevar(&[
        "build",
        corpus.to_str().unwrap(),
        "-o",
        folder.to_str().unwrap(),
        "--unknown",
        "keep",
        "--keep-going",
    ]);
    let pages = words(&folder);
    let count =
        |word: &str| pages.values().filter(|words| words.iter().any(|other| other.starts_with(word))).count();
    let mut random = fastrand::Rng::with_seed(15);
    let mut samples = Vec::new();
    while samples.len() < 150 {
        let (path, words) = pages.iter().nth(random.usize(..pages.len())).unwrap();
        let Some(word) = words.iter().nth(random.usize(..words.len().max(1))) else { continue };
        // No more pages than are shown at once.
        if count(word) <= 15 {
            samples.push((path.clone(), word.clone()));
        }
    }
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&folder);
        let mut reader = search(browser, &served.at("/"));
        for (path, word) in &samples {
            let links = found(&mut reader, word);
            assert!(links.iter().any(|link| link.starts_with(path.as_str())), "{word} of {path}: {links:?}");
        }
        // The beginning of a word finds what the word finds, also of one that is nearly everywhere.
        for (whole, beginning) in
            [("authelia kubernetes", "autheli kubernetes"), ("client totp", "clien totp")]
        {
            let [whole, beginning] = [whole, beginning].map(|text| {
                found(&mut reader, text);
                reader.text(STATUS)
            });
            assert_eq!(whole, beginning);
        }
        found(&mut reader, "following");
        assert_eq!(reader.text(STATUS), "“following” is on too many pages: add another word.");
    });
}
