//! The generation that is served, swapped whole, and the pages that want to hear of it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::base::output::SitePath;

use super::Built;
use super::page::Stamp;

/// What is served at one moment.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The last good site; `None` before there is one.
    pub(super) files: Option<Arc<BTreeMap<SitePath, Vec<u8>>>>,
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
                let is_same = self.files.as_deref() == Some(&built.files);
                if is_same && self.diagnostics.is_none() {
                    return None;
                }
                next.diagnostics = None;
                if !is_same {
                    next.files = Some(Arc::new(built.files));
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
        format!("event: state\ndata: {data}\n\n")
    }
}

type Page = Box<dyn Write + Send>;

/// The state, and the pages that follow it.
pub(super) struct Live {
    state: Mutex<Arc<State>>,
    pages: Mutex<Vec<Page>>,
}

impl Live {
    pub(super) fn new(state: State) -> Self {
        Self { state: Mutex::new(Arc::new(state)), pages: Mutex::default() }
    }

    /// What is served now. The same for as long as the caller keeps it.
    pub(super) fn now(&self) -> Arc<State> {
        lock(&self.state).clone()
    }

    /// Serves what was built from now on, and tells every page when that is something new.
    pub(super) fn take(&self, built: Built) {
        {
            let mut state = lock(&self.state);
            match state.after(built) {
                Some(next) => *state = Arc::new(next),
                None => return,
            }
        }
        // A page that follows between these two steps hears of the same state twice, never of none.
        let mut pages = lock(&self.pages);
        let event = self.now().event();
        pages.retain_mut(|page| send(page, &event).is_ok());
    }

    /// Adds a page, which hears at once what is served. One that is gone already is dropped.
    pub(super) fn follow(&self, mut page: Page, head: &str) {
        let mut pages = lock(&self.pages);
        let welcome = format!("{head}retry: 500\n\n{}", self.now().event());
        if send(&mut page, &welcome).is_ok() {
            pages.push(page);
        }
    }

    /// Finds out which pages are gone.
    pub(super) fn ping(&self) {
        lock(&self.pages).retain_mut(|page| send(page, ":\n\n").is_ok());
    }

    /// Lets go of all pages.
    pub(super) fn dismiss(&self) {
        lock(&self.pages).clear();
    }
}

fn send(page: &mut Page, text: &str) -> io::Result<()> {
    page.write_all(text.as_bytes())?;
    page.flush()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
