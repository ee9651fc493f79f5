//! A folder of files that is served as a site, and a browser that speaks plain TCP.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use minhbach::base::bilingual::Language;
use minhbach::base::output::SitePath;
use minhbach::serve::{Built, Mount, Options, Server};

/// So long that it only ever passes when something is broken.
const NEVER: Duration = Duration::from_secs(60);

/// The file whose text, while it exists, is what is wrong with the site.
pub const MISTAKE: &str = "mistake";

/// A folder whose files are the site, as they are.
pub struct Folder(tempfile::TempDir);

/// A folder that is served.
pub struct Site {
    pub folder: Folder,
    pub server: Server,
    rebuilt: Receiver<()>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// A connection that stays open, as browsers keep them.
pub struct Connection(BufReader<TcpStream>);

/// A page that listens to the event stream.
pub struct Listener(BufReader<TcpStream>);

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct State {
    pub generation: String,
    pub revision: u64,
    pub diagnostics: bool,
}

impl Folder {
    pub fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path()).unwrap();
        folder
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().join("content")
    }

    /// Writes a file in one step, as the site will have it.
    pub fn write(&self, name: &str, text: &str) {
        let file = self.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        self.write_outside("unfinished", text);
        fs::rename(self.0.path().join("unfinished"), file).unwrap();
    }

    /// Writes a file beside the site.
    pub fn write_outside(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }

    pub fn serve(self) -> Site {
        self.serve_at("/")
    }

    pub fn serve_at(self, mount: &str) -> Site {
        let (sender, rebuilt) = mpsc::channel();
        let folder = self.path();
        let options = Options { mount: Mount::parse(mount).unwrap(), ..options(([127, 0, 0, 1], 0).into(), &self) };
        let rebuild = move |_: &minhbach::serve::Changes| {
            let built = build(&folder);
            sender.send(()).ok();
            built
        };
        let server = Server::start(options, rebuild).unwrap();
        rebuilt.recv_timeout(NEVER).unwrap();
        Site { folder: self, server, rebuilt }
    }
}

pub fn options(address: SocketAddr, folder: &Folder) -> Options {
    Options { address, mount: Mount::default(), watch: vec![folder.path()], language: Language::Vietnamese }
}

fn build(folder: &Path) -> Built {
    let mut files = BTreeMap::new();
    let mut diagnostics_html = None;
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap();
        let Ok(bytes) = fs::read(entry.path()) else { continue };
        match name {
            MISTAKE if bytes == b"panic" => panic!("as the test wishes"),
            MISTAKE => diagnostics_html = Some(String::from_utf8(bytes).unwrap()),
            _ if name.ends_with(".tmp") => {}
            _ => drop(files.insert(SitePath::parse(name).unwrap(), bytes)),
        }
    }
    match diagnostics_html {
        Some(html) => Built::broken(html),
        None => Built::good(Arc::new(files)),
    }
}

impl Site {
    #[track_caller]
    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    #[track_caller]
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut stream = self.connect();
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request.push_str("Host: localhost\r\n");
        }
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        stream.write_all(format!("{request}\r\n").as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let (status, headers) = read_head(&mut reader);
        let mut body = Vec::new();
        reader.read_to_end(&mut body).unwrap();
        Reply { status, headers, body }
    }

    /// Opens a connection and says `start`, which need not be a whole request.
    #[track_caller]
    pub fn open(&self, start: &str) -> Connection {
        let mut stream = self.connect();
        stream.write_all(start.as_bytes()).unwrap();
        Connection(BufReader::new(stream))
    }

    /// Listens to the event stream.
    #[track_caller]
    pub fn listen(&self) -> Listener {
        let mut stream = self.connect();
        stream.write_all(b"GET /_minhbach/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut reader = BufReader::new(stream);
        let (status, headers) = read_head(&mut reader);
        let reply = Reply { status, headers, body: Vec::new() };
        assert_eq!((status, reply.header("Content-Type").as_str()), (200, "text/event-stream; charset=utf-8"));
        Listener(reader)
    }

    /// Waits for the end of one more rebuild.
    #[track_caller]
    pub fn wait_for_rebuild(&self) {
        self.rebuilt.recv_timeout(NEVER).unwrap();
    }

    /// Stops the server, then changes a file. Returns how many rebuilds there still were: the loop
    /// ends because the closure that rebuilds is gone.
    pub fn stop(self) -> usize {
        self.server.stop();
        self.folder.write("index.html", "after the end");
        self.rebuilt.iter().count()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.server.address()).unwrap();
        stream.set_read_timeout(Some(NEVER)).unwrap();
        stream
    }
}

impl Reply {
    #[track_caller]
    pub fn header(&self, name: &str) -> String {
        self.find(name).unwrap_or_else(|| panic!("no {name} in {self:?}")).to_owned()
    }

    pub fn find(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

impl Connection {
    /// Says more.
    #[track_caller]
    pub fn say(&mut self, text: &str) {
        self.0.get_mut().write_all(text.as_bytes()).unwrap();
    }

    /// The next reply; the connection stays open.
    #[track_caller]
    pub fn reply(&mut self) -> Reply {
        let (status, headers) = read_head(&mut self.0);
        let mut reply = Reply { status, headers, body: Vec::new() };
        reply.body.resize(reply.header("Content-Length").parse().unwrap(), 0);
        self.0.read_exact(&mut reply.body).unwrap();
        reply
    }

    /// Waits until the server has closed the connection.
    #[track_caller]
    pub fn end(mut self) {
        wait_for_end(&mut self.0);
    }
}

impl Listener {
    /// Waits until the server has closed the stream.
    #[track_caller]
    pub fn end(mut self) {
        wait_for_end(&mut self.0);
    }

    /// The next event.
    #[track_caller]
    pub fn next(&mut self) -> State {
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream has ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// Waits for an event after which `what` holds.
    #[track_caller]
    pub fn until(&mut self, what: impl Fn(&State) -> bool) -> State {
        loop {
            let state = self.next();
            if what(&state) {
                return state;
            }
        }
    }
}

/// A connection that is closed before the server has read everything ends with an error.
#[track_caller]
fn wait_for_end(reader: &mut BufReader<TcpStream>) {
    match reader.read_to_end(&mut Vec::new()) {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
        Ok(_) | Err(_) => {}
    }
}

#[track_caller]
fn read_head(reader: &mut BufReader<TcpStream>) -> (u16, Vec<(String, String)>) {
    let mut lines = reader.lines().map(Result::unwrap);
    let status = lines.next().unwrap();
    let status = status.strip_prefix("HTTP/1.1 ").unwrap()[..3].parse().unwrap();
    let headers: BTreeMap<String, String> = lines
        .take_while(|line| !line.is_empty())
        .map(|line| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap())
        .collect();
    (status, headers.into_iter().collect())
}
