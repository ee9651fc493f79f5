//! The test suite: one binary, one module a behaviour.

mod serving;
mod writing;
