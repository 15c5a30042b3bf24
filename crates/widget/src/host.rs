//! Names of hosts as the network writes them: the browser knows the tables of Unicode, so they need not be sent to it.

use web_sys::Url;

/// Returns the ASCII form of a host name (`bücher.example` is `xn--bcher-kva.example`), by the browser's own parser.
pub(crate) fn ascii(host: &str) -> Option<String> {
    let url = Url::new(&format!("https://{host}/")).ok()?;
    // Everything but a host would make the parser see a port, a path or a name of somebody.
    let is_host = url.pathname() == "/" && url.port().is_empty() && url.username().is_empty();
    Some(url.hostname()).filter(|name| is_host && !name.is_empty())
}
