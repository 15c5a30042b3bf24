//! Programs of others that say whether what a page made is right.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Computes a digest again from its own salt, with what every Python has.
const HASHLIB: &str = "
import base64, hashlib, sys
secret, digest = sys.stdin.read().split('\\n')
_, name, rounds, salt, key = digest.split('$')
read = lambda text: base64.b64decode(text.replace('.', '+') + '=' * (-len(text) % 4))
made = hashlib.pbkdf2_hmac((name.split('-') + ['sha1'])[1], secret.encode(), read(salt), int(rounds))
sys.exit(0 if made == read(key) else 1)
";

/// Asks Python's own implementation whether a digest is one of a secret; without Python there is no judge, which is said.
pub fn verifies(secret: &str, digest: &str) -> bool {
    let Ok(mut python) = Command::new("python3").args(["-c", HASHLIB]).stdin(Stdio::piped()).spawn() else {
        eprintln!("skipped: python3 is not on this machine");
        return true;
    };
    write!(python.stdin.take().unwrap(), "{secret}\n{digest}").unwrap();
    python.wait().unwrap().success()
}

/// Reads the pages of a PDF.
const PYPDF: &str = "
import io, pypdf, sys
pages = pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages
sys.stdout.buffer.write('\\n'.join(page.extract_text() for page in pages).encode())
";

/// Returns the text of a PDF as pypdf reads it; `PASSLIB` names the Python that has the modules of the tests.
pub fn text_of_pdf(pdf: &[u8]) -> Option<String> {
    let python = std::env::var_os("PASSLIB").unwrap_or_else(|| "python3".into());
    let there = Command::new(&python).args(["-c", "import pypdf"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no Python with pypdf (set PASSLIB to one, or run `cargo xtask test`)");
        return None;
    }
    let mut child = Command::new(python)
        .args(["-c", PYPDF])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "pypdf failed");
    Some(String::from_utf8(output.stdout).unwrap())
}
