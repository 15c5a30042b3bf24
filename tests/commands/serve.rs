//! `sitevar serve`: every file is the one that a build writes, nothing is written, and whatever happens to the site, the
//! server goes on.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::sandbox::Sandbox;

const CONFIG: (&str, &str) = ("sitevar.yml", "title: Served\nbase_url: https://docs.example.org/docs/\n");

/// A server that ends with the test.
pub struct Server {
    process: Child,
    /// Such as `http://127.0.0.1:4040/docs/`.
    pub address: String,
    /// What it has said at its start.
    pub said: String,
}

impl Server {
    /// Starts it in the folder of a site.
    pub fn start(sandbox: &Sandbox, more: &[&str]) -> Self {
        let mut command = sandbox.command(&[&["serve"], more].concat());
        let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("http://") {
            assert!(lines.read_line(&mut said).unwrap() > 0, "it ended: {said}");
        }
        // Somebody has to read what it says from now on.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let (_, address) = said.split_once("http://").unwrap();
        let address = format!("http://{}", address.split_whitespace().next().unwrap());
        Self { process, address, said }
    }

    /// Stops it as Ctrl+C does.
    pub fn stop(&mut self) {
        let id = self.process.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.process.wait().unwrap();
    }

    /// Asks for a path, and returns the status, the headers and the body.
    fn ask(&self, head: &str) -> (u16, String, Vec<u8>) {
        let host = self.address.split('/').nth(2).unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let own_host = if head.contains("Host:") { String::new() } else { format!("Host: {host}\r\n") };
        write!(stream, "{head}\r\n{own_host}Connection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let headers = String::from_utf8(answer[..end].to_vec()).unwrap();
        (headers.split(' ').nth(1).unwrap().parse().unwrap(), headers, answer[end + 4..].to_vec())
    }

    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let (status, _, body) = self.ask(&format!("GET {path} HTTP/1.0"));
        (status, body)
    }

    /// Returns what is wrong with a page, as soon as it is not what was known.
    fn news(&self, path: &str, known: &str) -> Value {
        let (status, body) = self.get(&format!("/.sitevar/wait?page={path}&known={known}"));
        assert_eq!(status, 200);
        serde_json::from_slice(&body).unwrap()
    }

    /// Waits until a page has these problems, and returns what is known then.
    fn until(&self, path: &str, codes: &[&str]) -> Value {
        let end = Instant::now() + Duration::from_secs(60);
        loop {
            let news = self.news(path, "");
            let now: Vec<&str> =
                news["problems"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
            if now == codes {
                return news;
            }
            assert!(Instant::now() < end, "{path}: {news}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn site() -> Sandbox {
    Sandbox::new(&[
        CONFIG,
        ("content/_index.md", "---\ntitle: Home\n---\n"),
        (
            "content/guides/one.md",
            "---\ntitle: One\naliases: [/old/]\n---\n\n`{{< sitevar name=\"domain\" nojs=\"example.com\" >}}`\n",
        ),
        (
            "content/guides/ümlaut.md",
            "---\ntitle: Two\nsitevars:\n  own: {type: text, default: x}\n---\n\n[One](one.md)\n",
        ),
        ("content/guides/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("static/robots.txt", "User-agent: *\n"),
        ("static/a b.txt", "with a space"),
    ])
}

/// Returns a page without what `serve` puts into it.
fn without_script(html: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(html.to_vec()).unwrap();
    let Some((start, rest)) = text.split_once("<script src=\"/.sitevar/live.js\"") else {
        return html.to_vec();
    };
    let (_, end) = rest.split_once("</script>\n").unwrap();
    format!("{start}{end}").into_bytes()
}

fn encoded(path: &Path) -> String {
    percent_encoding::utf8_percent_encode(path.to_str().unwrap(), percent_encoding::CONTROLS)
        .to_string()
        .replace(' ', "%20")
}

#[test]
fn every_file_is_the_one_that_a_build_writes_and_nothing_is_written() {
    let sandbox = site();
    let before = sandbox.tree("");
    let server = Server::start(&sandbox, &["--port", "0"]);
    let mut served = BTreeMap::new();
    let built = Sandbox::new(&[]);
    sandbox.succeed(&["build", "-o", built.path("out").to_str().unwrap()]);
    let files = built.tree("out");
    for file in files.keys().filter(|file| {
        !file.starts_with(".sitevar-output.sha256") && !file.starts_with(".sitevar-build.json")
    }) {
        let (status, body) = server.get(&format!("/docs/{}", encoded(file)));
        // The page that says that there is none says so with its status as well, where it is asked for by its name.
        assert_eq!(status, 200, "{}", file.display());
        let is_page = file.extension().is_some_and(|extension| extension == "html");
        served.insert(file.clone(), if is_page { without_script(&body) } else { body });
    }
    for (file, bytes) in &served {
        assert!(files[file] == *bytes, "{}", file.display());
    }
    assert!(served.len() > 12, "{:?}", served.keys());
    drop(server);
    assert!(sandbox.tree("") == before);
}

#[test]
fn addresses_lead_where_a_web_server_leads_them() {
    let sandbox = site();
    let server = Server::start(&sandbox, &["--port", "0"]);
    assert!(server.address.ends_with("/docs/"), "{}", server.address);
    for (path, status, to) in [
        ("/", 302, "location: /docs/"),
        ("/docs/guides/one", 302, "location: /docs/guides/one/"),
        ("/docs/guides/%C3%BCmlaut/", 200, "content-type: text/html; charset=utf-8"),
        ("/docs/guides/picture.svg", 200, "content-type: image/svg+xml"),
        ("/docs/guides/one/index.md?a=b", 200, "content-type: text/markdown; charset=utf-8"),
        ("/docs/sitevar.json", 200, "content-type: application/json; charset=utf-8"),
        ("/docs/nothing/", 404, "content-type: text/html; charset=utf-8"),
        ("/docs/../sitevar.yml", 404, ""),
        ("/docs/%2e%2e/sitevar.yml", 404, ""),
        ("/elsewhere/", 404, ""),
    ] {
        let (found, headers, _) = server.ask(&format!("GET {path} HTTP/1.0"));
        assert_eq!(found, status, "{path}: {headers}");
        assert!(headers.contains(to), "{path}: {headers}");
    }
}

#[test]
fn a_browser_that_has_a_page_is_not_told_to_load_it_again() {
    let sandbox = site();
    let server = Server::start(&sandbox, &["--port", "0"]);
    for path in [
        "/docs/",
        "/docs/guides/one/",
        "/docs/guides/one/index.html",
        "/docs/guides/%C3%BCmlaut/",
        "/docs/nothing/a+b%20c%23/",
    ] {
        let html = String::from_utf8(server.get(path).1).unwrap();
        let version = html.split_once("data-version=\"").unwrap().1.split('"').next().unwrap();
        let encoded = path.replace('%', "%25").replace('+', "%2B").replace('/', "%2F");
        assert_eq!(server.news(&encoded, "")["version"], version, "{path}");
    }
}

#[test]
fn only_pages_of_this_computer_are_answered_and_nothing_can_be_sent() {
    let sandbox = site();
    let server = Server::start(&sandbox, &["--port", "0"]);
    for host in
        ["evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example", "localhost:evil.example", ""]
    {
        let (status, _, body) = server.ask(&format!("GET /docs/ HTTP/1.0\r\nHost: {host}"));
        assert_eq!(status, 403, "{host}: {}", String::from_utf8_lossy(&body));
    }
    for host in ["localhost:4040", "127.0.0.1", "guides.localhost:1"] {
        assert_eq!(server.ask(&format!("GET /docs/ HTTP/1.0\r\nHost: {host}")).0, 200, "{host}");
    }
    for method in ["POST", "PUT", "DELETE"] {
        assert_eq!(server.ask(&format!("{method} /docs/ HTTP/1.0")).0, 405);
    }
}

#[test]
fn what_is_told_in_a_file_of_the_site_is_no_change_of_it() {
    let sandbox = site();
    for log in ["serve.log", "static/serve.log", "content/serve.log"] {
        let path = sandbox.path(log);
        let file = fs::File::create(&path).unwrap();
        let mut command = sandbox.command(&["serve", "--port", "0"]);
        let mut process = command.stdout(file.try_clone().unwrap()).stderr(file).spawn().unwrap();
        let said = || fs::read_to_string(&path).unwrap();
        let end = Instant::now() + Duration::from_secs(60);
        let wait = |done: &dyn Fn() -> bool| {
            while !done() {
                assert!(Instant::now() < end, "{log}: {}", said());
                std::thread::sleep(Duration::from_millis(50));
            }
        };
        wait(&|| said().contains("nothing is wrong"));
        sandbox.write("content/guides/one.md", &format!("---\ntitle: {log}\n---\n"));
        wait(&|| said().contains("one.md` changed") || said().contains(" changed"));
        std::thread::sleep(Duration::from_secs(1));
        let _ = process.kill();
        let _ = process.wait();
        assert_eq!(said().matches(" changed").count(), 1, "{log}: {}", said());
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_site_that_takes_the_place_of_another_is_served() {
    let sandbox = Sandbox::new(&[]);
    for (folder, title) in [("site", "Old"), ("new", "New")] {
        sandbox.write(&format!("{folder}/sitevar.yml"), CONFIG.1);
        sandbox.write(&format!("{folder}/content/_index.md"), &format!("---\ntitle: {title}\n---\n"));
    }
    let server = Server::start(&sandbox, &["site", "--port", "0"]);
    let wait = |title: &str| {
        let end = Instant::now() + Duration::from_secs(20);
        while !String::from_utf8(server.get("/docs/").1).unwrap().contains(&format!("<h1>{title}</h1>")) {
            assert!(Instant::now() < end, "{title}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    wait("Old");
    fs::rename(sandbox.path("site"), sandbox.path("away")).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    fs::rename(sandbox.path("new"), sandbox.path("site")).unwrap();
    wait("New");
    sandbox.write("site/content/_index.md", "---\ntitle: Newer\n---\n");
    wait("Newer");
}

#[test]
fn a_taken_port_is_told_and_the_next_one_is_used() {
    let taken = (20_000..40_000).find_map(|port| {
        let taken = TcpListener::bind(("127.0.0.1", port)).ok()?;
        TcpListener::bind(("127.0.0.1", port + 1)).is_ok().then_some((taken, port))
    });
    let (_taken, port) = taken.unwrap();
    let sandbox = site();
    let server = Server::start(&sandbox, &["--port", &port.to_string()]);
    assert!(server.said.starts_with(&format!("note: port {port} is taken, so it is ")), "{}", server.said);
    assert_eq!(server.get("/docs/").0, 200);
}

#[test]
fn whatever_happens_to_the_site_the_server_goes_on() {
    let sandbox = site();
    let mut server = Server::start(&sandbox, &["--port", "0"]);
    let page = "/docs/guides/one/";
    let (_, good) = server.get(page);
    server.until(page, &[]);
    // An error of a page: it is shown as it last was, and others hear of it too.
    let path = "content/guides/one.md";
    sandbox.write(path, "---\ntitle: One\n---\n\nNew {{< nothing >}}\n");
    let news = server.until(page, &["unknown-shortcode"]);
    let problem = &news["problems"][0];
    assert_eq!((problem["file"].as_str(), problem["line"].as_u64()), (Some(path), Some(5)));
    assert_eq!(problem["excerpt"], "New {{< nothing >}}");
    assert_eq!(server.get(page), (200, good.clone()));
    server.until("/docs/", &["unknown-shortcode"]);
    // Front matter that cannot be read: the page is not known to be one, and is shown as it last was all the same.
    sandbox.write(path, "---\ntitle: [One\n---\n");
    server.until(page, &["bad-front-matter"]);
    assert_eq!(server.get(page), (200, good.clone()));
    assert_eq!(server.get("/docs/nothing/").0, 404);
    sandbox.write(path, "---\ntitle: One\n---\n\nNew {{< nothing >}}\n");
    server.until(page, &["unknown-shortcode"]);
    // A broken configuration, and none.
    sandbox.write("sitevar.yml", "title: [\n");
    server.until(page, &["bad-config"]);
    assert_eq!(server.get(page), (200, good.clone()));
    sandbox.write(CONFIG.0, CONFIG.1);
    server.until(page, &["unknown-shortcode"]);
    // A template of the site's own that fails when a page is written.
    let message = |server: &Server| server.news(page, "")["problems"][0]["message"].to_string();
    let wait = |server: &Server, words: &str| {
        let end = Instant::now() + Duration::from_secs(60);
        while !message(server).contains(words) {
            assert!(Instant::now() < end, "{words}: {}", message(server));
        }
    };
    sandbox.write("theme/page.html", "{{ nothing.more }}");
    wait(&server, "the template `page.html`, line 1");
    assert_eq!(server.get(page), (200, good.clone()));
    fs::remove_file(sandbox.path("theme/page.html")).unwrap();
    server.until(page, &["unknown-shortcode"]);
    // The folder of the pages goes away, and comes back without an error.
    fs::rename(sandbox.path("content"), sandbox.path("away")).unwrap();
    wait(&server, "the site has no folder");
    assert_eq!(server.get(page).1, good);
    sandbox.write("away/guides/one.md", "---\ntitle: Mended\n---\n");
    fs::rename(sandbox.path("away"), sandbox.path("content")).unwrap();
    server.until(page, &[]);
    let end = Instant::now() + Duration::from_secs(60);
    while !String::from_utf8(server.get(page).1).unwrap().contains("<h1>Mended</h1>") {
        assert!(Instant::now() < end, "the page is not the mended one");
    }
    // A page of another name, in a folder that is watched since it came back.
    fs::rename(sandbox.path(path), sandbox.path("content/guides/other.md")).unwrap();
    let end = Instant::now() + Duration::from_secs(60);
    while server.get("/docs/guides/other/").0 != 200 || server.get(page).0 != 404 {
        assert!(Instant::now() < end);
    }
    server.stop();
    assert!(TcpStream::connect(server.address.split('/').nth(2).unwrap()).is_err());
    assert_eq!(sandbox.names(), ["content", "sitevar.yml", "static", "theme"]);
}
