//! The `sitevar` command.

fn main() {}
