//! From a request and the generation that is served to a response. Pure; may take as long as the file takes to make.

use std::borrow::Cow;

use crate::base::bilingual::{Language, Message};
use crate::base::output::SitePath;
use crate::say;

use super::live::State;
use super::media_type;
use super::mount::{Mount, decode};
use super::page;

/// What a browser may do with the site: the strictest that the site is made for.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; \
     frame-ancestors 'self'";

/// The page for addresses that never were.
const MISSING: &str = "404.html";

/// The server's own addresses.
const OWN: &str = "/_minhbach/";

/// The address of the event stream.
pub(super) const EVENTS: &str = "/_minhbach/events";

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'q> {
    /// As sent: path and query.
    pub(super) target: &'q str,
    /// Whether the method is `GET` or `HEAD`.
    pub(super) only_reads: bool,
    /// The header `If-None-Match`.
    pub(super) if_none_match: Option<&'q str>,
}

/// A response, without the headers of the connection.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    fn new(status: u16, media_type: &str, body: Vec<u8>) -> Self {
        let mut headers = vec![("Content-Type", media_type.to_owned())];
        headers.extend(fixed_headers().map(|(name, value)| (name, value.to_owned())));
        Self { status, headers, body }
    }

    /// A short answer of the server itself.
    fn text(status: u16, message: &Message, language: Language) -> Self {
        let body = format!("{}\n", message.in_language(language));
        Self::new(status, "text/plain; charset=utf-8", body.into_bytes())
    }

    fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// For a request on which the program itself failed.
    pub(super) fn failed(language: Language) -> Self {
        let message = say!(
            "chương trình gặp lỗi khi làm trang này; chi tiết ở cửa sổ đang chạy lệnh",
            "the program failed on this page; see the window where it runs"
        );
        Self::text(500, &message, language)
    }

    /// For a request that comes by a name that is not this machine's.
    pub(super) fn foreign_host(language: Language) -> Self {
        let message = say!("địa chỉ này chỉ dùng được trên chính máy này", "this address works on this machine only");
        Self::text(403, &message, language)
    }
}

/// The headers that every response has.
pub(super) fn fixed_headers() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        ("Cache-Control", "no-cache"),
        ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ]
    .into_iter()
}

/// Answers everything but the event stream.
pub(super) fn answer(question: Question<'_>, state: &State, mount: &Mount, language: Language) -> Answer {
    if !question.only_reads {
        let message = say!("máy chủ này chỉ cho xem", "this server only shows things");
        return Answer::text(405, &message, language).header("Allow", "GET, HEAD");
    }
    let (raw_path, query) = split_query(question.target);
    let Some(path) = decode(raw_path).filter(|path| path.starts_with('/')) else {
        return Answer::text(400, &say!("địa chỉ bị hỏng", "the address is broken"), language);
    };
    if path.starts_with(OWN) {
        return own(&path, state, language);
    }
    let Some(files) = &state.files else {
        let html = page::diagnostics(state.diagnostics.as_deref(), false, &state.stamp(), language);
        return Answer::new(500, media_type::of(".html"), html.into_bytes());
    };
    if mount.lacks_slash(&path) {
        return redirect(&format!("{}{query}", mount.as_str()));
    }
    let Some(inside) = mount.inside(&path) else {
        let home = mount.as_str();
        return Answer::text(404, &say!("trang được đặt ở {home}", "the site is at {home}"), language);
    };
    let is_folder = inside.is_empty() || inside.ends_with('/');
    let wanted = if is_folder { Cow::Owned(format!("{inside}index.html")) } else { Cow::Borrowed(inside) };
    let mut status = 200;
    for path in [&*wanted, MISSING] {
        let Ok(path) = SitePath::parse(path) else {
            status = 404;
            continue;
        };
        match files.file(&path) {
            Ok(Some(bytes)) => {
                let known = question.if_none_match.filter(|_| status == 200);
                return file(status, &path, &bytes, state, known);
            }
            Ok(None) => status = 404,
            Err(why) => {
                let html = page::diagnostics(Some(&why), true, &state.stamp(), language);
                return Answer::new(500, media_type::of(".html"), html.into_bytes());
            }
        }
        let folder = SitePath::parse(&format!("{inside}/index.html"));
        if !is_folder && folder.is_ok_and(|folder| files.has(&folder)) {
            return redirect(&format!("{raw_path}/{query}"));
        }
    }
    Answer::text(404, &say!("không có trang này", "there is no such page"), language)
}

/// The path, and the query with its question mark.
fn split_query(target: &str) -> (&str, &str) {
    target.find('?').map_or((target, ""), |start| target.split_at(start))
}

fn redirect(location: &str) -> Answer {
    Answer::new(301, "text/plain; charset=utf-8", Vec::new()).header("Location", location)
}

fn own(path: &str, state: &State, language: Language) -> Answer {
    match path.strip_prefix(OWN) {
        Some("reload.js") => Answer::new(200, media_type::of(".js"), page::SCRIPT.into()),
        Some("reload.css") => Answer::new(200, media_type::of(".css"), page::STYLE.into()),
        Some("diagnostics") => {
            let html = page::diagnostics(state.diagnostics.as_deref(), state.files.is_some(), &state.stamp(), language);
            Answer::new(200, media_type::of(".html"), html.into_bytes())
        }
        _ => Answer::text(404, &say!("không có trang này", "there is no such page"), language),
    }
}

fn file(status: u16, path: &SitePath, bytes: &[u8], state: &State, if_none_match: Option<&str>) -> Answer {
    let media_type = media_type::of(path.as_str());
    let hash = blake3::hash(bytes).to_hex();
    let hash = &hash[..32];
    let is_page = media_type::is_page(media_type);
    // A page also tells its generation to the script, so a page from the cache must not outlive it.
    let tag = if is_page { format!("\"{hash}-{}\"", state.stamp().generation) } else { format!("\"{hash}\"") };
    let body = if is_page { page::with_script(bytes, &state.stamp()) } else { bytes.to_vec() };
    // The body of a 304 is not sent, but its length is told as that of the 200 would be.
    let status = if if_none_match.is_some_and(|known| knows(known, &tag)) { 304 } else { status };
    Answer::new(status, media_type, body).header("ETag", tag)
}

/// Whether the header `If-None-Match` names `tag` (RFC 9110, section 13.1.2: compared weakly).
fn knows(if_none_match: &str, tag: &str) -> bool {
    if_none_match
        .split(',')
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}
