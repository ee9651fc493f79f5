//! The generation that is served, swapped whole, and the pages that want to hear of it.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::watch;
use tokio::time::timeout;

use super::page::Stamp;
use super::{Built, Files};

/// How often a page hears something while nothing changes: a connection that leads nowhere is
/// noticed only when something is sent.
const PING: Duration = Duration::from_secs(20);

/// What is served at one moment.
#[derive(Clone, Default)]
pub(super) struct State {
    /// The last good site; `None` before there is one.
    pub(super) files: Option<Arc<dyn Files>>,
    /// Why the latest build is not it.
    pub(super) diagnostics: Option<Arc<str>>,
    /// Tells this run of the server from every other one.
    run: Arc<str>,
    /// Counts the good sites.
    generation: u64,
    /// Counts every change.
    revision: u64,
}

impl State {
    /// Before the first build. `run` must differ from one start of the server to the next: pages
    /// that are still open from before shall reload.
    pub(super) fn new(run: &str) -> Self {
        Self { run: run.into(), ..Self::default() }
    }

    /// What a page has to know.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp { generation: format!("{}-{}", self.run, self.generation), revision: self.revision }
    }

    /// What is served after this build; `None` when that is the same as before. Pure.
    fn after(&self, built: Built) -> Option<Self> {
        let mut next = self.clone();
        next.revision += 1;
        match built.diagnostics_html {
            Some(html) if self.diagnostics.as_deref() == Some(html.as_str()) => return None,
            Some(html) => next.diagnostics = Some(html.into()),
            None => {
                let is_same = self.files.as_ref().is_some_and(|files| files.name() == built.files.name());
                if is_same && self.diagnostics.is_none() {
                    return None;
                }
                next.diagnostics = None;
                if !is_same {
                    next.files = Some(built.files);
                    next.generation += 1;
                }
            }
        }
        Some(next)
    }

    /// The event that tells a page what is served.
    fn event(&self) -> String {
        #[derive(Serialize)]
        struct Wire {
            generation: String,
            revision: u64,
            diagnostics: bool,
        }
        let Stamp { generation, revision } = self.stamp();
        let wire = Wire { generation, revision, diagnostics: self.diagnostics.is_some() };
        let data = serde_json::to_string(&wire).expect("a struct of plain values is JSON");
        format!("retry: 500\nevent: state\ndata: {data}\n\n")
    }
}

/// The state, for the pages that ask and for those that follow it.
pub(super) struct Live {
    served: watch::Sender<Served>,
}

struct Served {
    state: Arc<State>,
    /// Whether the server is about to end.
    is_over: bool,
}

/// One page that follows the state.
pub(super) struct Page {
    served: watch::Receiver<Served>,
}

impl Live {
    pub(super) fn new(state: State) -> Self {
        Self { served: watch::Sender::new(Served { state: Arc::new(state), is_over: false }) }
    }

    /// What is served now. The same for as long as the caller keeps it.
    pub(super) fn now(&self) -> Arc<State> {
        self.served.borrow().state.clone()
    }

    /// Serves what was built from now on, and tells every page when that is something new. Only one
    /// thread builds.
    pub(super) fn take(&self, built: Built) {
        if let Some(next) = self.now().after(built) {
            let mut state = Arc::new(next);
            self.served.send_modify(|served| std::mem::swap(&mut served.state, &mut state));
            // The old one is let go of here, where nobody waits: that takes as long as it is large.
            drop(state);
        }
    }

    /// Adds a page, which hears at once what is served.
    pub(super) fn follow(&self) -> Page {
        let mut served = self.served.subscribe();
        served.mark_changed();
        Page { served }
    }

    /// Lets go of all pages, for good.
    pub(super) fn dismiss(&self) {
        self.served.send_modify(|served| served.is_over = true);
    }

    /// Waits until the pages are let go of.
    pub(super) async fn over(&self) {
        // An error says that nobody serves any more: that is over, too.
        self.served.subscribe().wait_for(|served| served.is_over).await.ok();
    }
}

impl Page {
    /// Waits for the next piece of the event stream; `None` at its end. A page that is slow to ask
    /// hears of the latest state only.
    pub(super) async fn hear(&mut self) -> Option<String> {
        match timeout(PING, self.served.changed()).await {
            Ok(Ok(())) => {
                let served = self.served.borrow_and_update();
                (!served.is_over).then(|| served.state.event())
            }
            Ok(Err(_)) => None,
            Err(_) => Some(String::from(":\n\n")),
        }
    }
}
