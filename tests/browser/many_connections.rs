//! A browser opens several connections at once and keeps them: each is answered, whatever becomes of the others.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::server::Serving;

/// As many as a browser opens to one host, and some of another tab.
const CONNECTIONS: usize = 12;

/// Whether two that come at once wait for each other is a race.
const ROUNDS: usize = 50;

#[test]
fn connections_that_come_at_once_are_all_answered_while_all_are_open() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.txt"), "a page").unwrap();
    for round in 0..ROUNDS {
        let served = Serving::default().serve(folder.path());
        let address = served.at("/page.txt").replace("http://", "").replace("/page.txt", "");
        let mut open: Vec<TcpStream> =
            (0..CONNECTIONS).map(|_| TcpStream::connect(&address).unwrap()).collect();
        for stream in &mut open {
            write!(stream, "GET /page.txt HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        }
        for (index, stream) in open.iter_mut().enumerate() {
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            let mut start = [0; 12];
            let read = stream.read_exact(&mut start);
            assert!(read.is_ok() && start == *b"HTTP/1.1 200", "round {round}, connection {index}: {read:?}");
        }
        assert_eq!(served.asked().len(), CONNECTIONS);
    }
}
