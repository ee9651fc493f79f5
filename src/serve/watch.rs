//! Notices changes in the folders that the site is built from.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvError, RecvTimeoutError, Sender};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::error::ServeError;

/// As long as files keep changing faster than this, it is one change: an editor writes, renames
/// and sets times.
const QUIET: Duration = Duration::from_millis(20);

/// Watches folders. Some may be missing for now, or go and come back.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    folders: Vec<PathBuf>,
    news: Receiver<News>,
}

/// Ends a [`Watch`] from another thread.
pub(super) struct End(Sender<News>);

/// What [`Watch::next`] has to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    /// Something changed, and it is quiet again.
    Changed(Changes),
    /// It is over.
    Ended,
}

/// What changed in the watched folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Only what lies, or lay, at these places, each with the whole path from the root of the file system.
    At(Vec<PathBuf>),
    /// Nobody knows; perhaps everything.
    Anything,
}

enum News {
    Changed {
        /// Whether one of the folders itself came or went.
        folder: bool,
        changes: Changes,
    },
    Ended,
}

impl Changes {
    fn and(self, other: Changes) -> Changes {
        match (self, other) {
            (Changes::At(mut paths), Changes::At(others)) => {
                paths.extend(others);
                paths.sort_unstable();
                paths.dedup();
                Changes::At(paths)
            }
            _ => Changes::Anything,
        }
    }
}

impl Watch {
    /// Watches `folders` and everything in them from now on.
    pub(super) fn start(folders: &[PathBuf]) -> Result<(Self, End), ServeError> {
        let mut absolute = Vec::new();
        for folder in folders {
            absolute.push(std::path::absolute(folder).map_err(|error| failed(folder, error.into()))?);
        }
        let (sender, news) = mpsc::channel();
        let (to_end, watched) = (sender.clone(), absolute.clone());
        let watcher = notify::recommended_watcher(move |event| {
            if let Some(changed) = judge(&event, &watched) {
                // Nobody listens any more only when the server is about to end.
                sender.send(changed).ok();
            }
        });
        let watcher = watcher.map_err(|error| failed(Path::new("."), error))?;
        let mut watch = Self { watcher, folders: absolute, news };
        watch.watch_parents()?;
        watch.watch_folders()?;
        Ok((watch, End(to_end)))
    }

    /// Waits until something has changed and it is quiet again.
    pub(super) fn next(&mut self) -> Next {
        let (mut folder_changed, mut all) = match self.news.recv() {
            Ok(News::Changed { folder, changes }) => (folder, changes),
            Ok(News::Ended) | Err(RecvError) => return Next::Ended,
        };
        loop {
            match self.news.recv_timeout(QUIET) {
                Ok(News::Changed { folder, changes }) => {
                    folder_changed |= folder;
                    all = all.and(changes);
                }
                Err(RecvTimeoutError::Timeout) => break,
                Ok(News::Ended) | Err(RecvTimeoutError::Disconnected) => return Next::Ended,
            }
        }
        if folder_changed {
            // A folder that cannot be watched now is tried again when it next comes or goes.
            self.watch_folders().ok();
            return Next::Changed(Changes::Anything);
        }
        Next::Changed(all)
    }

    /// The parents tell when a folder itself comes or goes.
    fn watch_parents(&mut self) -> Result<(), ServeError> {
        let mut parents: Vec<&Path> = self.folders.iter().filter_map(|folder| folder.parent()).collect();
        parents.sort_unstable();
        parents.dedup();
        for parent in parents {
            self.watcher.watch(parent, RecursiveMode::NonRecursive).map_err(|error| failed(parent, error))?;
        }
        Ok(())
    }

    fn watch_folders(&mut self) -> Result<(), ServeError> {
        for folder in &self.folders {
            // What was watched under this name may be another folder by now, or was not watched.
            self.watcher.unwatch(folder).ok();
            if folder.is_dir() {
                self.watcher.watch(folder, RecursiveMode::Recursive).map_err(|error| failed(folder, error))?;
            }
        }
        Ok(())
    }
}

impl End {
    /// Lets [`Watch::next`] return [`Next::Ended`].
    pub(super) fn end(&self) {
        // It may have ended by itself.
        self.0.send(News::Ended).ok();
    }
}

/// Whether an event means that the site has to be built again. Reading files does not: the build
/// itself does that.
fn judge(event: &notify::Result<Event>, folders: &[PathBuf]) -> Option<News> {
    let lost = || Some(News::Changed { folder: true, changes: Changes::Anything });
    let Ok(event) = event else { return lost() };
    if event.need_rescan() || event.paths.is_empty() {
        return lost();
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    let inside = event.paths.iter().any(|path| folders.iter().any(|folder| path.starts_with(folder)));
    let folder = event.paths.iter().any(|path| folders.contains(path));
    inside.then(|| News::Changed { folder, changes: Changes::At(event.paths.clone()) })
}

fn failed(folder: &Path, source: notify::Error) -> ServeError {
    ServeError::Watch { folder: folder.to_owned(), source }
}
