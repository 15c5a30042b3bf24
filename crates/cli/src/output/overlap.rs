//! An output folder that would be read as input, or that holds input, is refused.

use std::path::Path;

use super::nearest_real;
use crate::report::Abort;

/// Refuses an output folder that is one of the `inputs`, is inside one or contains one.
///
/// # Errors
///
/// Fails where it does.
pub(super) fn refuse(target: &Path, inputs: &[&Path]) -> Result<(), Abort> {
    let real = nearest_real(target);
    for input in inputs {
        let Ok(input) = input.canonicalize() else { continue };
        let (out, input_shown) = (target.display(), crate::files::shown(&input));
        let input_shown = if input_shown.as_os_str().is_empty() { Path::new(".") } else { &input_shown };
        let input_shown = input_shown.display();
        let message = if real == input {
            format!("the output folder `{out}` is the folder that it is made from")
        } else if real.starts_with(&input) {
            format!("the output folder `{out}` is inside `{input_shown}`, which it is made from")
        } else if input.starts_with(&real) {
            format!("the output folder `{out}` contains `{input_shown}`, which it is made from")
        } else {
            continue;
        };
        return Err(Abort::new(message).help("choose a folder beside it for `-o`"));
    }
    Ok(())
}
