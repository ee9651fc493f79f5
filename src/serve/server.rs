//! The threads: one speaks HTTP, one watches and rebuilds.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::SystemTime;

use crate::base::bilingual::Language;
use crate::say;

use super::Built;
use super::error::ServeError;
use super::http::{self, Service};
use super::live::{Live, State};
use super::mount::Mount;
use super::watch::{Changes, End, Next, Watch};

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
    live: Arc<Live>,
    threads: Vec<JoinHandle<()>>,
    end_watch: End,
    ended: Receiver<Ended>,
    to_ended: Sender<Ended>,
}

enum Ended {
    Interrupted,
    Broken(io::Error),
}

impl Server {
    /// Builds the site once, then serves it and builds it again whenever a watched file changes.
    ///
    /// `rebuild` runs on one thread at a time. It is told what changed since it last ran and says what it likes to
    /// the terminal; a panic in it is shown on the pages like a diagnostic.
    ///
    /// # Errors
    /// [`ServeError`] when the address is taken or a folder cannot be watched. Mistakes in the
    /// site are no error: they are served.
    pub fn start(options: Options, rebuild: impl Fn(&Changes) -> Built + Send + 'static) -> Result<Self, ServeError> {
        let listener = listen(options.address)?;
        let broken = |error: io::Error| ServeError::Listen { address: options.address, source: error };
        let address = listener.local_addr().map_err(broken)?;
        // Before the first build, so that no change is missed.
        let (watch, end_watch) = Watch::start(&options.watch)?;
        let runtime = http::runtime().map_err(broken)?;
        let live = Arc::new(Live::new(State::new(&run_name())));
        live.take(build(&rebuild, &Changes::Anything, options.language));
        let service = Arc::new(Service {
            live: live.clone(),
            mount: options.mount.clone(),
            language: options.language,
            is_local: address.ip().is_loopback(),
        });
        let (to_ended, ended) = mpsc::channel();
        let for_http = to_ended.clone();
        let speaking = thread::spawn(move || {
            if let Err(error) = runtime.block_on(http::serve(listener, service)) {
                // Whoever waits for the end lives as long as this thread.
                for_http.send(Ended::Broken(error)).ok();
            }
        });
        let for_watching = live.clone();
        let watching = thread::spawn(move || rebuild_on_changes(&for_watching, watch, &rebuild, options.language));
        let threads = vec![speaking, watching];
        Ok(Self { address, mount: options.mount, live, threads, end_watch, ended, to_ended })
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
        self.end_watch.end();
        self.live.dismiss();
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing more to do.
            thread.join().ok();
        }
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

fn build(rebuild: &impl Fn(&Changes) -> Built, changes: &Changes, language: Language) -> Built {
    catch_unwind(AssertUnwindSafe(|| rebuild(changes))).unwrap_or_else(|_| {
        let message = say!(
            "chương trình gặp lỗi khi dựng trang; chi tiết ở cửa sổ đang chạy lệnh",
            "the program failed while building the site; see the window where it runs"
        );
        let html = format!("<pre>{}</pre>", message.in_language(language));
        Built::broken(html)
    })
}

fn rebuild_on_changes(live: &Live, mut watch: Watch, rebuild: &impl Fn(&Changes) -> Built, language: Language) {
    while let Next::Changed(changes) = watch.next() {
        live.take(build(rebuild, &changes, language));
    }
}
