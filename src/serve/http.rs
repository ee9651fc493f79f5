//! The connections: every one is a task of its own on one thread, so none waits for another one.

use std::io;
use std::net::{self, IpAddr};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{Channel, Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, IF_NONE_MATCH};
use hyper::http::Error;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{self, Runtime};
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use crate::base::bilingual::Language;

use super::answer::{Answer, EVENTS, Question, answer, fixed_headers};
use super::live::{Live, Page};
use super::mount::Mount;

/// The longest head of a request.
const HEAD_BYTES: usize = 64 << 10;

/// As long as a client may take for the head of a request, or leave a connection unused.
const HEAD_PATIENCE: Duration = Duration::from_secs(30);

/// As long as answers that are under way may take when the server ends.
const FAREWELL: Duration = Duration::from_secs(1);

/// Between two attempts to accept a connection when the system refuses.
const PAUSE: Duration = Duration::from_millis(100);

/// So many refusals in a row are the end. Longer than [`HEAD_PATIENCE`]: what is refused most
/// is one more open file, and unused connections are closed by then.
const ATTEMPTS: usize = 600;

/// What the connections share.
pub(super) struct Service {
    pub(super) live: Arc<Live>,
    pub(super) mount: Mount,
    pub(super) language: Language,
    /// Whether only this machine can connect.
    pub(super) is_local: bool,
}

type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// What [`serve`] runs on: the thread that waits for it. Answers are made on others.
pub(super) fn runtime() -> io::Result<Runtime> {
    runtime::Builder::new_current_thread().enable_io().enable_time().build()
}

/// Answers requests until the pages are dismissed; then lets the answers under way finish.
///
/// # Errors
/// When the system lets nobody connect any more.
pub(super) async fn serve(listener: net::TcpListener, service: Arc<Service>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let connections = GracefulShutdown::new();
    tokio::select! {
        () = service.live.over() => {}
        error = accept(&listener, &service, &connections) => return Err(error),
    }
    drop(listener);
    // Who has not finished by then is cut off.
    timeout(FAREWELL, connections.shutdown()).await.ok();
    Ok(())
}

/// Accepts connections for ever. Returns why that is over.
async fn accept(listener: &TcpListener, service: &Arc<Service>, connections: &GracefulShutdown) -> io::Error {
    let mut refusals = 0;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                refusals = 0;
                connect(stream, service.clone(), connections);
            }
            Err(error) if refusals == ATTEMPTS => return error,
            Err(_) => {
                refusals += 1;
                sleep(PAUSE).await;
            }
        }
    }
}

fn connect(stream: TcpStream, service: Arc<Service>, connections: &GracefulShutdown) {
    // Only slower without it.
    stream.set_nodelay(true).ok();
    let respond = service_fn(move |request| {
        let service = service.clone();
        async move { service.respond(&request).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), respond);
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        // The browser may have gone away, or was none; the next one is not concerned.
        connection.await.ok();
    });
}

impl Service {
    /// Does not look at the body of the request, which no answer depends on.
    async fn respond(&self, request: &Request<Incoming>) -> Result<Response<Body>, Error> {
        let is_foreign = self.is_local && !names_this_machine(header(request, HOST));
        if is_foreign {
            return respond_with(Answer::foreign_host(self.language));
        }
        let target = request.uri().path_and_query().map_or("", |target| target.as_str());
        if request.method() == Method::GET && target == EVENTS {
            return event_stream(self.live.follow());
        }
        let only_reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let (target, if_none_match) = (target.to_owned(), header(request, IF_NONE_MATCH).map(str::to_owned));
        let (state, mount, language) = (self.live.now(), self.mount.clone(), self.language);
        // Off the thread that speaks: a page may have to be made first.
        let answering = spawn_blocking(move || {
            let question = Question { target: &target, only_reads, if_none_match: if_none_match.as_deref() };
            answer(question, &state, &mount, language)
        });
        respond_with(answering.await.unwrap_or_else(|_| Answer::failed(self.language)))
    }
}

fn respond_with(answer: Answer) -> Result<Response<Body>, Error> {
    // Told by hand, since the answer to a HEAD request and a 304 have no body to count.
    let mut response = Response::builder().status(answer.status).header(CONTENT_LENGTH, answer.body.len());
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(Either::Left(Full::from(answer.body)))
}

fn event_stream(mut page: Page) -> Result<Response<Body>, Error> {
    let (mut events, body) = Channel::new(1);
    tokio::spawn(async move {
        while let Some(event) = page.hear().await {
            if events.send_data(Bytes::from(event)).await.is_err() {
                return;
            }
        }
    });
    let mut response = Response::builder().header(CONTENT_TYPE, "text/event-stream; charset=utf-8");
    for (name, value) in fixed_headers() {
        response = response.header(name, value);
    }
    response.body(Either::Right(body))
}

/// A header that is not text is an empty one.
fn header(request: &Request<Incoming>, name: HeaderName) -> Option<&str> {
    request.headers().get(name).map(|value| value.to_str().unwrap_or_default())
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
