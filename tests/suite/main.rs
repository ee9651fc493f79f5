//! The test suite: one binary, one module a behaviour.
#![allow(clippy::unwrap_used)]

mod builds;
mod content;
mod deadlines;
mod eids;
mod html;
mod properties;
mod serving;
mod writing;
mod numbers;
mod status;
mod vietnamese_text;
