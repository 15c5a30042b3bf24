//! HTTP as tests need it: a message is read whole, and a connection carries one.
//!
//! A browser opens several connections at once and keeps them for minutes, so each has a thread here. A pool of threads
//! is what tiny_http has, and it may give two connections to one thread: the second is then answered when the browser
//! closes the first, which Chromium does after five minutes.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A request, or an answer to one, as it came.
pub(crate) struct Message {
    /// Such as `GET /page/ HTTP/1.1`.
    pub(crate) first_line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Message {
    /// Reads a message to the end that it names itself: a connection may stay open after it.
    pub(crate) fn read(from: impl Read) -> io::Result<Self> {
        let mut lines = BufReader::new(from);
        let first_line = line(&mut lines)?;
        let mut headers = Vec::new();
        while let Some((name, value)) = line(&mut lines)?.split_once(':') {
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        let length = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
        let length = length.map_or(Ok(0), |(_, value)| value.parse()).map_err(io::Error::other)?;
        let mut body = vec![0; length];
        lines.read_exact(&mut body)?;
        Ok(Self { first_line, headers, body })
    }
}

fn line(lines: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    match lines.read_line(&mut line)? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(line.trim_end().to_owned()),
    }
}

/// Asks whoever answers on a port of this machine, and returns the whole answer.
pub(crate) fn ask(port: u16, request: &Request, patience: Duration) -> io::Result<Message> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(patience))?;
    let Request { method, address, body } = request;
    let head = format!(
        "{method} {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat())?;
    Message::read(stream)
}

/// What a browser asks for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Such as `GET`.
    pub method: String,
    /// The path and what follows it, such as `/page/?a=b`.
    pub address: String,
    /// What a form sends.
    pub body: Vec<u8>,
}

impl Request {
    /// Returns the address without what follows the path.
    pub fn path(&self) -> &str {
        self.address.split(['?', '#']).next().unwrap_or_default()
    }
}

/// What it gets.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// Such as `Content-Type`; what a connection needs is written anyway.
    pub headers: Vec<(String, String)>,
    /// The file.
    pub body: Vec<u8>,
}

impl Answer {
    /// Makes an answer that has no headers yet.
    pub fn new(status: u16, body: Vec<u8>) -> Self {
        Self { status, headers: Vec::new(), body }
    }

    /// Adds a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn write(&self, mut to: impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} \r\nConnection: close\r\n", self.status);
        head += &format!("Content-Length: {}\r\n", self.body.len());
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        to.write_all(&[head.as_bytes(), b"\r\n", &self.body].concat())
    }
}

/// Answers on a port of loopback until it goes away.
pub struct Server {
    address: SocketAddr,
    has_ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts to answer; port 0 is any that is free.
    ///
    /// # Errors
    ///
    /// Fails where the port cannot be had.
    pub fn start(port: u16, answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let address = listener.local_addr()?;
        let has_ended = Arc::new(AtomicBool::new(false));
        let (ended, answer) = (has_ended.clone(), Arc::new(answer));
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if ended.load(Ordering::Acquire) {
                    break;
                }
                let answer = answer.clone();
                // Who goes away in the middle of a message misses nothing.
                thread::spawn(move || stream.and_then(|stream| serve(&stream, &*answer)));
            }
        });
        Ok(Self { address, has_ended, thread: Some(thread) })
    }

    /// Returns where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until the process is ended.
    pub fn run(mut self) {
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.has_ended.store(true, Ordering::Release);
        // The thread waits for a connection, so it gets one.
        let _ = TcpStream::connect(self.address);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn serve(stream: &TcpStream, answer: impl Fn(&Request) -> Answer) -> io::Result<()> {
    let Message { first_line, body, .. } = Message::read(stream)?;
    let mut words = first_line.split(' ').map(str::to_owned);
    let (method, address) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    answer(&Request { method, address, body }).write(stream)
}
