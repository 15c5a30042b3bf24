//! The proxy that WebKit sends its requests to: its driver tells nothing of them, and nothing else can lead a name such as
//! [`LAN_HOST`] to this machine without changing it.
//!
//! It knows this machine and nobody else. An `https` address gets no answer and is not remembered: what arrives is no text.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::http::{Answer, Request, Server, ask};
use crate::launch::LAN_HOST;

/// How long a server on this machine may take for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends requests on and remembers them, until it goes away.
pub(crate) struct Proxy {
    server: Server,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Starts to send requests on, or only to remember them.
    pub(crate) fn start(network_off: bool) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        let answer = move |request: &Request| {
            log.lock().unwrap().push(request.address.clone());
            let target = target(&request.address).filter(|_| !network_off);
            target
                .and_then(|(port, path)| send_on(request, port, path))
                .unwrap_or(Answer::new(502, Vec::new()))
        };
        Self { server: Server::start(0, answer).unwrap(), asked }
    }

    /// Returns where it answers.
    pub(crate) fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Returns the addresses that were asked for, in their order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// Returns the port and the path of an address on this machine.
fn target(address: &str) -> Option<(u16, &str)> {
    let rest = address.strip_prefix("http://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let (name, port) = host.split_once(':')?;
    [LAN_HOST, "127.0.0.1", "localhost"].contains(&name).then_some((port.parse().ok()?, path))
}

/// Asks for the same on a port, and returns the answer without what is of the connection alone.
fn send_on(request: &Request, port: u16, path: &str) -> Option<Answer> {
    let message = ask(port, &Request { address: path.to_owned(), ..request.clone() }, PATIENCE).ok()?;
    let status = message.first_line.split(' ').nth(1)?.parse().ok()?;
    let of_connection = |name: &str| ["connection", "content-length"].contains(&name.to_lowercase().as_str());
    let headers = message.headers.into_iter().filter(|(name, _)| !of_connection(name)).collect();
    Some(Answer { status, headers, body: message.body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_and_nobody_else() {
        assert_eq!(target("http://guides.lan:4000/page/?a=b"), Some((4000, "/page/?a=b")));
        assert_eq!(target("http://127.0.0.1:4000/"), Some((4000, "/")));
        for address in ["http://example.com:4000/", "http://example.com/", "/page/", "http://guides.lan:4000"]
        {
            assert_eq!(target(address), None, "{address}");
        }
    }
}
