//! `minhbach serve`: shows the site while somebody works on it.
//!
//! In: a closure that builds the whole site into memory, and the folders it reads. Out: a web server
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

use std::collections::BTreeMap;

pub use error::ServeError;
pub use mount::Mount;
pub use server::{Options, Server};

use crate::base::output::SitePath;

/// What came of one rebuild.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Built {
    /// The site. Not looked at when there are `diagnostics_html`.
    pub files: BTreeMap<SitePath, Vec<u8>>,
    /// Why there is no new site: a piece of HTML for the inside of a page, everything escaped, best
    /// one `<pre>` for each diagnostic. Inline styles and scripts in it have no effect. `None` when
    /// the build was good; warnings belong on the terminal.
    pub diagnostics_html: Option<String>,
}
