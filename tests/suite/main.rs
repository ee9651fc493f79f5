//! The test suite: one binary, one module a behaviour.

mod writing;
