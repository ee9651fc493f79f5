//! Publishes the output folder: everything or nothing.
//!
//! In: finished files through [`StagedOutput`], a [`Sink`](crate::base::output::Sink). Out: the
//! output folder, exchanged in one step for a new generation of itself.
//!
//! ```text
//! put ──▶ .public.minhbach/new/      a folder beside the output folder, locked, private
//! finish: plan (pure) ─▶ keep what is the same, carry what is not ours ─▶ exchange ─▶ retire
//! ```
//!
//! - Files stream into the new generation as they are made; memory holds paths and hashes only.
//! - A file whose bytes are already published is not written again: the new generation gets a
//!   second name (hard link) of the old file, so that its time stays too. When nothing at all
//!   changed, nothing is exchanged.
//! - A file that we wrote and that the site no longer has goes with the old generation. A file that
//!   we did not write is never deleted and never overwritten. The manifest tells them apart.
//! - Until the exchange nothing in the output folder changes; the exchange is one system call where
//!   the file system can do it, two renames where it cannot. Whatever a killed build left behind is
//!   put right by the next one.
//!
//! The whole folder is exchanged, so a program that has the old folder open (a shell standing in
//! it, a server started inside it) goes on seeing the old generation until it looks again.
//!
//! Never reads records or themes, never decides what a file says, never prints.

mod disk;
mod error;
mod generation;
mod manifest;
mod plan;
mod poured;
mod publish;
mod receipt;
mod spare;
mod staged;
mod taken;
mod target;
mod untouched;
mod workshop;

pub use disk::{Disk, MachineDisk};
pub use error::{Action, Problem, WriteError};
pub use manifest::{MANIFEST_NAME, Manifest, ManifestError, Stamp};
pub use plan::{Plan, plan};
pub use publish::Published;
pub use receipt::{Aside, Earlier, Receipt, program};
pub use staged::StagedOutput;
pub use untouched::{Settled, Untouched};
