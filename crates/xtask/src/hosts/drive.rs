//! Stub.
use super::build::Site;
use super::host::Host;
use super::report::Check;
pub(super) fn drive(
    _host: &Host,
    _site: &Site,
    _sitevar: &std::path::Path,
) -> Result<Vec<(String, Vec<Check>)>, String> {
    Ok(vec![])
}
