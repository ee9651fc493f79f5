//! A file system layer that fails or stops at a chosen operation.

use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use minhbach::write::{Disk, MachineDisk};

/// The machine's file system, but strange.
pub struct StrangeDisk {
    /// Operations so far.
    pub operations: AtomicUsize,
    /// The operation, from 0, at which it becomes strange.
    pub at: usize,
    /// What happens then.
    pub then: Then,
    /// Whether two folders can be exchanged.
    pub exchanges: bool,
    /// Whether files can have second names.
    pub links: bool,
}

/// What happens at the chosen operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Nothing strange.
    Nothing,
    /// It fails, once.
    Fail(ErrorKind),
    /// It and every later one that needs room fails; a file that is being written ends up torn.
    Fill,
    /// It and every later one fails.
    FailForGood(ErrorKind),
    /// The process says so and waits to be killed before it.
    WaitBefore,
    /// The process says so and waits to be killed after it; a file is written by half.
    WaitAfter,
}

impl StrangeDisk {
    pub fn new(at: usize, then: Then) -> Self {
        Self { operations: AtomicUsize::new(0), at, then, exchanges: true, links: true }
    }

    fn operate(&self, needs_room: bool, operation: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let number = self.operations.fetch_add(1, Ordering::SeqCst);
        match self.then {
            Then::Fail(kind) if number == self.at => Err(kind.into()),
            Then::FailForGood(kind) if number >= self.at => Err(kind.into()),
            Then::Fill if number >= self.at && needs_room => Err(ErrorKind::StorageFull.into()),
            Then::WaitBefore if number == self.at => wait_to_be_killed(),
            Then::WaitAfter if number == self.at => {
                drop(operation());
                wait_to_be_killed()
            }
            _ => operation(),
        }
    }
}

fn wait_to_be_killed() -> ! {
    let mut stdout = io::stdout();
    stdout.write_all(b"\nWAITING\n").unwrap();
    stdout.flush().unwrap();
    io::stdin().read_to_end(&mut Vec::new()).unwrap();
    std::process::exit(3);
}

impl Disk for StrangeDisk {
    fn create_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.operate(true, || MachineDisk.create_folder(path, mode))
    }

    fn create_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let strange_now = self.operations.load(Ordering::SeqCst) == self.at;
        if strange_now && matches!(self.then, Then::Fill | Then::WaitAfter) {
            MachineDisk.create_file(path, &bytes[..bytes.len() / 2])?;
            return self.operate(true, || Ok(()));
        }
        self.operate(true, || MachineDisk.create_file(path, bytes))
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.operate(true, || MachineDisk.append(path, bytes))
    }

    fn link(&self, existing: &Path, new: &Path) -> io::Result<()> {
        if !self.links {
            return Err(ErrorKind::PermissionDenied.into());
        }
        self.operate(true, || MachineDisk.link(existing, new))
    }

    fn copy(&self, existing: &Path, new: &Path) -> io::Result<()> {
        self.operate(true, || MachineDisk.copy(existing, new))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate(false, || MachineDisk.rename(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if !self.exchanges {
            return Err(ErrorKind::Unsupported.into());
        }
        self.operate(false, || MachineDisk.exchange(one, other))
    }

    fn flush(&self, _folder: &Path) -> io::Result<()> {
        // Surviving a power cut is not what these tests are about, and a real flush is slow.
        self.operate(true, || Ok(()))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.operate(false, || MachineDisk.remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.operate(false, || MachineDisk.remove_folder(path))
    }
}
