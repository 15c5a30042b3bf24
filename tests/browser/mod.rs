//! The product in real browsers: one folder per scenario, each run in Chromium and in Firefox, and the main ones in WebKit.
//!
//! 1. [`site`] is what the command has built, and [`server`] serves it.
//! 2. [`launch`] starts a browser, and [`tab`] goes, types, clicks and looks in it: the crate `sitevar-browser`.
//! 3. [`reader`] does what a reader does.
//! 4. [`native`] and [`judge`] say what is right: the command on the same pages, and programs of others.
//!
//! A browser that is not on the machine is left out, which is said; `cargo xtask test` installs them.

#![allow(dead_code, reason = "a scenario may need what none needs now: keys, pictures, a second tab")]

mod heard;
mod judge;
mod many_connections;
mod native;
mod reader;
mod site;

mod accessible;
mod announced;
mod cancel;
mod check_digest;
mod client_id;
mod clobbered;
mod coloured;
mod copy;
mod download;
mod edited;
mod ending;
mod events;
mod first_frame;
mod foreign;
mod guide;
mod guides;
mod headscale;
mod hostile;
mod hugo_site;
mod kept;
mod keyboard;
mod lessons;
mod missing;
mod missing_files;
mod newcomer;
mod offline_bytes;
mod offline_file;
mod own_secret;
mod own_theme;
mod plain;
mod planted;
mod print;
mod refused;
mod same_bytes;
mod search;
mod secret_in_use;
mod serve;
mod set_elsewhere;
mod static_page;
mod steady;
mod theme;
mod travel;
mod typed;
mod words;

use sitevar_browser::{launch, server, tab};

use launch::{Engine, Wish};
use tab::Browser;

/// Runs a scenario in Chromium and in Firefox, if the command under test carries the widget.
fn in_each_browser(wish: Wish, scenario: impl Fn(&mut Browser)) {
    in_engines(&[Engine::Chromium, Engine::Firefox], wish, scenario);
}

/// Runs a scenario in WebKit too: it needs nothing that only WebDriver BiDi has words for.
fn in_each_engine(wish: Wish, scenario: impl Fn(&mut Browser)) {
    in_engines(&[Engine::Chromium, Engine::Firefox, Engine::WebKit], wish, scenario);
}

/// Runs a scenario in those of some engines that are on the machine.
fn in_engines(engines: &[Engine], wish: Wish, scenario: impl Fn(&mut Browser)) {
    if !site::has_widget() {
        return;
    }
    for &engine in engines {
        match Browser::start(engine, wish) {
            Some(mut browser) => scenario(&mut browser),
            None => {
                eprintln!("skipped in {engine:?}: it is not on this machine; `cargo xtask test` installs it")
            }
        }
    }
}
