//! `minhbach serve`: shows the site while somebody works on it.
//!
//! In: a closure that gives the files of the site, and the folders it reads. Out: a web server
//! on this machine that always serves the last good generation, builds again when a file changes,
//! and tells the open pages to reload.
//!
//! ```text
//! watch ──▶ rebuild() ──▶ Built ──▶ Live (the generation that is served, swapped whole)
//!                                     ├─▶ answer (pure: request + generation → response)
//!                                     └─▶ events (server-sent: "there is something new")
//! ```
//!
//! The bytes of the site are served as they were built, but for one script tag in each page, which
//! is added on the way out. Everything of the server's own lives under `/_minhbach/`.
//!
//! Knows nothing of records or themes. Never writes a file, never prints.

mod answer;
mod error;
mod http;
mod live;
mod media_type;
mod mount;
mod page;
mod server;
mod watch;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use error::ServeError;
pub use mount::Mount;
pub use server::{Options, Server};
pub use watch::Changes;

use crate::base::output::SitePath;

/// The files of a site, some of them perhaps made only when they are asked for.
pub trait Files: Send + Sync {
    /// The bytes of the file at `path`; `None` when there is none.
    ///
    /// # Errors
    /// Why it could not be made, as a piece of HTML.
    fn file(&self, path: &SitePath) -> Result<Option<Cow<'_, [u8]>>, String>;

    /// Whether there is a file at `path`.
    fn has(&self, path: &SitePath) -> bool;

    /// A name that other files have only if they are the same in every byte.
    fn name(&self) -> String;
}

impl Files for BTreeMap<SitePath, Vec<u8>> {
    fn file(&self, path: &SitePath) -> Result<Option<Cow<'_, [u8]>>, String> {
        Ok(self.get(path).map(|bytes| Cow::Borrowed(bytes.as_slice())))
    }

    fn has(&self, path: &SitePath) -> bool {
        self.contains_key(path)
    }

    fn name(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (path, bytes) in self {
            hasher.update(path.as_str().as_bytes());
            hasher.update(&[0]);
            hasher.update(blake3::hash(bytes).as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// What came of one rebuild.
#[derive(Clone)]
pub struct Built {
    /// The site. Not looked at when there are `diagnostics_html`.
    pub files: Arc<dyn Files>,
    /// Why there is no new site: a piece of HTML for the inside of a page, everything escaped, best
    /// one `<pre>` for each diagnostic. Inline styles and scripts in it have no effect. `None` when
    /// the build was good; warnings belong on the terminal.
    pub diagnostics_html: Option<String>,
}

impl Built {
    /// A good site.
    #[must_use]
    pub fn good(files: Arc<dyn Files>) -> Self {
        Self { files, diagnostics_html: None }
    }

    /// No site, and why.
    #[must_use]
    pub fn broken(diagnostics_html: String) -> Self {
        Self { files: Arc::new(BTreeMap::new()), diagnostics_html: Some(diagnostics_html) }
    }
}
