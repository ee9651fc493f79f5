//! Where the files of a source are read: the web, or a folder.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::time::Duration;

use ureq::Agent;

use super::FetchError;

/// How long a server may take until it answers.
const CONNECTING: Duration = Duration::from_secs(20);
/// How long one file may take.
const WHOLE: Duration = Duration::from_secs(600);

/// Where the files of a source are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Below an address, which ends in `/`.
    Web(String),
    /// Below a folder.
    Folder(PathBuf),
}

impl Place {
    /// The place that somebody names: an address, `file:` and a path, or a path.
    #[must_use]
    pub fn named(text: &str) -> Self {
        if text.starts_with("http://") || text.starts_with("https://") {
            return Self::Web(format!("{}/", text.trim_end_matches('/')));
        }
        let path = text.strip_prefix("file://").or_else(|| text.strip_prefix("file:")).unwrap_or(text);
        Self::Folder(PathBuf::from(path))
    }

    /// The file at `address` below the place, and its full name.
    ///
    /// # Errors
    /// When there is none, when it is longer than `limit_bytes`, when it leads elsewhere, when it breaks off.
    pub fn file(&self, address: &str, limit_bytes: u64) -> Result<(Vec<u8>, String), FetchError> {
        match self {
            Self::Web(base) => {
                let full = format!("{base}{address}");
                Ok((ask(&full, limit_bytes)?, full))
            }
            Self::Folder(folder) => {
                let path = folder.join(address);
                let full = path.display().to_string();
                let read = File::open(&path).and_then(|file| {
                    let mut bytes = Vec::new();
                    file.take(limit_bytes + 1).read_to_end(&mut bytes).map(|_| bytes)
                });
                match read {
                    Ok(bytes) if bytes.len() as u64 > limit_bytes => {
                        Err(FetchError::TooLarge { address: full, limit_bytes })
                    }
                    Ok(bytes) => Ok((bytes, full)),
                    Err(error) => Err(FetchError::Unreachable { address: full, why: error.to_string() }),
                }
            }
        }
    }
}

/// One question, no redirect followed: a source is joined by the address that its readers see.
fn ask(address: &str, limit_bytes: u64) -> Result<Vec<u8>, FetchError> {
    let unreachable =
        |error: &dyn std::fmt::Display| FetchError::Unreachable { address: address.to_owned(), why: error.to_string() };
    let agent: Agent = Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_connect(Some(CONNECTING))
        .timeout_recv_response(Some(CONNECTING))
        .timeout_global(Some(WHOLE))
        .user_agent(concat!("minhbach/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let answer = agent.get(address).call().map_err(|error| unreachable(&error))?;
    let status = answer.status();
    if status.is_redirection() {
        let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or("?");
        return Err(FetchError::Moved { address: address.to_owned(), to: to.to_owned() });
    }
    if status.as_u16() != 200 {
        return Err(FetchError::Status { address: address.to_owned(), code: status.as_u16() });
    }
    let too_large = || FetchError::TooLarge { address: address.to_owned(), limit_bytes };
    let promised = answer.body().content_length();
    if promised.is_some_and(|length| length > limit_bytes) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let read = answer.into_body().into_reader().take(limit_bytes + 1).read_to_end(&mut bytes);
    read.map_err(|error: io::Error| unreachable(&error))?;
    if bytes.len() as u64 > limit_bytes {
        return Err(too_large());
    }
    if promised.is_some_and(|length| length != bytes.len() as u64) {
        return Err(unreachable(&io::Error::from(io::ErrorKind::UnexpectedEof)));
    }
    Ok(bytes)
}
