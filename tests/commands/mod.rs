//! The command as its users meet it: real files, real exit statuses.
//!
//! Most of it is data: every file in `sessions/` is a session at a terminal, with the folder `….in` to run in.
//! What a session cannot say (standard input, killed processes, equal folders) is Rust beside it.

mod assets;
mod check;
mod check_front_matter;
mod check_judges;
mod check_schemas;
mod copied;
pub mod corpus;
mod deep;
mod disk;
mod examples;
#[cfg(unix)]
mod followed;
#[cfg(unix)]
mod foreign_files;
mod help;
mod highlight;
mod incremental;
mod init;
mod keep_going;
mod kinds;
mod large_files;
mod listing;
mod look;
mod mdbook;
mod offline;
#[cfg(unix)]
mod outside;
mod page_of_stdin;
mod panics;
mod places;
mod published;
pub mod sandbox;
mod search;
pub mod serve;
mod sessions;
mod site;
mod static_files;
mod streams;
mod travel;
