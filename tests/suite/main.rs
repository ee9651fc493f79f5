//! The test suite: one binary, one module a behaviour.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod accountability;
mod broken;
mod browser_code;
mod builds;
mod commands;
mod content;
mod data;
mod deadlines;
mod eids;
mod fixture;
mod html;
mod incremental;
mod joined;
mod lists;
mod numbers;
mod properties;
mod rendering;
mod rules;
mod search;
mod serving;
mod sharing;
mod sites;
mod status;
mod vietnamese_text;
mod writing;
