//! The threads: some answer requests, one watches and rebuilds.

use std::io::{self, Cursor};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::SystemTime;

use tiny_http::{Header, Method, Request, Response};

use crate::base::bilingual::Language;
use crate::say;

use super::Built;
use super::answer::{Answer, EVENTS, Question, answer, fixed_headers};
use super::error::ServeError;
use super::live::{Live, State};
use super::mount::Mount;
use super::watch::{End, Next, Watch};

/// Threads that answer requests; all of them only copy memory.
const THREADS: usize = 4;

/// Where and how to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 takes any free one.
    pub address: SocketAddr,
    /// The path under which the site is served.
    pub mount: Mount,
    /// The folders whose changes lead to a rebuild. They may be missing, their parents may not.
    pub watch: Vec<PathBuf>,
    /// The language of the server's own pages.
    pub language: Language,
}

/// A running server. Ends when it is dropped.
pub struct Server {
    address: SocketAddr,
    mount: Mount,
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
    end_watch: End,
    ended: Receiver<Ended>,
    to_ended: Sender<Ended>,
}

struct Shared {
    http: tiny_http::Server,
    live: Live,
    mount: Mount,
    language: Language,
    is_local: bool,
    is_ending: AtomicBool,
}

enum Ended {
    Interrupted,
    Broken(io::Error),
}

impl Server {
    /// Builds the site once, then serves it and builds it again whenever a watched file changes.
    ///
    /// `rebuild` runs on one thread at a time. It reads everything anew and says what it likes to
    /// the terminal; a panic in it is shown on the pages like a diagnostic.
    ///
    /// # Errors
    /// [`ServeError`] when the address is taken or a folder cannot be watched. Mistakes in the
    /// site are no error: they are served.
    pub fn start(options: Options, rebuild: impl Fn() -> Built + Send + 'static) -> Result<Self, ServeError> {
        let listener = listen(options.address)?;
        let broken = |error: io::Error| ServeError::Listen { address: options.address, source: error };
        let address = listener.local_addr().map_err(broken)?;
        // Before the first build, so that no change is missed.
        let (watch, end_watch) = Watch::start(&options.watch)?;
        let http = tiny_http::Server::from_listener(listener, None).map_err(|error| broken(io::Error::other(error)))?;
        let shared = Arc::new(Shared {
            http,
            live: Live::new(State::new(&run_name())),
            mount: options.mount.clone(),
            language: options.language,
            is_local: address.ip().is_loopback(),
            is_ending: AtomicBool::new(false),
        });
        shared.live.take(build(&rebuild, options.language));
        let (to_ended, ended) = mpsc::channel();
        let mut threads = Vec::new();
        for _ in 0..THREADS {
            let (shared, to_ended) = (shared.clone(), to_ended.clone());
            threads.push(thread::spawn(move || answer_requests(&shared, &to_ended)));
        }
        let for_watching = shared.clone();
        threads.push(thread::spawn(move || rebuild_on_changes(&for_watching, watch, &rebuild)));
        Ok(Self { address, mount: options.mount, shared, threads, end_watch, ended, to_ended })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the home page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.mount.as_str())
    }

    /// Serves until Ctrl-C (or the system asks the program to end), then ends in order. A second
    /// Ctrl-C ends the program at once. Once in a program's life.
    ///
    /// `announce` gets the address of the home page as soon as Ctrl-C is listened to.
    ///
    /// # Errors
    /// [`ServeError`] when Ctrl-C cannot be listened to, or no more connections are possible.
    pub fn run_until_interrupted(self, announce: impl FnOnce(&str)) -> Result<(), ServeError> {
        let to_ended = Mutex::new(self.to_ended.clone());
        let was_interrupted = AtomicBool::new(false);
        ctrlc::set_handler(move || {
            if was_interrupted.swap(true, Ordering::SeqCst) {
                std::process::exit(130);
            }
            // The receiver lives until the server has ended.
            to_ended.lock().unwrap_or_else(PoisonError::into_inner).send(Ended::Interrupted).ok();
        })
        .map_err(ServeError::Interrupt)?;
        announce(&self.url());
        let ended = self.ended.recv().expect("the server keeps a sender of its own");
        self.stop();
        match ended {
            Ended::Interrupted => Ok(()),
            Ended::Broken(error) => Err(ServeError::Broken(error)),
        }
    }

    /// Ends the server: waits for a rebuild that is under way, answers nothing more.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.is_ending.store(true, Ordering::SeqCst);
        self.end_watch.end();
        for _ in 0..THREADS {
            self.shared.http.unblock();
        }
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing more to do.
            thread.join().ok();
        }
        self.shared.live.dismiss();
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortTaken { address, free: free_port(address) },
        _ => ServeError::Listen { address, source: error },
    })
}

/// The next free port, so that the user has one to go on with.
fn free_port(taken: SocketAddr) -> Option<u16> {
    (taken.port()..=u16::MAX).skip(1).take(100).find(|port| TcpListener::bind((taken.ip(), *port)).is_ok())
}

/// A name that no other run of the server has.
fn run_name() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-{:x}", since.as_nanos(), std::process::id())
}

fn build(rebuild: &impl Fn() -> Built, language: Language) -> Built {
    catch_unwind(AssertUnwindSafe(rebuild)).unwrap_or_else(|_| {
        let message = say!(
            "chương trình gặp lỗi khi dựng trang; chi tiết ở cửa sổ đang chạy lệnh",
            "the program failed while building the site; see the window where it runs"
        );
        let html = format!("<pre>{}</pre>", message.in_language(language));
        Built { diagnostics_html: Some(html), ..Built::default() }
    })
}

fn rebuild_on_changes(shared: &Shared, mut watch: Watch, rebuild: &impl Fn() -> Built) {
    loop {
        match watch.next() {
            Next::Changed => shared.live.take(build(rebuild, shared.language)),
            Next::Idle => shared.live.ping(),
            Next::Ended => return,
        }
    }
}

fn answer_requests(shared: &Shared, to_ended: &Sender<Ended>) {
    while !shared.is_ending.load(Ordering::SeqCst) {
        match shared.http.recv() {
            Ok(request) => shared.respond(request),
            Err(error) => {
                if !shared.is_ending.load(Ordering::SeqCst) {
                    // Whoever waits for the end hears of the first failure only.
                    to_ended.send(Ended::Broken(error)).ok();
                }
                return;
            }
        }
    }
}

impl Shared {
    fn respond(&self, request: Request) {
        let only_reads = matches!(request.method(), Method::Get | Method::Head);
        let is_foreign = self.is_local && !names_this_machine(header(&request, "Host"));
        if !is_foreign && *request.method() == Method::Get && request.url() == EVENTS {
            return self.live.follow(request.into_writer(), &event_stream_head());
        }
        let answer = if is_foreign {
            Answer::foreign_host(self.language)
        } else {
            let if_none_match = header(&request, "If-None-Match");
            let question = Question { target: request.url(), only_reads, if_none_match };
            answer(question, &self.live.now(), &self.mount, self.language)
        };
        // The browser may have gone away; the next one is not concerned.
        respond_with(request, answer).ok();
    }
}

fn respond_with(request: Request, answer: Answer) -> io::Result<()> {
    let mut headers = Vec::new();
    for (name, value) in &answer.headers {
        let header = Header::from_bytes(name.as_bytes(), value.as_bytes());
        headers.push(header.map_err(|()| io::Error::other(format!("a header {name} that is not ASCII")))?);
    }
    let length = answer.body.len();
    let response = Response::new(answer.status.into(), headers, Cursor::new(answer.body), Some(length), None);
    // Never in chunks: the length is known, and a HEAD request wants to know it.
    request.respond(response.with_chunked_threshold(usize::MAX))
}

fn header<'r>(request: &'r Request, name: &'static str) -> Option<&'r str> {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
}

/// Whether the request was meant for this machine. A page on the internet can have its own name
/// lead here, and would then read what is not published yet.
fn names_this_machine(host: Option<&str>) -> bool {
    let Some(host) = host else { return true };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn event_stream_head() -> String {
    let mut head =
        String::from("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream; charset=utf-8\r\n");
    for (name, value) in fixed_headers() {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head + "\r\n"
}
