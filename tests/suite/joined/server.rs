//! A server for one test: it answers as it is told, well or badly.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

use super::Files;

/// What is answered.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// The file.
    File,
    /// The file, a little different every time.
    Anew,
    /// Half of the file.
    BreakOff,
    /// The address of another place.
    Redirect(&'static str),
    /// A code and nothing else.
    Status(u16),
}

/// A server that ends when it is dropped.
pub struct Server {
    address: SocketAddr,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `files`; `answer` says how, for each path.
    pub fn start(files: Files, answer: fn(&str) -> Answer) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let ends = Arc::new(AtomicBool::new(false));
        let (told, asked) = (ends.clone(), AtomicUsize::new(0));
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if told.load(Ordering::SeqCst) {
                    return;
                }
                let number = asked.fetch_add(1, Ordering::SeqCst);
                // A client that leaves is no failure of the server.
                stream.and_then(|mut stream| reply(&mut stream, &files, answer, number)).ok();
            }
        });
        Self { address, ends, thread: Some(thread) }
    }

    /// Where it is.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

fn reply(stream: &mut TcpStream, files: &Files, answer: fn(&str) -> Answer, number: usize) -> std::io::Result<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? > 0 {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
    let start = |code: &str, more: &str| format!("HTTP/1.1 {code}\r\nConnection: close\r\n{more}\r\n");
    let answer = answer(path);
    let mut bytes = files.get(path).cloned().unwrap_or_default();
    if matches!(answer, Answer::Anew) {
        bytes.extend(" ".repeat(number).bytes());
    }
    let length = format!("Content-Length: {}\r\n", bytes.len());
    match answer {
        Answer::Redirect(to) => {
            write!(stream, "{}", start("302 Found", &format!("Location: {to}\r\nContent-Length: 0\r\n")))
        }
        Answer::Status(code) => write!(stream, "{}", start(&format!("{code} No"), "Content-Length: 0\r\n")),
        Answer::BreakOff => {
            write!(stream, "{}", start("200 OK", &length))?;
            stream.write_all(&bytes[..bytes.len() / 2])
        }
        Answer::File | Answer::Anew if files.contains_key(path) => {
            write!(stream, "{}", start("200 OK", &length))?;
            stream.write_all(&bytes)
        }
        Answer::File | Answer::Anew => write!(stream, "{}", start("404 Not Found", "Content-Length: 0\r\n")),
    }
}
