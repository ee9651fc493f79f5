//! What every other layer uses: places in files, diagnostics, the output sink, both languages.
//!
//! Knows nothing of records, provinces or pages. Never touches the file system or the clock.

pub mod bilingual;
pub mod bytes;
pub mod diagnostic;
pub mod hash;
pub mod output;
pub mod place;
pub mod report;
pub mod source;
pub mod tree;
