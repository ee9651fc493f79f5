//! A compiler for records: YAML goes in, a folder of bytes comes out.
//!
//! ```text
//! content/ themes/ ──load──▶ Sources ──check──▶ Site ──┬─ render ─┐
//!                              │                       ├─ index ──┼─▶ Sink (path → bytes) ──write──▶ public/
//!                              └──▶ Diagnostics        └─ export ─┘                     └─ serve
//! ```
//!
//! Layers, low to high: `base vietnamese` < `record model` < `load write` < `check render index export`
//! < `pipeline` < `serve fetch` < `cli`. A module uses lower layers only, never a sibling phase. Only `load`,
//! `write`, `serve`, `fetch` and `cli` touch the file system or the clock; "today" is an argument. The same input
//! gives the same bytes: no clock, no random, no thread order, no hash-map order in the result.
//!
//! docs/ARCHITECTURE.md says the same at length.

pub mod base;
pub mod check;
pub mod cli;
pub mod export;
pub mod fetch;
pub mod index;
pub mod load;
pub mod model;
pub mod pipeline;
pub mod record;
pub mod render;
pub mod serve;
pub mod vietnamese;
pub mod write;
