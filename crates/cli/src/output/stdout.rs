//! Standard output: data only, byte for byte, and silent where nobody reads it any more.

use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::report::Abort;

/// Writes to standard output.
///
/// # Errors
///
/// Fails where the system refuses; a reader that left is not an error.
pub(crate) fn print(text: &[u8]) -> Result<(), Abort> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Abort::io("write", Path::new("<stdout>"), &error))
        }
        _ => Ok(()),
    }
}
