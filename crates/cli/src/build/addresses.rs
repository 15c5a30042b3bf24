//! The addresses that generators give a page, and which page an address is of.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::pages::Page;

/// Returns every address of a page, Hugo's first.
///
/// Other generators keep the name of the file as it is, drop the number before it, or follow the front matter.
pub(super) fn of_page(page: &Page) -> Vec<String> {
    let name = page.name.as_str();
    let mut addresses = vec![page.address.clone(), whole(name), without_numbers(name)];
    let front_matter = page.text.front_matter().unwrap_or_default();
    for key in ["slug", "permalink", "url"] {
        let Some(asked) = front_matter.get(key).and_then(|asked| asked.as_str()) else { continue };
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        addresses.push(if asked.starts_with('/') {
            whole(asked)
        } else {
            whole(&format!("{folder}/{asked}"))
        });
    }
    let mut known: Vec<String> = Vec::new();
    addresses.retain(|address| {
        let steps = steps(address);
        let is_new = !known.contains(&steps);
        known.push(steps);
        is_new
    });
    addresses
}

/// Writes steps as an address.
fn whole(steps: &str) -> String {
    let steps = steps.trim_matches('/');
    if steps.is_empty() { "/".to_owned() } else { format!("/{steps}/") }
}

/// Drops the number before each step, by which files are sorted: `01-intro`; that of a date stays.
fn without_numbers(name: &str) -> String {
    let step = |step: &str| {
        let rest = step.trim_start_matches(|c: char| c.is_ascii_digit());
        let name = rest.trim_start_matches([' ', '-', '_', '.']);
        let is_number = rest.len() < step.len() && name.len() < rest.len();
        if is_number && name.starts_with(|c: char| !c.is_ascii_digit()) {
            name.to_owned()
        } else {
            step.to_owned()
        }
    };
    whole(&name.split('/').map(step).collect::<Vec<_>>().join("/"))
}

/// Returns the steps of an address, without what one and the same page may have or not.
pub(super) fn steps(address: &str) -> String {
    let decoded = percent_decode_str(address).decode_utf8_lossy();
    let path = decoded.strip_suffix("index.html").filter(|path| path.is_empty() || path.ends_with('/'));
    let path = path.unwrap_or_else(|| decoded.strip_suffix(".html").unwrap_or(&decoded));
    path.trim_matches('/').to_owned()
}

/// Which row an address belongs to.
#[derive(Default)]
pub(super) struct Rows(HashMap<String, usize>);

impl Rows {
    /// Adds an address; the first row of it counts.
    pub(super) fn add(&mut self, address: &str, row: usize) {
        self.0.entry(steps(address)).or_insert(row);
    }

    /// Returns the row of an address, and how much of it is before the row's own.
    pub(super) fn find(&self, address: &str) -> Option<(usize, usize)> {
        let here = steps(address);
        if here.is_empty() {
            return self.0.get("").map(|row| (*row, 0));
        }
        let mut starts = std::iter::once(0).chain(here.match_indices('/').map(|(at, _)| at + 1));
        starts.find_map(|at| Some((*self.0.get(here.get(at..)?)?, at)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, steps, without_numbers};

    #[test]
    fn an_address_is_that_of_the_longest_row_in_every_way_to_write_it() {
        let mut rows = Rows::default();
        for (row, address) in ["/", "/setup/", "/guides/setup/", "/guides/", "/a b/"].into_iter().enumerate()
        {
            rows.add(address, row);
        }
        for below in ["", "/docs", "/en/latest"] {
            for (row, path) in [(1, "/setup"), (2, "/guides/setup"), (3, "/guides"), (4, "/a%20b")] {
                for end in ["", "/", ".html", "/index.html"] {
                    let address = format!("{below}{path}{end}");
                    assert_eq!(
                        rows.find(&address),
                        Some((row, below.trim_matches('/').len() + usize::from(!below.is_empty()))),
                        "{address}"
                    );
                }
            }
        }
        assert_eq!(rows.find("/index.html"), Some((0, 0)));
        for other in ["/docs/", "/other/", "/mysetup/", "/setup/more/", "/setup.htm", "/myindex.html"] {
            assert_eq!(rows.find(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_by_which_files_are_sorted_are_dropped() {
        for (name, address) in [
            ("01-intro/2. set up", "/intro/set up/"),
            ("2024-05-01-news/7.0", "/2024-05-01-news/7.0/"),
            ("3_a/4", "/a/4/"),
            ("", "/"),
        ] {
            assert_eq!(without_numbers(name), address);
        }
        assert_eq!(steps("/a/index.html"), "a");
    }
}
