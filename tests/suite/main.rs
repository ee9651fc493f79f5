//! The test suite: one binary, one module a behaviour.
#![allow(clippy::unwrap_used)]

mod broken;
mod deadlines;
mod eids;
mod fixture;
mod rules;
mod serving;
mod writing;
mod numbers;
mod status;
mod vietnamese_text;
